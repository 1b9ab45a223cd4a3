namespace Orchestrator.Host.Identity;

/// <summary>The roles a person can have, and which do not go together.</summary>
public static class RoleCatalog
{
    /// <summary>Every role code with its Chinese name, in the order in which lists show them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["BM-JB"] = "部门经办人",
        ["BM-FZ"] = "部门负责人",
        ["BB-JB"] = "编办经办人",
        ["BB-SH"] = "编办审核人",
        ["BB-ZR"] = "编办主任",
        ["ZB"] = "改革专班",
        ["ZZ"] = "组织部",
        ["CZ"] = "财政局",
        ["RS"] = "人社局",
        ["SF"] = "司法局",
        ["ZF"] = "政法委",
        ["JD"] = "街道",
        ["MS"] = "会议秘书",
        ["LD"] = "领导",
        ["WB"] = "党委办公室",
        ["DC"] = "督查",
        ["SA"] = "系统管理员",
        ["SE"] = "安全保密管理员",
        ["AU"] = "安全审计员",
    };

    /// <summary>The three administrators. Keeping them apart from each other and from all business roles is stricter
    /// than rule X-01 asks (system and security by one person), as the role table of the product intends.</summary>
    public static readonly IReadOnlySet<string> Administrators = new HashSet<string>(StringComparer.Ordinal) { "SA", "SE", "AU" };

    /// <summary>Rule X-01. Null when the roles may be held by one person.</summary>
    public static string? Conflict(IReadOnlyCollection<string> roles)
    {
        foreach (var (left, right) in new[] { ("SA", "AU"), ("SE", "AU"), ("SA", "SE") })
        {
            if (roles.Contains(left) && roles.Contains(right))
            {
                return $"{Names[left]}与{Names[right]}不得由同一人兼任（规则 X-01）。";
            }
        }

        var administrator = roles.FirstOrDefault(Administrators.Contains);
        var business = roles.FirstOrDefault(r => !Administrators.Contains(r));
        return administrator is not null && business is not null
            ? $"{Names[administrator]}不得兼任业务岗位“{Names.GetValueOrDefault(business, business)}”（规则 X-01）。"
            : null;
    }
}
