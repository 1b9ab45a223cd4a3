using System.Collections.Frozen;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.JavaScript;
using Orchestrator.Engine.Values;
using Frame = Orchestrator.Engine.Execution.Frame;

namespace Orchestrator.Engine.Expressions;

/// <summary>
/// What a script sees of the instance. Source: section 4 of the format. <c>variables</c> holds the variables in scope
/// whose names occur in the script; what the script assigns to its members is written back when the script has ended.
/// </summary>
internal sealed class ScriptEnvironment(Burst burst) : IScriptHost
{
    private readonly Dictionary<string, object?> _functions = new(StringComparer.Ordinal);
    private FrozenSet<string> _words = FrozenSet<string>.Empty;
    private JsObject? _variables;
    private Dictionary<string, object?>? _before;
    private JsObject? _arguments;

    public DateTimeOffset Now => burst.Now;

    public Burst Burst => burst;

    public Frame Frame { get; private set; } = null!;

    /// <summary>The outcomes that a RunJavaScript activity has set.</summary>
    public List<string>? Outcomes { get; private set; }

    public object? Run(Script script, FrozenSet<string> words, Frame frame, JsObject? arguments = null)
    {
        (Frame, _words, _variables, _before, _arguments, Outcomes) = (frame, words, null, null, arguments, null);
        try
        {
            var result = script.Run(this);
            WriteBack();
            return result;
        }
        catch (ScriptException e)
        {
            throw new EvaluationException(
                $"{e.Message} (line {e.Line}, column {e.Column})", $"{e.Kind} {e.Line}:{e.Column} {e.MessageZh}", e);
        }
    }

    public bool TryGetGlobal(string name, out object? value)
    {
        switch (name)
        {
            case "variables":
                value = _variables ??= Snapshot();
                return true;
            case "input" or "inputs":
                value = Inputs();
                return true;
            case "args":
                value = _arguments ?? new JsObject();
                return true;
        }

        if (!_functions.TryGetValue(name, out value))
        {
            value = ScriptFunctions.Find(this, name);
            _functions[name] = value;
        }

        return value is not null;
    }

    /// <summary>An argument by its name in any case: <c>getItem()</c> is the argument <c>item</c>.</summary>
    public bool TryArgument(string name, out object? value)
    {
        foreach (var (argument, given) in _arguments?.Members ?? [])
        {
            if (string.Equals(argument, name, StringComparison.OrdinalIgnoreCase))
            {
                value = given;
                return true;
            }
        }

        value = null;
        return false;
    }

    public void SetOutcomes(IEnumerable<string> outcomes) => (Outcomes ??= []).AddRange(outcomes);

    private JsObject Inputs()
    {
        for (var at = Frame; at is not null; at = at.Parent)
        {
            if (at.Inline is not null)
            {
                return Copies.Of(at.Variables ?? new JsObject());
            }
        }

        return Copies.Of(burst.State.Input);
    }

    private JsObject Snapshot()
    {
        var found = new JsObject();
        _before = [];
        for (var at = Frame; at is not null; at = at.Parent)
        {
            foreach (var variable in at.Scoping.Variables)
            {
                Include(found, variable.Name);
            }

            foreach (var (name, _) in at.Variables?.Members ?? [])
            {
                Include(found, name);
            }

            if (at.IsBoundary)
            {
                break;
            }
        }

        return found;
    }

    private void Include(JsObject found, string name)
    {
        if (_words.Contains(name) && !found.Has(name) && Scope.TryFind(Frame, name, out var value))
        {
            // A copy of what is stored: a script that fails half way has changed nothing.
            found[name] = Copies.Of(value);
            _before![name] = value;
        }
    }

    private void WriteBack()
    {
        if (_variables is null)
        {
            return;
        }

        foreach (var (name, raw) in _variables.Members)
        {
            if (raw is not (JsObject or JsArray) && _before!.TryGetValue(name, out var same) && Equals(same, raw))
            {
                continue;
            }

            var value = Script.ToPlain(raw);
            if (_before!.TryGetValue(name, out var before) && SameValue(before, value))
            {
                continue;
            }

            if (!Scope.TryWrite(Frame, name, value))
            {
                throw new EvaluationException($"Variable '{name}' is not declared.", $"变量“{name}”未定义。");
            }
        }
    }

    private static bool SameValue(object? left, object? right) => left switch
    {
        JsObject a => right is JsObject b && a.Count == b.Count && a.Members.Zip(b.Members, static (x, y) => x.Key == y.Key && SameValue(x.Value, y.Value)).All(static same => same),
        JsArray a => right is JsArray b && a.Count == b.Count && a.Items.Zip(b.Items, SameValue).All(static same => same),
        _ => Equals(left, right),
    };
}
