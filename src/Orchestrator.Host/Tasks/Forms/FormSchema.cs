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

    /// <summary>Every fault of the data, in document order; empty when it is acceptable.</summary>
    public IReadOnlyList<SchemaFault> Check(object? data, string path = "data")
    {
        var faults = new List<SchemaFault>();
        _root.Check(data, path, faults);
        return faults;
    }
}

/// <summary>One fault: the place (<c>data.opinions[2].reason</c>) and a Chinese sentence.</summary>
public sealed record SchemaFault(string Path, string Message);
