namespace Orchestrator.Office.Correspondence;

/// <summary>催办 of a task by somebody who waits for it.</summary>
public sealed class Urge
{
    public required string TaskId { get; set; }

    /// <summary>From 1.</summary>
    public int Number { get; set; }

    public required string ById { get; set; }

    public required string ByName { get; set; }

    public DateTimeOffset At { get; set; }
}
