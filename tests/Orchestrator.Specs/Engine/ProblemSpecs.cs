using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Engine.Definitions;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

/// <summary>Every kind of mistake in a definition is reported with the exact place.</summary>
public sealed class ProblemSpecs
{
    private const string A0 = "$.root.activities[0]";
    private const string A1 = "$.root.activities[1]";

    public static TheoryData<string, string, string> Malformed()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (what, path, document) in Cases())
        {
            data.Add(what, path, document.ToJsonString());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_mistake_is_an_error_at_its_place(string what, string path, string document)
    {
        var (workflow, problems) = Workflow.Read(Encoding.UTF8.GetBytes(document));

        problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => problem.Path).ShouldBe([path], what);
        workflow.ShouldBeNull();
        problems.ShouldAllBe(problem => problem.MessageZh.Length > 0 && problem.Message.Length > 0);
    }

    [Theory]
    [InlineData("{\"definitionId\": \"x\",\n  \"root\": }", 2, 11)]
    [InlineData("", 1, 1)]
    [InlineData("[1,", 1, 3)]
    public void Text_that_is_no_JSON_is_reported_with_line_and_column(string text, int line, int column)
    {
        var (workflow, problems) = Workflow.Read(Encoding.UTF8.GetBytes(text));

        workflow.ShouldBeNull();
        var problem = problems.ShouldHaveSingleItem();
        (problem.Path, problem.Line, problem.Column).ShouldBe(("$", line, column));
    }

    [Fact]
    public void Every_problem_is_reported_not_only_the_first()
    {
        var problems = Document(Flowchart("a -> nowhere; a:Maybe -> b", Activity("Nope", "x"), Say("a", "1 +"), Line("b"))).Problems();

        problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => problem.Path).ShouldBe(
            [A0 + ".type", A1 + ".text.expression.value", "$.root.connections[0].target", "$.root.connections[1].source.port"]);
    }

    [Fact]
    public void A_script_error_names_line_and_column_inside_the_script()
    {
        var problem = Document(Say("a", "const x = 1;\nx +* 2")).Problems().ShouldHaveSingleItem();

        (problem.Path, problem.Line, problem.Column).ShouldBe(("$.root.text.expression.value", 2, 4));
    }

    [Fact]
    public void An_unknown_name_in_a_script_is_reported_where_it_stands()
    {
        var problem = Document(Say("a", "1;\n  fetch('http://x')")).Problems().ShouldHaveSingleItem();

        (problem.Path, problem.Line, problem.Column).ShouldBe(("$.root.text.expression.value", 2, 3));
        problem.MessageZh.ShouldContain("fetch");
    }

    [Fact]
    public void Warnings_do_not_forbid_to_run()
    {
        var document = Document(Flowchart("a -> t; t:Yes -> b", Line("a"), Task("t", "Yes No"), Line("b"), Line("stray")));
        var (workflow, problems) = Workflow.Read(Encoding.UTF8.GetBytes(document.ToJsonString()));

        workflow.ShouldNotBeNull();
        problems.ShouldAllBe(problem => problem.Severity == ProblemSeverity.Warning);
        problems.Select(problem => problem.Path).ShouldBe([A1, A1 + ".outcomes[1]", "$.root.activities[3]"], ignoreOrder: true);
    }

    [Fact]
    public void A_join_that_may_be_passed_over_is_a_warning()
    {
        Document(Flowchart(
            "s -> a -> j; s -> d; d:True -> b -> j; j -> t", Activity("Start", "s"), Line("a"), Decide("d", "true"), Line("b"), Join("j", "WaitAll"), Line("t")))
            .Problems().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                problem => problem.Severity.ShouldBe(ProblemSeverity.Warning), problem => problem.Path.ShouldBe("$.root.activities[4]"));
    }

    [Fact]
    public void A_counting_loop_is_no_mistake()
    {
        Document(
            Flowchart("s -> i -> d; d:True -> i; d:False -> e", Activity("Start", "s"), Set("i", "n", Js("variables.n + 1")), Decide("d", "variables.n < 5"), Line("e")),
            "n:Int32=0").Problems().ShouldBeEmpty();
    }

    [Fact]
    public void Missing_ids_are_made_up_and_names_are_found_whatever_their_case()
    {
        var root = Sequence("s", Line("a"), Line("b"));
        root["activities"]![0]!.AsObject().Remove("id");
        root["activities"]![1]!.AsObject().Remove("id");
        var document = new JsonObject { ["DefinitionId"] = "x", ["Root"] = root };

        var workflow = document.Read();

        (workflow.DefinitionId, workflow.VersionId, workflow.Version, workflow.Name).ShouldBe(("x", "x:1", 1, "x"));
        WorkflowGraph.Of(workflow).Nodes.Select(node => node.Id).ShouldBe(["s", "WriteLine1", "WriteLine2"]);
    }

    [Fact]
    public void Legacy_connections_and_wrapped_lists_are_read()
    {
        var flow = Flowchart("", Line("a"), Line("b"));
        flow["connections"] = new JsonObject { ["$values"] = All(new JsonObject { ["source"] = "a", ["target"] = "b", ["sourcePort"] = "Done", ["targetPort"] = "In" }) };

        Player.Start(Document(flow).Read()).Said.ShouldBe("a b");
    }

    [Fact]
    public void A_connection_without_a_port_follows_Done()
    {
        var flow = Flowchart("a -> b", Line("a"), Line("b"));
        flow["connections"]![0]!["source"]!["port"] = null;

        Player.Start(Document(flow).Read()).Said.ShouldBe("a b");
    }

    [Fact]
    public void Bare_values_are_literals() =>
        Player.Start(Document(Activity("WriteLine", "a", ("text", "bare"))).Read()).Said.ShouldBe("bare");

    [Fact]
    public void The_same_id_in_two_containers_is_allowed()
    {
        var player = Player.Start(Document(Container("Parallel", "p", Sequence("s1", Task("t")), Sequence("s2", Task("t")))).Read());

        player.WaitingFor.ShouldBe("p:s1:t p:s2:t");
        player.Decide("p:s2:t").WaitingFor.ShouldBe("p:s1:t");
    }

    [Fact]
    public void A_document_that_is_too_large_is_refused()
    {
        Workflow.Read(new byte[4_000_001]).Problems.ShouldHaveSingleItem().Message.ShouldContain("4000001");
    }

    [Fact]
    public void A_document_that_nests_too_deep_is_refused()
    {
        var node = Line("x");
        for (var i = 0; i < 100; i++)
        {
            node = Sequence("s" + i, node);
        }

        Workflow.Read(Encoding.UTF8.GetBytes(Document(node).ToJsonString(new System.Text.Json.JsonSerializerOptions { MaxDepth = 1000 })))
            .Problems.ShouldHaveSingleItem().Path.ShouldBe("$");
    }

    [Fact]
    public void A_document_with_too_many_activities_is_refused()
    {
        Document(Sequence("s", [.. Enumerable.Range(0, 3001).Select(i => Line("l", "l" + i))])).Problems().ShouldContain(problem => problem.Message.Contains("3000"));
    }

    private static IEnumerable<(string What, string Path, JsonObject Document)> Cases()
    {
        yield return ("no root", "$.root", Document(null));
        yield return ("root is a text", "$.root", Document("flow"));
        yield return ("no definition id", "$.definitionId", Document(Line("a")).With("definitionId", null));
        yield return ("version zero", "$.version", Document(Line("a")).With("version", 0));
        yield return ("version is a text", "$.version", Document(Line("a")).With("version", "one"));
        yield return ("unknown incident strategy", "$.options.incidentStrategyType", Document(Line("a")).With("options", new JsonObject { ["incidentStrategyType"] = "Pray" }));
        yield return ("variables are no list", "$.variables", Document(Line("a")).With("variables", 5));
        yield return ("variable without a name", "$.variables[0].name", Document(Line("a")).With("variables", All(new JsonObject { ["id"] = "x" })));
        yield return ("variable declared twice", "$.variables[1].name", Document(Line("a"), "x", "x"));
        yield return ("default of another type", "$.variables[0].value", Document(Line("a"), "n:Int32=many"));
        yield return ("default is not true or false", "$.variables[0].value", Document(Line("a"), "f:Boolean=ja"));
        yield return ("input declared twice", "$.inputs[1].name", Document(Line("a")).With("inputs", All(Named("x"), Named("x"))));
        yield return ("activity without a type", "$.root.type", Document(new JsonObject { ["id"] = "a" }));
        yield return ("activity is a text", A0, Document(Activity("Sequence", "s", ("activities", List("a")))));
        yield return ("unknown activity type", "$.root.type", Document(Activity("Elsa.HttpEndpoint", "a")));
        yield return ("activities are no list", "$.root.activities", Document(Activity("Sequence", "s", ("activities", "a"))));
        yield return ("same id twice", A1 + ".id", Document(Sequence("s", Line("a", "x"), Line("b", "x"))));
        yield return ("C# expression", "$.root.text.expression.type", Document(Activity("WriteLine", "a", ("text", Wrap("CSharp", "1+1")))));
        yield return ("Liquid expression", "$.root.text.expression.type", Document(Activity("WriteLine", "a", ("text", Wrap("Liquid", "{{ x }}")))));
        yield return ("Python expression", "$.root.text.expression.type", Document(Activity("WriteLine", "a", ("text", Wrap("Python", "1")))));
        yield return ("expression without a type", "$.root.text.expression", Document(Activity("WriteLine", "a", ("text", new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["value"] = 1 } }))));
        yield return ("script with a syntax error", "$.root.text.expression.value", Document(Say("a", "1 +")));
        yield return ("script that uses Math.random", "$.root.text.expression.value", Document(Say("a", "Math.random()")));
        yield return ("script that uses an unknown function", "$.root.text.expression.value", Document(Say("a", "getConfig('x')")));
        yield return ("script that uses an undeclared variable", "$.root.text.expression.value", Document(Say("a", "variables.missing")));
        yield return ("script that reads an undeclared variable by name", "$.root.text.expression.value", Document(Say("a", "getVariable('missing')")));
        yield return ("script is a number", "$.root.text.expression.value", Document(Activity("WriteLine", "a", ("text", Wrap("JavaScript", 5)))));
        yield return ("computed script text", "$.root.script.expression.type", Document(Activity("RunJavaScript", "a", ("script", Js("'1'")))));
        yield return ("unknown variable", "$.root.text.expression.value", Document(Activity("WriteLine", "a", ("text", Var("missing")))));
        yield return ("unknown input", "$.root.text.expression.value", Document(Activity("WriteLine", "a", ("text", Wrap("Input", new JsonObject { ["name"] = "missing" })))));
        yield return ("SetVariable without a variable", "$.root.variable", Document(Activity("SetVariable", "a", ("value", Literal(1)))));
        yield return ("SetVariable of an unknown variable", "$.root.variable", Document(Set("a", "missing", Literal(1))));
        yield return ("output bound to nothing", "$.root.result.memoryReference.id", Document(Task("t", "Done", ("result", To("missing")))));
        yield return ("bad time span", "$.root.timeSpan.expression.value", Document(Activity("Delay", "d", ("timeSpan", Literal("soon")))));
        yield return ("bad whole number", "$.root.start.expression.value", Document(Activity("For", "f", ("start", Literal("1.5")), ("body", Line("x")))));
        yield return ("bad moment", "$.root.dateTime.expression.value", Document(Activity("StartAt", "s", ("dateTime", Literal("tomorrow")))));
        yield return ("bad boolean", "$.root.condition.expression.value", Document(Activity("If", "i", ("condition", Literal("perhaps")))));
        yield return ("bad JSON in an object", "$.root.payload.expression.value", Document(Task("t", "Done", ("payload", Json("{a:")))));
        yield return ("required input missing", "$.root.eventName", Document(Activity("Event", "e")));
        yield return ("unknown join mode", A1 + ".mode.expression.value", Document(Flowchart("a -> j", Line("a"), Join("j", "Sometimes"))));
        yield return ("computed join mode", A1 + ".mode", Document(Flowchart("a -> j", Line("a"), Activity("FlowJoin", "j", ("mode", Js("'WaitAll'"))))));
        yield return ("unknown fork mode", "$.root.joinMode", Document(Activity("Fork", "f", ("joinMode", "WaitSome"), ("branches", All(Line("a"))))));
        yield return ("unknown merge mode", A1 + ".customProperties.mergeMode", Document(Flowchart("a -> b", Line("a"), Activity("WriteLine", "b", ("customProperties", new JsonObject { ["mergeMode"] = "Blend" })))));
        yield return ("unknown execution mode", "$.root.customProperties.executionMode", Document(Flow("a -> b", ("customProperties", new JsonObject { ["executionMode"] = "Magic" }), Line("a"), Line("b"))));
        yield return ("connection from nowhere", "$.root.connections[0].source", Document(Flowchart("x -> a", Line("a"))));
        yield return ("connection to nowhere", "$.root.connections[0].target", Document(Flowchart("a -> x", Line("a"))));
        yield return ("connections are no list", "$.root.connections", Document(Flow("", ("connections", 1), Line("a"))));
        yield return ("unknown port of a decision", "$.root.connections[0].source.port", Document(Flowchart("d:Done -> a", Decide("d", "true"), Line("a"))));
        yield return ("unknown outcome of a task", "$.root.connections[0].source.port", Document(Flowchart("t:Aprove -> a", Task("t", "Approve"), Line("a"))));
        yield return ("unknown label of a switch", "$.root.connections[0].source.port", Document(Flowchart("w:C -> a", Activity("FlowSwitch", "w", ("cases", All(new JsonObject { ["label"] = "A", ["condition"] = true }))), Line("a"))));
        yield return ("case without a label", "$.root.cases[0].label", Document(Activity("Switch", "w", ("cases", All(new JsonObject { ["condition"] = true })))));
        yield return ("case without a condition", "$.root.cases[0].condition", Document(Activity("Switch", "w", ("cases", All(new JsonObject { ["label"] = "A" })))));
        yield return ("label used twice", "$.root.cases[1].label", Document(Activity("FlowSwitch", "w", ("cases", All(Label("A"), Label("A"))))));
        yield return ("task without outcomes", "$.root.outcomes", Document(Activity("Orchestrator.HumanTask", "t", ("step", Literal("x")))));
        yield return ("task with an empty list of outcomes", "$.root.outcomes", Document(Activity("Orchestrator.HumanTask", "t", ("outcomes", new JsonArray()))));
        yield return ("outcome listed twice", "$.root.outcomes[1]", Document(Task("t", "Ok Ok")));
        yield return ("expiry to an unknown outcome", "$.root.onExpiry", Document(Task("t", "Ok", ("due", Json("{\"kind\":\"WorkingDays\",\"days\":1}")), ("onExpiry", Literal("Silent")))));
        yield return ("bad deadline", "$.root.due", Document(Task("t", "Ok", ("due", Json("{\"kind\":\"Someday\"}")))));
        yield return ("bad ladder", "$.root.ladder", Document(Task("t", "Ok", ("ladder", Json("[{\"at\":\"noon\",\"level\":\"remind\"}]")))));
        yield return ("bad cron", "$.root.cronExpression", Document(Activity("Cron", "c", ("cronExpression", Literal("every day")))));
        yield return ("computed trigger", A0 + ".eventName", Document(Flowchart("e -> a", Activity("Event", "e", ("eventName", Js("'x'")), ("customProperties", new JsonObject { ["canStartWorkflow"] = true })), Line("a"))));
        yield return ("break outside of a loop", "$.root", Document(Activity("Break", "b")));
        yield return ("step of zero", "$.root.step", Document(Activity("For", "f", ("end", Literal(3)), ("step", Literal(0)), ("body", Line("x")))));
        yield return ("loop without an end", "$.root", Document(Activity("While", "w", ("condition", Literal(true)), ("body", Line("x")))));
        yield return ("connections that spin", A0, Document(Flowchart("a -> b -> a", Line("a"), Line("b"))));
        yield return ("decision that never changes", A1, Document(Flowchart("s -> d; d:True -> l -> d; d:False -> e", Activity("Start", "s"), Decide("d", "getInput('x') > 1"), Line("l"), Line("e"))));
        yield return ("way back past a branch", "$.root.connections[3]", Document(Flowchart("s -> a -> b; s -> b; b:Again -> a; b:Ok -> t", Activity("Start", "s"), Task("a"), Task("b", "Again Ok"), Line("t"))));
        yield return ("join of paths that exclude each other", "$.root.activities[3]", Document(Flowchart("d:True -> a -> j; d:False -> b -> j", Decide("d", "true"), Line("a"), Line("b"), Join("j", "WaitAll"))));
    }

    private static JsonObject Named(string name) => new() { ["name"] = name, ["type"] = "String" };

    private static JsonObject Label(string label) => new() { ["label"] = label, ["condition"] = true };

    private static JsonObject Flow(string connections, (string Name, JsonNode? Value) property, params JsonObject[] activities)
    {
        var flow = Flowchart(connections, activities);
        flow[property.Name] = property.Value;
        return flow;
    }
}
