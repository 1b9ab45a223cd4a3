using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Interventions;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

public sealed class JumpSpecs
{
    private const string Why = "材料已在线下补齐";

    [Fact]
    public void A_jump_closes_what_is_open_and_goes_on_at_the_target()
    {
        var player = Play(Sequence("s", Task("a"), Line("passed"), Task("b"), Line("end")));
        var first = player.IdOf("a");

        player.Resume(new JumpTo("b", Why));

        player.Asked<CloseTask>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(close => close.TaskId.ShouldBe(first), close => close.Closure.ShouldBe(TaskClosure.Cancelled));
        player.Asked<OpenTask>().ShouldHaveSingleItem().ActivityId.ShouldBe("b");
        var row = player.Asked<WriteHistory>().First();
        (row.ActivityId, row.Event, row.Data).ShouldBe(("b", "Jumped", Why));
        player.Lines.ShouldBeEmpty();
        player.Decide("b").Said.ShouldBe("end");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void The_plan_says_beforehand_what_ends_and_what_begins()
    {
        var player = Play(Flowchart(
            "s -> t; s -> d; s -> e; t -> next", Activity("Start", "s"), Task("t"), Activity("Delay", "d", ("timeSpan", Literal("01:00:00"))),
            Activity("Event", "e", ("eventName", Literal("go"))), Task("next")));
        var before = player.State;

        var plan = StepPlan.Of(before, player.Resume(new JumpTo("next", Why)).Last);

        plan.Cancelled.Select(wait => (wait.Kind, wait.ActivityId)).ShouldBe([(BookmarkKind.Task, "t"), (BookmarkKind.Timer, "d"), (BookmarkKind.Event, "e")], ignoreOrder: true);
        plan.Opened.ShouldHaveSingleItem().ActivityId.ShouldBe("next");
        plan.Tasks.ShouldHaveSingleItem().Step.ShouldBe("next");
        plan.Status.ShouldBe(InstanceStatus.Suspended);
    }

    [Fact]
    public void A_jump_over_everything_tells_that_the_instance_ends()
    {
        var player = Play(Sequence("s", Task("a"), Line("end")));
        var plan = StepPlan.Of(player.State, player.Resume(new JumpTo("end", Why)).Last);
        (plan.Status, plan.Opened.Count, plan.Cancelled.Count).ShouldBe((InstanceStatus.Finished, 0, 1));
    }

    [Fact]
    public void A_join_behind_the_target_does_not_wait_for_the_cancelled_branch()
    {
        foreach (var mode in (string[])["WaitAllActive", "WaitAll"])
        {
            var player = Play(Flowchart("s -> a -> j; s -> b -> j; j -> end", Activity("Start", "s"), Task("a"), Task("b"), Join("j", mode), Task("end")));
            player.Resume(new JumpTo("a", Why));
            player.WaitingFor.ShouldBe("a");
            player.Decide("a");
            player.WaitingFor.ShouldBe("end", mode);
        }
    }

    [Fact]
    public void What_a_branch_had_done_before_the_jump_counts_at_the_join()
    {
        var player = Play(Flowchart("s -> a -> j; s -> b -> b2 -> j; j -> end", Activity("Start", "s"), Task("a"), Task("b"), Task("b2"), Join("j", "WaitAllActive"), Task("end")));
        player.Decide("a").Resume(new JumpTo("b2", Why)).Decide("b2");
        player.WaitingFor.ShouldBe("end");
    }

    [Fact]
    public void Back_and_on_again_runs_the_flow_behind_the_target_anew()
    {
        var player = Play(Flowchart("a -> b:Done -> c; b:SendBack -> a", Task("a"), Task("b", "Done SendBack"), Task("c")));
        player.Decide("a").Decide("b");
        player.Resume(new JumpTo("a", Why));
        player.WaitingFor.ShouldBe("a");
        player.Decide("a").Decide("b", "SendBack");
        player.WaitingFor.ShouldBe("a");
        player.Decide("a").Decide("b").Decide("c").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_flow_of_tokens_goes_on_at_the_target_too()
    {
        var flow = Flowchart("s -> a -> j; s -> b -> j; j -> end", Activity("Start", "s"), Task("a"), Task("b"), Join("j", "WaitAll"), Task("end"));
        flow["customProperties"] = new System.Text.Json.Nodes.JsonObject { ["executionMode"] = "TokenBased" };
        var player = Play(flow);
        player.Resume(new JumpTo("b", Why)).Decide("b");
        player.WaitingFor.ShouldBe("end");
    }

    [Fact]
    public void Inside_one_branch_of_a_parallel_the_others_go_on()
    {
        var player = Play(Container("Parallel", "p", Sequence("left", Task("l1"), Task("l2")), Task("right")));
        var right = player.IdOf("right");
        player.Resume(new JumpTo("l2", Why));
        player.WaitingFor.Split(' ').ShouldBe(["l2", "right"], ignoreOrder: true);
        player.IdOf("right").ShouldBe(right);
        player.Decide("l2").Decide("right").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void The_body_of_a_loop_begins_its_pass_again_with_the_same_item()
    {
        var body = Sequence("body", Say("say", "getVariable('CurrentValue')"), Task("t"));
        var player = Play(Activity("ForEach", "each", ("items", Js("['甲','乙']")), ("body", body)));
        player.Decide("t");
        player.Resume(new JumpTo("body", Why));
        player.Said.ShouldBe("甲 乙 乙");
        player.Decide("t").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_faulted_instance_goes_on_and_its_incident_is_resolved()
    {
        var player = Play(Sequence("s", Say("bad", "null.x"), Task("b")));
        player.State.Status.ShouldBe(InstanceStatus.Faulted);
        player.Resume(new JumpTo("b", Why));
        player.Asked<ResolveIncident>().ShouldHaveSingleItem();
        (player.State.Status, player.State.OpenIncidents, player.WaitingFor).ShouldBe((InstanceStatus.Suspended, 0, "b"));
    }

    [Fact]
    public void A_held_instance_stays_held_at_the_target()
    {
        var player = Play(Sequence("s", Task("a"), Activity("Delay", "d", ("timeSpan", Literal("01:00:00"))), Task("b")));
        player.Resume(new HoldInstance("核查"));
        player.Resume(new JumpTo("d", Why));
        player.State.HeldSince.ShouldNotBeNull();
        player.Asked<StartTimer>().ShouldBeEmpty();
        player.Resume(new ReleaseInstance()).Asked<StartTimer>().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_child_that_is_waited_for_is_cancelled()
    {
        var player = Play(Sequence("s", Activity("ExecuteWorkflow", "c", ("workflowDefinitionId", Literal("other")), ("waitForCompletion", Literal(true))), Task("b")));
        var plan = StepPlan.Of(player.State, player.Resume(new JumpTo("b", Why)).Last);
        plan.CancelledChildren.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_cannot_be_entered_is_refused_with_the_reason_and_nothing_changes()
    {
        var fork = Container("Parallel", "p", Task("p1"), Task("p2"));
        var later = Sequence("later", Task("inside"));
        var all = Activity("ParallelForEach", "all", ("items", Js("[1,2]")), ("body", Sequence("each", Task("e1"), Task("e2"))));
        var player = Play(Flowchart("s -> p; s -> all; p -> later; orphan -> lost", Activity("Start", "s"), fork, all, later, Task("orphan"), Task("lost")));
        var before = player.State.Save();

        foreach (var (target, code) in (IEnumerable<(string, string)>)
                 [("nowhere", "jump.unknown-activity"), ("inside", "jump.scope-not-entered"), ("p1", "jump.parallel"), ("each", "jump.parallel"), ("e2", "jump.ambiguous"), ("lost", "jump.unreachable")])
        {
            var step = player.Resume(new JumpTo(target, Why)).Last;
            step.RefusalCode.ShouldBe(code, target);
            step.Refusal.ShouldNotBeNull().ShouldContain(target == "lost" ? "lost" : target);
            step.Requests.ShouldBeEmpty();
            player.State.Save().ShouldBe(before);
        }
    }

    [Fact]
    public void An_instance_that_has_ended_goes_nowhere()
    {
        var player = Play(Sequence("s", Line("x")));
        player.Resume(new JumpTo("x", Why)).Last.Matched.ShouldBeFalse();
    }

    [Fact]
    public void The_list_of_targets_says_of_each_whether_it_can_be_entered()
    {
        var player = Play(Sequence("s", Task("a"), Container("Parallel", "p", Task("p1"))));
        var targets = Inspection.Of(Document(Sequence("s", Task("a"), Container("Parallel", "p", Task("p1")))).Read(), player.State, Context()).Targets;
        targets.ToDictionary(target => target.ActivityId, target => target.Refusal is null).ShouldBe(new Dictionary<string, bool> { ["s"] = true, ["a"] = true, ["p"] = true }, ignoreOrder: true);
    }

    [Fact]
    public void A_variable_is_repaired_where_it_is_declared_and_only_with_its_type()
    {
        var inner = Sequence("inner", Task("t"), Say("say", "variables.note + ' ' + variables.count"));
        inner["variables"] = Variables("note:String=旧");
        var document = Document(Sequence("s", inner), "count:Int32=1");
        var player = Player.Start(document.Read());
        var variables = Inspection.Of(document.Read(), player.State, Context()).Variables;
        variables.Select(variable => (variable.ActivityId, variable.Name, variable.Value)).ShouldBe([(null, "count", (object?)1d), ("inner", "note", "旧")]);

        player.Resume(new RepairVariable(0, "count", "三", Why)).Last.RefusalCode.ShouldBe("variable.type");
        player.Resume(new RepairVariable(0, "count", 1.5, Why)).Last.RefusalCode.ShouldBe("variable.type");
        player.Resume(new RepairVariable(0, "note", "x", Why)).Last.RefusalCode.ShouldBe("variable.unknown");
        player.Resume(new RepairVariable(99, "note", "x", Why)).Last.RefusalCode.ShouldBe("variable.unknown-scope");
        player.Resume(new RepairVariable(0, "count", 3d, Why)).Asked<WriteHistory>().Single().ShouldSatisfyAllConditions(
            row => row.Event.ShouldBe("VariableRepaired"), row => row.Outcome.ShouldBe("count"), row => row.Data.ShouldBe(Why));
        player.State.Status.ShouldBe(InstanceStatus.Suspended);
        player.Resume(new RepairVariable(variables[1].Scope, "note", "新", Why));
        player.Decide("t").Said.ShouldBe("新 3");
    }

    [Fact]
    public void A_repaired_variable_lets_a_retry_succeed()
    {
        var player = Play(Sequence("s", Say("a", "variables.x.y")), "x");
        var incident = player.State.OpenIncidentList.Single();
        player.Resume(new RepairVariable(0, "x", JsObject.Of(("y", "好")), Why)).State.Status.ShouldBe(InstanceStatus.Faulted);
        player.Resume(new RetryActivity(incident.Id)).Said.ShouldBe("好");
    }

    [Theory]
    [InlineData("Boolean", false, "true", true)]
    [InlineData("Boolean", false, "\"true\"", false)]
    [InlineData("Int32", false, "3000000000", false)]
    [InlineData("System.Int64, System.Private.CoreLib", false, "3000000000", true)]
    [InlineData("Double", false, "0.5", true)]
    [InlineData("String", false, "7", false)]
    [InlineData("String", true, "[\"甲\"]", true)]
    [InlineData("String", true, "[7]", false)]
    [InlineData("String", true, "\"甲\"", false)]
    [InlineData("DateTimeOffset", false, "\"2020-08-10T18:00:00+08:00\"", true)]
    [InlineData("DateTimeOffset", false, "\"明天\"", false)]
    [InlineData("TimeSpan", false, "\"00:30:00\"", true)]
    [InlineData("ObjectDictionary", false, "[]", false)]
    [InlineData("Object", false, "[{\"a\":1}]", true)]
    [InlineData("Int32", false, "null", true)]
    public void Values_fit_their_declared_types_or_do_not(string type, bool list, string json, bool fits)
    {
        VariableTypes.Mismatch(new Variable("v", "v", type, list, null), JsonText.Parse(json)).ShouldSatisfyAllConditions(expected => (expected is null).ShouldBe(fits));
    }

    private static StepContext Context() => new(new(2020, 8, 3, 1, 0, 0, TimeSpan.Zero), null, Orchestrator.Engine.Calendar.WorkingCalendar.National, _ => null);

    private static Player Play(System.Text.Json.Nodes.JsonObject root, params string[] variables) => Player.Start(Document(root, variables).Read());
}
