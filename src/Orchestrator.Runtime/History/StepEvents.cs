using System.Text.Json;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <summary>
/// What one step of an instance did, as the text of one row: a list of activities, each with its events in order.
/// <c>["draft","R",["C","Submit"]]</c> is an activity that was resumed and completed. What the definition says of an activity
/// (type, name) is looked up in it; activities that it does not have by themselves carry both: <c>[["key","type","name"],…]</c>.
/// </summary>
internal static class StepEvents
{
    // The usual events in one letter; any other stands as it is.
    private static readonly (string Event, string Letter)[] Letters =
        [("Started", "S"), ("Completed", "C"), ("Suspended", "W"), ("Resumed", "R"), ("Canceled", "X"), ("Stage", "G"), ("WorkflowStarted", "B"), ("WorkflowFinished", "E")];

    public static string Write(IReadOnlyList<WriteHistory> events, Func<object?, string?> data, Workflow workflow)
    {
        using var scratch = JsonScratch.Take();
        var json = scratch.Writer;
        json.WriteStartArray();
        for (var at = 0; at < events.Count; at++)
        {
            var one = events[at];
            if (at == 0 || events[at - 1].ActivityId != one.ActivityId)
            {
                if (at > 0)
                {
                    json.WriteEndArray();
                }

                json.WriteStartArray();
                WriteActivity(json, one, workflow);
            }

            WriteEvent(json, one, data(one.Data));
        }

        if (events.Count > 0)
        {
            json.WriteEndArray();
        }

        json.WriteEndArray();
        return scratch.ToString();
    }

    /// <summary>The events as rows, numbered from the step's first.</summary>
    /// <param name="workflow">The version that the step ran on; null when it is gone.</param>
    public static IEnumerable<HistoryRow> Read(StepRow step, Workflow? workflow)
    {
        using var document = JsonDocument.Parse(step.Events);
        var seq = step.Seq;
        var rows = new List<HistoryRow>();
        foreach (var activity in document.RootElement.EnumerateArray())
        {
            var (id, type, name) = ReadActivity(activity[0], workflow);
            foreach (var written in activity.EnumerateArray().Skip(1))
            {
                var (happened, outcome, data) = written.ValueKind == JsonValueKind.String
                    ? (Word(written.GetString()!), null, null)
                    : (Word(written[0].GetString()!), Text(written, 1), Text(written, 2));
                rows.Add(new(
                    step.InstanceId, seq++, step.At, id, type, happened == "WorkflowStarted" ? workflow?.Name : name, happened, outcome, step.ActorId, step.ActorName, step.Stage,
                    step.Round, data));
            }
        }

        return rows;
    }

    private static void WriteActivity(Utf8JsonWriter json, WriteHistory one, Workflow workflow)
    {
        if (one.ActivityId is null || workflow.Has(one.ActivityId))
        {
            json.WriteStringValue(one.ActivityId);
            return;
        }

        json.WriteStartArray();
        json.WriteStringValue(one.ActivityId);
        json.WriteStringValue(one.ActivityType);
        json.WriteStringValue(one.ActivityName);
        json.WriteEndArray();
    }

    private static void WriteEvent(Utf8JsonWriter json, WriteHistory one, string? data)
    {
        var letter = Array.Find(Letters, known => known.Event == one.Event).Letter ?? one.Event;
        if (one.Outcome is null && data is null)
        {
            json.WriteStringValue(letter);
            return;
        }

        json.WriteStartArray();
        json.WriteStringValue(letter);
        json.WriteStringValue(one.Outcome);
        if (data is not null)
        {
            json.WriteStringValue(data);
        }

        json.WriteEndArray();
    }

    private static (string? Id, string? Type, string? Name) ReadActivity(JsonElement written, Workflow? workflow)
    {
        if (written.ValueKind == JsonValueKind.Array)
        {
            return (written[0].GetString(), Text(written, 1), Text(written, 2));
        }

        var id = written.GetString();
        return id is not null && workflow?.Described(id) is var (type, name) ? (id, type, name) : (id, null, null);
    }

    private static string Word(string letter) => Array.Find(Letters, known => known.Letter == letter).Event ?? letter;

    private static string? Text(JsonElement list, int at) => list.GetArrayLength() > at ? list[at].GetString() : null;
}
