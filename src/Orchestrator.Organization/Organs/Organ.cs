namespace Orchestrator.Organization.Organs;

/// <summary>Whose quota it is. A street is an agency of its district and stands at <see cref="County"/>.</summary>
public enum AdministrativeLevel
{
    Province,
    City,
    County,
    Township,
}

public enum OrganType
{
    PartyOrgan,
    GovernmentDepartment,
    Street,
    Institution,
    MassOrganization,

    /// <summary>议事协调机构: has no quota of its own.</summary>
    Coordination,

    /// <summary>派驻机构: sent out by an organ, of either nature.</summary>
    Stationed,

    /// <summary>垂直管理机构.</summary>
    Vertical,
}

/// <summary>机构级别, from 正厅 down to 副股.</summary>
public enum OrganRank
{
    Unranked,
    FullBureau,
    DeputyBureau,
    FullDivision,
    DeputyDivision,
    FullSection,
    DeputySection,
    FullSubsection,
    DeputySubsection,
    Other,
}

public enum OrganStatus
{
    Planned,
    Active,
    Merged,
    Abolished,
}

/// <summary>机构 (domain/03 §3.2). Dates are days of the region's calendar; <paramref name="ValidTo"/> is the first day on which it is no more.</summary>
public sealed record Organ(
    string Id,
    string Name,
    OrganType Type,
    AdministrativeLevel Level,
    OrganRank Rank = OrganRank.Unranked,
    string? ParentId = null,
    OrganStatus Status = OrganStatus.Active,
    string? CreditCode = null,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null);
