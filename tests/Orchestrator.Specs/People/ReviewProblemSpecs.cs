using System.Text.Json.Nodes;
using Orchestrator.Engine.Definitions;
using Orchestrator.Specs.Engine;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.People;

public sealed class ReviewProblemSpecs
{
    [Fact]
    public void What_a_review_cannot_mean_is_said_with_its_place()
    {
        var problems = Document(Sequence(
            "main",
            Task("a", "Approve Reject", ("participants", Literal(new JsonArray(5))), ("review", Literal(new JsonObject { ["mode"] = "Most" })), ("ifNobody", Literal("Skip")), ("allow", Literal(List("fly"))),
                ("fields", Literal(new JsonObject { ["required"] = List("a"), ["hidden"] = List("a", "b") }))),
            Task("b", "Approve Reject", ("persons", Literal(List("p"))), ("review", Literal(new JsonObject { ["mode"] = "All" }))))).Problems();

        problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => problem.Path.Split('.')[^1]).Order(StringComparer.Ordinal)
            .ShouldBe(["allow", "fields", "ifNobody", "participants", "review"]);
        problems.Where(problem => problem.Severity == ProblemSeverity.Warning).ShouldHaveSingleItem().Message.ShouldContain("no participants");
    }
}
