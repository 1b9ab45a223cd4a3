using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

/// <summary>
/// The saved form of a state, version 1: one JSON object with short names, nothing that is at its default. Moments are
/// UTC ticks as text. Frames are listed parents first, each with the position of its parent.
/// </summary>
public sealed partial class WorkflowState
{
    private const int FormatVersion = 1;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 512 };

    /// <summary>Writes the state. The same state gives the same bytes.</summary>
    public byte[] Save()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            writer.WriteNumber("v", FormatVersion);
            writer.WriteString("i", InstanceId);
            writer.WriteString("d", DefinitionVersionId);
            writer.WriteNumber("s", (int)Status);
            writer.WriteNumber("n", Counter);
            WriteHead(writer);
            writer.WriteStartArray("x");
            var position = 0;
            WriteFrame(writer, Root, -1, ref position);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a saved state. Throws <see cref="InvalidDataException"/> for an unknown format version, a damaged
    /// state, or one of another definition.</summary>
    public static WorkflowState Load(ReadOnlySpan<byte> saved, Workflow workflow)
    {
        JsObject map;
        try
        {
            map = ReadWhole(saved);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException("The saved state is no JSON: " + e.Message, e);
        }

        if (map["v"] is not double version || (int)version != FormatVersion)
        {
            throw new InvalidDataException($"The saved state has format version {JsonText.Write(map["v"])}; this program reads version {FormatVersion}.");
        }

        try
        {
            return Build(map, workflow);
        }
        catch (Exception e) when (e is InvalidCastException or NullReferenceException or FormatException or IndexOutOfRangeException
            or ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The saved state is damaged.", e);
        }
    }

    private static JsObject ReadWhole(ReadOnlySpan<byte> saved)
    {
        var reader = new Utf8JsonReader(saved, Deep);
        reader.Read();
        return JsonText.Read(ref reader) as JsObject ?? throw new JsonException("The state is not an object.");
    }

    private static WorkflowState Build(JsObject map, Workflow workflow)
    {
        var state = new WorkflowState
        {
            InstanceId = (string)map["i"]!,
            DefinitionVersionId = (string)map["d"]!,
            Status = (InstanceStatus)(int)(double)map["s"]!,
            Counter = (int)(double)map["n"]!,
            HeldSince = Moment(map["h"]),
            CorrelationId = map["c"] as string,
            Name = map["t"] as string,
            Stage = map["g"] as string,
            Round = Whole(map["r"]),
            Drawn = Whole(map["q"]),
            LastResult = map["l"],
            Register = map["o"] as JsObject,
            _input = map["a"] as JsObject,
            _output = map["b"] as JsObject,
        };
        foreach (var (key, passes) in (map["p"] as JsObject)?.Members ?? [])
        {
            state.Passes[key] = Whole(passes);
        }

        foreach (var item in (map["e"] as JsArray)?.Items ?? [])
        {
            var incident = (JsArray)item!;
            state.Incidents.Add(new Incident((string)incident[0]!, Whole(incident[1]), (string)incident[2]!, (string)incident[3]!));
        }

        var frames = new List<Frame>();
        foreach (var item in ((JsArray)map["x"]!).Items)
        {
            frames.Add(ReadFrame((JsObject)item!, frames, workflow));
        }

        state.Root = frames[0];
        return state;
    }

    private static Frame ReadFrame(JsObject map, List<Frame> frames, Workflow workflow)
    {
        var parent = frames.Count == 0 ? null : frames[Whole(map["p"])];
        var key = map["k"] as string ?? "";
        var frame = new Frame
        {
            Id = Whole(map["n"]),
            Key = key,
            Parent = parent,
            Status = map.Has("s") ? (FrameStatus)Whole(map["s"]) : FrameStatus.Running,
            Variables = map["v"] as JsObject,
            Data = map["d"],
            SavedFlow = map["f"] as string,
            Wait = map["w"] is JsArray wait
                ? new Wait((BookmarkKind)Whole(wait[0]), (string)wait[1]!, wait.Count > 2 ? Moment(wait[2]) : null)
                : null,
        };
        if (parent is null)
        {
            frame.Node = workflow.Root;
        }
        else if (workflow.Nodes.TryGetValue(key, out var node))
        {
            frame.Resolve(node);
        }
        else if (!InsideInline(parent))
        {
            throw new InvalidDataException($"The saved state is at activity '{key}', which definition '{workflow.VersionId}' does not have.");
        }

        parent?.Add(frame);
        return frame;
    }

    private static bool InsideInline(Frame frame) =>
        !frame.IsResolved || frame.Node.Activity is Activities.InlineDefinition || (frame.Parent is not null && InsideInline(frame.Parent));

    // Moments are text of ticks, because ticks do not fit a double.
    private static DateTimeOffset? Moment(object? value) =>
        value is string ticks ? new DateTimeOffset(long.Parse(ticks, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero) : null;

    private static string Ticks(DateTimeOffset moment) => moment.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int Whole(object? value) => value is double number ? (int)number : 0;

    private void WriteHead(Utf8JsonWriter writer)
    {
        WriteText(writer, "c", CorrelationId);
        WriteText(writer, "t", Name);
        WriteText(writer, "g", Stage);
        WriteText(writer, "h", HeldSince is { } held ? Ticks(held) : null);
        if (Round != 0)
        {
            writer.WriteNumber("r", Round);
        }

        if (Drawn != 0)
        {
            writer.WriteNumber("q", Drawn);
        }

        WriteValue(writer, "l", LastResult);
        WriteMap(writer, "o", Register);
        WriteMap(writer, "a", _input);
        WriteMap(writer, "b", _output);
        if (Passes.Count > 0)
        {
            writer.WriteStartObject("p");
            foreach (var (key, passes) in Passes)
            {
                writer.WriteNumber(key, passes);
            }

            writer.WriteEndObject();
        }

        if (Incidents.Count > 0)
        {
            writer.WriteStartArray("e");
            foreach (var incident in Incidents)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(incident.Id);
                writer.WriteNumberValue(incident.Frame);
                writer.WriteStringValue(incident.Key);
                writer.WriteStringValue(incident.Message);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteFrame(Utf8JsonWriter writer, Frame frame, int parent, ref int position)
    {
        var own = position++;
        writer.WriteStartObject();
        writer.WriteNumber("n", frame.Id);
        if (parent >= 0)
        {
            writer.WriteString("k", frame.Key);
            if (parent > 0)
            {
                writer.WriteNumber("p", parent);
            }
        }

        if (frame.Status != FrameStatus.Running)
        {
            writer.WriteNumber("s", (int)frame.Status);
        }

        if (frame.Wait is { } wait)
        {
            writer.WriteStartArray("w");
            writer.WriteNumberValue((int)wait.Kind);
            writer.WriteStringValue(wait.Name);
            if (wait.DueAt is { } due)
            {
                writer.WriteStringValue(Ticks(due));
            }

            writer.WriteEndArray();
        }

        WriteMap(writer, "v", frame.Variables);
        WriteValue(writer, "d", frame.Data);
        WriteText(writer, "f", frame.Flow?.Save() ?? frame.SavedFlow);
        writer.WriteEndObject();
        foreach (var child in frame.Children ?? [])
        {
            WriteFrame(writer, child, own, ref position);
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, object? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            JsonText.Write(writer, value);
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, string name, JsObject? map)
    {
        if (map is { Count: > 0 })
        {
            writer.WritePropertyName(name);
            JsonText.Write(writer, map);
        }
    }
}
