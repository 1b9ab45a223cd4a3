namespace Orchestrator.Office.Disputes;

/// <summary>One run up the disagreement ladder.</summary>
public sealed class Dispute
{
    public required string Id { get; set; }

    public required string CaseId { get; set; }

    public int Round { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The level that ended it.</summary>
    public string? ClosedLevel { get; set; }

    /// <summary>Ids of the adoption table's rows in dispute, separated by blanks.</summary>
    public required string ItemIds { get; set; }

    public string? Matter { get; set; }
}

/// <summary>One attempt at one level: L1 协商, L2 书面协调, L3 协调会, L4 裁定.</summary>
public sealed class DisputeStep
{
    public required string DisputeId { get; set; }

    public int Number { get; set; }

    public required string CaseId { get; set; }

    public required string Level { get; set; }

    public required string Outcome { get; set; }

    public required string Minutes { get; set; }

    public string? Attendees { get; set; }

    public required string PersonName { get; set; }

    public string? UnitId { get; set; }

    public DateTimeOffset At { get; set; }
}
