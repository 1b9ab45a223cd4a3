using Orchestrator.Contracts.Terms;
using Orchestrator.Runtime.Sagas;

namespace Orchestrator.HumanResources.Transfers;

/// <summary>A person whom a transfer has locked (冻结人事关系): nobody else moves him until it is over.</summary>
public sealed class PersonLock
{
    public required string TransferId { get; init; }

    public required string PersonKey { get; init; }

    public required string ToUnitId { get; init; }

    public required string ToUnitName { get; init; }

    public required QuotaType Quota { get; init; }

    public required FundingForm Funding { get; init; }

    /// <summary>Held, Confirmed or Released.</summary>
    public HoldState State { get; set; }
}

/// <summary>转隶 of one person as it was carried out; never changed.</summary>
public sealed class Movement
{
    public required string TransferId { get; init; }

    public required string PersonKey { get; init; }

    public required string FromUnitId { get; init; }

    public required string FromUnitName { get; init; }

    public required string ToUnitId { get; init; }

    public required string ToUnitName { get; init; }

    /// <summary>First day in the new unit.</summary>
    public required DateOnly MovedOn { get; init; }

    public required string NoticeNo { get; init; }

    public required DateTimeOffset At { get; init; }
}
