using Orchestrator.Engine.Execution;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

/// <summary>The join rules of counter mode.</summary>
public sealed class JoinSpecs
{
    [Fact]
    public void A_plain_target_of_two_paths_waits_for_both_and_runs_once()
    {
        var player = Play("s -> a -> t; s -> b -> t", Activity("Start", "s"), Task("a"), Task("b"), Line("t"));

        player.Decide("a").Said.ShouldBe("");
        player.Decide("b").Said.ShouldBe("t");
    }

    [Fact]
    public void A_plain_target_does_not_wait_for_a_dead_path()
    {
        var player = Play("d:True -> a -> t; d:False -> b -> t", Decide("d", "true"), Task("a"), Task("b"), Line("t"));

        player.WaitingFor.ShouldBe("a");
        player.Decide("a").Said.ShouldBe("t");
    }

    [Fact]
    public void A_target_behind_dead_paths_only_is_dead_too()
    {
        var player = Play(
            "d:True -> a -> x; d:False -> b -> c -> x", Decide("d", "true"), Line("a"), Line("b"), Line("c"), Line("x"));

        player.Said.ShouldBe("a x");
    }

    [Fact]
    public void WaitAllActive_waits_for_the_live_paths_only()
    {
        var player = Play(
            "s -> a -> j; s -> d; d:True -> b -> j; d:False -> c -> j; j -> t",
            Activity("Start", "s"), Task("a"), Decide("d", "true"), Task("b"), Task("c"), Join("j", "WaitAllActive"), Line("t"));

        player.WaitingFor.ShouldBe("a b");
        player.Decide("a").Said.ShouldBe("");
        player.Decide("b").Said.ShouldBe("t");
    }

    [Fact]
    public void WaitAll_is_passed_over_when_one_path_is_dead()
    {
        var player = Play(
            "s -> a -> j; s -> d; d:True -> b -> j; j -> t",
            Activity("Start", "s"), Line("a"), Decide("d", "false"), Line("b"), Join("j", "WaitAll"), Line("t"));

        player.Said.ShouldBe("a");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void WaitAny_runs_at_the_first_arrival_and_cancels_the_other_tasks()
    {
        var player = Play(
            "s -> a -> j; s -> b -> j; j -> t", Activity("Start", "s"), Task("a"), Task("b"), Join("j", "WaitAny"), Task("t"));
        var cancelled = player.IdOf("b");

        player.Decide("a");

        player.Asked<CloseTask>().ShouldContain(new CloseTask(cancelled, TaskClosure.Cancelled, null, null, null));
        player.WaitingFor.ShouldBe("t");
        player.Decide("t").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void WaitAny_ends_everything_on_the_way_to_it_and_no_other_join_waits_for_that()
    {
        // b leads to the join and to k; when a wins, b is cancelled and k must not wait for it.
        var player = Play(
            "s -> a -> j; s -> b -> b2 -> j; b2 -> k; s -> c -> k; j -> t; k -> u",
            Activity("Start", "s"), Task("a"), Task("b"), Task("b2"), Task("c"), Join("j", "WaitAny"), Line("t"),
            Join("k", "WaitAllActive"), Line("u"));

        player.Decide("a").Said.ShouldBe("t");
        player.WaitingFor.ShouldBe("c");
        player.Decide("c").Said.ShouldBe("t u");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void WaitAny_is_dead_when_no_path_arrives()
    {
        var player = Play(
            "s -> d; d:True -> j; s -> e; e:True -> j; j -> t",
            Activity("Start", "s"), Decide("d", "false"), Decide("e", "false"), Join("j", "WaitAny"), Line("t"));

        player.Said.ShouldBe("");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_switch_follows_every_matching_case_when_asked_to()
    {
        var player = Play(
            "w:A -> a -> j; w:B -> b -> j; w:C -> c -> j; j -> t",
            Activity(
                "FlowSwitch", "w", ("mode", Literal("MatchAny")),
                ("cases", All(Case("A", "true"), Case("B", "1 > 0"), Case("C", "false")))),
            Task("a"), Task("b"), Task("c"), Join("j", "WaitAllActive"), Line("t"));

        player.WaitingFor.ShouldBe("a b");
        player.Decide("b").Decide("a").Said.ShouldBe("t");
    }

    [Fact]
    public void A_switch_leaves_by_the_first_match_or_by_Default()
    {
        Play("w:A -> a; w:B -> b; w:Default -> d", Switch("true", "true"), Line("a"), Line("b"), Line("d")).Said.ShouldBe("a");
        Play("w:A -> a; w:B -> b; w:Default -> d", Switch("false", "true"), Line("a"), Line("b"), Line("d")).Said.ShouldBe("b");
        Play("w:A -> a; w:B -> b; w:Default -> d", Switch("false", "0"), Line("a"), Line("b"), Line("d")).Said.ShouldBe("d");
    }

    [Fact]
    public void A_fork_follows_its_branches()
    {
        var player = Play(
            "f:x -> a -> j; f:y -> b -> j; j -> t",
            Activity("FlowFork", "f", ("branches", Json("[\"x\",\"y\"]"))), Task("a"), Task("b"), Join("j", "WaitAll"), Line("t"));

        player.WaitingFor.ShouldBe("a b");
        player.Decide("a").Decide("b").Said.ShouldBe("t");
    }

    [Fact]
    public void Only_one_start_runs()
    {
        Play("a -> b", Line("a"), Line("b"), Line("stray")).Said.ShouldBe("a b");
        Play("a -> b; s -> c", Line("a"), Line("b"), Activity("Start", "s"), Line("c")).Said.ShouldBe("c");
    }

    private static Player Play(string connections, params System.Text.Json.Nodes.JsonObject[] activities) =>
        Player.Start(Document(Flowchart(connections, activities)).Read());

    private static System.Text.Json.Nodes.JsonObject Switch(string a, string b) =>
        Activity("FlowSwitch", "w", ("cases", All(Case("A", a), Case("B", b))));

    private static System.Text.Json.Nodes.JsonObject Case(string label, string script) => new()
    {
        ["label"] = label,
        ["condition"] = new System.Text.Json.Nodes.JsonObject { ["type"] = "JavaScript", ["value"] = script },
    };
}
