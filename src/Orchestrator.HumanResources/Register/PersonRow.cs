using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.HumanResources.Terms;

namespace Orchestrator.HumanResources.Register;

/// <summary>
/// One person of the real-name register (实名制台账). Name and citizen number are kept here and in no other service; they are
/// in no message and in no log.
/// </summary>
public sealed class PersonRow
{
    public required string PersonKey { get; init; }

    public required string Name { get; set; }

    public required string CitizenNumber { get; init; }

    public required Gender Gender { get; init; }

    public required string UnitId { get; set; }

    public required string UnitName { get; set; }

    public required QuotaType Quota { get; set; }

    public required FundingForm Funding { get; set; }

    public required PersonnelIdentity Identity { get; set; }

    public LeadershipTier? Tier { get; set; }

    public Rank? Rank { get; set; }

    /// <summary>岗位等级 as it is written.</summary>
    public string? Grade { get; set; }

    public bool SeniorTitle { get; set; }

    public required DateOnly BirthDate { get; init; }

    public required DateOnly StartedWorkOn { get; init; }

    public DateOnly? JoinedPartyOn { get; init; }

    /// <summary>First day in the unit, where a transfer brought the person; null for whoever was there at the opening.</summary>
    public DateOnly? Since { get; set; }

    public int Revision { get; set; }

    public Standing Standing => new(Quota, Funding, Identity, new Position(Tier, Rank, Grade is not null && PostGrade.TryParse(Grade, out var grade) ? grade : null));
}
