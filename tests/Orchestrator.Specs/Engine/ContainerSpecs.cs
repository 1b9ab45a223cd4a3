using System.Text.Json.Nodes;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

public sealed class ContainerSpecs
{
    [Fact]
    public void A_sequence_runs_one_after_the_other_and_waits_between()
    {
        var player = Play(Sequence("s", Line("a"), Task("t"), Line("b")));

        player.Said.ShouldBe("a");
        player.Decide("t").Said.ShouldBe("a b");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Parallel_runs_all_and_waits_for_all()
    {
        var player = Play(Sequence("s", Container("Parallel", "p", Task("a"), Task("b")), Line("end")));

        player.WaitingFor.ShouldBe("a b");
        player.Decide("a").Said.ShouldBe("");
        player.Decide("b").Said.ShouldBe("end");
    }

    [Fact]
    public void Parallel_without_children_completes() => Play(Sequence("s", Container("Parallel", "p"), Line("end"))).Said.ShouldBe("end");

    [Fact]
    public void A_fork_that_waits_for_any_cancels_the_other_branches()
    {
        var fork = Container("Fork", "f", Sequence("s1", Task("a"), Line("x")), Sequence("s2", Task("b"), Line("y")));
        fork["joinMode"] = "WaitAny";
        var player = Play(Sequence("s", fork, Line("end")));
        var b = player.IdOf("b");

        player.Decide("a").Said.ShouldBe("x end");
        player.Asked<CloseTask>().ShouldContain(close => close.TaskId == b && close.Closure == TaskClosure.Cancelled);
        player.Asked<WriteHistory>().Where(row => row.Event == "Canceled").Select(row => row.ActivityId).ShouldBe(["b", "s2"]);
    }

    [Fact]
    public void A_fork_that_waits_for_all_needs_every_branch()
    {
        var player = Play(Sequence("s", Container("Fork", "f", Task("a"), Task("b")), Line("end")));

        player.Decide("b").Said.ShouldBe("");
        player.Decide("a").Said.ShouldBe("end");
    }

    [Theory]
    [InlineData("true", "yes")]
    [InlineData("false", "no")]
    [InlineData("null", "no")]
    [InlineData("'true'", "yes")]
    [InlineData("0", "no")]
    [InlineData("2", "yes")]
    public void If_runs_then_or_else(string condition, string said)
    {
        Play(Activity("If", "i", ("condition", Js(condition)), ("then", Line("yes")), ("else", Line("no")))).Said.ShouldBe(said);
    }

    [Fact]
    public void If_without_the_branch_it_needs_goes_on()
    {
        Play(Sequence("s", Activity("If", "i", ("condition", Literal(true))), Line("end"))).Said.ShouldBe("end");
    }

    [Fact]
    public void Switch_runs_the_embedded_activity_of_its_case()
    {
        JsonObject Make(string mode, string value) => Activity(
            "Switch", "w", ("mode", Literal(mode)), ("default", Line("other")),
            ("cases", All(Case("small", $"{value} < 10", Line("small")), Case("tiny", $"{value} < 3", Line("tiny")))));

        Play(Make("MatchFirst", "1")).Said.ShouldBe("small");
        Play(Make("MatchAny", "1")).Said.ShouldBe("small tiny");
        Play(Make("MatchFirst", "12")).Said.ShouldBe("other");
    }

    [Theory]
    [InlineData("1", "3", "1", true, "1 2 3")]
    [InlineData("1", "3", "1", false, "1 2")]
    [InlineData("3", "1", "-1", true, "3 2 1")]
    [InlineData("0", "10", "5", true, "0 5 10")]
    [InlineData("2", "1", "1", true, "")]
    public void For_counts(string start, string end, string step, bool inclusive, string said)
    {
        Play(Activity(
            "For", "f", ("start", Literal(start)), ("end", Literal(end)), ("step", Literal(step)), ("outerBoundInclusive", Literal(inclusive)),
            ("body", Say("l", "`${getVariable('CurrentValue')}`")))).Said.ShouldBe(said);
    }

    [Fact]
    public void ForEach_gives_each_item_and_its_position_in_turn()
    {
        var player = Play(
            Activity("ForEach", "e", ("items", Js("['甲','乙']")), ("body", Sequence("b", Say("l", "getCurrentIndex() + getCurrentValue()"), Task("t")))));

        player.Said.ShouldBe("0甲");
        player.Decide("t").Said.ShouldBe("0甲 1乙");
        player.Decide("t").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void ForEach_looks_at_its_items_before_every_pass()
    {
        var player = Play(
            Sequence("s", Activity("ForEach", "e", ("items", Var("list")), ("body", Sequence(
                "b", Say("l", "variables.CurrentValue"),
                Set("more", "list", Js("variables.list.length < 3 ? [...variables.list, 'n' + variables.list.length] : variables.list")))))),
            "list:JsonArray=[\"a\"]");

        player.Said.ShouldBe("a n1 n2");
    }

    [Fact]
    public void While_runs_until_its_condition_is_false()
    {
        Play(
            Activity("While", "w", ("condition", Js("variables.n < 3")), ("body", Sequence("b", Say("l", "`n${variables.n}`"), Set("inc", "n", Js("variables.n + 1"))))),
            "n:Int32=0").Said.ShouldBe("n0 n1 n2");
    }

    [Fact]
    public void Break_ends_the_nearest_loop_also_from_inside_a_flowchart_with_open_tasks()
    {
        var body = FlowchartNamed(
            "inner", "s -> t; s -> go; go:Stop -> br; go:Next -> n", Activity("Start", "s"), Task("t"), Task("go", "Stop Next"), Activity("Break", "br"), Line("n"));
        var player = Play(Sequence("s0", Activity("ForEach", "e", ("items", Js("[1,2,3]")), ("body", body)), Line("after")));
        var t = player.IdOf("t");

        player.Decide("go", "Stop").Said.ShouldBe("after");
        player.Asked<CloseTask>().ShouldContain(close => close.TaskId == t && close.Closure == TaskClosure.Cancelled);
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void ParallelForEach_over_nothing_goes_on()
    {
        Play(Sequence("s", Activity("ParallelForEach", "p", ("items", Js("[]")), ("body", Task("t"))), Line("end"))).Said.ShouldBe("end");
    }

    [Fact]
    public void End_ends_its_flowchart_and_cancels_the_rest_of_it_only()
    {
        var player = Play(Sequence(
            "s", FlowchartNamed("inner", "st -> a; st -> b -> e", Activity("Start", "st"), Task("a"), Task("b"), Activity("End", "e")), Line("after")));

        player.Decide("b").Said.ShouldBe("after");
        player.Asked<CloseTask>().Count(close => close.Closure == TaskClosure.Cancelled).ShouldBe(1);
    }

    [Fact]
    public void Finish_ends_the_instance_from_any_depth()
    {
        var player = Play(Container(
            "Parallel", "p", Task("open"), Activity("ForEach", "e", ("items", Js("[1,2]")), ("body", Sequence("b", Activity("Finish", "f"), Line("never"))))));

        player.State.Status.ShouldBe(InstanceStatus.Finished);
        player.Said.ShouldBe("");
        player.Waiting.ShouldBeEmpty();
        player.Requests.OfType<CloseTask>().ShouldHaveSingleItem().Closure.ShouldBe(TaskClosure.Cancelled);
    }

    [Fact]
    public void Inner_variables_hide_outer_ones_and_end_with_their_container()
    {
        var inner = Sequence("inner", Set("w", "x", Literal("inner2")), Say("l1", "getX()"));
        inner["variables"] = Variables("x:String=inner");
        inner["variables"]![0]!["id"] = "x2";
        inner["activities"]![0]!["variable"] = new JsonObject { ["id"] = "x2", ["name"] = "x" };

        Play(Sequence("s", inner, Say("l2", "getX()")), "x:String=outer").Said.ShouldBe("inner2 outer");
    }

    [Fact]
    public void FlowNode_runs_its_body() => Play(Flowchart("n -> b", Activity("FlowNode", "n", ("body", Line("a"))), Line("b"))).Said.ShouldBe("a b");

    private static Player Play(JsonObject root, params string[] variables) => Player.Start(Document(root, variables).Read());

    private static JsonObject Case(string label, string script, JsonObject activity) => new()
    {
        ["label"] = label,
        ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script },
        ["activity"] = activity,
    };
}
