namespace Orchestrator.Engine.Definitions;

/// <summary>One problem in a definition document.</summary>
/// <param name="Path">JSON path of the place, for example <c>$.root.activities[3].condition.expression</c>.</param>
/// <param name="Message">What is wrong, in English, naming the value.</param>
/// <param name="MessageZh">The same in Chinese.</param>
/// <param name="Line">1-based line inside an expression's script, when the problem is there.</param>
/// <param name="Column">1-based column, likewise.</param>
public sealed record DefinitionProblem(string Path, string Message, string MessageZh, int? Line = null, int? Column = null);

/// <summary>
/// A workflow definition, read from Elsa 3 JSON, checked and compiled. Immutable and thread-safe; one object serves
/// every instance of the version. <see cref="Read"/> reports every problem, not only the first.
/// </summary>
public sealed partial class Workflow
{
    private Workflow()
    {
    }

    /// <summary>The logical id shared by all versions.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The id of this version, unique across definitions.</summary>
    public required string VersionId { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Reads and checks a document.</summary>
    /// <returns>The workflow, or null when there are problems that forbid to run it.</returns>
    public static (Workflow? Workflow, IReadOnlyList<DefinitionProblem> Problems) Read(ReadOnlySpan<byte> utf8Json) =>
        throw new NotSupportedException();
}
