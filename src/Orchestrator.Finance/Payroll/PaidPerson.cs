using Orchestrator.Contracts.Terms;

namespace Orchestrator.Finance.Payroll;

/// <summary>财政统发: one person whom the treasury pays through one unit, over months without a gap.</summary>
public sealed class PaidPerson
{
    public required string Id { get; init; }

    public required string PersonKey { get; init; }

    public required string UnitId { get; init; }

    public required FundingForm Funding { get; init; }

    /// <summary>What the person costs in a month, in 分, before the share that the treasury bears.</summary>
    public required long Monthly { get; init; }

    /// <summary>起发月.</summary>
    public required Month FirstMonth { get; init; }

    /// <summary>停发月, the last that this unit pays; null while it goes on.</summary>
    public Month? LastMonth { get; set; }

    /// <summary>The transfer that brought the person here.</summary>
    public string? TransferId { get; init; }
}
