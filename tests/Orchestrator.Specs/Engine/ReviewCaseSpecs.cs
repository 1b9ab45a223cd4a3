using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Engine;

/// <summary>The shipped review (二上二下) played on the engine alone.</summary>
public sealed class ReviewCaseSpecs
{
    private static readonly string[] Drafting = ["draftText", "internalApproval", "intake"];

    [Fact]
    public void Two_rounds_with_template_meeting_and_issue()
    {
        var player = Begin();

        First(player);
        player.WaitingFor.ShouldBe("templateBarrier withdrawn");
        player.State.Stage.ShouldBe("AwaitingTemplate");
        player.Resume(new BarrierOpened(player.IdOf("templateBarrier"), JsObject.Of(("title", "模板"))));
        Go(player, "feedback:Send");
        (player.State.Stage, player.State.Round).ShouldBe(("Revising", 2));
        Go(player, "reviseText:Submit", "internalApproval:Approve", "intake:Accept");
        Review(player);
        Go(player, "consolidate:Pass", "legalReview:Legal", "propose:Propose", "agenda:List", "decide:PassedWithChanges", "postMeeting:Submit");
        Go(player, "postMeetingCheck:Confirm", "issueCheck:Approve", "issueSign:Sign", "issue:Issue", "archive:Archive");

        player.State.Status.ShouldBe(InstanceStatus.Finished);
        player.State.Stage.ShouldBe("Archived");
        player.State.OpenIncidents.ShouldBe(0);
    }

    [Fact]
    public void Sent_back_for_correction_the_round_stays_and_the_review_starts_once()
    {
        var player = Begin();

        Go(player, "draftText:Submit", "internalApproval:SendBack", "draftText:Submit", "internalApproval:Approve", "intake:Correct");
        (player.WaitingFor, player.State.Stage, player.State.Round).ShouldBe(("draftText withdrawn", "Drafting", 1));
        First(player);
        player.Requests.OfType<OpenTask>().Count(task => task.Step == "Review").ShouldBe(3, "two units, one of which its head sent back once");
    }

    [Fact]
    public void Withdrawn_during_the_joint_review_closes_every_review_and_resubmission_begins_at_the_draft()
    {
        var player = Begin();
        Go(player, "draftText:Submit", "internalApproval:Approve", "intake:Accept");
        player.WaitingFor.ShouldBe("review review withdrawn");

        player.Resume(new EventArrived(player.IdOf("withdrawn"), JsObject.Of(("reason", "重拟"))));

        player.Asked<CloseTask>().Count(close => close.Closure == TaskClosure.Cancelled).ShouldBe(2);
        (player.WaitingFor, player.State.Stage).ShouldBe(("resubmit", "Withdrawn"));
        Go(player, "resubmit:Resubmit");
        player.WaitingFor.ShouldBe("draftText withdrawn");
    }

    [Fact]
    public void A_silent_unit_counts_as_no_objection_but_a_mandatory_one_is_waited_for()
    {
        var player = Begin();
        Go(player, "draftText:Submit", "internalApproval:Approve", "intake:Accept");
        player.Actor = null;
        foreach (var bookmark in player.Waiting.Where(bookmark => bookmark.ActivityId == "review").ToArray())
        {
            player.Now = bookmark.DueAt!.Value;
            player.Resume(new TimerFired(bookmark.Id + ":t"));
        }

        player.Requests.OfType<CloseTask>().Count(close => close.Closure == TaskClosure.Expired).ShouldBe(1);
        player.WaitingFor.ShouldBe("review withdrawn");
        player.Requests.OfType<NotifyTask>().ShouldContain(notice => notice.Level == "overdue");
    }

