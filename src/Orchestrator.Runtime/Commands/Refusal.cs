namespace Orchestrator.Runtime;

/// <summary>What kind of no: decides the HTTP status.</summary>
public enum RefusalKind
{
    /// <summary>422: the input breaks a rule.</summary>
    Invalid,

    /// <summary>409: the world has moved on, or does not allow it now.</summary>
    Conflict,

    /// <summary>403: not this person.</summary>
    Forbidden,

    /// <summary>404: no such thing, or none that this person may see.</summary>
    NotFound,
}

/// <summary>One place in the input that is wrong. Row and column are 1-based, for tables.</summary>
/// <param name="Path">For example <c>data.opinions[2].reason</c>.</param>
/// <param name="Message">A Chinese sentence.</param>
/// <param name="Rule">Id of the rule in the catalogue that speaks of it: <c>Q-10</c>.</param>
public sealed record FieldProblem(string Path, string Message, int? Row = null, int? Column = null, string? Rule = null);

/// <summary>The business says no. A value, never an exception; nothing is stored except the audited attempt.</summary>
/// <param name="Code">Stable, for programs: <c>task.already-decided</c>.</param>
/// <param name="Message">A Chinese sentence for people.</param>
/// <param name="CurrentRevision">Of the object in question, after a lost race.</param>
public sealed record Refusal(
    string Code, string Message, RefusalKind Kind, IReadOnlyList<FieldProblem> Problems, long? CurrentRevision = null)
{
    public static Refusal Invalid(string code, string message, params IReadOnlyList<FieldProblem> problems) => new(code, message, RefusalKind.Invalid, problems);

    public static Refusal Conflict(string code, string message, long? currentRevision = null) => new(code, message, RefusalKind.Conflict, [], currentRevision);

    public static Refusal Forbidden(string code, string message) => new(code, message, RefusalKind.Forbidden, []);

    public static Refusal NotFound(string code, string message) => new(code, message, RefusalKind.NotFound, []);
}
