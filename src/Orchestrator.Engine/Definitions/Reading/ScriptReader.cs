using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.JavaScript;

namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>Reads the scripts of a definition and, when all of it is known, checks the names that they use.</summary>
internal sealed partial class ScriptReader(Workflow workflow, Problems problems)
{
    private readonly List<(Script Script, string Source, Node Node, string Path)> _scripts = [];

    public ScriptValue? Read(string source, string path, Node node)
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
                    var (en, zh) = Unsupported.ScriptName(name);
                    problems.Error(path, en, zh, line, column);
                }
            }

            foreach (Match match in VariableName().Matches(source))
            {
                var group = match.Groups["name"];
                if (!Declarations.Has(node, group.Value) && !IsInputAsVariable(group.Value))
                {
                    var (line, column) = Position(source, group.Index);
                    problems.Error(path, $"The script uses variable '{group.Value}', which is not declared in scope.", $"脚本使用了未声明的变量“{group.Value}”。", line, column);
                }
            }
        }
    }

    // In a definition used as an activity the inputs are variables.
    private bool IsInputAsVariable(string name) => workflow.UsableAsActivity && workflow.Inputs.Any(input => input.Name == name);

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

        return Declarations.IsLoopName(node, rest) || (name[0] == 'g' && (rest == "Item" || workflow.Inputs.Any(input => ScriptFunctions.Pascal(input.Name) == rest)));
    }

    private bool IsOutputAccessor(string name)
    {
        var from = name.IndexOf("From", StringComparison.Ordinal);
        return from > 3 && name.StartsWith("get", StringComparison.Ordinal) && name != "getOutputFrom"
            && workflow.Nodes.Values.Any(node => ScriptFunctions.Pascal(node.Name ?? node.Id) == name[(from + 4)..] || ScriptFunctions.Pascal(node.Id) == name[(from + 4)..]);
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
}
