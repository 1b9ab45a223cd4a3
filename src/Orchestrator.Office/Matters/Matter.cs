namespace Orchestrator.Office.Matters;

public enum MatterKind
{
    /// <summary>公文</summary>
    Document,

    /// <summary>请示</summary>
    Request,

    /// <summary>方案</summary>
    Plan,
    Other,
}

/// <summary>A matter (事项) that an office sends round for countersigning (会签), as lists show it: a projection of the
/// workflow instance of the same id.</summary>
public sealed class Matter
{
    public required string Id { get; set; }

    /// <summary>For example 会签〔2020〕12号; given when the matter is begun and never again.</summary>
    public required string Number { get; set; }

    public required string Title { get; set; }

    public MatterKind Kind { get; set; }

    /// <summary>The newest version of the text; 0 until the first is handed in.</summary>
    public int Version { get; set; }

    public required string InitiatorId { get; set; }

    public required string InitiatorName { get; set; }

    public required string UnitId { get; set; }

    public required string UnitName { get; set; }

    public required string Stage { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The earliest deadline of the open tasks.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public bool Overdue { get; set; }

    public DateTimeOffset? HeldSince { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>作废; once set it never changes.</summary>
    public DateTimeOffset? VoidedAt { get; set; }

    /// <summary>Name of the person who declared it void.</summary>
    public string? VoidedBy { get; set; }

    public string? VoidReason { get; set; }
}

/// <summary>What was handed in, never changed: the text with the units that were asked and how they decide.</summary>
public sealed class MatterText
{
    public required string MatterId { get; set; }

    public int Version { get; set; }

    public required string Title { get; set; }

    public required string Text { get; set; }

    /// <summary>What was changed, in the drafter's words.</summary>
    public string? Note { get; set; }

    /// <summary>The <see cref="MatterPlan"/> without its text, JSON.</summary>
    public required string Plan { get; set; }

    public required string PersonId { get; set; }

    public required string PersonName { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>These persons have or had a task of the matter: they may read it. Empty means any.</summary>
public sealed class MatterParticipant
{
    public required string MatterId { get; set; }

    public required string PersonId { get; set; }

    public required string UnitId { get; set; }

    public required string Role { get; set; }
}

/// <summary>One line of 办理过程: who did what when. <see cref="Step"/> and <see cref="Outcome"/> are codes for clients,
/// <see cref="Text"/> is the Chinese sentence.</summary>
public sealed class MatterEntry
{
    public required string MatterId { get; set; }

    public int Seq { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Kind { get; set; }

    public string? Step { get; set; }

    public string? Outcome { get; set; }

    public int Pass { get; set; }

    public string? TaskId { get; set; }

    public required string ActorId { get; set; }

    public required string ActorName { get; set; }

    public string? UnitName { get; set; }

    public required string Text { get; set; }

    public string? Comment { get; set; }

    /// <summary>Hash of the signature image that the person had when he decided.</summary>
    public string? Signature { get; set; }
}
