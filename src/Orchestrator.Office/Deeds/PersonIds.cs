namespace Orchestrator.Office.Deeds;

/// <summary>Who has a task by name, as one column: ids with blanks between; null for nobody by name.</summary>
internal static class PersonIds
{
    public static string? Join(IEnumerable<string> persons) => string.Join(' ', persons) is { Length: > 0 } joined ? joined : null;

    public static string[] Split(string? joined) => joined?.Split(' ') ?? [];
}
