using System.Text.Json.Nodes;
using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Interventions;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

public sealed class MigrationSpecs
{
    private static readonly StepContext Context = new(new(2020, 8, 3, 1, 0, 0, TimeSpan.Zero), "op", WorkingCalendar.National, _ => null);

    [Fact]
    public void An_open_task_keeps_its_id_and_the_new_version_goes_on_from_it()
    {
        var (from, to) = (V1(Sequence("s", Task("a"), Line("旧"))), V2(Sequence("s", Line("前"), Task("a"), Line("新"), Task("b"))));
        var player = Player.Start(from);
        var moved = Move(player, to);

        moved.Findings.ShouldBeEmpty();
        moved.Step!.State.Bookmarks.ShouldBe(player.State.Bookmarks);
        moved.Step.State.DefinitionVersionId.ShouldBe("def-1:2");
        var row = moved.Step.Requests.ShouldHaveSingleItem().ShouldBeOfType<WriteHistory>();
        (row.Event, row.ActivityId).ShouldBe(("WorkflowMigrated", null));

        var after = WorkflowEngine.Resume(to, Loaded(moved, to), new TaskCompleted(player.IdOf("a"), "Done", null), Context);
        after.Requests.OfType<WriteLine>().Select(line => line.Text).ShouldBe(["新"]);
        after.State.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("b");
    }

    [Fact]
    public void A_map_gives_an_activity_another_id()
    {
        var (from, to) = (V1(Flowchart("a -> b", Task("a"), Task("b"))), V2(Flowchart("a2 -> b2", Task("a2"), Task("b2"))));
        var player = Player.Start(from).Decide("a");
        Move(player, to).Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            finding => finding.Code.ShouldBe("migrate.no-counterpart"), finding => finding.ActivityId.ShouldBe("b"), finding => finding.Message.ShouldContain("“b”"));

        var moved = Move(player, to, ("a", "a2"), ("b", "b2"));
        moved.Step!.State.Bookmarks.ShouldHaveSingleItem().ShouldBe(player.Waiting[0] with { ActivityId = "b2" });
        WorkflowEngine.Resume(to, Loaded(moved, to), new TaskCompleted(player.IdOf("b"), "Done", null), Context).State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Joins_remember_what_has_arrived()
    {
        var (from, to) = (Both("s -> a -> j; s -> b -> j; j -> end", V1, ""), Both("s -> a -> j; s -> b -> more -> j; j -> end", V2, "more"));
        var player = Player.Start(from).Decide("a");
        var moved = Move(player, to);
        moved.Findings.ShouldBeEmpty();
        var state = Loaded(moved, to);
        state = WorkflowEngine.Resume(to, state, new TaskCompleted(player.IdOf("b"), "Done", null), Context).State;
        state.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("more");
        WorkflowEngine.Resume(to, state, new TaskCompleted(state.Bookmarks[0].Id, "Done", null), Context).State.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("end");
    }

    [Fact]
    public void A_new_activity_on_a_path_already_walked_is_not_waited_for()
    {
        var (from, to) = (Both("s -> a -> j; s -> b -> j; j -> end", V1, ""), Both("s -> a -> more -> j; s -> b -> j; j -> end", V2, "more"));
        var player = Player.Start(from);
        player.Decide("a");
        // The arrival of a at j is not used yet and has no connection any more.
        Move(player, to).Findings.ShouldContain(finding => finding.Code == "migrate.arrival-lost");

        var earlier = Both("s -> a -> j; s -> b -> j; s -> extra -> j; j -> end", V2, "extra");
        var moved = Move(player, earlier);
        moved.Findings.ShouldBeEmpty();
        WorkflowEngine.Resume(earlier, Loaded(moved, earlier), new TaskCompleted(player.IdOf("b"), "Done", null), Context)
            .State.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("end", "the new branch can never begin, so the join must not wait for it");
    }

