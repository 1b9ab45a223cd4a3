using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Interventions;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

/// <summary>唤醒: an instance that has ended goes on.</summary>
public sealed class ReviveSpecs
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_goes_on_where_the_operator_says_with_what_it_knew(bool cancelled)
    {
        var player = Player.Start(Document(Flowchart(
            "a -> note -> b; b -> join; a -> c; c -> join; join -> end",
            Task("a"), Set("note", "seen", Literal("已记")), Task("b", "Done", ("persons", Literal(List("p"))), ("allow", Literal(List("return")))), Task("c"), Join("join", "WaitAll"), Say("end", "getSeen()")), "seen").Read());
        player.Decide("a");
        if (cancelled)
        {
            player.Resume(new CancelInstance("停"));
        }
        else
        {
            player.Decide("b").Decide("c").Said.ShouldBe("已记");
        }

        var ended = player.State.Status;
        Inspection.Of(player.Workflow, player.State, player.Here("sa")).Targets.ShouldContain(target => target.ActivityId == "b" && target.Refusal == null);
        player.Resume(new ReviveInstance("b", "复核"));

        (player.Last.Refusal, player.State.Status, player.WaitingFor).ShouldBe((null, InstanceStatus.Suspended, "b"), $"after {ended}");
        player.Requests.OfType<WriteHistory>().Count(row => row is { Event: "WorkflowRevived" }).ShouldBe(1);
        player.Resume(new ReturnTask(player.IdOf("b"), "a", false, "再改")).Last.Refusal.ShouldBeNull("what lies before it was passed");
        player.Decide("a").Decide("b").Decide("c");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
        JsonText.Write(player.State.Variables["seen"]).ShouldBe("\"已记\"");
    }

    [Fact]
    public void The_join_does_not_wait_for_a_branch_that_is_not_revived()
    {
        var player = Player.Start(Document(Flowchart("s -> b -> join; s -> c -> join; join -> end", Line("s"), Task("b"), Task("c"), Join("join", "WaitAll"), Line("end"))).Read());
        player.Decide("b").Decide("c");

        player.Resume(new ReviveInstance("b", "复核")).Decide("b");

        player.Said.ShouldBe("s end end");
    }

    [Theory]
    [InlineData("nothing", "jump.unknown-activity")]
    [InlineData("inner", "jump.scope-not-entered")]
    public void Where_it_cannot_go_on_it_stays_ended(string activity, string code)
    {
        var player = Player.Start(Document(Flowchart("a -> seq", Task("a"), Sequence("seq", Task("inner")))).Read());
        player.Resume(new CancelInstance("停"));

        player.Resume(new ReviveInstance(activity, "复核")).Last.RefusalCode.ShouldBe(code);

        player.State.Status.ShouldBe(InstanceStatus.Cancelled);
    }

    [Fact]
    public void One_that_runs_need_not_be_revived()
    {
        var player = Player.Start(Document(Flowchart("a -> b", Task("a"), Task("b"))).Read());

        player.Resume(new ReviveInstance("b", "复核")).Last.RefusalCode.ShouldBe("revive.running");
    }
}
