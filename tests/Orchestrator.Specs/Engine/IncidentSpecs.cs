using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

public sealed class IncidentSpecs
{
    [Fact]
    public void A_failing_script_is_an_incident_that_names_the_input_and_the_place()
    {
        var player = Play(Flowchart("a -> b", Say("a", "null.x"), Line("b")));

        var incident = player.Asked<RaiseIncident>().ShouldHaveSingleItem();
        incident.ActivityId.ShouldBe("a");
        incident.Message.ShouldStartWith("Failed to evaluate activity input 'text'");
        incident.Message.ShouldContain("line 1");
        player.State.Status.ShouldBe(InstanceStatus.Faulted);
        player.State.OpenIncidents.ShouldBe(1);
        player.Asked<WriteHistory>().Select(row => row.Event).ShouldContain("WorkflowFaulted");
    }

    [Fact]
    public void Other_branches_go_on_and_the_instance_waits_with_its_incident()
    {
        var player = Play(Flowchart("s -> a; s -> t -> x", Activity("Start", "s"), Say("a", "null.x"), Task("t"), Line("x")));

        player.State.Status.ShouldBe(InstanceStatus.Suspended);
        player.Decide("t").Said.ShouldBe("x");
        player.State.Status.ShouldBe(InstanceStatus.Faulted, "nothing but the incident is left");
    }

    [Fact]
    public void A_retry_runs_the_activity_again_and_resolves_the_incident()
    {
        var player = Play(
            Flowchart("s -> a -> t; s -> fix", Activity("Start", "s"), Say("a", "getX().y"), Line("t"), Task("fix", "Done", ("result", To("x")))), "x");
        var incident = player.Asked<RaiseIncident>().Single();

        player.Resume(new RetryActivity(incident.IncidentId)).Asked<RaiseIncident>().ShouldHaveSingleItem().IncidentId.ShouldNotBe(incident.IncidentId);
        player.State.OpenIncidents.ShouldBe(1);
        player.Decide("fix", "Done", JsObject.Of(("y", "好")));
        var second = player.State.OpenIncidentList.Single();
        player.Resume(new RetryActivity(second.Id)).Said.ShouldBe("好 t");

        player.State.Status.ShouldBe(InstanceStatus.Finished);
        player.Asked<ResolveIncident>().ShouldHaveSingleItem().IncidentId.ShouldBe(second.Id);
    }

    [Fact]
    public void A_retry_of_an_incident_that_is_gone_meets_nothing()
    {
        Play(Flowchart("a -> b", Say("a", "null.x"), Line("b"))).Resume(new RetryActivity("i1:i99")).Last.Matched.ShouldBeFalse();
    }

    [Fact]
    public void The_fault_strategy_stops_everything_and_a_retry_opens_the_tasks_anew()
    {
        var player = Player.Start(Document(
            Flowchart("s -> t -> x; s -> e -> a", Activity("Start", "s"), Task("t"), Line("x"), Activity("Event", "e", ("eventName", Literal("go")), ("result", To("v"))), Say("a", "getV().y")), "v")
            .With("options", new System.Text.Json.Nodes.JsonObject { ["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core" }).Read());
        var first = player.IdOf("t");

        player.Resume(new EventArrived(player.IdOf("e"), null));
        player.State.Status.ShouldBe(InstanceStatus.Faulted);
        player.Waiting.ShouldBeEmpty();
        player.Asked<CloseTask>().ShouldHaveSingleItem().TaskId.ShouldBe(first);

        player.Resume(new RetryActivity(player.State.OpenIncidentList[0].Id));
        player.Asked<OpenTask>().ShouldHaveSingleItem().TaskId.ShouldNotBe(first);
    }

    [Fact]
    public void Continue_with_incidents_leaves_the_instance_suspended()
    {
        var player = Player.Start(Document(Flowchart("a -> b", Activity("Fault", "a", ("message", Literal("坏"))), Line("b")))
            .With("options", new System.Text.Json.Nodes.JsonObject { ["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core" }).Read());

        player.State.Status.ShouldBe(InstanceStatus.Suspended);
        player.State.OpenIncidentList.ShouldHaveSingleItem().Message.ShouldBe("坏");
    }

    [Fact]
    public void A_loop_that_never_waits_stops_with_an_incident()
    {
        var player = Player.Start(
            Document(Activity("While", "w", ("condition", Js("variables.n >= 0")), ("body", Set("s", "n", Js("variables.n + 1")))), "n:Int32=0").Read(), budget: 500);

        player.State.OpenIncidents.ShouldBe(1);
        player.Asked<RaiseIncident>().Single().Message.ShouldContain("500");
        player.State.Status.ShouldBe(InstanceStatus.Faulted);
    }

    [Fact]
    public void What_a_stopped_step_left_behind_runs_after_a_retry()
    {
        var player = Player.Start(Document(Container("Parallel", "p", [.. Enumerable.Range(0, 12).Select(i => Line($"l{i}"))])).Read(), budget: 10);
        player.Said.ShouldBe("l0 l1 l2 l3 l4 l5 l6 l7 l8");

        while (player.State.OpenIncidents > 0)
        {
            player.Resume(new RetryActivity(player.State.OpenIncidentList[0].Id));
        }

        player.Lines.Order().ShouldBe(Enumerable.Range(0, 12).Select(i => $"l{i}").Order());
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_loop_goes_on_at_the_item_that_failed()
    {
        var player = Play(
            Flowchart("s -> e; s -> fix", Activity("Start", "s"),
                Activity("ForEach", "e", ("items", Js("[1,2,3]")), ("body", Say("l", "getVariable('CurrentValue') === 2 && !getOk() ? null.x : String(getVariable('CurrentValue'))"))),
                Task("fix", "Done", ("result", To("ok")))), "ok:Boolean=false");

        player.Said.ShouldBe("1");
        player.Decide("fix", "Done", true);
        player.Resume(new RetryActivity(player.State.OpenIncidentList[0].Id)).Said.ShouldBe("1 2 3");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Cancelling_a_branch_resolves_its_incidents()
    {
        var fork = Container("Fork", "f", Say("a", "null.x"), Task("t"));
        fork["joinMode"] = "WaitAny";
        var player = Play(Sequence("s", fork, Line("end")));

        player.Decide("t").Said.ShouldBe("end");
        player.Asked<ResolveIncident>().ShouldHaveSingleItem();
        player.State.OpenIncidents.ShouldBe(0);
    }

    private static Player Play(System.Text.Json.Nodes.JsonObject root, params string[] variables) => Player.Start(Document(root, variables).Read());
}
