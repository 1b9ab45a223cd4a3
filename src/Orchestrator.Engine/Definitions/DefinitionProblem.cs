using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Definitions;

public enum ProblemSeverity
{
    /// <summary>The definition cannot run.</summary>
    Error,

    /// <summary>The definition runs, but probably not as its author means.</summary>
    Warning,
}

/// <summary>One problem in a definition document.</summary>
/// <param name="Path">JSON path of the place, for example <c>$.root.activities[3].condition.expression</c>.</param>
/// <param name="Message">What is wrong, in English, naming the value.</param>
/// <param name="MessageZh">The same in Chinese.</param>
/// <param name="Line">1-based line inside an expression's script (or of the document when it is no JSON), when the problem is there.</param>
/// <param name="Column">1-based column, likewise.</param>
/// <param name="Severity">Only errors forbid to run the definition.</param>
public sealed record DefinitionProblem(
    string Path, string Message, string MessageZh, int? Line = null, int? Column = null,
    ProblemSeverity Severity = ProblemSeverity.Error)
{
    /// <summary>Path, severity, both messages, and line and column where there are any.</summary>
    public JsObject ToJson()
    {
        var json = JsObject.Of(("path", Path), ("severity", Severity.ToString()), ("message", Message), ("messageZh", MessageZh));
        if (Line is { } line)
        {
            (json["line"], json["column"]) = ((double)line, (double?)Column);
        }

        return json;
    }
}
