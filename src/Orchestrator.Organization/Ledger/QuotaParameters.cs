using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Freeze;
using Orchestrator.Organization.Organs;

namespace Orchestrator.Organization.Ledger;

/// <summary>What Q-09 counts.</summary>
public enum ShareBasis
{
    Administrative,
    All,
}

/// <summary>Thresholds of the rules Q, decided per campaign.</summary>
public sealed record QuotaParameters
{
    public static QuotaParameters Default { get; } = new();

    /// <summary>核定总额 of 行政编制 by level. Default: none known, the rule rests.</summary>
    public IReadOnlyDictionary<AdministrativeLevel, int> AdministrativeCaps { get; init; } = new Dictionary<AdministrativeLevel, int>();

    /// <summary>Kinds under 只减不增. Default: none.</summary>
    public IReadOnlySet<QuotaType> OnlyDecreasing { get; init; } = new HashSet<QuotaType>();

    /// <summary>Streets' share of the quotas in percent. Default: 30.</summary>
    public int StreetSharePercent { get; init; } = 30;

    /// <summary>Default: 行政编制 only.</summary>
    public ShareBasis StreetShareOf { get; init; } = ShareBasis.Administrative;

    public FreezeParameters Freeze { get; init; } = new();
}
