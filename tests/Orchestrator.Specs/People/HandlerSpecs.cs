using System.Text.Json.Nodes;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Interventions;
using Orchestrator.Engine.Values;
using Orchestrator.Specs.Engine;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.People;

/// <summary>Whom steps ask that have not begun is changed (变更后续办理人); and whom a step asked that was given to a substitute.</summary>
public sealed class HandlerSpecs
{
    [Fact]
    public void What_is_open_stays_and_from_the_next_time_on_the_others_are_asked()
    {
        var player = Player.Start(Document(Flowchart(
            "a:Yes -> b; b:Yes -> end; b:No -> a", Task("a", "Yes", ("persons", Literal(List("p1")))), Task("b", "Yes No", ("unit", Literal("D1")), ("role", Literal("BM-FZ"))), Line("end"))).Read());
        player.Resume(Change("a", Somebody("p5")));
        player.Resume(Change("b", Somebody("p6"), Somebody("p7")));
        player.Waiting.Single().ActivityId.ShouldBe("a");

        player.Decide("a", "Yes", actor: "p1");
        To(player).ShouldBe("p6 p7 for D1/BM-FZ", "the unit for which it is done stays");
        player.Decide("b", "No", actor: "p7");
        To(player).ShouldBe("p5 for /");
        player.Decide("a", "Yes", actor: "p5");
        player.Resume(Change("b"));
        player.Decide("b", "No", actor: "p6");
        player.Decide("a", "Yes", actor: "p5");
        To(player).ShouldBe("D1/BM-FZ for D1/BM-FZ", "again whom the definition names");
    }

    [Fact]
    public void A_step_of_several_asks_the_new_ones_together_and_those_who_may_not_decide_are_left_out()
    {
        var player = Player.Start(Document(Flowchart(
            "a:Yes -> r; r:Yes -> end", Task("a", "Yes", ("persons", Literal(List("p1")))),
            Task("r", "Yes No", ("participants", Literal(List("p2", "p3"))), ("excluded", Literal(List("p1"))), ("ifNobody", Literal("Yes"))), Line("end"))).Read());
        player.Resume(Change("r", Somebody("p1"), Somebody("p4"), new([], "CZ", "BM-FZ", [])));

        player.Decide("a", "Yes", actor: "p1");

        player.Last.Requests.OfType<OpenTask>().Select(open => open.Assignment.Unit ?? open.Assignment.Persons.Single()).ShouldBe(["p4", "CZ"]);
    }

    [Fact]
    public void Where_nobody_of_the_new_ones_may_decide_the_step_does_what_it_does_without_anybody()
    {
        var player = Player.Start(Document(Flowchart(
            "a:Yes -> b; b:Yes -> end", Task("a", "Yes", ("persons", Literal(List("p1")))),
            Task("b", "Yes No", ("unit", Literal("D1")), ("role", Literal("BM-FZ")), ("excluded", Literal(List("p1"))), ("ifNobody", Literal("Fallback")), ("fallback", Literal(new JsonObject { ["unit"] = "CW", ["role"] = "LD" }))),
            Line("end"))).Read());
        player.Resume(Change("b", Somebody("p1")));

        player.Decide("a", "Yes", actor: "p1");

        To(player).ShouldBe("CW/LD for CW/LD");
    }

    [Theory]
    [InlineData("gone", "handlers.unknown-activity")]
    [InlineData("end", "handlers.no-step")]
    [InlineData("a", "handlers.unchanged")]
    public void What_cannot_be_changed_is_refused_and_says_why(string activity, string code)
    {
        var player = One();

        player.Resume(Change(activity));

        (player.Last.RefusalCode, player.Last.Refusal).ShouldSatisfyAllConditions(told => told.RefusalCode.ShouldBe(code), told => told.Refusal!.ShouldNotBeEmpty());
    }

    [Fact]
    public void A_step_of_one_takes_one_post_or_several_persons()
    {
        var player = One();

        player.Resume(Change("a", Somebody("p1"), new([], "CZ", null, [])));

        player.Last.RefusalCode.ShouldBe("handlers.one");
        Inspection.Of(player.Workflow, player.State, player.Here("sa")).Steps.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            step => (step.ActivityId, step.Together, step.Open).ShouldBe(("a", false, true)), step => step.Handlers.ShouldBeEmpty());
    }

    [Fact]
    public void It_moves_with_the_instance_to_another_version()
    {
        var player = One();
        player.Resume(Change("a", Somebody("p5")));
        var later = Document(Flowchart("a:Yes -> end", Task("a", "Yes", ("persons", Literal(List("p1")))), Line("end"))).With("id", "def-1:2").With("version", 2).Read();

        var moved = Migration.Of(player.Workflow, player.State, later, MigrationMap.Same, player.Here("sa"));

        Inspection.Of(later, moved.Step!.State, player.Here("sa")).Steps.Single().Handlers.Single().Persons.ShouldBe(["p5"]);
    }

    [Fact]
    public void What_went_to_a_substitute_is_his_when_it_was_taken_and_given_back()
    {
        var player = Player.Start(Document(Flowchart(
            "a:Yes -> end", Task("a", "Yes", ("persons", Literal(new JsonArray())), ("ifNobody", Literal("Fallback")), ("fallback", Literal(new JsonObject { ["unit"] = "CW", ["role"] = "LD" }))), Line("end"))).Read());
        player.Actor = "cw.1";
        player.Resume(new ClaimTask(player.IdOf("a")));

        player.Resume(new UnclaimTask(player.IdOf("a")));

        var back = player.Last.Requests.OfType<ReassignTask>().Single().Assignment;
        (back.Unit, back.Role, back.Persons.Count).ShouldBe(("CW", "LD", 0));
    }

    private static ChangeHandlers Change(string activity, params Assignment[] to) => new(activity, to, "机构调整");

    private static Assignment Somebody(string person) => new([person], null, null, []);

    private static Player One() => Player.Start(Document(Flowchart("a:Yes -> end", Task("a", "Yes", ("persons", Literal(List("p1")))), Line("end"))).Read());

    private static string To(Player player)
    {
        var to = player.Last.Requests.OfType<OpenTask>().Single().Assignment;
        return $"{(to.Unit is null ? string.Join(' ', to.Persons) : $"{to.Unit}/{to.Role}")} for {to.ForUnit}/{to.ForRole}";
    }
}
