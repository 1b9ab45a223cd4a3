using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

/// <summary>Timers, events, barriers, children: what an instance waits for besides people.</summary>
public sealed class WaitingSpecs
{
    private static readonly DateTimeOffset Start = new(2020, 8, 3, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("Delay", "timeSpan", "00:30:00")]
    [InlineData("Delay", "timeSpan", "PT30M")]
    [InlineData("Timer", "interval", "00:30:00")]
    public void A_delay_waits_for_its_time_span(string type, string input, string span)
    {
        var player = Play(Flowchart("d -> x", Activity(type, "d", (input, Literal(span))), Line("x")));

        player.Asked<StartTimer>().ShouldHaveSingleItem().ShouldBe(new StartTimer("i1:2", Start.AddMinutes(30)));
        player.FireAt("d", Start.AddMinutes(30)).Said.ShouldBe("x");
    }

    [Fact]
    public void A_delay_that_fires_too_early_is_set_again()
    {
        var player = Play(Flowchart("d -> x", Activity("Delay", "d", ("timeSpan", Literal("01:00:00"))), Line("x")));

        player.FireAt("d", Start.AddMinutes(59)).Asked<StartTimer>().ShouldHaveSingleItem().DueAt.ShouldBe(Start.AddHours(1));
    }

    [Fact]
    public void StartAt_in_the_past_goes_on_and_in_the_future_waits()
    {
        Play(Flowchart("d -> x", Activity("StartAt", "d", ("dateTime", Literal("2020-08-03T08:00:00+08:00"))), Line("x"))).Said.ShouldBe("x");
        var player = Play(Flowchart("d -> x", Activity("StartAt", "d", ("dateTime", Literal("2020-08-03T10:00:00"))), Line("x")));
        player.Asked<StartTimer>().ShouldHaveSingleItem().DueAt.ShouldBe(Start.AddHours(1));
    }

    [Fact]
    public void A_working_day_deadline_waits_over_the_weekend()
    {
        var player = Player.Start(
            Document(Flowchart("d -> x", Activity("Orchestrator.Deadline", "d", ("due", Json("{\"kind\":\"WorkingDays\",\"days\":1,\"cut\":\"09:00\"}"))), Line("x"))).Read(),
            now: new DateTimeOffset(2020, 8, 7, 9, 0, 0, TimeSpan.FromHours(8)));

        player.Asked<StartTimer>().ShouldHaveSingleItem().DueAt.ShouldBe(new DateTimeOffset(2020, 8, 10, 9, 0, 0, TimeSpan.FromHours(8)));
    }

    [Fact]
    public void A_cron_wait_fires_at_the_next_occurrence_in_local_time()
    {
        var player = Play(Flowchart("d -> x", Activity("Cron", "d", ("cronExpression", Literal("0 30 17 ? * FRI"))), Line("x")));

        player.Asked<StartTimer>().ShouldHaveSingleItem().DueAt.ShouldBe(new DateTimeOffset(2020, 8, 7, 17, 30, 0, TimeSpan.FromHours(8)));
    }

    [Fact]
    public void A_hold_stops_a_delay_for_exactly_as_long_as_it_lasts_but_not_a_named_moment()
    {
        var player = Play(Container(
            "Parallel", "p", Activity("Delay", "d", ("timeSpan", Literal("02:00:00"))), Activity("StartAt", "s", ("dateTime", Literal("2020-08-03T10:00:00+08:00")))));
        player.Now = Start.AddMinutes(30);
        player.Resume(new HoldInstance("x")).Asked<CancelTimer>().Count().ShouldBe(2);
        player.Now = Start.AddHours(5);

        player.Resume(new ReleaseInstance());

        player.Asked<StartTimer>().Select(timer => timer.DueAt).ShouldBe([Start.AddHours(6.5), Start.AddHours(1)]);
    }

    [Fact]
    public void An_event_waits_by_name_and_gives_its_payload()
    {
        var player = Play(Flowchart("e -> x", Activity("Event", "e", ("eventName", Literal("withdraw")), ("result", To("r"))), Say("x", "getR().reason")), "r");

        player.Asked<SubscribeEvent>().ShouldHaveSingleItem().ShouldBe(new SubscribeEvent("i1:2", "withdraw"));
        player.Resume(new EventArrived("i1:2", JsObject.Of(("reason", "撤回")))).Said.ShouldBe("撤回");
        player.Asked<UnsubscribeEvent>().ShouldHaveSingleItem();
    }

    [Fact]
    public void An_event_that_comes_twice_is_taken_once()
    {
        var player = Play(Flowchart("e -> t", Activity("Event", "e", ("eventName", Literal("go"))), Task("t")));

        player.Resume(new EventArrived("i1:2", null)).Last.Matched.ShouldBeTrue();
        player.Resume(new EventArrived("i1:2", null)).Last.Matched.ShouldBeFalse();
    }

