using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

/// <summary>What scripts see of the instance.</summary>
public sealed class ScriptSpecs
{
    [Theory]
    [InlineData("variables.name", "甲")]
    [InlineData("getName()", "甲")]
    [InlineData("getVariable('name')", "甲")]
    [InlineData("getInput('title')", "三定")]
    [InlineData("getTitle()", "三定")]
    [InlineData("input.title", "三定")]
    [InlineData("getWorkflowInstanceId()", "i1")]
    [InlineData("getWorkflowDefinitionId()", "def-1")]
    [InlineData("getWorkflowDefinitionVersionId()", "def-1:1")]
    [InlineData("String(getWorkflowDefinitionVersion())", "1")]
    [InlineData("String(isNullOrWhiteSpace('  ')) + isNullOrEmpty('x')", "truefalse")]
    [InlineData("toJson({a: [1]})", "{\"a\":[1]}")]
    [InlineData("stringToBase64('楚江')", "5qWa5rGf")]
    [InlineData("stringFromBase64('5qWa5rGf')", "楚江")]
    [InlineData("bytesToString(bytesFromString('楚'))", "楚")]
    [InlineData("parseGuid('{6F9619FF-8B86-D011-B42D-00C04FC964FF}')", "6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("now()", "2020-08-03T01:00:00.000Z")]
    [InlineData("new Date().toISOString()", "2020-08-03T01:00:00.000Z")]
    [InlineData("String(isWorkingDay('2020-10-10'))", "true")]
    [InlineData("addWorkingDays('2020-09-30', 1)", "2020-10-09")]
    [InlineData("String(workingDaysBetween('2020-08-10', '2020-08-31'))", "15")]
    [InlineData("if (getName() === '甲') { return '是' } return '否'", "是")]
    [InlineData("(() => { setVariable('name', '乙'); return getName() })()", "乙")]
    public void A_script_sees(string script, string said)
    {
        Run(Say("l", script)).Said.ShouldBe(said);
    }

    [Fact]
    public void Assignments_to_members_of_variables_are_written_back_after_the_script()
    {
        Run(Sequence("s", Say("a", "variables.name = '乙'; getName()"), Say("b", "getName()"))).Said.ShouldBe("甲 乙");
    }

    [Fact]
    public void Changes_inside_an_object_variable_are_written_back()
    {
        Run(Sequence("s", Say("a", "variables.list.push({n: 1}); ''"), Say("b", "toJson(getList())")), "list:JsonArray=[]").Lines.Last().ShouldBe("[{\"n\":1}]");
    }

    [Fact]
    public void A_script_that_fails_half_way_has_changed_nothing()
    {
        var player = Run(Sequence("s", Say("a", "variables.list.push(1); null.x")), "list:JsonArray=[]");

        JsonText.Write(player.State.Variables["list"]).ShouldBe("[]");
    }

    [Fact]
    public void A_variable_shares_nothing_with_the_one_it_was_copied_from()
    {
        Run(
            Sequence("s", Set("w", "b", Js("variables.a")), Say("x", "variables.b.n = 2; ''"), Say("y", "`${getA().n} ${getB().n}`")),
            "a:JsonObject={\"n\":1}", "b").Lines.Last().ShouldBe("1 2");
    }

    [Fact]
    public void A_payload_that_was_asked_for_does_not_change_afterwards()
    {
        var player = Run(
            Sequence("s", Activity("Orchestrator.SendMessage", "m", ("messageType", Literal("x")), ("payload", Js("variables.a"))), Say("x", "variables.a.n = 2; ''")),
            "a:JsonObject={\"n\":1}");

        JsonText.Write(player.Asked<SendMessage>().Single().Payload).ShouldBe("{\"n\":1}");
    }

    [Fact]
    public void Ids_are_derived_and_differ()
    {
        var player = Run(Sequence("s", Say("a", "newGuid()"), Say("b", "newGuid()"), Say("c", "newShortGuid()")));

        player.Lines.Distinct().Count().ShouldBe(3);
        Guid.TryParse(player.Lines.First(), out _).ShouldBeTrue();
        Run(Sequence("s", Say("a", "newGuid()"))).Lines.Single().ShouldBe(player.Lines.First(), "the same instance draws the same ids");
    }

    [Fact]
    public void Outputs_of_activities_outlive_a_suspension()
    {
        var player = Run(Flowchart(
            "o -> t -> a", Activity("RunJavaScript", "o", ("script", Literal("return 7")), ("name", "计算")), Task("t"),
            Say("a", "`${getOutputFrom('o')} ${getOutputFrom('t', 'Outcome')} ${getResultFromO()} ${getLastResult()}`")));

        player.Decide("t", "Done", "r").Said.ShouldBe("7 Done 7 r");
    }

    [Fact]
    public void Outputs_are_not_kept_when_no_script_asks_for_them()
    {
        var player = Run(Flowchart("o -> t", Activity("RunJavaScript", "o", ("script", Literal("return 'a rather long text'"))), Task("t")));

        System.Text.Encoding.UTF8.GetString(player.State.Save()).ShouldNotContain("rather long");
    }

    [Fact]
    public void Run_javascript_leaves_by_the_outcomes_it_sets()
    {
        Run(Flowchart(
            "r:Left -> a; r:Right -> b; r:Done -> c",
            Activity("RunJavaScript", "r", ("script", Literal("setOutcomes(['Left','Right'])")), ("possibleOutcomes", Js("['Left','Right']"))), Line("a"), Line("b"), Line("c")))
            .Said.ShouldBe("a b");
        Run(Flowchart("r:Done -> c", Activity("RunJavaScript", "r", ("script", Literal("1"))), Line("c"))).Said.ShouldBe("c");
    }

    [Fact]
    public void Name_correlation_stage_and_round_are_set()
    {
        var player = Run(Sequence(
            "s", Activity("SetName", "n", ("value", Js("'案 ' + getName()"))), Activity("Correlate", "c", ("correlationId", Literal("camp-1"))),
            Activity("Orchestrator.Stage", "st", ("stage", Literal("Drafting")), ("round", Literal("2"))),
            Say("l", "`${getWorkflowInstanceName()} ${getCorrelationId()} ${getStage()} ${getRound()}`"), Task("t")));

        player.Said.ShouldBe("案 甲 camp-1 Drafting 2");
        (player.State.Name, player.State.CorrelationId, player.State.Stage, player.State.Round).ShouldBe(("案 甲", "camp-1", "Drafting", 2));
    }

    [Fact]
    public void Typed_variables_convert_what_is_stored_in_them()
    {
        var player = Run(
            Sequence("s", Set("a", "n", Literal("5")), Set("b", "f", Literal("true")), Set("c", "o", Json("{\"x\":5}")), Set("d", "any", Json("{\"x\":5}")), Task("t")),
            "n:Int32", "f:Boolean", "o:JsonObject", "any:Object");

        JsonText.Write(player.State.Variables).ShouldBe("{\"name\":\"甲\",\"n\":5,\"f\":true,\"o\":{\"x\":5},\"any\":\"{\\\"x\\\":5}\"}");
    }

    [Fact]
    public void A_default_of_type_array_is_a_real_list()
    {
        var document = Document(Say("l", "String(variables.a.length)"), "a:String=[\"x\",\"y\"]");
        document["variables"]![0]!["isArray"] = true;

        Player.Start(document.Read()).Said.ShouldBe("2");
    }

    private static Player Run(System.Text.Json.Nodes.JsonObject root, params string[] variables) =>
        Player.Start(
            Document(root, ["name:String=甲", .. variables]).With("inputs", All(new System.Text.Json.Nodes.JsonObject { ["name"] = "title", ["type"] = "String" })).Read(),
            JsObject.Of(("title", "三定")));
}
