using System.Text.Json.Nodes;
using Orchestrator.Engine.Execution;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

/// <summary>Token mode: the documented intent, without the hangs.</summary>
public sealed class TokenSpecs
{
    [Fact]
    public void Two_parallel_tasks_straight_into_one_target_run_it_once()
    {
        var player = Play("s -> a -> t; s -> b -> t", Activity("Start", "s"), Task("a"), Task("b"), Line("t"));

        player.Decide("a").Said.ShouldBe("");
        player.Decide("b").Said.ShouldBe("t");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Stream_may_run_a_target_once_per_path_when_they_differ_in_length()
    {
        var player = Play("s -> a -> t; s -> b -> c -> t", Activity("Start", "s"), Task("a"), Task("b"), Task("c"), Line("t"));

        player.Decide("a").Said.ShouldBe("t");
        player.Decide("b").Decide("c").Said.ShouldBe("t t");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Merge_waits_for_every_path_that_can_still_arrive()
    {
        var player = Play("s -> a -> t; s -> b -> c -> t", Activity("Start", "s"), Task("a"), Task("b"), Task("c"), Merging("Merge", Line("t")));

        player.Decide("a").Decide("b").Said.ShouldBe("");
        player.Decide("c").Said.ShouldBe("t");
    }

    [Fact]
    public void Merge_does_not_hang_on_a_dead_branch()
    {
        var player = Play(
            "s -> a -> t; s -> d; d:True -> b -> t", Activity("Start", "s"), Task("a"), Decide("d", "false"), Task("b"), Merging("Merge", Line("t")));

        player.Decide("a").Said.ShouldBe("t");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_join_that_waits_for_all_does_not_hang_behind_a_decision()
    {
        var player = Play(
            "d:True -> a -> j; d:False -> b -> j; j -> t", Decide("d", "true"), Task("a"), Task("b"), Join("j", "WaitAll"), Line("t"));

        player.Decide("a").Said.ShouldBe("t");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Cascade_runs_the_target_once_per_arrival()
    {
        var player = Play("s -> a -> t; s -> b -> t", Activity("Start", "s"), Task("a"), Task("b"), Merging("Cascade", Line("t")));

        player.Decide("a").Said.ShouldBe("t");
        player.Decide("b").Said.ShouldBe("t t");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Race_runs_at_the_first_arrival_and_cancels_the_rest()
    {
        var player = Play("s -> a -> j; s -> b -> c -> j; j -> t", Activity("Start", "s"), Task("a"), Task("b"), Task("c"), Join("j", "WaitAny"), Line("t"));

        player.Decide("a").Said.ShouldBe("t");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
        player.Requests.OfType<CloseTask>().Count(close => close.Closure == TaskClosure.Cancelled).ShouldBe(1);
    }

    [Fact]
    public void Converge_waits_for_a_path_that_comes_back()
    {
        var player = Play(
            "s -> a; s -> b; a -> t; b:Ok -> x; b:Back -> t; t -> b2", Activity("Start", "s"), Task("a"), Task("b", "Ok Back"), Merging("Converge", Line("t")), Line("x"), Line("b2"));

        player.Decide("a").Said.ShouldBe("");
        player.Decide("b", "Ok").Said.ShouldBe("t x b2");
    }

    [Fact]
    public void A_way_back_that_counter_mode_refuses_runs()
    {
        // b can be reached without a, so going back from b to a is no loop in counter mode.
        var document = Make("s -> a -> b; s -> b; b:Again -> a; b:Ok -> t", Activity("Start", "s"), Task("a"), Task("b", "Again Ok"), Line("t"));
        var player = Player.Start(document.Read());

        player.Decide("a").Decide("b", "Again").WaitingFor.ShouldBe("a");
        player.Decide("a").Decide("b", "Ok").Said.ShouldBe("t");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
        document["root"]!["customProperties"] = null;
        document.Problems().ShouldContain(problem => problem.Message.StartsWith("Invalid backward connection", StringComparison.Ordinal));
    }

    private static Player Play(string connections, params JsonObject[] activities) => Player.Start(Make(connections, activities).Read());

    private static JsonObject Make(string connections, params JsonObject[] activities)
    {
        var flow = Flowchart(connections, activities);
        flow["customProperties"] = new JsonObject { ["executionMode"] = "TokenBased" };
        return Document(flow);
    }

    private static JsonObject Merging(string mode, JsonObject activity)
    {
        activity["customProperties"] = new JsonObject { ["mergeMode"] = mode };
        return activity;
    }
}
