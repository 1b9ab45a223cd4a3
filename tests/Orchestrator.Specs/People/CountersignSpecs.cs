using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Matters;
using Orchestrator.Specs.Engine;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.People;

/// <summary>The shipped countersigning (公文会签) played on the engine alone.</summary>
public sealed class CountersignSpecs
{
    private static readonly string[] Everybody = ["BB", "CZ", "D2", "RS", "SF", "ZF", "ZZ"];

    [Fact]
    public void From_the_draft_to_the_register()
    {
        var player = Countersigning("All");

        Decide(player, "SF", "Approve");
        foreach (var unit in (string[])["ZZ", "ZF", "D2", "BB", "CZ"])
        {
            Decide(player, unit, "Approve");
        }

        Open(player).ShouldBe(["CW"], "RS is not waited for: three of four weights agree");
        Decide(player, "CW", "Approve");
        player.State.Stage.ShouldBe("Registering");
        Decide(player, "D1", "Register");
        (player.State.Status, player.State.Stage).ShouldBe((InstanceStatus.Finished, "Registered"));
    }

    [Theory]
    [InlineData("All", "ZZ+ ZF+ D2+", true)]
    [InlineData("All", "ZZ+ ZF-", false)]
    [InlineData("All", "ZZ+ ZF0 D2+", true)]
    [InlineData("Any", "ZF+", true)]
    [InlineData("Any", "ZF- ZZ- D2+", true)]
    [InlineData("Any", "ZF- ZZ0 D2-", false)]
    [InlineData("Vote", "ZZ+ ZF+", true)]
    [InlineData("Vote", "ZF+ D2- ZZ+", true)]
    [InlineData("Vote", "ZF- D2-", false)]
    [InlineData("Sequence", "ZZ+ ZF+ D2+", true)]
    [InlineData("Sequence", "ZZ+ ZF-", false)]
    public void Each_mode_decides_as_it_says(string mode, string votes, bool passes)
    {
        var player = Countersigning(mode);
        foreach (var vote in votes.Split(' '))
        {
            Open(player).ShouldContain(vote[..^1], "still asked");
            Decide(player, vote[..^1], vote[^1] switch { '+' => "Approve", '-' => "Reject", _ => "Abstain" });
        }

        Open(player).ShouldBe(passes ? ["BB", "CZ", "RS", "SF"] : ["d1.jb"]);
    }

    [Fact]
    public void One_after_the_other_asks_the_next_when_the_one_before_has_agreed()
    {
        var player = Countersigning("Sequence");

        Open(player).ShouldBe(["BB", "CZ", "RS", "SF", "ZZ"]);
        Decide(player, "ZZ", "Approve");
        Open(player).ShouldBe(["BB", "CZ", "RS", "SF", "ZF"]);
    }

    [Fact]
    public void A_veto_refuses_whatever_the_others_say()
    {
        var player = Countersigning("Vote", veto: "D2");
        Decide(player, "ZF", "Approve");

        Decide(player, "D2", "Reject");

        Open(player).ShouldBe(["d1.jb"]);
    }

    [Theory]
    [InlineData("D1", "Head")]
    [InlineData("SF", "Legal")]
    [InlineData("ZZ", "Units")]
    [InlineData("BB", "Offices")]
    public void A_refusal_goes_back_to_the_draft_and_the_corrected_version_is_asked_about(string who, string where)
    {
        var player = where == "Head" ? Begun("All") : Countersigning("All");
        if (where == "Offices")
        {
            Decide(player, "CZ", "Reject");
        }

        Decide(player, who, "Reject");
        Open(player).ShouldBe(["d1.jb"], "nobody else is asked any more");
        player.State.Stage.ShouldBe("Drafting");

        Draft(player, "All", version: 2);
        Decide(player, "D1", "Approve");
        Open(player).ShouldBe(Everybody);
        player.Asked<OpenTask>().ShouldAllBe(open => ((JsObject)open.Payload!)["version"] as double? == 2);
        player.Asked<OpenTask>().Where(open => open.Step == "MatterCountersign").ShouldAllBe(open => open.Pass == (where == "Head" ? 1 : 2) && open.Title.Contains("第2稿"));
    }

    [Fact]
    public void Returned_straight_out_of_both_branches_nobody_decides_twice()
    {
        var player = Countersigning("All");
        Decide(player, "CZ", "Approve");
        Decide(player, "ZZ", "Approve");

        Back(player, "ZF", "draft", straight: true);
        Open(player).ShouldBe(["d1.jb"]);
        Draft(player, "All", version: 2);

        Open(player).ShouldBe(["BB", "D2", "RS", "SF", "ZF"], "the others have decided");
        player.Asked<OpenTask>().ShouldAllBe(open => ((JsObject)open.Payload!)["version"] as double? == 2);
        player.State.Stage.ShouldBe("Countersigning");
    }

    [Fact]
    public void Returned_to_begin_anew_everybody_is_asked_again()
    {
        var player = Countersigning("All");
        Decide(player, "CZ", "Approve");
        Decide(player, "ZZ", "Approve");

        Back(player, "ZF", "draft", straight: false);
        Draft(player, "All", version: 2);
        Open(player).ShouldBe(["D1"], "the head of the unit looks at it again");
        Decide(player, "D1", "Approve");

        Open(player).ShouldBe(Everybody);
    }