    [Fact]
    public void Back_over_a_loop_works_after_the_move()
    {
        JsonObject Flow(string more) => Flowchart($"a -> b:Done -> {more}c; b:SendBack -> a", [Task("a"), Task("b", "Done SendBack"), Task("c"), .. more.Length > 0 ? [Line("more")] : Array.Empty<JsonObject>()]);
        var (from, to) = (V1(Flow("")), V2(Flow("more -> ")));
        var player = Player.Start(from).Decide("a");
        var state = Loaded(Move(player, to), to);
        state = WorkflowEngine.Resume(to, state, new TaskCompleted(player.IdOf("b"), "SendBack", null), Context).State;
        state.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("a");
        state = WorkflowEngine.Resume(to, state, new TaskCompleted(state.Bookmarks[0].Id, "Done", null), Context).State;
        var step = WorkflowEngine.Resume(to, state, new TaskCompleted(state.Bookmarks[0].Id, "Done", null), Context);
        step.Requests.OfType<WriteLine>().ShouldHaveSingleItem();
        step.State.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("c");
    }

    [Fact]
    public void A_loop_in_the_middle_goes_on_with_its_next_item()
    {
        JsonObject Flow(string say) => Activity("ForEach", "each", ("items", Js("['甲','乙']")), ("body", Sequence("body", Task("t"), Say("say", $"getVariable('CurrentValue') + '{say}'"))));
        var (from, to) = (V1(Flow("一")), V2(Flow("二")));
        var player = Player.Start(from).Decide("t");
        var step = WorkflowEngine.Resume(to, Loaded(Move(player, to), to), new TaskCompleted(player.IdOf("t"), "Done", null), Context);
        step.Requests.OfType<WriteLine>().Single().Text.ShouldBe("乙二");
        step.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Timers_events_and_counts_of_passes_move_along()
    {
        JsonObject Flow() => Container("Parallel", "p", Activity("Delay", "d", ("timeSpan", Literal("01:00:00"))), Activity("Event", "e", ("eventName", Literal("go"))), Task("t"));
        var (from, to) = (V1(Flow()), V2(Flow()));
        var player = Player.Start(from);
        var state = Loaded(Move(player, to), to);
        state.Bookmarks.ShouldBe(player.State.Bookmarks);
        state = WorkflowEngine.Resume(to, state, new EventArrived(player.IdOf("e"), null), Context).State;
        state = WorkflowEngine.Resume(to, state, new TimerFired(player.IdOf("d")), Context with { Now = Context.Now.AddHours(3) }).State;
        WorkflowEngine.Resume(to, state, new TaskCompleted(player.IdOf("t"), "Done", null), Context).State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_faulted_instance_is_retried_on_the_mended_version()
    {
        var (from, to) = (V1(Sequence("s", Say("a", "null.x"), Line("end"))), V2(Sequence("s", Say("a", "'修好'"), Line("end"))));
        var player = Player.Start(from);
        var step = WorkflowEngine.Resume(to, Loaded(Move(player, to), to), new RetryActivity(player.State.OpenIncidentList[0].Id), Context);
        step.Requests.OfType<WriteLine>().Select(line => line.Text).ShouldBe(["修好", "end"]);
    }

    public static TheoryData<string, JsonObject, JsonObject> Refused => new()
    {
        { "migrate.no-counterpart", Sequence("s", Task("a")), Sequence("s", Task("z")) },
        { "migrate.type-changed", Sequence("s", Task("a")), Sequence("s", Activity("Event", "a", ("eventName", Literal("go")))) },
        { "migrate.scope-moved", Sequence("s", Task("a")), Sequence("s", Sequence("deep", Task("a"))) },
        { "migrate.parallel-changed", Container("Parallel", "p", Task("a"), Task("b")), Container("Parallel", "p", Task("a"), Task("b"), Task("c")) },
        { "migrate.outcomes-changed", Sequence("s", Task("a", "Done SendBack")), Sequence("s", Task("a", "Done")) },
        { "migrate.unreachable", Flowchart("s -> a", Activity("Start", "s"), Task("a")), Flowchart("s -> b", Activity("Start", "s"), Task("b"), Task("a")) },
        { "migrate.join-passed", Flowchart("s -> a -> j; s -> b -> j; j -> end", Activity("Start", "s"), Line("a"), Task("b"), Join("j", "WaitAllActive"), Task("end")), Flowchart("s -> a -> j; s -> b; j -> end", Activity("Start", "s"), Line("a"), Task("b"), Join("j", "WaitAllActive"), Task("end")) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_does_not_fit_is_refused_with_a_code_and_a_sentence(string code, JsonObject before, JsonObject after)
    {
        var player = Player.Start(V1(before));
        var moved = Move(player, V2(after));
        moved.Step.ShouldBeNull();
        var finding = moved.Findings.First(found => found.Refuses);
        finding.Code.ShouldBe(code);
        finding.Message.ShouldEndWith("。");
    }

    [Fact]
    public void A_value_of_another_type_and_a_loop_over_a_missing_variable_are_refused()
    {
        var typed = Player.Start(V1(Sequence("s", Set("set", "x", Literal("三")), Task("a")), "x:String"));
        Move(typed, V2(Sequence("s", Set("set", "x", Literal(3)), Task("a")), "x:Int32")).Findings.ShouldContain(finding => finding.Code == "migrate.variable-type");

        JsonObject Loop(string items) => Activity("ForEach", "each", ("items", Js(items)), ("body", Task("t")));
        var looping = Player.Start(V1(Loop("[1,2]")));
        Move(looping, V2(Loop("variables.rows"), "rows")).Findings.ShouldContain(finding => finding.Code == "migrate.variable-missing" && finding.Refuses);
        Move(Player.Start(V1(Sequence("s", Task("a")))), V2(Sequence("s", Task("a")), "rows")).Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            finding => finding.Code.ShouldBe("migrate.variable-new"), finding => finding.Refuses.ShouldBeFalse());
    }

    [Fact]
    public void Another_definition_or_the_same_version_is_refused()
    {
        var from = V1(Sequence("s", Task("a")));
        var player = Player.Start(from);
        Migration.Of(from, player.State, from, MigrationMap.Same, Context).Findings.Single().Code.ShouldBe("migrate.same-version");
    }

    [Fact]
    public void Proposals_go_by_id_then_by_type_and_name()
    {
        JsonObject Named(string id, string name) => Task(id, "Done", ("name", name));
        var proposed = MigrationProposal.Of(V1(Sequence("s", Task("a"), Named("b", "审核"), Named("c", "退出"))), V2(Sequence("s", Task("a"), Named("b9", "审核"))));
        proposed.Select(pair => (pair.From, pair.To, pair.Reason)).ShouldBe(
            [("a", "a", "same-id"), ("b", "b9", "same-type-and-name"), ("c", null, "none"), ("s", "s", "same-id")]);
        new MigrationMap(new Dictionary<string, string> { ["x"] = "a", ["a"] = "y" }).Unknown(V1(Sequence("s", Task("a"))), V2(Sequence("s", Task("a")))).Count().ShouldBe(2);
    }

    private static Workflow Both(string connections, Func<JsonObject, string[], Workflow> version, string extra) => version(
        Flowchart(connections, [Activity("Start", "s"), Task("a"), Task("b"), Join("j", "WaitAllActive"), Task("end"), .. extra.Length > 0 ? [Task(extra)] : Array.Empty<JsonObject>()]), []);

    private static Workflow V1(JsonObject root, params string[] variables) => Document(root.DeepClone(), variables).Read();

    private static Workflow V2(JsonObject root, params string[] variables) => Document(root.DeepClone(), variables).With("id", "def-1:2").With("version", 2).Read();

    private static Migrated Move(Player player, Workflow to, params (string From, string To)[] map) =>
        Migration.Of(player.Workflow, player.State, to, new(map.ToDictionary(pair => pair.From, pair => pair.To)), Context);

    private static WorkflowState Loaded(Migrated moved, Workflow to) => WorkflowState.Load(moved.Step.ShouldNotBeNull(string.Join("; ", moved.Findings)).State.Save(), to);
}