    [Fact]
    public void Whatever_people_decide_the_case_always_waits_for_somebody_or_ends_and_every_stage_can_be_reached()
    {
        var workflow = Workflow();
        var graph = WorkflowGraph.Of(workflow);
        var ports = graph.Nodes.ToDictionary(node => node.Id, node => node.Ports);
        var stages = new HashSet<string>();
        for (var seed = 1; seed <= 80; seed++)
        {
            var random = new Random(seed);
            var now = new DateTimeOffset(2020, 8, 3, 9, 0, 0, TimeSpan.FromHours(8));
            var state = WorkflowEngine.Start(workflow, new StartRequest("c", CaseInput.Make()), Context(now, null)).State;
            for (var step = 0; step < 150 && state.Status == InstanceStatus.Suspended; step++)
            {
                now = now.AddHours(3);
                var bookmark = state.Bookmarks[random.Next(state.Bookmarks.Count)];
                if (bookmark.Kind == BookmarkKind.Event && random.Next(10) > 0)
                {
                    continue;
                }

                Stimulus stimulus = bookmark.Kind switch
                {
                    BookmarkKind.Task => new TaskCompleted(bookmark.Id, ports[bookmark.ActivityId][random.Next(ports[bookmark.ActivityId].Count)], new JsObject()),
                    BookmarkKind.Child => new ChildFinished(bookmark.Id, "d", "Finished", new JsObject()),
                    BookmarkKind.Barrier => new BarrierOpened(bookmark.Id, null),
                    _ => new EventArrived(bookmark.Id, JsObject.Of(("reason", "x"))),
                };
                state = WorkflowEngine.Resume(workflow, state, stimulus, Context(now, IsWriting(bookmark.ActivityId) ? "writer" : "head")).State;
                stages.Add(state.Stage!);
                state.OpenIncidents.ShouldBe(0, $"seed {seed}, step {step}: {stimulus}");
                state.Bookmarks.Where(b => b.ActivityId is not ("review" or "reviewSign" or "reviewExtension" or "withdrawn")).Count().ShouldBeLessThanOrEqualTo(1, $"seed {seed}, step {step}");
            }

            state.Status.ShouldBeOneOf(InstanceStatus.Suspended, InstanceStatus.Finished);
        }

        stages.Order().ShouldBe(
        [
            "Archived", "AwaitingTemplate", "Consolidating", "Coordinating", "Deferred", "Drafting", "Intake", "InternalApproval", "Issued", "Issuing", "JointReview",
            "OnAgenda", "PostMeetingRevision", "ReadyForMeeting", "Rejected", "Revising", "Withdrawn",
        ]);
    }

    private static Player Begin()
    {
        var player = new Player(Workflow()).Begin(new StartRequest("c", CaseInput.Make(), "camp-1", "三定"));
        player.WaitingFor.ShouldBe("draftText withdrawn");
        return player;
    }

    private static void First(Player player)
    {
        Go(player, [.. Drafting.Zip(["Submit", "Approve", "Accept"], (step, outcome) => $"{step}:{outcome}")]);
        Review(player);
        Go(player, "consolidate:Done");
    }

    private static void Review(Player player)
    {
        player.State.Stage.ShouldBe("JointReview");
        Go(player, "review:Submit", "review:Submit", "reviewSign:SendBack", "review:Submit", "reviewSign:Sign", "reviewSign:Sign");
        player.State.Stage.ShouldBe("Consolidating");
    }

    private static void Go(Player player, params string[] decisions)
    {
        foreach (var decision in decisions)
        {
            var (step, outcome) = (decision.Split(':')[0], decision.Split(':')[1]);
            player.Decide(step, outcome, JsObject.Of(("note", decision)), IsWriting(step) ? "writer" : "head");
            player.Last.Refusal.ShouldBeNull(decision);
        }
    }

    private static Workflow Workflow() =>
        Orchestrator.Engine.Definitions.Workflow.Read(File.ReadAllBytes(Path.Combine(ShippedWorkflowSpecs.Folder(), "reviews", "two-up-two-down.json"))).Workflow!;

    private static bool IsWriting(string step) => step is "draftText" or "reviseText" or "review";

    private static StepContext Context(DateTimeOffset now, string? actor) => new(now, actor, WorkingCalendar.National, _ => null);
}
