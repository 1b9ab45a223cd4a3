using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Orchestrator.Runtime;

/// <summary>
/// Who acts: a signed-in person with the unit and roles of this moment, or <see cref="System"/> for timers, messages
/// and start-up work. Immutable; equality is by reference on <see cref="Roles"/>, compare ids instead.
/// </summary>
/// <param name="Id">Account id; written to every row that records a deed.</param>
/// <param name="Name">Display name at the time of the deed.</param>
/// <param name="Roles">Role codes, for example <c>BM-JB</c>.</param>
public sealed record Actor(string Id, string Name, string? UnitId, string? UnitName, IReadOnlySet<string> Roles)
{
    /// <summary>The program itself. It may do what no person is asked for; it can never decide a task.</summary>
    public static Actor System { get; } = new("system", "系统", null, null, FrozenSet<string>.Empty);

    /// <summary>For whom the actor may decide tasks beside himself; empty for nearly everybody.</summary>
    public IReadOnlyList<Principal> StandsInFor { get; init; } = [];

    /// <summary>The id of the person for whom the actor acts just now (代理); unit and roles are that person's then.</summary>
    public string? InPlaceOf { get; init; }

    /// <summary>The actor as he acts for somebody: judged by the other's unit and roles, recorded under his own id and both names.</summary>
    public Actor For(Actor principal) =>
        new(Id, $"{Name}（代{principal.Name}）", principal.UnitId, principal.UnitName, principal.Roles) { InPlaceOf = principal.Id };

    /// <summary>Whether a deed of that person is one of the actor, or of the person for whom he acts.</summary>
    public bool Is(string? personId) => personId is not null && (personId == Id || personId == InPlaceOf);

    public bool Has(string role) => Roles.Contains(role);

    public bool HasAny(params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
        {
            if (Roles.Contains(role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Binds an endpoint parameter to the person whom the host's authentication put into the request's features
    /// (<c>context.Features.Set(actor)</c>). Throws when nobody is signed in: such a request must not reach a handler.
    /// </summary>
    public static ValueTask<Actor?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<Actor?>(context.Features.Get<Actor>() ?? throw new BadHttpRequestException("未登录", StatusCodes.Status401Unauthorized));
}
