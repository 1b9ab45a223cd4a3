namespace Orchestrator.Organization.Posts;

public enum PostTier
{
    /// <summary>部门正职.</summary>
    DepartmentChief,

    /// <summary>部门副职.</summary>
    DepartmentDeputy,

    /// <summary>内设正职.</summary>
    InternalChief,

    /// <summary>内设副职.</summary>
    InternalDeputy,
}

/// <summary>领导职务层次 (公务员法 第18条), those that occur here.</summary>
public enum PostLevel
{
    CountyChief,
    CountyDeputy,
    TownshipChief,
    TownshipDeputy,
}

/// <summary>领导职数: a place that holds so many posts of one tier. The number stands in the balance, not here.</summary>
/// <param name="InternalOrganId">Null for posts of the unit itself.</param>
public sealed record LeadershipPost(string Id, string OrganId, PostTier Tier, PostLevel Level, string? InternalOrganId = null);

/// <param name="Actual">Open placements that hold such a post.</param>
/// <param name="Reserved">Held for transfers that are not confirmed yet.</param>
public sealed record PostBalance(int Authorized, int Actual, int Reserved)
{
    public static PostBalance Zero { get; } = new(0, 0, 0);

    public int Free => Authorized - Actual - Reserved;
}

public enum PostReason
{
    /// <summary>期初建账.</summary>
    Opening,

    /// <summary>核增: from outside.</summary>
    Grant,

    /// <summary>精简: to outside.</summary>
    Cut,

    /// <summary>划转: between two units.</summary>
    Transfer,
}

/// <summary>领导职数变动, double-entry like quotas: null is the outside world.</summary>
public sealed record PostEntry(string Id, string DocNo, DateOnly Date, PostReason Reason, string? FromPostId, string? ToPostId, int Count, string? ReversesId = null);

public static class PostLabels
{
    public static string Label(this PostLevel level) => level switch
    {
        PostLevel.CountyChief => "县处级正职",
        PostLevel.CountyDeputy => "县处级副职",
        PostLevel.TownshipChief => "乡科级正职",
        _ => "乡科级副职",
    };

    public static string Label(this PostReason reason) => reason switch
    {
        PostReason.Opening => "期初登记",
        PostReason.Grant => "核增",
        PostReason.Cut => "精简",
        _ => "划转",
    };

    public static string Label(this PostTier tier) => tier switch
    {
        PostTier.DepartmentChief => "部门正职",
        PostTier.DepartmentDeputy => "部门副职",
        PostTier.InternalChief => "内设机构正职",
        _ => "内设机构副职",
    };
}
