namespace Orchestrator.Office.Reviews;

/// <summary>One allowed move of a case. <paramref name="RoundStep"/> is what the move does to the round number.</summary>
public sealed record StageTransition(string From, string Event, string To, int RoundStep = 0);

/// <summary>
/// The guard table of a document case (rules T-02 and T-03): what is not listed is forbidden. A workflow definition can
/// be changed by the office; this table cannot, so a definition that skips a stage or a round is stopped here.
/// </summary>
public static class StageTransitions
{
    public static IReadOnlyList<StageTransition> All { get; } =
    [
        new(CaseStage.NotStarted, "Start", CaseStage.Drafting, +1),
        new(CaseStage.Drafting, "RequestInternalApproval", CaseStage.InternalApproval),
        new(CaseStage.InternalApproval, "Approve", CaseStage.Submitted),
        new(CaseStage.InternalApproval, "SendBack", CaseStage.Drafting),
        new(CaseStage.Submitted, "Accept", CaseStage.Intake),
        new(CaseStage.Intake, "Reject", CaseStage.Drafting),
        new(CaseStage.Intake, "Pass", CaseStage.JointReview),
        new(CaseStage.JointReview, "AllIn", CaseStage.Consolidating),
        new(CaseStage.Consolidating, "Conflict", CaseStage.Coordinating),
        new(CaseStage.Coordinating, "Resolved", CaseStage.Consolidating),
        new(CaseStage.Consolidating, "Done", CaseStage.AwaitingTemplate),
        new(CaseStage.Consolidating, "Feedback", CaseStage.Returned),
        new(CaseStage.Consolidating, "PassReview", CaseStage.ReadyForMeeting),
        new(CaseStage.AwaitingTemplate, "TemplatePublished", CaseStage.Returned),
        new(CaseStage.Returned, "StartRevision", CaseStage.Revising, +1),
        new(CaseStage.Revising, "RequestInternalApproval", CaseStage.InternalApproval),
        new(CaseStage.InternalApproval, "TakeBack", CaseStage.Revising),
        new(CaseStage.ReadyForMeeting, "PutOnAgenda", CaseStage.OnAgenda),
        new(CaseStage.OnAgenda, "Passed", CaseStage.Issuing),
        new(CaseStage.OnAgenda, "PassedWithChanges", CaseStage.PostMeetingRevision),
        new(CaseStage.OnAgenda, "Deferred", CaseStage.Deferred),
        new(CaseStage.OnAgenda, "NotPassed", CaseStage.Rejected),
        new(CaseStage.PostMeetingRevision, "Confirm", CaseStage.Issuing),
        new(CaseStage.PostMeetingRevision, "Reconsider", CaseStage.OnAgenda),
        new(CaseStage.Deferred, "Reagenda", CaseStage.OnAgenda),
        new(CaseStage.Deferred, "Rewrite", CaseStage.Revising, +1),
        new(CaseStage.Issuing, "Issue", CaseStage.Issued),
        new(CaseStage.Issued, "Archive", CaseStage.Archived),
        .. Withdrawable.Select(stage => new StageTransition(stage, "Withdraw", CaseStage.Withdrawn)),
        new(CaseStage.Withdrawn, "Resubmit", CaseStage.Drafting),
    ];

    /// <summary>The stages from which a case can be withdrawn: everything before the document has passed the meeting.</summary>
    public static IReadOnlyList<string> Withdrawable =>
    [
        CaseStage.Drafting, CaseStage.InternalApproval, CaseStage.Submitted, CaseStage.Intake, CaseStage.JointReview,
        CaseStage.Consolidating, CaseStage.Coordinating, CaseStage.AwaitingTemplate, CaseStage.Returned, CaseStage.Revising,
        CaseStage.ReadyForMeeting, CaseStage.OnAgenda, CaseStage.Deferred,
    ];

    // Nobody waits in these: one step of the workflow enters and leaves them.
    private static readonly string[] PassedThrough = [CaseStage.Submitted, CaseStage.Returned];

    public static StageTransition? Find(string from, string @event) =>
        All.FirstOrDefault(transition => transition.From == from && transition.Event == @event);

    /// <summary>
    /// Checks what one step of the workflow did to a case. Null when it is allowed, otherwise the Chinese sentence that
    /// says why not.
    /// </summary>
    public static string? Refuse(string from, int roundBefore, string to, int roundAfter, int maxRounds)
    {
        if (from == to && roundBefore == roundAfter)
        {
            return null;
        }

        var steps = Paths(from, to).Select(path => path.Sum(transition => transition.RoundStep)).Distinct().ToArray();
        if (steps.Length == 0)
        {
            return $"文稿不能从“{CaseStage.NameOf(from)}”直接转为“{CaseStage.NameOf(to)}”（规则T-03：不得跳过环节）。";
        }

        if (!steps.Contains(roundAfter - roundBefore))
        {
            return $"从“{CaseStage.NameOf(from)}”到“{CaseStage.NameOf(to)}”时轮次不能由第{roundBefore}轮变为第{roundAfter}轮（规则T-02：不得跳过轮次）。";
        }

        return roundAfter > maxRounds ? $"轮次不能超过上限{maxRounds}轮（规则T-02）。" : null;
    }

    private static IEnumerable<IReadOnlyList<StageTransition>> Paths(string from, string to)
    {
        foreach (var first in All.Where(transition => transition.From == from))
        {
            if (first.To == to)
            {
                yield return [first];
            }
            else if (PassedThrough.Contains(first.To))
            {
                foreach (var rest in Paths(first.To, to))
                {
                    yield return [first, .. rest];
                }
            }
        }
    }
}
