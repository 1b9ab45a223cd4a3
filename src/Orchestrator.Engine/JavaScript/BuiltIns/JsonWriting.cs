using System.Globalization;
using System.Text;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary><c>JSON.stringify</c> with replacer and indent.</summary>
internal sealed class JsonWriting
{
    private const int Deepest = 200;

    private readonly Run _run;
    private readonly JsFunction? _replacer;
    private readonly List<string>? _wanted;
    private readonly string _gap;
    private readonly StringBuilder _made = new();
    private readonly HashSet<object> _open = new(ReferenceEqualityComparer.Instance);

    public JsonWriting(Run run, object? replacer, object? indent)
    {
        _run = run;
        _replacer = replacer as JsFunction;
        if (replacer is JsArray names)
        {
            _wanted = [.. names.Items.Where(n => n is string or double).Select(n => Coerce.ToText(run, n)).Distinct(StringComparer.Ordinal)];
        }

        _gap = indent switch
        {
            double count => new string(' ', (int)Math.Clamp(double.IsNaN(count) ? 0 : Math.Truncate(count), 0, 10)),
            string text => text[..Math.Min(10, text.Length)],
            _ => "",
        };
    }

    public object Write(object? value) =>
        WriteMember(JsObject.Of(("", value)), "", value, "", 0) ? _made.ToString() : Undefined.Value;

    private bool WriteMember(object holder, string name, object? value, string indent, int depth)
    {
        _run.Step();
        _run.Allocate(8 + (2L * indent.Length));
        if (!Coerce.IsPrimitive(value) && Property.Get(_run, value, "toJSON") is JsFunction toJson)
        {
            value = toJson.Call(_run, value, [name]);
        }

        value = _replacer is null ? value : _replacer.Call(_run, holder, [name, value]);
        switch (value)
        {
            case null: _made.Append("null"); return true;
            case bool flag: _made.Append(flag ? "true" : "false"); return true;
            case double number: _made.Append(double.IsFinite(number) ? NumberText.Of(number) : "null"); return true;
            case string text: WriteText(text); return true;
            case Undefined or JsFunction: return false;
            case JsArray array: WithinOpen(array, depth, () => WriteArray(array, indent, depth)); return true;
            default: WithinOpen(value, depth, () => WriteObject(value, indent, depth)); return true;
        }
    }

    private void WithinOpen(object value, int depth, Action write)
    {
        if (depth > Deepest || !_open.Add(value))
        {
            throw _run.TypeError("Converting circular structure to JSON", "对象包含自身或嵌套过深，不能转换为 JSON。");
        }

        write();
        _open.Remove(value);
    }

    private void WriteArray(JsArray array, string indent, int depth)
    {
        _made.Append('[');
        for (var i = 0; i < array.Count; i++)
        {
            Separate(i > 0, indent + _gap);
            var name = i.ToString(CultureInfo.InvariantCulture);
            if (!WriteMember(array, name, Hole.Fill(array[i]), indent + _gap, depth + 1))
            {
                _made.Append("null");
            }
        }

        Close(']', array.Count > 0, indent);
    }

    private void WriteObject(object value, string indent, int depth)
    {
        _made.Append('{');
        var written = 0;
        foreach (var name in _wanted ?? (value is JsObject ? Enumeration.Names(value) : []))
        {
            if (value is not JsObject members || !members.TryGet(name, out var member))
            {
                continue;
            }

            var start = _made.Length;
            Separate(written > 0, indent + _gap);
            WriteText(name);
            _made.Append(_gap.Length > 0 ? ": " : ":");
            if (WriteMember(value, name, member, indent + _gap, depth + 1))
            {
                written++;
            }
            else
            {
                _made.Length = start;
            }
        }

        Close('}', written > 0, indent);
    }

    private void Separate(bool follows, string indent)
    {
        _made.Append(follows ? "," : "");
        if (_gap.Length > 0)
        {
            _made.Append('\n').Append(indent);
        }
    }

    private void Close(char bracket, bool hadMembers, string indent)
    {
        if (_gap.Length > 0 && hadMembers)
        {
            _made.Append('\n').Append(indent);
        }

        _made.Append(bracket);
    }

    private void WriteText(string text)
    {
        _run.AllocateText(text.Length * 2L);
        _made.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            _ = c switch
            {
                '"' => _made.Append("\\\""),
                '\\' => _made.Append("\\\\"),
                '\n' => _made.Append("\\n"),
                '\r' => _made.Append("\\r"),
                '\t' => _made.Append("\\t"),
                '\b' => _made.Append("\\b"),
                '\f' => _made.Append("\\f"),
                _ when c < ' ' || IsLone(text, i) => _made.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => _made.Append(c),
            };
        }

        _made.Append('"');
    }

    private static bool IsLone(string text, int at) => char.IsSurrogate(text[at]) && (char.IsHighSurrogate(text[at])
        ? CodePoints.LengthAt(text, at) == 1
        : at == 0 || !char.IsHighSurrogate(text[at - 1]));
}
