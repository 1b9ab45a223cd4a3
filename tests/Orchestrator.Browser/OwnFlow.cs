using System.Text.Json.Nodes;

namespace Orchestrator.Browser;

/// <summary>A definition that a test writes itself: steps one after another, begun once by a schedule.</summary>
internal static class OwnFlow
{
    /// <param name="begins">False for a later version that begins nothing by itself.</param>
    public static JsonObject Document(string id, string name, JsonArray variables, bool begins, params JsonObject[] steps)
    {
        var timer = Activity("Elsa.Timer", "tick", "tick", ("interval", Literal("00:00:02")));
        timer["canStartWorkflow"] = begins;
        timer["customProperties"] = new JsonObject { ["canStartWorkflow"] = begins };
        return new()
        {
            ["id"] = id + ":0",
            ["definitionId"] = id,
            ["name"] = name,
            ["version"] = 1,
            ["variables"] = variables,
            ["inputs"] = new JsonArray(),
            ["outputs"] = new JsonArray(),
            ["outcomes"] = new JsonArray(),
            ["options"] = new JsonObject(),
            ["root"] = Activity("Elsa.Sequence", "main", "main", ("activities", new JsonArray([timer, .. steps]))),
        };
    }

    public static JsonObject Variable(string name, string type, string? value = null)
    {
        var made = new JsonObject { ["id"] = "v-" + name, ["name"] = name, ["typeName"] = type, ["isArray"] = false };
        if (value is not null)
        {
            made["value"] = value;
        }

        return made;
    }

    public static JsonObject ForPeople(string id, string title, params (string Name, JsonNode? Value)[] properties) =>
        Activity("Orchestrator.HumanTask", id, title, [("step", Literal(id)), ("title", Literal(title)), .. properties]);

    public static JsonObject Literal(JsonNode value) => new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    public static JsonObject Script(string text) => new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = text } };

    /// <summary>As an output: where a value goes.</summary>
    public static JsonObject Into(string variable) => new() { ["typeName"] = "String", ["memoryReference"] = new JsonObject { ["id"] = "v-" + variable } };

    public static async Task<int> Publish(this DemoCity city, JsonObject document)
    {
        var version = (int)(await city.Cases.Post("sa", "definitions", document))["version"]!;
        await city.Cases.Post("sa", $"definitions/{document["definitionId"]}/versions/{version}/publish", new { commandId = Guid.NewGuid().ToString("N") });
        return version;
    }

    /// <summary>Publishes it and waits for its first instance, whose id it gives; then takes the version back, so that no more begin.</summary>
    public static async Task<string> Started(this DemoCity city, JsonObject document)
    {
        var (id, version) = ((string)document["definitionId"]!, await city.Publish(document));
        for (var tries = 0; tries < 150; tries++)
        {
            if ((await city.Cases.Get("sa", $"instances?definitionId={id}"))["items"]!.AsArray().Count > 0)
            {
                await city.Cases.Post("sa", $"definitions/{id}/versions/{version}/retract", new { commandId = Guid.NewGuid().ToString("N") });
                return (string)(await city.Cases.Get("sa", $"instances?definitionId={id}"))["items"]![0]!["id"]!;
            }

            await Task.Delay(200);
        }

        throw new InvalidOperationException($"No instance of {id} began.");
    }

    private static JsonObject Activity(string type, string id, string name, params (string Name, JsonNode? Value)[] properties)
    {
        var made = new JsonObject { ["id"] = id, ["name"] = name, ["type"] = type, ["version"] = 1 };
        foreach (var (property, value) in properties)
        {
            made[property] = value;
        }

        return made;
    }
}
