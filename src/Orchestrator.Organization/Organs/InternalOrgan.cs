namespace Orchestrator.Organization.Organs;

public enum InternalOrganKind
{
    /// <summary>综合管理类: office, personnel, finance of the unit itself.</summary>
    General,

    /// <summary>业务类.</summary>
    Business,

    /// <summary>派出.</summary>
    SentOut,
}

/// <summary>内设机构.</summary>
/// <param name="Quota">People allotted to it; leadership members who belong to no internal organ are not in it.</param>
/// <param name="Function">Of a general one: 办公室, 人事, 财务…; a merged unit has each once (I-03).</param>
public sealed record InternalOrgan(string Id, string OrganId, string Name, InternalOrganKind Kind, int Quota, string? Function = null)
{
    public IReadOnlyList<string> DutyIds { get; init; } = [];

    /// <summary>行政审批科: the desk for permits (D-09).</summary>
    public bool IsPermitDesk { get; init; }
}
