using System.Text.Json.Nodes;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Specs.Engine;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.People;

/// <summary>Who is asked when it would be nobody, the initiator, or somebody who has agreed already; who when the deadline has passed.</summary>
public sealed class CastingSpecs
{
    private static readonly JsonNode Head = new JsonObject { ["unit"] = "D1", ["role"] = "BM-FZ" };

    [Fact]
    public void Nobody_an_outcome_or_somebody_else_or_an_incident()
    {
        One(Nobody(), ("ifNobody", Literal("Yes"))).Said.ShouldBe("yes");
        To(One(Nobody(), ("ifNobody", Literal("Fallback")), ("fallback", Literal(Head.DeepClone())))).ShouldBe("D1/BM-FZ");
        One(Nobody()).State.OpenIncidents.ShouldBe(1);
        To(One(("persons", Literal(List("p1"))), ("excluded", Literal(List("p1"))), ("ifNobody", Literal("Fallback")), ("fallback", Literal(Head.DeepClone())))).ShouldBe("D1/BM-FZ");
    }

    [Theory]
    [InlineData("Yes", "p1", null)]
    [InlineData("Fallback", "p1", "D1/BM-FZ")]
    [InlineData("Fallback", "p2", "p1")]
    public void The_initiator_is_passed_over_or_stood_in_for(string then, string initiator, string? asked)
    {
        var player = One(("persons", Literal(List("p1"))), ("initiator", Literal(initiator)), ("ifInitiator", Literal(then)), ("fallback", Literal(Head.DeepClone())));

        if (asked is null)
        {
            player.Said.ShouldBe("yes");
            player.Requests.OfType<OpenTask>().ShouldBeEmpty();
            JsonText.Write(player.Requests.OfType<WriteHistory>().Single(row => row.Event == "Skipped").Data).ShouldContain("initiator");
        }
        else
        {
            To(player).ShouldBe(asked);
        }
    }

    [Fact]
    public void In_a_review_the_initiator_has_no_seat()
    {
        var player = Player.Start(Document(Flowchart(
            "r:Yes -> end", Task("r", "Yes No", ("participants", Literal(List("p1", "p2"))), ("initiator", Literal("p1")), ("ifInitiator", Literal("Yes"))), Line("end"))).Read());

        To(player).ShouldBe("p2");
    }

    [Theory]
    [InlineData("Consecutive", "same", "end")]
    [InlineData("Consecutive", "between", "c")]
    [InlineData("Earlier", "between", "end")]
    [InlineData("None", "same", "c")]
    public void Whoever_has_agreed_is_not_asked_again(string mode, string course, string waits)
    {
        var player = Skipping(mode, course);

        player.WaitingFor.ShouldBe(waits);
    }

    [Fact]
    public void Whoever_has_refused_is_asked_again()
    {
        var player = Player.Start(Document(Flowchart("a:No -> c; c:Yes -> end", Person("a", "p1"), Person("c", "p1", ("skip", Literal("Earlier"))), Person("end", "p9"))).Read());

        player.Decide("a", "No", actor: "p1").WaitingFor.ShouldBe("c");
    }

    [Fact]
    public void Never_across_rounds_and_never_where_duties_are_kept_apart()
    {
        var rounds = Player.Start(Document(Flowchart(
            "a:Yes -> next -> c; c:Yes -> end", Person("a", "p1"), Activity("Orchestrator.Stage", "next", ("round", Literal(2))), Person("c", "p1", ("skip", Literal("Earlier"))), Person("end", "p9"))).Read());
        rounds.Decide("a", "Yes", actor: "p1").WaitingFor.ShouldBe("c");

        var apart = Player.Start(Document(Flowchart(
            "a:Yes -> c; c:Yes -> end", Person("a", "p1"), Person("c", "p1", ("skip", Literal("Earlier")), ("excluded", Literal(List("p7")))), Person("end", "p9"))).Read());
        apart.Decide("a", "Yes", actor: "p1").WaitingFor.ShouldBe("c");
    }

    [Fact]
    public void What_was_returned_is_agreed_to_anew()
    {
        var player = Player.Start(Document(Flowchart(
            "a:Yes -> b; b:Yes -> c; c:Yes -> end",
            Task("a", "Yes No", ("persons", Literal(List("p1", "p3")))), Person("b", "p2", ("allow", Literal(List("return")))), Person("c", "p1", ("skip", Literal("Earlier"))), Person("end", "p9"))).Read());
        player.Decide("a", "Yes", actor: "p1");
        player.Resume(new ReturnTask(player.IdOf("b"), "a", false, "依据不足"));
        player.Decide("a", "Yes", actor: "p3").Decide("b", "Yes", actor: "p2");

        player.WaitingFor.ShouldBe("c", "what p1 agreed to has been corrected since");
    }

