using System.Text.RegularExpressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Host.Tasks.Forms;

/// <summary>Turns a schema document into <see cref="SchemaNode"/>s, refusing what the checker cannot enforce.</summary>
internal sealed class SchemaReader(JsObject document)
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$comment", "$defs", "title", "description", "default", "examples", "readOnly", "writeOnly", "deprecated",
    };

    private readonly Dictionary<string, SchemaNode> _named = new(StringComparer.Ordinal);

    public SchemaNode Read() => Node(document, "$");

    private SchemaNode Node(object? value, string place)
    {
        if (value is bool allowed)
        {
            return new SchemaNode { Never = !allowed };
        }

        var schema = value as JsObject ?? throw Fault(place, "应为对象");
        var node = new SchemaNode();
        Fill(node, schema, place);
        return node;
    }

    private void Fill(SchemaNode node, JsObject schema, string place)
    {
        node.Title = schema["title"] as string;
        foreach (var (keyword, value) in schema.Members)
        {
            var here = $"{place}.{keyword}";
            switch (keyword)
            {
                case "type": node.Types = Texts(value, here); CheckTypes(node.Types, here); break;
                case "enum": node.Enum = Array(value, here).Items; break;
                case "x-enum-titles": node.EnumTitles = Texts(value, here); break;
                case "const": node.HasConst = true; node.Const = value; break;
                case "required": node.Required = Texts(value, here); break;
                case "properties": node.Properties = Map(value, here); break;
                case "additionalProperties": node.Additional = Node(value, here); break;
                case "items": node.Items = Node(value, here); break;
                case "minItems": node.MinItems = Count(value, here); break;
                case "maxItems": node.MaxItems = Count(value, here); break;
                case "uniqueItems": node.UniqueItems = value is true; break;
                case "minLength": node.MinLength = Count(value, here); break;
                case "maxLength": node.MaxLength = Count(value, here); break;
                case "pattern": node.Pattern = Pattern(value, here); break;
                case "format": node.Format = Format(value, here); break;
                case "minimum": node.Minimum = Number(value, here); break;
                case "maximum": node.Maximum = Number(value, here); break;
                case "exclusiveMinimum": node.ExclusiveMinimum = Number(value, here); break;
                case "exclusiveMaximum": node.ExclusiveMaximum = Number(value, here); break;
                case "multipleOf": node.MultipleOf = Number(value, here); break;
                case "oneOf": node.OneOf = List(value, here); break;
                case "anyOf": node.AnyOf = List(value, here); break;
                case "allOf": node.AllOf = List(value, here); break;
                case "not": node.Not = Node(value, here); break;
                case "if": node.If = Node(value, here); break;
                case "then": node.Then = Node(value, here); break;
                case "else": node.Else = Node(value, here); break;
                case "$ref": node.AllOf = [.. node.AllOf, Reference(value, here)]; break;
                default:
                    if (!Annotations.Contains(keyword) && !keyword.StartsWith("x-", StringComparison.Ordinal))
                    {
                        throw Fault(here, "不支持的关键字");
                    }

                    break;
            }
        }
    }

    // A definition may refer to itself: the node is registered before it is filled.
    private SchemaNode Reference(object? value, string place)
    {
        var target = value as string ?? throw Fault(place, "应为文本");
        const string prefix = "#/$defs/";
        if (!target.StartsWith(prefix, StringComparison.Ordinal)
            || (document["$defs"] as JsObject)?[target[prefix.Length..]] is not JsObject schema)
        {
            throw Fault(place, $"引用不到“{target}”");
        }

        if (!_named.TryGetValue(target, out var node))
        {
            node = new SchemaNode();
            _named[target] = node;
            Fill(node, schema, $"$.$defs.{target[prefix.Length..]}");
        }

        return node;
    }

    private Dictionary<string, SchemaNode> Map(object? value, string place) =>
        (value as JsObject ?? throw Fault(place, "应为对象")).Members
            .ToDictionary(m => m.Key, m => Node(m.Value, $"{place}.{m.Key}"), StringComparer.Ordinal);

    private List<SchemaNode> List(object? value, string place) =>
        [.. Array(value, place).Items.Select((item, i) => Node(item, $"{place}[{i}]"))];

    private static JsArray Array(object? value, string place) => value as JsArray ?? throw Fault(place, "应为数组");

    private static string[] Texts(object? value, string place) => value switch
    {
        string one => [one],
        JsArray many => [.. many.Items.Select(i => i as string ?? throw Fault(place, "应为文本数组"))],
        _ => throw Fault(place, "应为文本或文本数组"),
    };

    private static void CheckTypes(string[] types, string place)
    {
        foreach (var type in types)
        {
            if (type is not ("string" or "number" or "integer" or "boolean" or "object" or "array" or "null"))
            {
                throw Fault(place, $"未知类型“{type}”");
            }
        }
    }

    private static double Number(object? value, string place) => value as double? ?? throw Fault(place, "应为数字");

    private static int Count(object? value, string place) => (int)Number(value, place);

    private static string Format(object? value, string place) =>
        value is "date" or "date-time" or "uuid" ? (string)value : throw Fault(place, $"不支持的格式“{value}”");

    // NonBacktracking: a hostile text cannot make a pattern run for ever.
    private static Regex Pattern(object? value, string place)
    {
        try
        {
            return new Regex(value as string ?? throw Fault(place, "应为文本"), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw Fault(place, "正则表达式无效：" + e.Message);
        }
    }

    private static InvalidDataException Fault(string place, string message) => new($"{place}：{message}。");
}
