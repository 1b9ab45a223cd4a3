namespace Orchestrator.Host.Jobs;

public enum JobRunState
{
    /// <summary>An operator wants it; the scheduler has not come to it.</summary>
    Asked,
    Running,
    Done,
    Failed,

    /// <summary>It began, and its process ended before it did.</summary>
    Lost,
}

/// <summary>One run of a recurring job.</summary>
public sealed class JobRun
{
    public required string Id { get; init; }

    public required string Job { get; init; }

    public required string State { get; set; }

    /// <summary>The operator who wanted it, by name; null when it was due.</summary>
    public string? AskedBy { get; init; }

    public string? Machine { get; set; }

    /// <summary>While it is only asked for, the moment of that.</summary>
    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How many things it did: rows forgotten, deadlines moved. Null when it does not count.</summary>
    public int? Count { get; set; }

    public string? Error { get; set; }
}

/// <summary>What an operator decided about a job. No row: nothing was ever decided.</summary>
public sealed class JobSwitch
{
    public required string Name { get; init; }

    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>By name.</summary>
    public string? PausedBy { get; set; }
}
