namespace Orchestrator.Finance.Budget;

/// <summary>人员经费 of a unit for a year. All amounts in 分.</summary>
public sealed class BudgetLine
{
    public required string UnitId { get; init; }

    public required int Year { get; init; }

    /// <summary>批复数 at the beginning.</summary>
    public required long Approved { get; init; }

    /// <summary>Already paid or bound otherwise.</summary>
    public required long Spent { get; set; }

    /// <summary>What transfers brought, less what they took away.</summary>
    public long Moved { get; set; }

    /// <summary>What transfers under way will take away.</summary>
    public long Reserved { get; set; }

    /// <summary>可用.</summary>
    public long Free => Approved + Moved - Spent - Reserved;
}

/// <summary>Money that went with a transfer from one unit's line to another's; never changed.</summary>
public sealed class BudgetEntry
{
    public required string TransferId { get; init; }

    public required string FromUnitId { get; init; }

    public required string ToUnitId { get; init; }

    public required int Year { get; init; }

    public required long Amount { get; init; }

    public required int People { get; init; }

    public required string NoticeNo { get; init; }

    public required DateTimeOffset At { get; init; }
}
