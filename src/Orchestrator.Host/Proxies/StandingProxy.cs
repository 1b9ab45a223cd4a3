namespace Orchestrator.Host.Proxies;

/// <summary>One person takes care of another's tasks for a while (代理). Never deleted: what was decided under it names both.</summary>
public sealed class StandingProxy
{
    public required string Id { get; init; }

    /// <summary>Whose tasks they are.</summary>
    public required string PrincipalId { get; init; }

    public required string DeputyId { get; init; }

    /// <summary>The first local day, <c>yyyy-MM-dd</c>.</summary>
    public required string FromDay { get; init; }

    /// <summary>The last one.</summary>
    public required string UntilDay { get; init; }

    /// <summary>Only this process; null for all.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>Only matters of this unit; null for all.</summary>
    public string? UnitId { get; init; }

    public string? Remark { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Ended by hand before its last day.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    public string? EndedByName { get; set; }

    public string? EndReason { get; set; }

    public ProxyState StateOn(string day) =>
        EndedAt is not null || string.CompareOrdinal(UntilDay, day) < 0 ? ProxyState.Ended
        : string.CompareOrdinal(FromDay, day) > 0 ? ProxyState.Planned
        : ProxyState.Holds;
}

public enum ProxyState
{
    Planned,
    Holds,
    Ended,
}
