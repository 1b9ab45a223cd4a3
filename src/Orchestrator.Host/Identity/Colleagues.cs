using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <summary>Somebody who can be asked: name, unit and posts, nothing else of the account.</summary>
/// <param name="Closed">Cannot sign in any more; only seen where somebody is named for what he did.</param>
public sealed record PersonView(string Id, string Name, string UnitId, string? UnitName, IReadOnlyList<string> Roles, bool Closed);

/// <summary>Who works where: names and posts. Closed accounts and administrators are left out.</summary>
public sealed class Colleagues(IServiceScopeFactory scopes, UnitNames units) : IColleagues
{
    /// <summary>More than anybody chooses from; who is not among them is found by name.</summary>
    private const int Most = 200;

    public Task<IReadOnlyList<Colleague>> OfUnit(string unitId, CancellationToken ct) => Working(accounts => accounts.Where(account => account.UnitId == unitId), ct);

    public Task<IReadOnlyList<Colleague>> Find(IReadOnlyCollection<string> ids, CancellationToken ct) => Working(accounts => accounts.Where(account => ids.Contains(account.Id)), ct);

    /// <summary>People who can be asked, by unit, post and a part of the name.</summary>
    /// <param name="unitId">Null for every unit.</param>
    /// <param name="role">Null for every post.</param>
    public async Task<IReadOnlyList<PersonView>> People(string? unitId, string? name, string? role, CancellationToken ct)
    {
        var administrators = RoleCatalog.Administrators.ToArray();
        var found = await Accounts(
            accounts => accounts.Where(account => account.UnitId != null && !account.Disabled && !account.Roles.Any(role => administrators.Contains(role.Role))
                && (unitId == null || account.UnitId == unitId) && (name == null || account.Name.Contains(name))
                && (role == null || account.Roles.Any(one => one.Role == role))).OrderBy(account => account.UnitId).ThenBy(account => account.NormalizedUserName).Take(Most),
            ct);
        return await Views(found, ct);
    }

    /// <summary>The names behind ids, closed accounts included: what they did stays theirs.</summary>
    public async Task<IReadOnlyList<PersonView>> Named(IReadOnlyCollection<string> ids, CancellationToken ct) =>
        ids.Count == 0 ? [] : await Views(await Accounts(accounts => accounts.Where(account => ids.Contains(account.Id)), ct), ct);

    private async Task<IReadOnlyList<Colleague>> Working(Func<IQueryable<Account>, IQueryable<Account>> which, CancellationToken ct) =>
        [.. (await Views(await Accounts(accounts => which(accounts.Where(account => !account.Disabled)), ct), ct)).Select(person => new Colleague(person.Id, person.Name, person.Roles, person.UnitId, person.UnitName))];

    private async Task<IReadOnlyList<PersonView>> Views(List<Account> accounts, CancellationToken ct)
    {
        var views = new List<PersonView>(accounts.Count);
        foreach (var account in accounts)
        {
            views.Add(new(account.Id, account.Name, account.UnitId ?? "", await units.Find(account.UnitId, ct), Posts(account), account.Disabled));
        }

        return views;
    }

    // On a scope of its own: the rules that ask are in the middle of a transaction.
    private async Task<List<Account>> Accounts(Func<IQueryable<Account>, IQueryable<Account>> which, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var all = scope.ServiceProvider.GetRequiredService<IdentityDb>().Accounts.AsNoTracking().OrderBy(account => account.NormalizedUserName);
        return await which(all).Include(account => account.Roles).ToListAsync(ct);
    }

    private static string[] Posts(Account account) => [.. account.Roles.Select(role => role.Role).Order(StringComparer.Ordinal)];
}

public static class ColleagueEndpoints
{
    public static void MapColleagues(this IEndpointRouteBuilder api) => api.MapGet(
            "/people", async (Colleagues colleagues, CancellationToken ct, string? unitId = null, string? q = null, string? role = null) =>
                await colleagues.People(Blank(unitId), Blank(q)?.Trim(), Blank(role), ct))
        .AllowSignedIn().WithTags("session").WithName("ListPeople").WithSummary("通讯录：可以选择的人员");

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
