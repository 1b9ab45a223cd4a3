using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Values;

namespace Orchestrator.Host.Tasks.Forms;

/// <summary>
/// The JSON Schema (2020-12, the part that forms need) that the data of a form must satisfy. Read once, immutable,
/// thread-safe. A keyword outside the supported set is an error when the schema is read, so that a rule somebody wrote
/// is never silently ignored; annotations and <c>x-…</c> keywords are for the client.
/// </summary>
public sealed class FormSchema
{
    private readonly SchemaNode _root;

    private FormSchema(JsObject document, SchemaNode root)
    {
        Document = document;
        _root = root;
    }

    /// <summary>The schema as it was read, for clients that draw the form.</summary>
    public JsObject Document { get; }

    /// <summary>Reads a schema. Throws <see cref="InvalidDataException"/> that names the place of the first fault.</summary>
    public static FormSchema Read(ReadOnlySpan<byte> utf8)
    {
        if (JsonText.Parse(utf8) is not JsObject document)
        {
            throw new InvalidDataException("表单结构文件不是 JSON 对象。");
        }

        return new FormSchema(document, new SchemaReader(document).Read());
    }

    /// <summary>The schema with the fields that a step asks for or leaves out.</summary>
    public FormSchema With(FieldRules rules)
    {
        var changed = (JsObject)JsonText.Parse(JsonText.Write(Document))!;
        var fields = changed["properties"] as JsObject ?? new JsObject();
        foreach (var hidden in rules.Hidden)
        {
            fields.Remove(hidden);
        }

        foreach (var named in rules.Required.Select(name => fields[name]).OfType<JsObject>())
        {
            // There, but empty, is not filled in.
            var least = named["type"] switch { "string" => "minLength", "array" => "minItems", _ => null };
            if (least is not null && named[least] is not > 0d)
            {
                named[least] = 1d;
            }
        }

        changed["required"] = new JsArray(Names(changed["required"]).Union(rules.Required.Where(name => fields[name] is not null)).Except(rules.Hidden));
        foreach (var outcome in Outcomes(changed))
        {
            outcome["required"] = new JsArray(Names(outcome["required"]).Except(rules.Hidden));
        }

        return new FormSchema(changed, new SchemaReader(changed).Read());
    }

    /// <summary>The fields that an outcome asks for and that are empty.</summary>
    /// <param name="position">Of the outcome among those of the task, for forms that take them in order.</param>
    public IEnumerable<SchemaFault> Missing(string outcome, int position, JsObject data)
    {
        var asks = (Document["x-outcomes"] as JsObject)?[outcome] as JsObject
            ?? (Document["x-outcomes-in-order"] is JsArray ordered && position >= 0 && position < ordered.Count ? ordered[position] as JsObject : null);
        return Names(asks?["required"]).Where(name => data[name] is null or "" or JsArray { Count: 0 } || (data[name] is string text && string.IsNullOrWhiteSpace(text)))
            .Select(name => new SchemaFault($"data.{name}", $"“{(Document["properties"] as JsObject)?[name] switch { JsObject field => field["title"] as string ?? name, _ => name }}”必须填写。"));
    }

    /// <summary>Every fault of the data, in document order; empty when it is acceptable.</summary>
    public IReadOnlyList<SchemaFault> Check(object? data, string path = "data")
    {
        var faults = new List<SchemaFault>();
        _root.Check(data, path, faults);
        return faults;
    }

    private static IEnumerable<JsObject> Outcomes(JsObject document) =>
        [.. (document["x-outcomes"] as JsObject)?.Members.Select(member => member.Value).OfType<JsObject>() ?? [], .. (document["x-outcomes-in-order"] as JsArray)?.Items.OfType<JsObject>() ?? []];

    private static IEnumerable<string> Names(object? list) => (list as JsArray)?.Items.OfType<string>() ?? [];
}

/// <summary>One fault: the place (<c>data.opinions[2].reason</c>) and a Chinese sentence.</summary>
public sealed record SchemaFault(string Path, string Message);
