using Orchestrator.Engine.JavaScript;
using Orchestrator.Engine.Values;
using Shouldly;

namespace Orchestrator.Specs.JavaScript;

/// <summary>A host with given globals and a fixed time, and short ways to run scripts on it.</summary>
internal sealed class Scripts(params (string Name, object? Value)[] globals) : IScriptHost
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8));

    private readonly Dictionary<string, object?> _globals = globals.ToDictionary(g => g.Name, g => g.Value, StringComparer.Ordinal);

    public DateTimeOffset Now => Noon;

    public bool TryGetGlobal(string name, out object? value) => _globals.TryGetValue(name, out value);

    public object? Run(string source, ScriptBudget? budget = null)
    {
        var (script, problems) = Script.Parse(source);
        problems.ShouldBeEmpty(source);
        return script.ShouldNotBeNull().Run(this, budget);
    }

    /// <summary>The result as JSON text.</summary>
    public static string Json(string source) => JsonText.Write(new Scripts().Run(source));

    public static ScriptException Failure(string source, ScriptBudget? budget = null) =>
        Should.Throw<ScriptException>(() => new Scripts().Run(source, budget), source);

    public static ScriptProblem Problem(string source)
    {
        var (script, problems) = Script.Parse(source);
        script.ShouldBeNull(source);
        problems.ShouldNotBeEmpty();
        return problems[0];
    }
}
