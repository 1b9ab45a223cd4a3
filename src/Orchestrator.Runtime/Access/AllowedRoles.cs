using Microsoft.AspNetCore.Builder;

namespace Orchestrator.Runtime;

/// <summary>
/// Endpoint metadata: who may call it. Empty <paramref name="Roles"/> means any signed-in person. The host enforces it
/// in one place and refuses to start with an endpoint that does not declare it.
/// </summary>
public sealed record AllowedRoles(IReadOnlyList<string> Roles)
{
    public bool Admits(Actor actor) => Roles.Count == 0 || Roles.Any(actor.Has);
}

/// <summary>Endpoint metadata: also for whoever stands in (代理) for somebody with one of the roles. Only where the handler
/// itself asks whether the person has the task, or reads, as that somebody.</summary>
public sealed record StandInsAdmitted
{
    public static StandInsAdmitted Value { get; } = new();
}

public static class AllowedRolesEndpoints
{
    /// <summary>Only persons with one of the roles may call the endpoint.</summary>
    public static T Allow<T>(this T endpoint, params string[] roles)
        where T : IEndpointConventionBuilder
    {
        ArgumentOutOfRangeException.ThrowIfZero(roles.Length);
        return endpoint.WithMetadata(new AllowedRoles(roles));
    }

    /// <summary>Any signed-in person may call the endpoint; the rows are scoped by its query.</summary>
    public static T AllowSignedIn<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AllowedRoles([]));

    /// <summary>As <see cref="Allow{T}"/>, and whoever stands in for such a person; see <see cref="StandInsAdmitted"/>.</summary>
    public static T AllowWithStandIns<T>(this T endpoint, params string[] roles)
        where T : IEndpointConventionBuilder => endpoint.Allow(roles).WithMetadata(StandInsAdmitted.Value);
}
