using Orchestrator.Office.Reviews;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Office;

public sealed class StageTransitionSpecs
{
    // The guard table once more, written independently: stage, event, next stage.
    private const string Table = """
        NotStarted Start Drafting
        Drafting RequestInternalApproval InternalApproval
        InternalApproval Approve Submitted
        InternalApproval SendBack Drafting
        Submitted Accept Intake
        Intake Reject Drafting
        Intake Pass JointReview
        JointReview AllIn Consolidating
        Consolidating Conflict Coordinating
        Coordinating Resolved Consolidating
        Consolidating Done AwaitingTemplate
        Consolidating Feedback Returned
        Consolidating PassReview ReadyForMeeting
        AwaitingTemplate TemplatePublished Returned
        Returned StartRevision Revising
        Revising RequestInternalApproval InternalApproval
        InternalApproval TakeBack Revising
        ReadyForMeeting PutOnAgenda OnAgenda
        OnAgenda Passed Issuing
        OnAgenda PassedWithChanges PostMeetingRevision
        OnAgenda Deferred Deferred
        OnAgenda NotPassed Rejected
        PostMeetingRevision Confirm Issuing
        PostMeetingRevision Reconsider OnAgenda
        Deferred Reagenda OnAgenda
        Deferred Rewrite Revising
        Issuing Issue Issued
        Issued Archive Archived
        Drafting Withdraw Withdrawn
        InternalApproval Withdraw Withdrawn
        Submitted Withdraw Withdrawn
        Intake Withdraw Withdrawn
        JointReview Withdraw Withdrawn
        Consolidating Withdraw Withdrawn
        Coordinating Withdraw Withdrawn
        AwaitingTemplate Withdraw Withdrawn
        Returned Withdraw Withdrawn
        Revising Withdraw Withdrawn
        ReadyForMeeting Withdraw Withdrawn
        OnAgenda Withdraw Withdrawn
        Deferred Withdraw Withdrawn
        Withdrawn Resubmit Drafting
        """;

    private static readonly Dictionary<(string From, string Event), string> Listed = Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(' '))
        .ToDictionary(cells => (cells[0], cells[1]), cells => cells[2]);

    [Fact]
    public void Every_pair_of_stage_and_event_leads_where_the_table_says_and_all_others_are_refused()
    {
        foreach (var (stage, _) in CaseStage.All)
        {
            foreach (var happening in StageTransitions.All.Select(transition => transition.Event).Append("Nonsense").Distinct())
            {
                StageTransitions.Find(stage, happening)?.To.ShouldBe(Listed.GetValueOrDefault((stage, happening)), $"{stage} + {happening}");
                (StageTransitions.Find(stage, happening) is null).ShouldBe(!Listed.ContainsKey((stage, happening)), $"{stage} + {happening}");
            }
        }
    }

    [Fact]
    public void Every_stage_is_reachable_from_the_start_and_only_archived_and_rejected_end()
    {
        var reached = new HashSet<string> { CaseStage.NotStarted };
        while (StageTransitions.All.Any(transition => reached.Contains(transition.From) && reached.Add(transition.To)))
        {
        }

        reached.ShouldBe(CaseStage.All.Select(stage => stage.Code), ignoreOrder: true);
        CaseStage.All.Select(stage => stage.Code).Where(stage => StageTransitions.All.All(transition => transition.From != stage))
            .ShouldBe([CaseStage.Archived, CaseStage.Rejected], ignoreOrder: true);
    }

    [Fact]
    public void A_step_may_pass_only_through_stages_in_which_nobody_waits()
    {
        string[] through = ["Submitted", "Returned"];
        foreach (var (from, _) in CaseStage.All)
        {
            foreach (var (to, _) in CaseStage.All.Where(to => to.Code != from))
            {
                var allowed = Listed.Any(pair => pair.Key.From == from && (pair.Value == to
                    || (through.Contains(pair.Value) && Listed.Any(next => next.Key.From == pair.Value && next.Value == to))));
                var refused = Enumerable.Range(-1, 3).All(step => StageTransitions.Refuse(from, 1, to, 1 + step, 9) is not null);
                refused.ShouldBe(!allowed, $"{from} → {to}");
            }
        }
    }

    [Theory]
    [InlineData("NotStarted", 0, "Drafting", 1)]
    [InlineData("InternalApproval", 1, "Intake", 1)]
    [InlineData("Consolidating", 1, "Revising", 2)]
    [InlineData("AwaitingTemplate", 1, "Revising", 2)]
    [InlineData("Deferred", 2, "Revising", 3)]
    [InlineData("Withdrawn", 1, "Drafting", 1)]
    [InlineData("JointReview", 2, "JointReview", 2)]
    public void A_listed_move_with_its_round_is_allowed(string from, int before, string to, int after) =>
        StageTransitions.Refuse(from, before, to, after, 5).ShouldBeNull();

    [Theory]
    [InlineData("Drafting", 1, "Intake", 1, "T-03")]
    [InlineData("Intake", 1, "Consolidating", 1, "T-03")]
    [InlineData("JointReview", 1, "ReadyForMeeting", 1, "T-03")]
    [InlineData("Issued", 2, "Drafting", 2, "T-03")]
    [InlineData("Archived", 2, "Issuing", 2, "T-03")]
    [InlineData("PostMeetingRevision", 2, "Withdrawn", 2, "T-03")]
    [InlineData("Issuing", 2, "Withdrawn", 2, "T-03")]
    [InlineData("Consolidating", 1, "Revising", 3, "T-02")]
    [InlineData("Consolidating", 1, "Revising", 1, "T-02")]
    [InlineData("Intake", 1, "Drafting", 2, "T-02")]
    [InlineData("JointReview", 2, "JointReview", 3, "T-03")]
    [InlineData("Consolidating", 5, "Revising", 6, "T-02")]
    public void A_skipped_stage_or_round_is_refused_with_its_rule(string from, int before, string to, int after, string rule) =>
        StageTransitions.Refuse(from, before, to, after, 5).ShouldNotBeNull().ShouldContain(rule);

    [Theory]
    [InlineData("Drafting", null)]
    [InlineData("Submitted", null)]
    [InlineData("Intake", null)]
    [InlineData("JointReview", null)]
    [InlineData("Consolidating", "ZB")]
    [InlineData("Coordinating", "ZB")]
    [InlineData("AwaitingTemplate", "ZB")]
    [InlineData("Revising", "ZB")]
    [InlineData("ReadyForMeeting", "BB-ZR")]
    [InlineData("OnAgenda", "BB-ZR")]
    public void A_withdrawal_needs_more_approval_the_later_it_comes(string stage, string? approver) =>
        WithdrawalRule.Approver(stage).ShouldBe(approver);

    [Theory]
    [InlineData("PostMeetingRevision")]
    [InlineData("Issuing")]
    [InlineData("Issued")]
    [InlineData("Archived")]
    [InlineData("Rejected")]
    [InlineData("Withdrawn")]
    [InlineData("NotStarted")]
    public void What_the_meeting_has_passed_cannot_be_withdrawn(string stage) => WithdrawalRule.CanWithdraw(stage).ShouldBeFalse();
}