    [Fact]
    public void The_leader_who_was_named_signs_and_a_refusal_ends_the_matter()
    {
        var player = Begun("Any");
        Decide(player, "D1", "Approve", JsObject.Of(("leaderId", "cw.2")));
        foreach (var unit in (string[])["SF", "ZZ", "BB", "CZ"])
        {
            Decide(player, unit, "Approve");
        }

        Open(player).ShouldBe(["cw.2"]);
        Decide(player, "cw.2", "Reject");

        (player.State.Status, player.State.Stage).ShouldBe((InstanceStatus.Finished, "Refused"));
    }

    [Theory]
    [InlineData("cw.1", null, "cw.1")]
    [InlineData("cw.1", "cw.2", "cw.2")]
    [InlineData("d1.jb", null, "CW")]
    [InlineData(null, null, "CW")]
    public void Who_is_in_charge_of_the_unit_signs_unless_another_leader_was_named_or_it_is_the_drafter(string? inCharge, string? named, string signs)
    {
        var player = Begun("Any");
        Decide(player, "D1", "Approve", named is null ? null : JsObject.Of(("leaderId", named)));
        if (inCharge is not null)
        {
            player.Leaders["D1"] = inCharge;
        }

        foreach (var unit in (string[])["SF", "ZZ", "BB", "CZ"])
        {
            Decide(player, unit, "Approve");
        }

        Open(player).ShouldBe([signs]);
    }

    [Fact]
    public void Without_a_head_beside_the_drafter_the_review_of_the_unit_is_left_out()
    {
        var player = Player.Start(Workflow(), Input(headRole: null));
        Draft(player, "All", version: 1);

        Open(player).ShouldBe(Everybody);
    }

    [Fact]
    public void The_drafter_decides_none_of_it()
    {
        var player = Countersigning("All");

        player.Requests.OfType<OpenTask>().Where(open => open.Step is not ("MatterDraft" or "MatterRegister")).ShouldAllBe(open => open.Assignment.Excluded.Contains("d1.jb"));
    }

    [Fact]
    public void A_unit_does_not_speak_a_second_time_about_its_own_matter()
    {
        var player = Player.Start(Workflow(), Input("BM-FZ", unit: "CZ"));
        Draft(player, "All", version: 1);
        Decide(player, "CZ", "Approve");

        Open(player).ShouldBe(["BB", "D2", "RS", "SF", "ZF", "ZZ"]);
    }

    private static Player Countersigning(string mode, string? veto = null)
    {
        var player = Begun(mode, veto);
        Decide(player, "D1", "Approve");
        return player;
    }

    private static Player Begun(string mode, string? veto = null)
    {
        var player = Player.Start(Workflow(), Input("BM-FZ"));
        Draft(player, mode, 1, veto);
        Open(player).ShouldBe(["D1"]);
        return player;
    }

    private static JsObject Input(string? headRole, string unit = "D1") => JsObject.Of((
        "matter",
        JsObject.Of(
            ("id", "m-1"), ("number", "会签〔2020〕1号"), ("title", "街道机构"), ("initiatorId", "d1.jb"), ("unitId", unit), ("unitName", unit), ("headRole", headRole), ("legalUnit", "SF"),
            ("leaderUnit", "CW"), ("offices", new JsArray([Office("BB", 2), Office("CZ", 1), Office("RS", 1)])))));

    private static JsObject Office(string unit, double weight) => JsObject.Of(("name", unit), ("unit", unit), ("role", "BM-FZ"), ("weight", weight));

    // ZZ weighs two, ZF and D2 one each; a vote needs two thirds.
    private static void Draft(Player player, string mode, int version, string? veto = null)
    {
        var reviewers = new JsArray(((string[])["ZZ", "ZF", "D2"]).Select(unit => (object?)JsObject.Of(
            ("unitId", unit), ("unitName", unit), ("role", "BM-FZ"), ("weight", unit == "ZZ" ? 2d : 1d), ("veto", unit == veto))));
        var rule = new MatterPlan("", MatterKind.Document, "", [], Enum.Parse<CountersignMode>(mode), 2d / 3).Rule();
        Decide(player, "d1.jb", "Submit", JsObject.Of(("title", $"第{version}稿"), ("version", (double)version), ("reviewers", reviewers), ("rule", rule), ("days", 5d)));
    }

    private static void Decide(Player player, string who, string outcome, JsObject? result = null)
    {
        player.Actor = who;
        player.Resume(new TaskCompleted(TaskOf(player, who), outcome, result ?? new JsObject())).Last.Refusal.ShouldBeNull();
        player.State.OpenIncidents.ShouldBe(0);
    }

    private static void Back(Player player, string who, string to, bool straight)
    {
        player.Actor = who;
        player.Resume(new ReturnTask(TaskOf(player, who), to, straight, "第三条缺少依据")).Last.Refusal.ShouldBeNull();
    }

    private static string TaskOf(Player player, string who) => Tasks(player).Single(task => Who(task.Value) == who).Key;

    private static IEnumerable<string> Open(Player player) => Tasks(player).Values.Select(Who).Order(StringComparer.Ordinal);

    private static string Who(Assignment to) => to.Unit ?? to.Persons.Single();

    private static Dictionary<string, Assignment> Tasks(Player player)
    {
        var open = new Dictionary<string, Assignment>();
        foreach (var request in player.Requests)
        {
            switch (request)
            {
                case OpenTask task: open.Add(task.TaskId, task.Assignment); break;
                case CloseTask task: open.Remove(task.TaskId).ShouldBeTrue(); break;
            }
        }

        return open;
    }

    private static Workflow Workflow() =>
        Orchestrator.Engine.Definitions.Workflow.Read(File.ReadAllBytes(Path.Combine(ShippedWorkflowSpecs.Folder(), "matters", "countersign.json"))).Workflow!;
}
