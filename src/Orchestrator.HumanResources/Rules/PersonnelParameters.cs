namespace Orchestrator.HumanResources.Rules;

/// <summary>People in a quota and hired people are reported on separate lists (P-21).</summary>
public enum RosterKind
{
    InQuota,
    Hired,
}

/// <summary>Thresholds of the personnel rules, set per campaign and list.</summary>
/// <param name="NoticeDate">The date of the transfer notice (转隶通知), local; retirement is counted on it.</param>
public sealed record PersonnelParameters(DateOnly NoticeDate, RosterKind Kind)
{
    /// <summary>So close to retirement a move is pointed out (P-16).</summary>
    public int NearRetirementMonths { get; init; } = 12;

    /// <summary>At the handover a missing contract plan blocks; before, it warns (P-22).</summary>
    public bool IsHandover { get; init; }
}
