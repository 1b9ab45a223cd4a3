using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.JavaScript;
using Orchestrator.Engine.Values;
using Expression = Orchestrator.Engine.Expressions.Expression;

namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>Reads inputs, outputs and their expressions. Source: sections 2.3 and 4 of the format.</summary>
internal sealed partial class ExpressionReader(Workflow workflow, Problems problems)
{
    private readonly List<(Script Script, string Source, Node Node, string Path)> _scripts = [];

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

        if (Find(node, id, null) is { } found)
        {
            return found;
        }

        if (workflow.Outputs.Any(output => output.Name == id))
        {
            return new OutputBinding(null, null, id);
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
    public void Finish()
    {
        foreach (var (script, source, node, path) in _scripts)
        {
            workflow.KeepsLastResult |= script.FreeNames.Contains("getLastResult");
            foreach (var name in script.FreeNames)
            {
                workflow.KeepsOutputs |= name == "getOutputFrom" || IsOutputAccessor(name);
                if (!ScriptFunctions.Names.Contains(name) && !IsAccessor(name, node) && !IsOutputAccessor(name))
                {
                    var (line, column) = Locate(source, name);
                    problems.Error(path, $"The script uses '{name}', which does not exist.", $"脚本使用了不存在的名称“{name}”。", line, column);
                }
            }

            foreach (Match match in VariableName().Matches(source))
            {
                var group = match.Groups["name"];
                if (!InScope(node, group.Value))
                {
                    var (line, column) = Position(source, group.Index);
                    problems.Error(path, $"The script uses variable '{group.Value}', which is not declared in scope.", $"脚本使用了未声明的变量“{group.Value}”。", line, column);
                }
            }
        }
    }

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
                    string source => ReadScript(source, path, node),
                    _ => Refuse(path, "A script is a text.", "脚本必须是文本。"),
                };
            default:
                return Refuse(path[..^".value".Length] + ".type", $"Expressions of type '{type}' are not supported.", $"不支持“{type}”类型的表达式。");
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
                    return value is string { Length: > 0 } source ? ReadScript(source, path, node) : null;
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
        if (Find(node, id, name) is { } found)
        {
            return new VariableValue(found.Owner!, found.Variable!);
        }

        return IsLoopName(node, name ?? id)
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
        if (Find(node, id, name) is { } found)
        {
            return found;
        }

        problems.Error(path, $"Variable '{name ?? id}' (id '{id}') is not declared in scope.", $"变量“{name ?? id}”未声明。");
        return null;
    }

    private ScriptValue? ReadScript(string source, string path, Node node)
    {
        var (script, refused) = Script.Parse(source);
        foreach (var problem in refused)
        {
            problems.Error(path, problem.Message, problem.MessageZh, problem.Line, problem.Column);
        }

        if (script is null)
        {
            return null;
        }

        _scripts.Add((script, source, node, path));
        var words = Word().Matches(source).Select(match => match.Value).ToFrozenSet(StringComparer.Ordinal);
        var writes = script.FreeNames.Any(name => name.StartsWith("set", StringComparison.Ordinal) || name.Contains("Guid", StringComparison.Ordinal))
            || VariableWrite().IsMatch(source);
        return new ScriptValue(script, words, writes);
    }

    private Expression? Refuse(string path, string en, string zh)
    {
        problems.Error(path, en, zh);
        return null;
    }

    // By id first, as the format says; by name for definitions written by hand.
    private static OutputBinding? Find(Node node, string? id, string? name)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            foreach (var variable in at.Variables)
            {
                if (variable.Id == id)
                {
                    return new OutputBinding(at, variable, null);
                }
            }
        }

        for (var at = node; at is not null; at = at.Parent)
        {
            foreach (var variable in at.Variables)
            {
                if (variable.Name == (name ?? id))
                {
                    return new OutputBinding(at, variable, null);
                }
            }
        }

        return null;
    }

    private bool IsAccessor(string name, Node node)
    {
        if (name.Length <= 3 || !(name.StartsWith("get", StringComparison.Ordinal) || name.StartsWith("set", StringComparison.Ordinal)))
        {
            return false;
        }

        var rest = name[3..];
        for (var at = node; at is not null; at = at.Parent)
        {
            if (at.Variables.Any(variable => ScriptFunctions.Pascal(variable.Name) == rest))
            {
                return true;
            }
        }

        return IsLoopName(node, rest) || (name[0] == 'g' && (rest == "Item" || workflow.Inputs.Any(input => ScriptFunctions.Pascal(input.Name) == rest)));
    }

    private bool IsOutputAccessor(string name)
    {
        var from = name.IndexOf("From", StringComparison.Ordinal);
        return from > 3 && name.StartsWith("get", StringComparison.Ordinal) && name != "getOutputFrom"
            && workflow.Nodes.Values.Any(node => ScriptFunctions.Pascal(node.Name ?? node.Id) == name[(from + 4)..] || ScriptFunctions.Pascal(node.Id) == name[(from + 4)..]);
    }

    private static bool InScope(Node node, string name)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            if (at.Variables.Any(variable => variable.Name == name))
            {
                return true;
            }
        }

        return IsLoopName(node, name);
    }

    private static bool IsLoopName(Node node, string? name)
    {
        for (var at = node.Parent; at is not null; at = at.Parent)
        {
            if (at.Descriptor.IsLoop && name is Loops.CurrentValue or Loops.CurrentIndex)
            {
                return true;
            }

            if (at.Descriptor.Type == "Elsa.BulkDispatchWorkflows" && name is "ChildInstanceId" or "ChildOutput")
            {
                return true;
            }
        }

        return false;
    }

    private static (int Line, int Column) Locate(string source, string name)
    {
        var match = Regex.Match(source, $@"(?<![\w$.]){Regex.Escape(name)}(?![\w$])");
        return Position(source, match.Success ? match.Index : 0);
    }

    private static (int Line, int Column) Position(string source, int index)
    {
        var line = 1;
        var start = 0;
        for (var i = 0; i < index; i++)
        {
            if (source[i] == '\n')
            {
                line++;
                start = i + 1;
            }
        }

        return (line, index - start + 1);
    }

    [GeneratedRegex(@"[\p{L}_$][\p{L}\p{Nd}_$]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<![\w$.'""`])(?:variables\??\.(?<name>[\p{L}_$][\p{L}\p{Nd}_$]*)|(?:get|set)Variable\(\s*['""](?<name>[^'""]+)['""])")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"variables\??[.\[][^=;]*?(=[^=>]|\+\+|--|\.(push|pop|shift|unshift|splice|sort|reverse|fill)\()|(\+\+|--)variables")]
    private static partial Regex VariableWrite();

    [GeneratedRegex(@":output-\d+$|^[A-Za-z]+\d+:")]
    private static partial Regex GeneratedReference();
}
