namespace Orchestrator.HumanResources.Relations;

public enum RelationChangeKind
{
    ContractSigned,
    ContractRenewed,
    ContractEnded,

    /// <summary>The receiving unit goes on with it.</summary>
    ContractContinued,
    InsuranceBegun,
    InsuranceStopped,

    /// <summary>参保单位变更.</summary>
    PayerChanged,
}

/// <summary>What happened to a contract or an insurance; never changed.</summary>
public sealed class RelationChange
{
    public long Id { get; init; }

    public required string PersonKey { get; init; }

    public required RelationChangeKind Kind { get; init; }

    /// <summary>The contract with its number, or the kind of insurance.</summary>
    public required string About { get; init; }

    public string? FromUnitId { get; init; }

    public string? FromUnitName { get; init; }

    public string? ToUnitId { get; init; }

    public string? ToUnitName { get; init; }

    public required DateOnly HappensOn { get; init; }

    /// <summary>依据文号; of a transfer its notice.</summary>
    public string? DocNo { get; init; }

    public string? TransferId { get; init; }

    public required string ById { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }
}
