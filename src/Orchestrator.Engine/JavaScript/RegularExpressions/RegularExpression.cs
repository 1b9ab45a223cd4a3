namespace Orchestrator.Engine.JavaScript;

internal sealed class RegularExpression
{
    public string Source { get; init; } = "";
    public string EscapedSource => Source;
    public string Flags { get; init; } = "";
    public bool IsGlobal { get; init; }
    public bool IgnoresCase { get; init; }
    public bool IsMultiline { get; init; }
    public bool IsDotAll { get; init; }
    public bool IsUnicode { get; init; }
    public bool IsSticky { get; init; }
    public IReadOnlyList<(string Name, int Group)> GroupNames { get; init; } = [];

    public static (RegularExpression? Expression, string? Problem) Parse(string pattern, string flags) => (null, "not available");

    public int[]? Match(Run run, string text, int at) => Source.Length == 0 ? [at, at] : null;
}
