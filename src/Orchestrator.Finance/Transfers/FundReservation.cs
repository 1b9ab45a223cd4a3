using Orchestrator.Finance.Payroll;
using Orchestrator.Runtime.Sagas;

namespace Orchestrator.Finance.Transfers;

/// <summary>Money of one person that a transfer has set aside.</summary>
public sealed class FundReservation
{
    public required string TransferId { get; init; }

    public required string PersonKey { get; init; }

    public required string FromUnitId { get; init; }

    public required string ToUnitId { get; init; }

    public required int Year { get; init; }

    /// <summary>The last month that the giving unit pays.</summary>
    public required Month LastMonth { get; init; }

    public required int Months { get; init; }

    /// <summary>In 分.</summary>
    public required long Amount { get; init; }

    /// <summary>Held, Confirmed or Released.</summary>
    public HoldState State { get; set; }
}
