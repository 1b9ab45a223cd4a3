using System.Text.Json.Nodes;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Specs.Engine;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.People;

/// <summary>退回 out of a review by five units inside two levels of branches, next to other reviews.</summary>
public sealed class ReturnSpecs
{
    private const string Units = "CZ RS SF ZZ BB";

    [Fact]
    public void Straight_back_the_five_go_on_where_they_were()
    {
        var player = Reviewed();
        Vote(player, "CZ", "Approve");

        Ask(player, "RS", straight: true);
        player.WaitingFor.ShouldBe("draft", "everybody behind the draft waits for the correction");
        player.Asked<CloseTask>().Select(close => close.Closure).ShouldBe(Enumerable.Repeat(TaskClosure.Deferred, 6), "four units, 法律 and 业务");
        player.Decide("draft", "Submit", actor: "initiator");

        player.WaitingFor.ShouldBe("work review review review review law");
        player.Asked<OpenTask>().Where(open => open.ActivityId == "review").Select(open => open.Assignment.Persons.Single()).ShouldBe(["RS", "SF", "ZZ", "BB"], "CZ has decided already");
        foreach (var unit in (string[])["RS", "SF", "ZZ", "BB"])
        {
            Vote(player, unit, "Approve");
        }

        player.Decide("law", "Approve").Decide("work", "Approve").Decide("issue", "Submit");
        player.State.Status.ShouldBe(InstanceStatus.Finished);
        player.Requests.OfType<OpenTask>().Select(open => open.TaskId).ShouldBeUnique();
        player.Requests.OfType<WriteHistory>().Count(row => row is { ActivityId: "review", Event: "Completed", Outcome: "Approve" }).ShouldBe(6, "five seats and the step");
        player.Requests.OfType<WriteHistory>().Count(row => row.Event == "Returned").ShouldBe(1);
    }

    [Fact]
    public void The_others_may_go_on_meanwhile()
    {
        var player = Reviewed();

        Ask(player, "RS", straight: true, siblings: true);
        player.WaitingFor.ShouldBe("work review review review review law draft");
        Vote(player, "CZ", "Approve");
        player.Decide("law", "Approve");
        player.Decide("draft", "Submit", actor: "initiator");

        Open(player).ShouldBe(["BB", "RS", "SF", "ZZ", "work"]);
    }

    [Fact]
    public void Again_from_the_start_everything_behind_it_begins_anew()
    {
        var player = Reviewed();
        Vote(player, "CZ", "Approve");

        Ask(player, "RS", straight: false);
        player.WaitingFor.ShouldBe("draft");
        player.Asked<CloseTask>().ShouldAllBe(close => close.Closure == TaskClosure.Cancelled);
        player.Decide("draft", "Submit", actor: "initiator");

        Open(player).ShouldBe(["BB", "CZ", "RS", "SF", "ZZ", "law", "work"]);
        player.Asked<OpenTask>().ShouldAllBe(open => open.Pass == 2);
    }

