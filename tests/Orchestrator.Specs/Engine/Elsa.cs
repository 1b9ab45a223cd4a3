using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Engine.Definitions;
using Shouldly;

namespace Orchestrator.Specs.Engine;

/// <summary>Writes small definitions for specs, in the shapes that Elsa Studio writes.</summary>
internal static class Elsa
{
    public static JsonObject Activity(string type, string id, params (string Name, JsonNode? Value)[] properties)
    {
        var made = new JsonObject { ["id"] = id, ["type"] = type.Contains('.') ? type : "Elsa." + type, ["version"] = 1 };
        foreach (var (name, value) in properties)
        {
            made[name] = value;
        }

        return made;
    }

    public static JsonObject Task(string id, string outcomes = "Done", params (string Name, JsonNode? Value)[] properties)
    {
        var task = Activity("Orchestrator.HumanTask", id, [("step", Literal(id)), ("outcomes", List(outcomes.Split(' '))), .. properties]);
        return task;
    }

    public static JsonObject Line(string text, string? id = null) => Activity("WriteLine", id ?? text, ("text", Literal(text)));

    public static JsonObject Say(string id, string script) => Activity("WriteLine", id, ("text", Js(script)));

    public static JsonObject Decide(string id, string script) => Activity("FlowDecision", id, ("condition", Js(script)));

    public static JsonObject Join(string id, string mode) => Activity("FlowJoin", id, ("mode", Literal(mode)));

    public static JsonObject Set(string id, string variable, JsonNode value) =>
        Activity("SetVariable", id, ("variable", new JsonObject { ["id"] = "v-" + variable, ["name"] = variable }), ("value", value));

    public static JsonObject Wrap(string type, JsonNode? value) =>
        new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    public static JsonObject Literal(JsonNode? value) => Wrap("Literal", value);

    public static JsonObject Js(string script) => Wrap("JavaScript", script);

    public static JsonObject Json(string text) => Wrap("Object", text);

    public static JsonObject Var(string name) => Wrap("Variable", new JsonObject { ["id"] = "v-" + name, ["name"] = name, ["typeName"] = "Object" });

    public static JsonObject To(string variable) =>
        new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v-" + variable } };

    public static JsonArray List(params string[] texts) => new([.. texts.Select(text => (JsonNode)text)]);

    public static JsonArray All(params JsonNode[] items) => new(items);

    public static JsonObject Sequence(string id, params JsonObject[] activities) =>
        Activity("Sequence", id, ("activities", new JsonArray([.. activities])));

    public static JsonObject Container(string type, string id, params JsonObject[] activities) =>
        Activity(type, id, (type == "Fork" ? "branches" : "activities", new JsonArray([.. activities])));

    /// <summary>Connections are written <c>a -> b</c> or <c>a:Port -> b</c>, several in a chain or separated by semicolons.</summary>
    public static JsonObject Flowchart(string connections, params JsonObject[] activities) => FlowchartNamed("flow", connections, activities);

    public static JsonObject FlowchartNamed(string id, string connections, params JsonObject[] activities)
    {
        var made = new JsonArray();
        foreach (var chain in connections.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = chain.Split("->", StringSplitOptions.TrimEntries);
            for (var i = 0; i + 1 < ends.Length; i++)
            {
                var source = ends[i].Split(':');
                made.Add(new JsonObject
                {
                    ["source"] = new JsonObject { ["activity"] = source[0], ["port"] = source.Length > 1 ? source[1] : "Done" },
                    ["target"] = new JsonObject { ["activity"] = ends[i + 1].Split(':')[0], ["port"] = "In" },
                });
            }
        }

        return Activity("Flowchart", id, ("activities", new JsonArray([.. activities])), ("connections", made));
    }

    /// <summary>Variables are written <c>name:Type=default</c>.</summary>
    public static JsonArray Variables(params string[] variables)
    {
        var made = new JsonArray();
        foreach (var text in variables)
        {
            var name = text.Split([':', '='], 2)[0];
            var type = text.Contains(':') ? text.Split(':')[1].Split('=')[0] : "Object";
            made.Add(new JsonObject
            {
                ["id"] = "v-" + name,
                ["name"] = name,
                ["typeName"] = type,
                ["isArray"] = false,
                ["value"] = text.Contains('=') ? text[(text.IndexOf('=') + 1)..] : null,
            });
        }

        return made;
    }

    public static JsonObject Document(JsonNode? root, params string[] variables) => new()
    {
        ["id"] = "def-1:1",
        ["definitionId"] = "def-1",
        ["name"] = "规格 流程",
        ["version"] = 1,
        ["variables"] = Variables(variables),
        ["inputs"] = new JsonArray(),
        ["outputs"] = new JsonArray(),
        ["outcomes"] = new JsonArray(),
        ["options"] = new JsonObject(),
        ["root"] = root,
    };

    public static JsonObject With(this JsonObject document, string property, JsonNode? value)
    {
        document[property] = value;
        return document;
    }

    public static Workflow Read(this JsonObject document, Func<string, Workflow?>? definitions = null)
    {
        var (workflow, problems) = Workflow.Read(Encoding.UTF8.GetBytes(document.ToJsonString()), definitions);
        problems.Where(problem => problem.Severity == ProblemSeverity.Error).ShouldBeEmpty();
        return workflow.ShouldNotBeNull();
    }

    public static IReadOnlyList<DefinitionProblem> Problems(this JsonObject document, Func<string, Workflow?>? definitions = null) =>
        Workflow.Read(Encoding.UTF8.GetBytes(document.ToJsonString()), definitions).Problems;
}
