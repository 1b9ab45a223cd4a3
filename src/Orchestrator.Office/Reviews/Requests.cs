namespace Orchestrator.Office.Reviews;

public enum RequestState
{
    Pending,
    Approved,
    Refused,
}

/// <summary>A withdrawal (撤回): free early on, later it needs the approval of <see cref="NeedsRole"/>.</summary>
public sealed class Withdrawal
{
    public required string Id { get; set; }

    public required string CaseId { get; set; }

    public required string Reason { get; set; }

    public required string Stage { get; set; }

    public string? NeedsRole { get; set; }

    public RequestState State { get; set; }

    public required string RequestedById { get; set; }

    public required string RequestedBy { get; set; }

    public DateTimeOffset RequestedAt { get; set; }

    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? Comment { get; set; }
}

/// <summary>A unit head asks for more time for one task.</summary>
public sealed class ExtensionRequest
{
    public required string Id { get; set; }

    public required string CaseId { get; set; }

    public required string TaskId { get; set; }

    public required string Step { get; set; }

    public int Round { get; set; }

    public required string UnitId { get; set; }

    public int Days { get; set; }

    public required string Reason { get; set; }

    public RequestState State { get; set; }

    public DateTimeOffset DueBefore { get; set; }

    public DateTimeOffset DueAfter { get; set; }

    public required string RequestedBy { get; set; }

    public DateTimeOffset RequestedAt { get; set; }

    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? Comment { get; set; }
}
