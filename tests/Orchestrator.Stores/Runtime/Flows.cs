using System.Text;
using System.Text.Json.Nodes;

namespace Orchestrator.Stores.Runtime;

/// <summary>Small definitions for tests of the runtime, in Elsa's JSON.</summary>
internal static class Flows
{
    public static byte[] Document(string definitionId, params JsonObject[] steps) => Document(definitionId, [], steps);

    public static byte[] Document(string definitionId, string[] variables, params JsonObject[] steps) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["id"] = definitionId + ":0",
        ["definitionId"] = definitionId,
        ["name"] = "流程 " + definitionId,
        ["version"] = 1,
        ["variables"] = new JsonArray([.. variables.Select(name => new JsonObject { ["id"] = "v-" + name, ["name"] = name, ["typeName"] = "Object", ["isArray"] = false })]),
        ["inputs"] = new JsonArray(),
        ["outputs"] = new JsonArray(),
        ["outcomes"] = new JsonArray(),
        ["options"] = new JsonObject(),
        ["root"] = Activity("Elsa.Sequence", "main", ("activities", new JsonArray([.. steps]))),
    }.ToJsonString());

    public static JsonObject Activity(string type, string id, params (string Name, JsonNode? Value)[] properties)
    {
        var made = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in properties)
        {
            made[name] = value;
        }

        return made;
    }

    /// <param name="connections">Chains such as <c>a -> b; b:SendBack -> a</c>.</param>
    public static JsonObject Flowchart(string connections, params JsonObject[] activities)
    {
        var made = new JsonArray();
        foreach (var chain in connections.Split(';', StringSplitOptions.TrimEntries))
        {
            var ends = chain.Split("->", StringSplitOptions.TrimEntries);
            for (var i = 0; i + 1 < ends.Length; i++)
            {
                var (source, target) = (ends[i].Split(':'), ends[i + 1].Split(':'));
                made.Add(new JsonObject
                {
                    ["source"] = new JsonObject { ["activity"] = source[0], ["port"] = source.Length > 1 ? source[1] : "Done" },
                    ["target"] = new JsonObject { ["activity"] = target[0], ["port"] = "In" },
                });
            }
        }

        return Activity("Elsa.Flowchart", "flow", ("activities", new JsonArray([.. activities])), ("connections", made));
    }

    public static JsonObject Task(string id, string role = "BM-JB", string unit = "D1", params (string Name, JsonNode? Value)[] more) => Activity(
        "Orchestrator.HumanTask", id,
        [
            ("step", Literal(id)), ("title", Literal("办理" + id)), ("form", Literal("test/" + id)), ("unit", Literal(unit)), ("role", Literal(role)),
            ("outcomes", new JsonArray("Done", "SendBack")), .. more,
        ]);

    public static JsonObject Stage(string id, string stage) => Activity("Orchestrator.Stage", id, ("stage", Literal(stage)));

    public static JsonObject Delay(string id, string span) => Activity("Elsa.Delay", id, ("timeSpan", Literal(span)));

    public static JsonObject Timer(string id, string interval) => Activity("Elsa.Timer", id, ("interval", Literal(interval)));

    public static JsonObject Event(string id, string name) => Activity("Elsa.Event", id, ("eventName", Literal(name)));

    public static JsonObject Barrier(string id, string key, int expected, bool autoOpen) =>
        Activity("Orchestrator.Barrier", id, ("key", Literal(key)), ("expected", Literal(expected)), ("autoOpen", Literal(autoOpen)));

    public static JsonObject OpenBarrier(string id, string key) => Activity("Orchestrator.OpenBarrier", id, ("key", Literal(key)));

    public static JsonObject Command(string id, string name, string? payload = null) =>
        Activity("Orchestrator.Command", id, ("name", Literal(name)), ("payload", payload is null ? null : Wrap("JavaScript", payload)));

    public static JsonObject Child(string id, string definitionId) => Activity(
        "Elsa.ExecuteWorkflow", id, ("workflowDefinitionId", Literal(definitionId)), ("waitForCompletion", Literal(true)));

    public static JsonObject Script(string id, string script) => Activity("Elsa.RunJavaScript", id, ("script", Literal(script)));

    public static JsonObject Literal(JsonNode? value) => Wrap("Literal", value);

    public static JsonObject Wrap(string type, JsonNode? value) =>
        new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };
}
