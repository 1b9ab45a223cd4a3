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
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 512 };

    /// <summary>Writes the state. The same state gives the same bytes.</summary>
    public byte[] Save()
    {
        using var scratch = JsonScratch.Take();
        var writer = scratch.Writer;
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
        return scratch.ToBytes();
    }

    /// <summary>Reads a saved state. Throws <see cref="InvalidDataException"/> for an unknown format version, a damaged
    /// state, or one of another definition.</summary>
    public static WorkflowState Load(ReadOnlySpan<byte> saved, Workflow workflow)
    {
        try
        {
            var json = new Utf8JsonReader(saved, Deep);
            json.Read();
            return json.TokenType == JsonTokenType.StartObject ? ReadState(ref json, workflow) : throw new JsonException("The state is not an object.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("The saved state is no JSON: " + e.Message, e);
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidCastException or NullReferenceException or FormatException or IndexOutOfRangeException
            or ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The saved state is damaged.", e);
        }
    }

    // Member by member as it is written, without making objects of what is only read through.
    private static WorkflowState ReadState(ref Utf8JsonReader json, Workflow workflow)
    {
        var state = new WorkflowState();
        var known = false;
        while (Member(ref json, out var name))
        {
            if (!known && name != 'v')
            {
                break;
            }

            switch (name)
            {
                case 'v':
                    known = json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var version) && version == FormatVersion
                        ? true
                        : throw new InvalidDataException($"The saved state has format version {JsonText.Write(JsonText.Read(ref json))}; this program reads version {FormatVersion}.");
                    break;
                case 'i': state.InstanceId = json.GetString()!; break;
                case 'd': state.DefinitionVersionId = JsonText.ReadKnown(ref json); break;
                case 's': state.Status = (InstanceStatus)json.GetInt32(); break;
                case 'n': state.Counter = json.GetInt32(); break;
                case 'h': state.HeldSince = Moment(ref json); break;
                case 'c': state.CorrelationId = JsonText.ReadKnown(ref json); break;
                case 't': state.Name = json.GetString(); break;
                case 'g': state.Stage = JsonText.ReadKnown(ref json); break;
                case 'r': state.Round = json.GetInt32(); break;
                case 'q': state.Drawn = json.GetInt32(); break;
                case 'l': state.LastResult = JsonText.Read(ref json); break;
                case 'o': state.Register = Map(ref json); break;
                case 'a': state._input = Map(ref json); break;
                case 'b': state._output = Map(ref json); break;
                case 'p': ReadPasses(ref json, state); break;
                case 'w': ReadHandlers(ref json, state); break;
                case 'e': ReadIncidents(ref json, state); break;
                case 'u': state.Agreed = [.. ((JsArray)JsonText.Read(ref json)!).Items.Select(person => (string)person!)]; break;
                case 'f': ReadActedFor(ref json, state); break;
                case 'x': state.Root = ReadFrames(ref json, workflow); break;
                default: json.Skip(); break;
            }
        }

        if (!known)
        {
            throw new InvalidDataException($"The saved state has no format version; this program reads version {FormatVersion}.");
        }

        return state.Root is null || state.InstanceId is null || state.DefinitionVersionId is null ? throw new InvalidDataException("The saved state is damaged.") : state;
    }

    private static void ReadHandlers(ref Utf8JsonReader json, WorkflowState state)
    {
        foreach (var (key, people) in Map(ref json)!.Members)
        {
            state.Handlers[key] = (JsArray)people!;
        }
    }

    private static void ReadPasses(ref Utf8JsonReader json, WorkflowState state)
    {
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = JsonText.ReadKnown(ref json);
            json.Read();
            state.Passes[key] = json.GetInt32();
        }
    }

    private static void ReadIncidents(ref Utf8JsonReader json, WorkflowState state)
    {
        foreach (var item in ((JsArray)JsonText.Read(ref json)!).Items)
        {
            var incident = (JsArray)item!;
            state.Incidents.Add(new Incident((string)incident[0]!, (int)(double)incident[1]!, (string)incident[2]!, (string)incident[3]!));
        }
    }

    private static void ReadActedFor(ref Utf8JsonReader json, WorkflowState state)
    {
        foreach (var item in ((JsArray)JsonText.Read(ref json)!).Items)
        {
            var pair = (JsArray)item!;
            state.ActedFor.Add(((string)pair[0]!, (string)pair[1]!));
        }
    }

    private static Frame ReadFrames(ref Utf8JsonReader json, Workflow workflow)
    {
        var frames = new List<Frame>();
        Expect(ref json, JsonTokenType.StartArray);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            frames.Add(ReadFrame(ref json, frames, workflow));
        }

        return frames[0];
    }

    private static Frame ReadFrame(ref Utf8JsonReader json, List<Frame> frames, Workflow workflow)
    {
        Expect(ref json, JsonTokenType.StartObject);
        int id = 0, above = 0;
        var key = "";
        var status = FrameStatus.Running;
        JsObject? variables = null;
        object? data = null;
        string? flow = null;
        Wait? wait = null;
        List<int>? detour = null;
        JsObject? past = null;
        while (Member(ref json, out var name))
        {
            switch (name)
            {
                case 'n': id = json.GetInt32(); break;
                case 'k': key = JsonText.ReadKnown(ref json); break;
                case 'p': above = json.GetInt32(); break;
                case 's': status = (FrameStatus)json.GetInt32(); break;
                case 'w': wait = ReadWait(ref json); break;
                case 'v': variables = Map(ref json); break;
                case 'd': data = JsonText.Read(ref json); break;
                case 'f': flow = json.GetString(); break;
                case 'r': detour = [.. ((JsArray)JsonText.Read(ref json)!).Items.Select(id => (int)(double)id!)]; break;
                case 'b': past = Map(ref json); break;
                default: json.Skip(); break;
            }
        }

        var parent = frames.Count == 0 ? null : frames[above];
        var frame = new Frame { Id = id, Key = key, Parent = parent, Status = status, Variables = variables, Data = data, SavedFlow = flow, Wait = wait, Detour = detour, Past = past };
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

    private static Wait ReadWait(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartArray);
        json.Read();
        var kind = (BookmarkKind)json.GetInt32();
        json.Read();
        var name = JsonText.ReadKnown(ref json);
        json.Read();
        var due = json.TokenType == JsonTokenType.EndArray ? null : Moment(ref json);
        while (json.TokenType != JsonTokenType.EndArray && json.Read())
        {
            // Nothing more is written.
        }

        return new(kind, name, due);
    }

    // Goes to the value of the next member; names are one letter, any other is passed over.
    private static bool Member(ref Utf8JsonReader json, out char name)
    {
        name = default;
        if (!json.Read() || json.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        name = json.ValueSpan.Length == 1 ? (char)json.ValueSpan[0] : '?';
        json.Read();
        return true;
    }

    private static JsObject? Map(ref Utf8JsonReader json) => JsonText.Read(ref json) as JsObject;

    private static void Expect(ref Utf8JsonReader json, JsonTokenType type)
    {
        if (json.TokenType != type)
        {
            throw new FormatException($"{type} expected, not {json.TokenType}.");
        }
    }

    private static bool InsideInline(Frame frame) =>
        !frame.IsResolved || frame.Node.Activity is Activities.InlineDefinition || (frame.Parent is not null && InsideInline(frame.Parent));

    // Moments are text of ticks, because ticks do not fit a double.
    private static DateTimeOffset? Moment(ref Utf8JsonReader json) =>
        new DateTimeOffset(long.Parse(json.GetString()!, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);

    private static string Ticks(DateTimeOffset moment) => moment.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture);

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

        if (Handlers.Count > 0)
        {
            WriteMap(writer, "w", JsObject.Of([.. Handlers.Select(pair => (pair.Key, (object?)pair.Value))]));
        }

        if (Agreed is { Count: > 0 })
        {
            writer.WriteStartArray("u");
            Agreed.ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
        }

        if (ActedFor.Count > 0)
        {
            writer.WriteStartArray("f");
            foreach (var (actor, principal) in ActedFor)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(actor);
                writer.WriteStringValue(principal);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
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
        if (frame.Detour is { } detour)
        {
            writer.WriteStartArray("r");
            detour.ForEach(writer.WriteNumberValue);
            writer.WriteEndArray();
        }

        WriteMap(writer, "b", frame.Past);
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
