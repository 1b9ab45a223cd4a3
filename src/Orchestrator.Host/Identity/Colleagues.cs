using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <summary>The people of a unit, for those of the same unit: names and posts, no accounts.</summary>
public sealed class Colleagues(IServiceScopeFactory scopes) : IColleagues
{
    public async Task<IReadOnlyList<Colleague>> OfUnit(string unitId, CancellationToken ct)
    {
        // On a scope of its own: the rules that ask are in the middle of a transaction.
        await using var scope = scopes.CreateAsyncScope();
        var accounts = await scope.ServiceProvider.GetRequiredService<IdentityDb>().Accounts.AsNoTracking().Include(account => account.Roles)
            .Where(account => account.UnitId == unitId && !account.Disabled).OrderBy(account => account.NormalizedUserName).ToListAsync(ct);
        return [.. accounts.Select(account => new Colleague(account.Id, account.Name, [.. account.Roles.Select(role => role.Role).Order(StringComparer.Ordinal)]))];
    }
}

public static class ColleagueEndpoints
{
    public static void MapColleagues(this IEndpointRouteBuilder api) => api.MapGet(
            "/colleagues", async (Colleagues colleagues, Actor actor, CancellationToken ct) =>
                actor.UnitId is { } unit ? await colleagues.OfUnit(unit, ct) : [])
        .AllowSignedIn().WithTags("session").WithName("ListColleagues").WithSummary("本单位人员");
}
