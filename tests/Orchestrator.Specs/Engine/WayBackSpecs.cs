using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

/// <summary>Going back to an earlier activity: 退回, the place where other engines lose or double tasks.</summary>
public sealed class WayBackSpecs
{
    [Fact]
    public void Two_rounds_of_submit_and_review()
    {
        var player = TwoRounds();

        player.Decide("submit", "Done", JsObject.Of(("text", "v1"))).WaitingFor.ShouldBe("review");
        player.Decide("review", "Done", "Reject").WaitingFor.ShouldBe("submit");
        player.Asked<OpenTask>().ShouldHaveSingleItem().Pass.ShouldBe(2);
        player.Decide("submit").Decide("review", "Done", "Approve");

        player.State.Status.ShouldBe(InstanceStatus.Finished);
        player.State.Output["decision"].ShouldBe("Approve");
        player.Requests.OfType<OpenTask>().Select(task => task.TaskId).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void The_state_of_the_four_task_instance_stays_small()
    {
        var player = TwoRounds();

        player.Decide("submit", "Done", JsObject.Of(("text", "v1"), ("version", "v1.0"), ("sha256", new string('a', 64))));
        player.Decide("review", "Done", "Reject");
        player.Decide("submit", "Done", JsObject.Of(("text", "v2"), ("version", "v2.0"), ("sha256", new string('b', 64))));

        player.State.Save().Length.ShouldBeLessThan(1500);
    }

    [Fact]
    public void Sending_back_from_one_of_four_branches_cancels_the_others_and_asks_all_four_again()
    {
        var player = Review();

        for (var round = 1; round <= 3; round++)
        {
            player.Decide("submit");
            player.WaitingFor.ShouldBe("a b c d");
            player.Decide("a", "Agree").Decide("c", "Agree");
            var open = new[] { player.IdOf("d") };
            player.Decide("b", "Reject");

            player.WaitingFor.ShouldBe("submit", $"round {round}");
            player.Asked<CloseTask>().Where(close => close.Closure == TaskClosure.Cancelled).Select(close => close.TaskId).ShouldBe(open);
        }

        player.Decide("submit").Decide("d", "Agree").Decide("a", "Agree").Decide("b", "Agree").Said.ShouldBe("");
        player.Decide("c", "Agree").Said.ShouldBe("all");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
        player.Requests.OfType<OpenTask>().GroupBy(task => (task.ActivityId, task.Pass)).ShouldAllBe(group => group.Count() == 1);
    }

    [Fact]
    public void Sending_back_as_the_last_of_four_branches_does_not_pass_the_join()
    {
        var player = Review();

        player.Decide("submit").Decide("a", "Agree").Decide("b", "Agree").Decide("c", "Agree").Decide("d", "Reject");

        player.Said.ShouldBe("");
        player.WaitingFor.ShouldBe("submit");
    }

    [Fact]
    public void A_branch_that_goes_back_within_itself_leaves_the_other_branch_alone()
    {
        var player = Start(
            "s -> a -> a2; a2:Ok -> j; a2:Again -> a; s -> b -> j; j -> t",
            Activity("Start", "s"), Task("a"), Task("a2", "Ok Again"), Task("b"), Join("j", "WaitAll"), Line("t"));
        var b = player.IdOf("b");

        player.Decide("a").Decide("a2", "Again");
        player.WaitingFor.ShouldBe("b a");
        player.IdOf("b").ShouldBe(b);
        player.Decide("b").Decide("a").Decide("a2", "Again").Decide("a").Said.ShouldBe("");
        player.Decide("a2", "Ok").Said.ShouldBe("t");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void Going_back_after_the_join_asks_every_branch_again()
    {
        var player = Start(
            "s -> f; f -> a -> j; f -> b -> j; j -> check; check:Ok -> t; check:Again -> f",
            Activity("Start", "s"), Activity("FlowFork", "f"), Task("a"), Task("b"), Join("j", "WaitAllActive"), Task("check", "Ok Again"), Line("t"));

        player.Decide("a").Decide("b").Decide("check", "Again");
        player.WaitingFor.ShouldBe("a b");
        player.Decide("b").WaitingFor.ShouldBe("a");
        player.Decide("a").Decide("check", "Ok").Said.ShouldBe("t");
    }

    [Fact]
    public void Both_branches_may_send_back_one_after_the_other()
    {
        var player = Review();

        player.Decide("submit").Decide("a", "Reject").Decide("submit").Decide("b", "Reject").WaitingFor.ShouldBe("submit");
        player.Decide("submit").Decide("a", "Agree").Decide("b", "Agree").Decide("c", "Agree").Decide("d", "Agree").Said.ShouldBe("all");
    }

    [Fact]
    public void A_loop_that_listens_for_the_next_event_leaves_what_the_last_one_started()
    {
        var player = Start(
            "listen -> f; f:handle -> work -> done; f:again -> listen",
            Activity("Event", "listen", ("eventName", Literal("tick"))), Activity("FlowFork", "f", ("branches", Json("[\"handle\",\"again\"]"))),
            Task("work"), Line("done"));

        Arrive(player);
        Arrive(player);
        player.WaitingFor.Split(' ').Order().ShouldBe(["listen", "work", "work"]);
        player.Requests.OfType<CloseTask>().ShouldBeEmpty();
        player.Decide("work").Decide("work").Said.ShouldBe("done done");

        static void Arrive(Player player) => player.Resume(new EventArrived(player.IdOf("listen"), null));
    }

    [Fact]
    public void A_task_that_goes_back_to_itself_opens_a_new_pass()
    {
        var player = Start("a:Again -> a; a:Done -> t", Task("a", "Again Done"), Line("t"));

        player.Decide("a", "Again").Decide("a", "Again").Asked<OpenTask>().ShouldHaveSingleItem().Pass.ShouldBe(3);
        player.Decide("a", "Done").Said.ShouldBe("t");
    }

    [Fact]
    public void A_stale_decision_of_an_earlier_pass_meets_nothing()
    {
        var player = Start("a:Again -> a; a:Done -> t", Task("a", "Again Done"), Line("t"));
        var stale = player.IdOf("a");

        player.Decide("a", "Again");
        player.Resume(new TaskCompleted(stale, "Done", null));

        player.Last.Matched.ShouldBeFalse();
        player.Last.Requests.ShouldBeEmpty();
        player.WaitingFor.ShouldBe("a");
    }

    internal static Player TwoRounds(DateTimeOffset? now = null) => Player.Start(
        Document(
            Flowchart(
                "submit -> review -> ok; ok:True -> out; ok:False -> submit",
                Task("submit", "Done", ("result", To("draft"))), Task("review", "Done", ("result", To("decision"))),
                Decide("ok", "getVariable('decision') == 'Approve'"),
                Activity("SetOutput", "out", ("outputName", Literal("decision")), ("outputValue", Var("decision")))),
            "draft", "decision:String").With("outputs", All(new System.Text.Json.Nodes.JsonObject { ["name"] = "decision", ["type"] = "String" })).Read(),
        now: now);

    private static Player Start(string connections, params System.Text.Json.Nodes.JsonObject[] activities) =>
        Player.Start(Document(Flowchart(connections, activities)).Read());

    private static Player Review() => Start(
        "submit -> f; f -> a; f -> b; f -> c; f -> d; a:Agree -> j; b:Agree -> j; c:Agree -> j; d:Agree -> j; "
        + "a:Reject -> submit; b:Reject -> submit; c:Reject -> submit; d:Reject -> submit; j -> all",
        Task("submit"), Activity("FlowFork", "f"), Task("a", "Agree Reject"), Task("b", "Agree Reject"), Task("c", "Agree Reject"),
        Task("d", "Agree Reject"), Join("j", "WaitAll"), Line("all"));
}