    [Fact]
    public void Inside_a_branch_the_other_branch_is_left_alone()
    {
        var player = Player.Start(Document(Flowchart(
            "draft:Submit -> split -> a1; split -> b; a1:Submit -> a2; a2:Submit -> join; b:Submit -> join; join -> end",
            Step("draft"), Line("split"), Step("a1"), Step("a2"), Step("b"), Join("join", "WaitAll"), Step("end"))).Read());
        player.Decide("draft", "Submit").Decide("a1", "Submit").Decide("b", "Submit");

        player.Resume(new ReturnTask(player.IdOf("a2"), "a1", false, "依据不足"));
        player.WaitingFor.ShouldBe("a1");
        player.Decide("a1", "Submit").Decide("a2", "Submit");

        player.WaitingFor.ShouldBe("end", "b has been decided and is not asked again");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_step_that_is_done_again_is_done_in_its_own_stage(bool returned)
    {
        var player = Player.Start(Document(Flowchart(
            "drafting -> note -> a; a:Submit -> reviewing -> b; b:Submit -> end",
            Activity("Orchestrator.Stage", "drafting", ("stage", Literal("Drafting"))), Line("note"), Step("a", ("allow", Literal(List("withdraw")))),
            Activity("Orchestrator.Stage", "reviewing", ("stage", Literal("Reviewing"))), Step("b"), Line("end"))).Read());
        var draft = player.IdOf("a");
        player.Decide("a", "Submit").State.Stage.ShouldBe("Reviewing");

        player.Resume(returned ? new ReturnTask(player.IdOf("b"), "a", false, "依据不足") : new CallBack(draft, true, "口径有变")).Last.Refusal.ShouldBeNull();

        (player.WaitingFor, player.State.Stage).ShouldBe(("a", "Drafting"));
        player.Decide("a", "Submit").State.Stage.ShouldBe("Reviewing");
    }

    [Fact]
    public void What_waits_for_a_correction_that_was_taken_back_opens_again()
    {
        var player = Reviewed();
        Ask(player, "RS", straight: true, siblings: true);
        Vote(player, "CZ", "Reject");

        Open(player).ShouldBe(["law", "work"], "the review is decided; nobody waits for the draft any more");
    }

    [Theory]
    [InlineData("issue", "return.not-passed")]
    [InlineData("law", "return.not-passed")]
    [InlineData("nothing", "return.not-passed")]
    public void Only_what_was_passed_can_be_returned_to(string target, string code)
    {
        var player = Reviewed();

        player.Resume(new ReturnTask(TaskOf(player, "RS"), target, false, "理由"));

        (player.Last.RefusalCode, player.WaitingFor).ShouldBe((code, "work review review review review review law"));
    }

    [Fact]
    public void A_return_needs_a_reason_and_a_step_that_allows_it()
    {
        var player = Reviewed();

        player.Resume(new ReturnTask(TaskOf(player, "RS"), "draft", true, " ")).Last.RefusalCode.ShouldBe("return.reason");
        player.Resume(new ReturnTask(player.IdOf("law"), "draft", true, "理由")).Last.RefusalCode.ShouldBe("operation.not-allowed");
    }

    private static JsonObject Step(string key, params (string, JsonNode?)[] more) =>
        Task(key, "Submit Reject", [("persons", Literal(List(key))), ("allow", Literal(List("return", "returnStraight"))), .. more]);

    // draft → ([review by five, law] side by side with work) → issue
    private static Player Reviewed()
    {
        Workflow workflow = Document(Flowchart(
            "draft:Submit -> split -> inner; split -> work; inner -> review; inner -> law; review:Approve -> innerJoin; review:Reject -> innerJoin; law:Approve -> innerJoin; innerJoin -> join; work:Approve -> join; join -> issue",
            Step("draft"), Line("split"), Line("inner"),
            Task("review", "Approve Reject", ("allow", Literal(List("return", "returnStraight"))), ("participants", Literal(List(Units.Split(' ')))), ("review", Literal(new JsonObject { ["mode"] = "All" }))),
            Task("law", "Approve Reject", ("persons", Literal(List("law")))), Join("innerJoin", "WaitAllActive"),
            Task("work", "Approve Reject", ("persons", Literal(List("work")))), Join("join", "WaitAllActive"), Step("issue"))).Read();
        var player = Player.Start(workflow).Decide("draft", "Submit", actor: "initiator");
        Open(player).ShouldBe(["BB", "CZ", "RS", "SF", "ZZ", "law", "work"]);
        return player;
    }

    private static void Vote(Player player, string unit, string outcome)
    {
        player.Actor = unit;
        player.Resume(new TaskCompleted(TaskOf(player, unit), outcome, null)).Last.Refusal.ShouldBeNull();
    }

    private static void Ask(Player player, string unit, bool straight, bool siblings = false)
    {
        player.Actor = unit;
        player.Resume(new ReturnTask(TaskOf(player, unit), "draft", straight, "第三条缺少依据", siblings)).Last.Refusal.ShouldBeNull();
    }

    private static Dictionary<string, string> Tasks(Player player)
    {
        var open = new Dictionary<string, string>();
        foreach (var request in player.Requests)
        {
            switch (request)
            {
                case OpenTask task: open.Add(task.TaskId, task.Assignment.Persons.Single()); break;
                case CloseTask task: open.Remove(task.TaskId).ShouldBeTrue(); break;
            }
        }

        return open;
    }

    private static IEnumerable<string> Open(Player player) => Tasks(player).Values.Order(StringComparer.Ordinal);

    private static string TaskOf(Player player, string person) => Tasks(player).Single(task => task.Value == person).Key;
}
