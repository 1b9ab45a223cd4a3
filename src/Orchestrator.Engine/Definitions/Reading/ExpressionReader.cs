using System.Text.Json;
using System.Text.RegularExpressions;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;
using Expression = Orchestrator.Engine.Expressions.Expression;

namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>Reads inputs, outputs and their expressions. Source: sections 2.3 and 4 of the format.</summary>
internal sealed partial class ExpressionReader(Workflow workflow, Problems problems)
{
    /// <summary>The types of expressions that are read.</summary>
    public static readonly IReadOnlyList<string> Types = ["Literal", "Object", "Json", "Variable", "Input", "JavaScript"];

    private readonly ScriptReader _scripts = new(workflow, problems);

    public Expression? ReadInput(JsonElement json, string path, InputDescriptor input, Node node)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.Object when json.Get("expression") is { } expression:
                if (json.GetText("typeName") is null)
                {
                    problems.Warn(path, "The input has no typeName; Elsa would drop it.", "该输入缺少 typeName，Elsa 会忽略它。");
                }

                return expression.ValueKind == JsonValueKind.Null ? null : ReadExpression(expression, path + ".expression", input.Kind, input, node);
            case JsonValueKind.Object when json.Get("typeName") is not null || json.Get("memoryReference") is not null:
                return null;
            case JsonValueKind.Object when input.Kind is InputKind.Json or InputKind.Map:
            case JsonValueKind.Array when input.Kind is InputKind.Json or InputKind.List:
                return new Constant(JsonText.FromElement(json));
            case JsonValueKind.Object or JsonValueKind.Array:
                problems.Error(path, $"The input '{input.Name}' is neither an expression nor a plain value.", $"输入“{input.Zh}”既不是表达式也不是普通值。");
                return null;
            default:
                return ReadLiteral(JsonText.FromElement(json), path, input.Kind, input, node);
        }
    }

    public Expression? ReadCondition(JsonElement json, string path, Node node)
    {
        if (json.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.String)
        {
            return ReadLiteral(JsonText.FromElement(json), path, InputKind.Boolean, null, node);
        }

        return json.Get("expression") is { } wrapped
            ? ReadExpression(wrapped, path + ".expression", InputKind.Boolean, null, node)
            : ReadExpression(json, path, InputKind.Boolean, null, node);
    }

    public OutputBinding? ReadOutput(JsonElement json, string path, Node node)
    {
        if (json.Get("memoryReference")?.GetText("id") is not { Length: > 0 } id)
        {
            return null;
        }

        if (Declarations.FindById(node, id) is { } found)
        {
            return found;
        }

        if (workflow.Outputs.Any(output => output.Name == id))
        {
            return new OutputBinding(null, null, id);
        }

        if (Declarations.FindByName(node, id) is { } named)
        {
            return named;
        }

        // Definitions written in code carry generated references that nobody reads.
        if (!GeneratedReference().IsMatch(id))
        {
            problems.Error(
                path + ".memoryReference.id", $"The output is bound to '{id}', which is neither a variable in scope nor an output of the workflow.",
                $"输出绑定的“{id}”既不是可见变量，也不是流程输出。");
        }

        return null;
    }

    public OutputBinding? ReadTarget(JsonElement? json, string path, Node node)
    {
        if (json.IsNothing())
        {
            problems.Error(path, "SetVariable names no variable.", "未指定要设置的变量。");
            return null;
        }

        return ReadReference(json!.Value, path, node);
    }

    /// <summary>Checks the names that scripts use, now that every activity and variable is known.</summary>
    public void Finish() => _scripts.Finish();

    private Expression? ReadExpression(JsonElement json, string path, InputKind kind, InputDescriptor? input, Node node)
    {
        if (json.ValueKind != JsonValueKind.Object || json.GetText("type") is not { Length: > 0 } type)
        {
            problems.Error(path, "The expression has no type.", "表达式缺少类型 type。");
            return null;
        }

        if (kind == InputKind.Script && type != "Literal")
        {
            problems.Error(path + ".type", "The script must be a Literal: other expressions would compute the text of a script.", "脚本必须用 Literal 直接书写。");
            return null;
        }

        var value = json.Get("value") is { } given ? JsonText.FromElement(given) : null;
        path += ".value";
        switch (type)
        {
            case "Literal":
                return ReadLiteral(value, path, kind, input, node);
            case "Object" or "Json":
                return ReadObject(value, path, kind);
            case "Variable":
                return ReadVariable(json, value, path, node);
            case "Input":
                return ReadInputReference(value, path);
            case "JavaScript":
                return value switch
                {
                    null or "" => null,
                    string source => _scripts.Read(source, path, node),
                    _ => Refuse(path, "A script is a text.", "脚本必须是文本。"),
                };
            default:
                var (en, zh) = Unsupported.Expression(type);
                return Refuse(path[..^".value".Length] + ".type", en, zh);
        }
    }

    private Expression? ReadLiteral(object? value, string path, InputKind kind, InputDescriptor? input, Node node)
    {
        if (value is null)
        {
            return null;
        }

        try
        {
            switch (kind)
            {
                case InputKind.Script:
                    return value is string { Length: > 0 } source ? _scripts.Read(source, path, node) : null;
                case InputKind.Boolean:
                    Conversion.ToFlag(value);
                    break;
                case InputKind.Integer:
                    Conversion.ToWhole(value);
                    break;
                case InputKind.TimeSpan:
                    Conversion.ToSpan(value);
                    break;
                case InputKind.DateTimeOffset:
                    Conversion.ToMoment(value);
                    break;
                case InputKind.List or InputKind.Json:
                    value = Conversion.ToJson(value);
                    break;
                case InputKind.Map:
                    value = Conversion.ToMap(value);
                    break;
            }
        }
        catch (FormatException e)
        {
            return Refuse(path, e.Message, $"值“{Conversion.Show(value)}”的格式不正确。");
        }

        if (input?.Options is { } options && value is string text && text.Length > 0 && !options.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return Refuse(path, $"'{text}' is none of {string.Join(", ", options)}.", $"“{text}”不在可选值 {string.Join("、", options)} 之中。");
        }

        return new Constant(value);
    }

    private Constant? ReadObject(object? value, string path, InputKind kind)
    {
        if (value is not string text || kind is InputKind.Object or InputKind.String)
        {
            return value is null ? null : new Constant(value);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            return new Constant(JsonText.Parse(text));
        }
        catch (JsonException e)
        {
            problems.Error(path, "The value is not valid JSON: " + e.Message, "值不是有效的 JSON。");
            return null;
        }
    }

    private Expression? ReadVariable(JsonElement json, object? value, string path, Node node)
    {
        if (value is null or "")
        {
            return null;
        }

        if (value is string text)
        {
            try
            {
                value = JsonText.Parse(text);
            }
            catch (JsonException)
            {
                return Refuse(path, "The variable reference cannot be read.", "变量引用无法读取。");
            }
        }

        if (value is not JsObject map)
        {
            return Refuse(path, "The variable reference is not an object.", "变量引用必须是对象。");
        }

        var (id, name) = (map["id"] as string, map["name"] as string);
        if (Declarations.Find(node, id, name) is { } found)
        {
            return new VariableValue(found.Owner!, found.Variable!);
        }

        return Declarations.IsLoopName(node, name ?? id)
            ? new LoopValue((name ?? id)!)
            : Refuse(path, $"Variable '{name ?? id}' (id '{id}') is not declared in scope.", $"变量“{name ?? id}”未声明。");
    }

    private Expression? ReadInputReference(object? value, string path)
    {
        if (value is string text && text.StartsWith('{'))
        {
            try
            {
                value = JsonText.Parse(text);
            }
            catch (JsonException)
            {
                return Refuse(path, "The input reference cannot be read.", "输入引用无法读取。");
            }
        }

        var name = value as string ?? (value as JsObject)?["name"] as string;
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        return workflow.Inputs.Any(input => input.Name == name)
            ? new InputValue(name)
            : Refuse(path, $"The workflow has no input '{name}'.", $"流程没有名为“{name}”的输入。");
    }

    private OutputBinding? ReadReference(JsonElement json, string path, Node node)
    {
        var (id, name) = (json.GetText("id"), json.GetText("name"));
        if (Declarations.Find(node, id, name) is { } found)
        {
            return found;
        }

        problems.Error(path, $"Variable '{name ?? id}' (id '{id}') is not declared in scope.", $"变量“{name ?? id}”未声明。");
        return null;
    }

    private Expression? Refuse(string path, string en, string zh)
    {
        problems.Error(path, en, zh);
        return null;
    }

    [GeneratedRegex(@":output-\d+$|^[A-Za-z]+\d+:")]
    private static partial Regex GeneratedReference();
}
