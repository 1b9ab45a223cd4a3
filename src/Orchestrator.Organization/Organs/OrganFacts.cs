namespace Orchestrator.Organization.Organs;

public enum OrganChangeKind
{
    SetUp,
    Abolish,
    Merge,
    Split,
    Rename,

    /// <summary>改变规格.</summary>
    ChangeRank,
}

/// <summary>机构变动 (OrganChange of domain/03 §3.2), named by the organ that comes of it, or that ends.</summary>
/// <param name="FilingNo">人大常委会备案号: government departments and streets only.</param>
public sealed record OrganChange(string OrganId, OrganChangeKind Kind, string? ApprovalNo = null, string? FilingNo = null);

/// <summary>A change of an internal organ and the approval number of the 编办.</summary>
public sealed record InternalOrganChange(string OrganId, string Name, OrganChangeKind Kind, string? ApprovalNo = null);

/// <summary>What the rules I judge: organs and internal organs before and after the reform, and the changes between.</summary>
public sealed record OrganFacts(IReadOnlyList<Organ> Organs, IReadOnlyList<InternalOrgan> Before, IReadOnlyList<InternalOrgan> After)
{
    public IReadOnlyList<OrganChange> Changes { get; init; } = [];

    public IReadOnlyList<InternalOrganChange> InternalChanges { get; init; } = [];

    /// <summary>综合规划 duties that stayed behind when an organ was split (I-04).</summary>
    public IReadOnlySet<string> ResidualDuties { get; init; } = new HashSet<string>();

    internal Organ? Organ(string id) => Organs.FirstOrDefault(organ => organ.Id == id);

    internal string Name(string id) => Organ(id)?.Name ?? $"机构“{id}”";
}

/// <summary>Thresholds of the rules I, decided per campaign.</summary>
public sealed record OrganParameters
{
    public static OrganParameters Default { get; } = new();

    /// <summary>Least people of an internal organ by level (I-01). Default: 4 for city organs, none elsewhere. Streets are never asked.</summary>
    public IReadOnlyDictionary<AdministrativeLevel, int> LeastQuota { get; init; } = new Dictionary<AdministrativeLevel, int> { [AdministrativeLevel.City] = 4 };

    /// <summary>Internal organs of a street, exactly (I-02). Default: 6.</summary>
    public int StreetInternalOrgans { get; init; } = 6;

    /// <summary>Institutions of a street, exactly (I-02). Default: 3.</summary>
    public int StreetInstitutions { get; init; } = 3;

    /// <summary>Share of 综合管理类 in percent (I-03). Default: 30. A single one is never too many.</summary>
    public int GeneralSharePercent { get; init; } = 30;

    /// <summary>机构限额 by level: 党委工作机关 and 政府工作部门 (I-05). Default: none known, the rule rests.</summary>
    public IReadOnlyDictionary<AdministrativeLevel, int> AgencyCaps { get; init; } = new Dictionary<AdministrativeLevel, int>();
}
