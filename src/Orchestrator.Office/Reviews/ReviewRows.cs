namespace Orchestrator.Office.Reviews;

public enum ReviewState
{
    /// <summary>Waits for the reviewer.</summary>
    Open,

    /// <summary>Written by a clerk, not signed by the head of the unit yet.</summary>
    Entered,

    Signed,

    /// <summary>The deadline passed and silence counts as consent.</summary>
    Silent,
}

/// <summary>The answer of one reviewing unit in one round.</summary>
public sealed class ReviewRow
{
    public required string CaseId { get; set; }

    public int Round { get; set; }

    public required string UnitId { get; set; }

    public required string UnitName { get; set; }

    public bool Mandatory { get; set; }

    public ReviewState State { get; set; }

    public ReviewResult? Result { get; set; }

    public string? Comment { get; set; }

    public string? WriterId { get; set; }

    public string? WriterName { get; set; }

    public DateTimeOffset? WrittenAt { get; set; }

    public string? SignerName { get; set; }

    public DateTimeOffset? SignedAt { get; set; }

    /// <summary>Confirmations written with the opinions, in force once signed (JSON).</summary>
    public string? PendingConfirmations { get; set; }
}

public sealed class OpinionRow
{
    public required string Id { get; set; }

    public required string CaseId { get; set; }

    public int Round { get; set; }

    public int Number { get; set; }

    public string? Version { get; set; }

    public required string UnitId { get; set; }

    public required string UnitName { get; set; }

    public required string PersonId { get; set; }

    public required string PersonName { get; set; }

    public OpinionCategory Category { get; set; }

    public required string Location { get; set; }

    public string? Original { get; set; }

    public string? Proposed { get; set; }

    public required string Reason { get; set; }

    public string? Basis { get; set; }

    public OpinionSeverity Severity { get; set; }

    public DateTimeOffset SubmittedAt { get; set; }

    /// <summary>The head who signed for the unit; an unsigned opinion has not left its unit.</summary>
    public string? SignedBy { get; set; }

    public DateTimeOffset? SignedAt { get; set; }

    /// <summary>The row of the adoption table that it went into.</summary>
    public string? ItemId { get; set; }
}

/// <summary>One row of the adoption table (意见采纳情况表).</summary>
public sealed class AdoptionItem
{
    public required string Id { get; set; }

    public required string CaseId { get; set; }

    public int Round { get; set; }

    public int Number { get; set; }

    public string? Version { get; set; }

    public required string Location { get; set; }

    public string? Original { get; set; }

    public string? Proposed { get; set; }

    public string? Reason { get; set; }

    public bool Must { get; set; }

    public Disposition Disposition { get; set; }

    public string? DispositionReason { get; set; }

    public Disposition? Reply { get; set; }

    public string? ReplyReason { get; set; }

    public string? RevisedText { get; set; }

    public ItemState State { get; set; }

    /// <summary>What a dispute decided for this row; binds the submitting unit.</summary>
    public Disposition? Settled { get; set; }

    public string? SettledText { get; set; }

    public bool IsSettled => State is ItemState.Agreed or ItemState.Ruled || Settled is not null;
}

/// <summary>Whether a proposing unit is content with the answer to its opinion.</summary>
public sealed class Confirmation
{
    public required string ItemId { get; set; }

    public required string UnitId { get; set; }

    public required string CaseId { get; set; }

    public required string UnitName { get; set; }

    public Stance Stance { get; set; }

    public DateTimeOffset At { get; set; }
}
