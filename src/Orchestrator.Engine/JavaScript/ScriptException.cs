namespace Orchestrator.Engine.JavaScript;

/// <summary>What kind of failure ended a script.</summary>
public enum ScriptErrorKind
{
    /// <summary>A script threw an Error or any other value, or a host function failed.</summary>
    Error,
    TypeError,
    RangeError,
    ReferenceError,
    SyntaxError,

    /// <summary>A budget is used up. Scripts cannot catch this.</summary>
    Budget,
}

/// <summary>A script failed at a known place. A script's own <c>try</c> catches all kinds but the budget.</summary>
public sealed class ScriptException : Exception
{
    internal ScriptException(ScriptErrorKind kind, int line, int column, string message, string messageZh, object? value, Exception? inner = null)
        : base(message, inner)
    {
        (Kind, Line, Column, MessageZh, Value) = (kind, line, column, messageZh, value);
    }

    public ScriptErrorKind Kind { get; }

    /// <summary>1-based line of the operation that failed.</summary>
    public int Line { get; }

    /// <summary>1-based column.</summary>
    public int Column { get; }

    /// <summary>The sentence for people who read Chinese; the text of a script's own Error is kept as it is.</summary>
    public string MessageZh { get; }

    /// <summary>The thrown value as plain data; null for errors of the language itself.</summary>
    public object? Thrown => Value is JsError error ? error.Message : Script.ToPlain(Value);

    /// <summary>The thrown value as the script sees it.</summary>
    internal object? Value { get; }
}
