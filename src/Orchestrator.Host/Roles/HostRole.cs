namespace Orchestrator.Host.Roles;

/// <summary>Which services this process runs; any number of processes of a role may share a database.</summary>
public enum HostRole
{
    /// <summary>Everything in one process.</summary>
    All,

    /// <summary>The reform office, and with it accounts, tasks and the browser client.</summary>
    Office,

    /// <summary>The submitting units; on the office's database.</summary>
    Submission,

    /// <summary>机构编制, on a database of its own.</summary>
    Organization,

    /// <summary>财政, on a database of its own.</summary>
    Finance,

    /// <summary>人社, on a database of its own.</summary>
    HumanResources,

    /// <summary>What the browser speaks to where services run apart. Has no database.</summary>
    Door,
}

/// <summary>Roles as the command line and the environment write them.</summary>
public static class HostRoles
{
    private static readonly (HostRole Role, string Name)[] Names =
    [
        (HostRole.All, "all"), (HostRole.Office, "office"), (HostRole.Submission, "submission"), (HostRole.Organization, "organization"),
        (HostRole.Finance, "finance"), (HostRole.HumanResources, "human-resources"), (HostRole.Door, "door"),
    ];

    /// <summary>Those that can be a neighbour's: everything but <see cref="HostRole.All"/> and <see cref="HostRole.Door"/>.</summary>
    public static IReadOnlyList<HostRole> Services { get; } = [.. Names.Select(pair => pair.Role).Where(role => role is not (HostRole.All or HostRole.Door))];

    public static string Known => string.Join("、", Names.Select(pair => pair.Name));

    public static string NameOf(HostRole role) => Names.First(pair => pair.Role == role).Name;

    /// <summary>Null when there is no such role.</summary>
    public static HostRole? Find(string name) => Names.Where(pair => pair.Name == name).Select(pair => (HostRole?)pair.Role).FirstOrDefault();

    /// <summary>Whether a process of the role keeps accounts and sessions, and so knows by itself who asks.</summary>
    public static bool KnowsPeople(this HostRole role) => role is HostRole.All or HostRole.Office or HostRole.Submission;
}