    [Fact]
    public void A_trigger_that_started_the_instance_goes_on_at_once()
    {
        var trigger = Activity("Event", "e", ("eventName", Literal("file-received")), ("result", To("r")));
        trigger["customProperties"] = new System.Text.Json.Nodes.JsonObject { ["canStartWorkflow"] = true };
        var workflow = Document(Flowchart("s -> y; e -> x", Activity("Start", "s"), Line("y"), trigger, Say("x", "getR()")), "r").Read();

        workflow.Triggers.ShouldHaveSingleItem().ShouldBe(new Trigger("e", "Elsa.Event", "file-received"));
        var player = new Player(workflow).Begin(new StartRequest("i1", new JsObject(), TriggerActivityId: "e", TriggerPayload: "号"));
        player.Said.ShouldBe("号");
        Player.Start(workflow).Said.ShouldBe("y");
    }

    [Fact]
    public void Publishing_an_event_is_a_request()
    {
        Play(Activity(
            "PublishEvent", "p", ("eventName", Literal("x")), ("correlationId", Literal("c")), ("isLocalEvent", Literal(true)), ("payload", Js("({a:1})"))))
            .Asked<PublishEvent>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                request => request.EventName.ShouldBe("x"), request => request.CorrelationId.ShouldBe("c"),
                request => request.OnlyThisInstance.ShouldBeTrue(), request => JsonText.Write(request.Payload).ShouldBe("{\"a\":1}"));
    }

    [Fact]
    public void A_barrier_waits_until_it_is_opened_and_gives_the_payload()
    {
        var player = Play(
            Flowchart("b -> x", Activity("Orchestrator.Barrier", "b", ("key", Literal("template:1")), ("expected", Literal(8)), ("result", To("r"))), Say("x", "getR()")), "r");

        player.Asked<ArriveAtBarrier>().ShouldHaveSingleItem().ShouldBe(new ArriveAtBarrier("i1:2", "template:1", 8, false));
        player.Resume(new BarrierOpened("i1:2", "模板")).Said.ShouldBe("模板");
    }

    [Fact]
    public void Cancelling_an_instance_takes_back_everything_it_waits_for()
    {
        var player = Play(Container(
            "Parallel", "p", Task("t", "Done", ("due", Json("{\"kind\":\"WorkingDays\",\"days\":5}"))), Activity("Delay", "d", ("timeSpan", Literal("01:00:00"))),
            Activity("Event", "e", ("eventName", Literal("x"))), Activity("Orchestrator.Barrier", "b", ("key", Literal("k"))),
            Activity("DispatchWorkflow", "c", ("workflowDefinitionId", Literal("child")), ("waitForCompletion", Literal(true)))));

        player.Resume(new CancelInstance("作废"));

        player.State.Status.ShouldBe(InstanceStatus.Cancelled);
        player.Waiting.ShouldBeEmpty();
        player.Last.Requests.Where(request => request is not WriteHistory).Select(request => request.GetType().Name).ShouldBe(
            ["CancelTimer", "CloseTask", "CancelTimer", "UnsubscribeEvent", "LeaveBarrier", "CancelChild"]);
        player.Asked<WriteHistory>().Last().ShouldSatisfyAllConditions(row => row.Event.ShouldBe("WorkflowCancelled"), row => row.Data.ShouldBe("作废"));
        player.Resume(new CancelInstance("again")).Last.Matched.ShouldBeFalse();
    }

    [Fact]
    public void A_child_that_is_awaited_gives_its_output()
    {
        var player = Play(
            Flowchart("c -> x", Activity(
                "DispatchWorkflow", "c", ("workflowDefinitionId", Literal("child")), ("input", Js("({a: 1})")), ("waitForCompletion", Literal(true)), ("result", To("r"))),
                Say("x", "getR().sum")), "r");

        var started = player.Asked<StartChild>().ShouldHaveSingleItem();
        (started.BookmarkId, started.ChildInstanceId, started.DefinitionId, started.Wait).ShouldBe(("i1:2", "i1-2", "child", true));
        JsonText.Write(started.Input).ShouldBe("{\"a\":1,\"ParentInstanceId\":\"i1\"}");
        player.Resume(new ChildFinished("i1:2", "i1-2", "Finished", JsObject.Of(("sum", 3.0)))).Said.ShouldBe("3");
    }

    [Fact]
    public void A_child_that_is_not_awaited_does_not_block()
    {
        var player = Play(Flowchart("c -> x", Activity("DispatchWorkflow", "c", ("workflowDefinitionId", Literal("child"))), Line("x")));

        player.Asked<StartChild>().ShouldHaveSingleItem().Wait.ShouldBeFalse();
        player.Said.ShouldBe("x");
    }

    [Fact]
    public void A_child_that_faulted_is_an_incident_of_its_parent_and_retry_starts_another()
    {
        var player = Play(Flowchart("c -> x", Activity(
            "ExecuteWorkflow", "c", ("workflowDefinitionId", Literal("child")), ("waitForCompletion", Literal(true)), ("result", To("r"))), Say("x", "getR().status")), "r");

        player.Resume(new ChildFinished(player.IdOf("c"), "i1-2", "Cancelled", null));
        var incident = player.Asked<RaiseIncident>().ShouldHaveSingleItem();
        player.Resume(new RetryActivity(incident.IncidentId));

        var again = player.Asked<StartChild>().ShouldHaveSingleItem();
        again.ChildInstanceId.ShouldNotBe("i1-2");
        player.Resume(new ChildFinished(again.BookmarkId, again.ChildInstanceId, "Finished", null)).Said.ShouldBe("Finished");
    }

    [Fact]
    public void Bulk_dispatch_waits_for_every_child()
    {
        var player = Play(
            Flowchart("b:Completed -> x", Activity(
                "BulkDispatchWorkflows", "b", ("workflowDefinitionId", Literal("child")), ("items", Js("[{u:'A'},'B']")),
                ("childCompleted", Say("l", "`${getVariable('ChildInstanceId')}`"))), Line("x")));

        var children = player.Asked<StartChild>().ToList();
        children.Select(child => JsonText.Write(child.Input)).ShouldBe(["{\"u\":\"A\",\"ParentInstanceId\":\"i1\"}", "{\"Item\":\"B\",\"ParentInstanceId\":\"i1\"}"]);
        player.Resume(new ChildFinished(children[1].BookmarkId, children[1].ChildInstanceId, "Finished", null)).Said.ShouldBe("i1-2-1");
        player.Resume(new ChildFinished(children[1].BookmarkId, children[1].ChildInstanceId, "Finished", null)).Said.ShouldBe("i1-2-1");
        player.Resume(new ChildFinished(children[0].BookmarkId, children[0].ChildInstanceId, "Finished", null)).Said.ShouldBe("i1-2-1 i1-2-0 x");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_definition_used_as_an_activity_runs_inside_with_its_own_scope_outputs_and_outcomes()
    {
        var (workflow, definitions) = Inline();
        var player = Player.Start(workflow, definitions: definitions);

        player.WaitingFor.ShouldBe("use:ask");
        player.Decide("use:ask", "Done", "好").Said.ShouldBe("in:甲 got:好甲");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_running_instance_stays_on_the_version_of_the_definition_it_began_with()
    {
        var (workflow, definitions) = Inline();
        var player = Player.Start(workflow, definitions: name => name == "part" ? definitions("changed") ?? definitions(name) : definitions(name));

        player.State.Bookmarks.ShouldHaveSingleItem();
        player.Decide("use:ask", "Done", "好").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_definition_cannot_use_itself_as_an_activity()
    {
        Workflow? self = null;
        var document = Document(Flowchart("a -> b", Activity("Elsa.WriteLine", "a"), Line("b"))).With("options", new System.Text.Json.Nodes.JsonObject { ["usableAsActivity"] = true });
        self = document.Read();
        var recursive = Document(Sequence("s", Activity("Own.Type", "x")));

        recursive.Problems(_ => self).ShouldContain(problem => problem.Path == "$.root.activities[0].type" && problem.Message.Contains("itself"));
    }

    internal static (Workflow, Func<string, Workflow?>) Inline()
    {
        var part = Document(
            FlowchartNamed("partFlow", "hello -> ask -> done", Say("hello", "`in:${getName()}`"), Task("ask", "Done", ("result", To("answer"))),
                Sequence("done", Activity("SetOutput", "o", ("outputName", Literal("Answer")), ("outputValue", Js("getAnswer() + getInput('Name')"))), Activity("Complete", "c", ("outcomes", Js("['Yes']"))))),
            "answer").With("id", "part:1").With("definitionId", "part").With("name", "Ask Part").With("outcomes", List("Yes", "No"))
            .With("inputs", All(new System.Text.Json.Nodes.JsonObject { ["name"] = "Name", ["type"] = "String" }))
            .With("outputs", All(new System.Text.Json.Nodes.JsonObject { ["name"] = "Answer", ["type"] = "String" }))
            .With("options", new System.Text.Json.Nodes.JsonObject { ["usableAsActivity"] = true }).Read();
        Workflow? Find(string name) => name is "AskPart" or "part" or "part:1" ? part : null;
        var workflow = Document(
            Flowchart("use:Yes -> y; use:No -> n", Activity("Any.AskPart", "use", ("name", Js("'甲'")), ("answer", To("a"))), Say("y", "`got:${getA()}`"), Line("n")), "a");
        workflow["root"]!["activities"]![0]!["type"] = "AskPart";
        return (workflow.Read(Find), Find);
    }

    private static Player Play(System.Text.Json.Nodes.JsonObject root, params string[] variables) => Player.Start(Document(root, variables).Read());
}
