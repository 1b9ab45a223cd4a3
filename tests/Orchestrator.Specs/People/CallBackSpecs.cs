using System.Text.Json.Nodes;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Interventions;
using Orchestrator.Specs.Engine;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.People;

/// <summary>拿回 and 撤回: a decision is called back by whoever made it.</summary>
public sealed class CallBackSpecs
{
    [Fact]
    public void Nobody_has_acted_on_it_the_step_is_his_again()
    {
        var player = Chain();
        var mine = Decide(player, "a", "p-a");

        Back(player, mine, "p-a");

        player.WaitingFor.ShouldBe("a");
        player.Asked<CloseTask>().Single().Closure.ShouldBe(TaskClosure.Cancelled);
        var open = player.Asked<OpenTask>().Single();
        (open.TaskId, open.Pass).ShouldNotBe((mine, 1));
        open.Assignment.Persons.ShouldBe(["p-a"]);
        player.Requests.OfType<WriteHistory>().Count(row => row is { Event: "TakenBack", ActivityId: "a" }).ShouldBe(1);
        Decide(player, "a", "p-a");
        Decide(player, "b", "b");
        player.WaitingFor.ShouldBe("c");
    }

    [Fact]
    public void The_next_has_decided_it_is_too_late_to_take_back_and_time_to_withdraw()
    {
        var player = Chain();
        var mine = Decide(player, "a", "p-a");
        Decide(player, "b", "b");

        Refused(player, mine, "p-a", "callback.too-late");
        player.Last.Refusal.ShouldBe("“b”已有人办理，不能拿回。可以请对方退回。");
        Refused(player, mine, "p-b", "callback.not-yours");
        Back(player, mine, "p-a", withdraw: true);

        player.WaitingFor.ShouldBe("a");
        Refused(player, mine, "p-a", "callback.nothing", withdraw: true);
    }

    [Fact]
    public void A_step_that_does_not_allow_it_keeps_nothing()
    {
        var player = Chain();
        Decide(player, "a", "p-a");
        var theirs = Decide(player, "b", "b");

        Refused(player, theirs, "b", "callback.nothing");
    }

    [Theory]
    [InlineData("Elsa.PublishEvent", "eventName", "callback.too-late")]
    [InlineData("Elsa.WriteLine", "text", null)]
    public void What_others_were_told_cannot_be_taken_back(string type, string input, string? code)
    {
        var player = Player.Start(Document(Flowchart("a -> tell -> b", Step("a", "takeBack"), Activity(type, "tell", (input, Literal("x"))), Step("b"))).Read());
        var mine = Decide(player, "a", "p-a");

        player.Actor = "p-a";
        player.Resume(new CallBack(mine, false, "改"));

        player.Last.RefusalCode.ShouldBe(code);
    }

    [Fact]
    public void In_one_branch_the_other_stays_and_the_join_runs_once()
    {
        var player = Player.Start(Document(Flowchart(
            "s -> a -> j; s -> b -> j; j -> end", Line("s"), Step("a", "takeBack"), Step("b", "takeBack"), Join("j", "WaitAll"), Step("end"))).Read());
        Decide(player, "b", "b");
        var mine = Decide(player, "a", "a");
        player.WaitingFor.ShouldBe("end");

        Back(player, mine, "a");
        player.WaitingFor.ShouldBe("a");
        Decide(player, "a", "a");

        player.WaitingFor.ShouldBe("end");
        player.Requests.OfType<OpenTask>().Count(open => open.ActivityId == "b").ShouldBe(1);
    }

    [Fact]
    public void Waiting_at_a_join_it_can_still_be_taken_back()
    {
        var player = Player.Start(Document(Flowchart(
            "s -> a -> x -> j; s -> b -> j; j -> end", Line("s"), Step("a", "takeBack"), Line("x"), Step("b"), Join("j", "WaitAll"), Step("end"))).Read());
        var mine = Decide(player, "a", "a");

        Back(player, mine, "a");

        player.WaitingFor.ShouldBe("b a");
        Decide(player, "b", "b");
        player.WaitingFor.ShouldBe("a");
        Decide(player, "a", "a");
        player.WaitingFor.ShouldBe("end");
    }

    [Fact]
    public void A_ballot_of_a_review_that_is_open_is_counted_no_more()
    {
        var player = Review("All", "x", "y");
        var mine = Decide(player, "r", "x");

        Back(player, mine, "x");
        Decide(player, "r", "y");
        player.WaitingFor.ShouldBe("r", "x has not decided any more");
        Decide(player, "r", "x");

        player.WaitingFor.ShouldBe("end");
        Refused(player, mine, "x", "callback.nothing");
    }

    [Fact]
    public void In_a_sequence_the_next_waits_again_until_he_has_decided()
    {
        var player = Review("Sequence", "x", "y", "z");
        var first = Decide(player, "r", "x");
        Back(player, first, "x");
        Persons(player).ShouldBe(["x"]);

        first = Decide(player, "r", "x");
        var second = Decide(player, "r", "y");
        Refused(player, first, "x", "callback.too-late");
        Back(player, second, "y");
        Decide(player, "r", "y");
        Decide(player, "r", "z");

        player.WaitingFor.ShouldBe("end");
    }

    [Fact]
    public void The_desk_says_what_can_be_called_back()
    {
        var player = Chain();
        var mine = Decide(player, "a", "p-a");
        TaskDesk.Of(player.Workflow, player.State, mine, player.Here("p-a"))!.Operations.ShouldBe(["takeBack", "withdraw"]);
        TaskDesk.Of(player.Workflow, player.State, mine, player.Here("p-b")).ShouldBeNull();
        Decide(player, "b", "b");

        TaskDesk.Of(player.Workflow, player.State, mine, player.Here("p-a"))!.Operations.ShouldBe(["withdraw"]);
    }

    private static Player Chain() => Player.Start(Document(Flowchart("a -> b -> c", Step("a", "takeBack", "withdraw"), Step("b"), Step("c"))).Read());

    private static Player Review(string mode, params string[] people) => Player.Start(Document(Flowchart(
        "r:Yes -> end; r:No -> end",
        Task("r", "Yes No", ("allow", Literal(List("takeBack"))), ("participants", Literal(List(people))), ("review", Literal(new JsonObject { ["mode"] = mode }))), Step("end"))).Read());

    private static JsonObject Step(string key, params string[] allow) =>
        Task(key, "Done", ("persons", Literal(List("p-" + key, key))), ("allow", Literal(List(allow))));

    private static string Decide(Player player, string activity, string person)
    {
        var open = player.Requests.OfType<OpenTask>().Last(task => task.Assignment.Persons.Contains(person) && player.Waiting.Any(wait => wait.Id == task.TaskId));
        player.Actor = person;
        player.Resume(new TaskCompleted(open.TaskId, open.Outcomes[0], null)).Last.Refusal.ShouldBeNull();
        open.ActivityId.ShouldBe(activity);
        return open.TaskId;
    }

    private static void Back(Player player, string task, string person, bool withdraw = false)
    {
        player.Actor = person;
        player.Resume(new CallBack(task, withdraw, "还要修改")).Last.Refusal.ShouldBeNull();
    }

    private static void Refused(Player player, string task, string person, string code, bool withdraw = false)
    {
        player.Actor = person;
        player.Resume(new CallBack(task, withdraw, "还要修改")).Last.RefusalCode.ShouldBe(code);
    }

    private static IEnumerable<string> Persons(Player player) =>
        player.Requests.OfType<OpenTask>().Where(task => player.Waiting.Any(wait => wait.Id == task.TaskId)).SelectMany(task => task.Assignment.Persons);
}
