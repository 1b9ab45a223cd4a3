namespace Orchestrator.Office.Supervisions;

public enum SupervisionState
{
    Open,

    /// <summary>The task ended (已办结), and the supervision with it.</summary>
    Finished,

    /// <summary>The reform office struck it off (销号).</summary>
    Closed,
}

/// <summary>督办: the reform office keeps an eye on one task until a day. One task has one open supervision at most; the
/// schema holds to that.</summary>
public sealed class Supervision
{
    public required string Id { get; set; }

    public required string TaskId { get; set; }

    /// <summary>The case, or the matter.</summary>
    public required string RootId { get; set; }

    public string? CampaignId { get; set; }

    public required string FlowTitle { get; set; }

    public required string TaskTitle { get; set; }

    public required string Step { get; set; }

    /// <summary>承办单位; null for what a person does as such.</summary>
    public string? UnitId { get; set; }

    public string? UnitName { get; set; }

    public required string Requirement { get; set; }

    /// <summary>End of a working day.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>How often the day was put off.</summary>
    public int Extensions { get; set; }

    public DateTimeOffset? OverdueToldAt { get; set; }

    public string? LeaderId { get; set; }

    public string? LeaderName { get; set; }

    public required string ById { get; set; }

    public required string ByName { get; set; }

    public DateTimeOffset At { get; set; }

    public SupervisionState State { get; set; }

    /// <summary>The task closed and comes again, when something earlier is corrected or others have signed.</summary>
    public bool SetAside { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedByName { get; set; }

    public string? Conclusion { get; set; }
}

public enum SupervisionEntryKind
{
    /// <summary>反馈办理情况</summary>
    Progress,

    /// <summary>延期</summary>
    Extended,
}

/// <summary>What was reported about a supervision, or why its day was put off. Rows are never changed.</summary>
public sealed class SupervisionEntry
{
    public required string SupervisionId { get; set; }

    /// <summary>From 1.</summary>
    public int Number { get; set; }

    public SupervisionEntryKind Kind { get; set; }

    public required string Text { get; set; }

    /// <summary>The day that holds from then on; null for a report.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public DateTimeOffset At { get; set; }

    public required string ById { get; set; }

    public required string ByName { get; set; }

    public string? UnitName { get; set; }
}
