using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Freeze;
using Orchestrator.Organization.Organs;

namespace Orchestrator.Organization.Ledger;

/// <summary>An account before and after the change that is judged, in people.</summary>
/// <param name="KeptBack">预留: for 军转, 选调; not to be planned with .</param>
/// <param name="Planned">计划使用: what the unit's plan for the year asks for.</param>
/// <param name="IsOfStreet">An institution of a street (Q-09 where all quotas count).</param>
/// <param name="Entrants">People who are to enter from outside the transfer (入编).</param>
public sealed record QuotaPosition(
    string AccountId,
    string OrganId,
    string OrganName,
    OrganType OrganType,
    AdministrativeLevel Level,
    QuotaType Type,
    FundingForm Funding,
    int Before,
    int After,
    int PeopleBefore = 0,
    int PeopleAfter = 0,
    int KeptBack = 0,
    int Planned = 0,
    int Entrants = 0,
    bool IsOfStreet = false)
{
    public string Place => $"{OrganName}{Type.Label()}";
}

/// <summary>What the rules Q judge: the positions, the lines between them, and what is wanted in frozen units.</summary>
public sealed record QuotaFacts(IReadOnlyList<QuotaPosition> Positions, IReadOnlyList<QuotaLine> Lines, DateOnly Today)
{
    public IReadOnlyList<DigestionPlan> Plans { get; init; } = [];

    public IReadOnlyList<FreezeRecord> Freezes { get; init; } = [];

    public IReadOnlyList<FreezeAttempt> Attempts { get; init; } = [];
}
