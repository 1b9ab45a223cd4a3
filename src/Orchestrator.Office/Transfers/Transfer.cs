using Orchestrator.Contracts.Transfers;

namespace Orchestrator.Office.Transfers;

/// <summary>转隶事项 as the office keeps it: what is to be moved, and how far the three authorities are.</summary>
public sealed class Transfer
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The day from which it holds, in the region's calendar.</summary>
    public required DateOnly TakesEffectOn { get; init; }

    /// <summary>JSON list of <see cref="TransferLine"/>.</summary>
    public required string Lines { get; init; }

    /// <summary>Who gives to whom, by name, as it was called then.</summary>
    public required string Units { get; init; }

    /// <summary>JSON list of <see cref="TransferUnit"/>: every unit of its lines, as it was called then.</summary>
    public required string UnitNames { get; init; }

    /// <summary>编制数 of all lines.</summary>
    public required int Quotas { get; init; }

    /// <summary>随转人数 of all lines.</summary>
    public required int People { get; init; }

    public TransferStatus Status { get; set; }

    public required DateTimeOffset HoldUntil { get; init; }

    /// <summary>文号 of the transfer notice, from confirming on.</summary>
    public string? NoticeNo { get; set; }

    /// <summary>Why it was released.</summary>
    public string? ReleaseReason { get; set; }

    /// <summary>When the clock looks at it next; null when nobody waits.</summary>
    public DateTimeOffset? ClockAt { get; set; }

    public required DateTimeOffset At { get; init; }

    public required string ById { get; init; }

    public required string ByName { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    public int Revision { get; set; }
}

public sealed class TransferLegRow
{
    public required string TransferId { get; init; }

    public required TransferAuthority Authority { get; init; }

    public TransferStep Step { get; set; }

    public LegState State { get; set; }

    public int Asks { get; set; }

    public DateTimeOffset? AskAgainAt { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>JSON list of <see cref="TransferReason"/>: the last answer's.</summary>
    public string Reasons { get; set; } = "[]";
}

/// <summary>What happened to a transfer, for people; never changed.</summary>
public sealed class TransferEvent
{
    public required string TransferId { get; init; }

    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null for what concerns the whole.</summary>
    public TransferAuthority? Authority { get; init; }

    public required string Text { get; init; }

    /// <summary>Null: the system.</summary>
    public string? ByName { get; init; }
}
