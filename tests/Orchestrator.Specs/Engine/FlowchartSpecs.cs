using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

public sealed class FlowchartSpecs
{
    [Fact]
    public void A_flowchart_follows_its_connections_and_finishes()
    {
        var player = Player.Start(Document(Flowchart("a -> b -> c", Line("a"), Line("b"), Line("c"))).Read());

        player.Said.ShouldBe("a b c");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_human_task_waits_and_its_outcome_chooses_the_port()
    {
        var player = Player.Start(Document(Flowchart(
            "review:Approve -> yes; review:Reject -> no", Task("review", "Approve Reject"), Line("yes"), Line("no"))).Read());

        player.State.Status.ShouldBe(InstanceStatus.Suspended);
        var opened = player.Asked<OpenTask>().ShouldHaveSingleItem();
        (opened.TaskId, opened.ActivityId, opened.Pass, opened.Step).ShouldBe(("i1:2", "review", 1, "review"));
        opened.Outcomes.ShouldBe(["Approve", "Reject"]);

        player.Decide("review", "Reject");

        player.Said.ShouldBe("no");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Parallel_tasks_join_when_all_have_arrived()
    {
        var player = Player.Start(Document(Flowchart(
            "fork -> a -> join; fork -> b -> join; join -> end",
            Activity("Start", "fork"), Task("a"), Task("b"), Join("join", "WaitAll"), Line("end"))).Read());

        player.WaitingFor.ShouldBe("a b");
        player.Decide("b").Said.ShouldBe("");
        player.Decide("a").Said.ShouldBe("end");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void One_task_per_item_runs_at_once_and_all_are_awaited()
    {
        var body = Task("review", "Submit", ("unit", Js("getVariable('CurrentValue').unit")), ("title", Js("'复审 ' + variables.CurrentValue.unit")));
        var player = Player.Start(
            Document(Flowchart("each -> end", Activity("ParallelForEach", "each", ("items", Js("getInput('units')")), ("body", body)), Line("end"))).Read(),
            JsObject.Of(("units", JsArray.Of(JsObject.Of(("unit", "ZZ")), JsObject.Of(("unit", "CZ")), JsObject.Of(("unit", "RS"))))));

        player.Asked<OpenTask>().Select(task => (task.Title, task.Assignment.Unit, task.Pass))
            .ShouldBe([("复审 ZZ", "ZZ", 1), ("复审 CZ", "CZ", 2), ("复审 RS", "RS", 3)]);
        player.Decide("review", "Submit").Decide("review", "Submit").Said.ShouldBe("");
        player.Decide("review", "Submit").Said.ShouldBe("end");
    }
}