    [Fact]
    public void In_a_review_an_earlier_agreement_is_a_ballot()
    {
        var player = Player.Start(Document(Flowchart(
            "a:Yes -> r; r:Yes -> end",
            Person("a", "p1"), Task("r", "Yes No", ("participants", Literal(List("p1", "p2"))), ("skip", Literal("Earlier"))), Person("end", "p9"))).Read());
        player.Decide("a", "Yes", actor: "p1");
        To(player).ShouldBe("p2");

        player.Decide("r", "Yes", actor: "p2").WaitingFor.ShouldBe("end");
    }

    [Fact]
    public void At_the_deadline_the_superior_has_the_task()
    {
        var player = One(
            ("persons", Literal(List("p1"))), ("due", Literal(Days(2))), ("onExpiry", Literal("Fallback")), ("fallback", Literal(Head.DeepClone())));
        var due = player.Waiting.Single().DueAt!.Value;

        player.FireAt("t", due);

        player.Asked<ReassignTask>().Single().Assignment.Role.ShouldBe("BM-FZ");
        player.Requests.OfType<WriteHistory>().Count(row => row.Event == "HandedUp").ShouldBe(1);
        player.Decide("t", "Yes", actor: "head").Said.ShouldBe("yes");
    }

    [Fact]
    public void The_clock_stands_still_while_a_task_waits_for_signers()
    {
        var player = One(("persons", Literal(List("p1"))), ("due", Literal(Days(3))), ("allow", Literal(List("addSigners"))));
        var due = player.Waiting.Single().DueAt!.Value;
        player.Resume(new AddSigners(player.IdOf("t"), AddedSign.Before, [new(["p2"], null, null, [])], "请先把关"));
        player.Now = player.Now.AddDays(2);
        player.Decide("t", "Yes", actor: "p2");

        (player.Waiting.Single().DueAt!.Value - due).ShouldBe(TimeSpan.FromDays(4), "two working days later: from Thursday over the weekend to Monday");
    }

    [Fact]
    public void What_is_late_is_told_once_however_often_it_waits_for_signers()
    {
        var player = One(("persons", Literal(List("p1"))), ("due", Literal(Days(3))), ("allow", Literal(List("addSigners"))));
        player.FireAt("t", player.Waiting.Single().DueAt!.Value);

        for (var times = 0; times < 2; times++)
        {
            player.Resume(new AddSigners(player.IdOf("t"), AddedSign.Before, [new(["p2"], null, null, [])], "请先把关"));
            player.Decide("t", "Yes", actor: "p2");
        }

        player.Requests.OfType<NotifyTask>().Count(told => told.Level == "overdue").ShouldBe(1);
        player.Decide("t", "Yes", actor: "p1").Said.ShouldBe("yes");
    }

    [Theory]
    [InlineData("ifInitiator", "Fallback", "fallback")]
    [InlineData("ifNobody", "Maybe", "Maybe")]
    [InlineData("onExpiry", "Fallback", "fallback")]
    public void A_rule_that_leads_nowhere_is_a_problem_of_the_definition(string input, string value, string named) =>
        Document(Flowchart("t -> x", Task("t", "Yes No", ("persons", Literal(List("p1"))), ("initiator", Literal("p1")), (input, Literal(value))), Line("x"))).Problems()
            .ShouldContain(problem => problem.Message.Contains(named));

    private static (string, JsonNode?) Nobody() => ("persons", Literal(new JsonArray()));

    private static Player One(params (string, JsonNode?)[] inputs) => Player.Start(Document(Flowchart("t:Yes -> yes; t:No -> no", Task("t", "Yes No", inputs), Line("yes"), Line("no"))).Read());

    private static JsonObject Days(int days) => new() { ["kind"] = "WorkingDays", ["days"] = days };

    private static JsonObject Person(string key, string person, params (string, JsonNode?)[] more) => Task(key, "Yes No", [("persons", Literal(List(person))), .. more]);

    // a by p1, then c by p1 again at once, or with b by p2 between.
    private static Player Skipping(string mode, string course)
    {
        var between = course == "between";
        var player = Player.Start(Document(Flowchart(
            between ? "a:Yes -> b; b:Yes -> c; c:Yes -> end" : "a:Yes -> c; c:Yes -> end",
            [Person("a", "p1"), .. between ? [Person("b", "p2")] : Array.Empty<JsonObject>(), Person("c", "p1", ("skip", Literal(mode))), Person("end", "p9")])).Read());
        player.Decide("a", "Yes", actor: "p1");
        return between ? player.Decide("b", "Yes", actor: "p2") : player;
    }

    private static string To(Player player)
    {
        var to = player.Requests.OfType<OpenTask>().Last().Assignment;
        return to.Unit is { } unit ? $"{unit}/{to.Role}" : to.Persons.Single();
    }
}
