using Orchestrator.Organization.Organs;

namespace Orchestrator.Organization.Posts;

/// <summary>Posts of one place before and after: a department (no internal organ) or an internal organ.</summary>
/// <param name="Quota">People of that place after the change: the size that the tables go by.</param>
/// <param name="Actual">Leaders who are there.</param>
/// <param name="Incoming">Leaders who are to take a post there with a transfer.</param>
public sealed record PostPosition(
    string OrganName, AdministrativeLevel Level, PostTier Tier, int Quota, int Before, int After, int Actual = 0, int Incoming = 0, string? InternalOrganName = null)
{
    public string Unit => OrganName + InternalOrganName;

    public string Place => Unit + Tier.Label();
}

/// <summary>What the rules L judge.</summary>
public sealed record PostFacts(IReadOnlyList<PostPosition> Positions);

/// <summary>Tables and switches of the rules L, decided per campaign.</summary>
public sealed record PostParameters
{
    public static PostParameters Default { get; } = new();

    /// <summary>Tables by code. Default: those that come with the product.</summary>
    public IReadOnlyDictionary<string, PostTable> Tables { get; init; } = PostTable.Shipped;

    /// <summary>Table of internal organs by level (L-01). Default: province and city; a level without one is not judged.</summary>
    public IReadOnlyDictionary<AdministrativeLevel, string> InternalTables { get; init; } = new Dictionary<AdministrativeLevel, string>
    {
        [AdministrativeLevel.Province] = "HB2005-PROV-DIV",
        [AdministrativeLevel.City] = "HB2005-CITY-DIV",
    };

    /// <summary>Table of departments by level (L-02).</summary>
    public IReadOnlyDictionary<AdministrativeLevel, string> DepartmentTables { get; init; } = new Dictionary<AdministrativeLevel, string>
    {
        [AdministrativeLevel.Province] = "HB2005-PROVDEPT",
        [AdministrativeLevel.City] = "HB2005-DEPT",
        [AdministrativeLevel.County] = "HB2005-DEPT",
    };

    /// <summary>只减不增 for posts of internal organs (L-03). Default: on.</summary>
    public bool OnlyDecreasing { get; init; } = true;
}
