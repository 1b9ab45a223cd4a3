using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Host.Identity;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Proxies;

/// <summary>For whom a person stands in at this moment, read with every request of those who have a proxy: one that ended
/// is gone with the next request. Proxies do not pass on: only what somebody has himself is taken care of.</summary>
public sealed class StandIns(UnitNames units)
{
    public async Task<IReadOnlyList<Principal>> Of(IdentityDb db, Account deputy, string today, CancellationToken ct)
    {
        if (ProxyRules.IsAdministrator(deputy))
        {
            return [];
        }

        var found = await db.Proxies.AsNoTracking()
            .Where(proxy => proxy.DeputyId == deputy.Id && proxy.EndedAt == null)
            .Join(db.Accounts.Include(account => account.Roles).Where(account => !account.Disabled), proxy => proxy.PrincipalId, account => account.Id, (proxy, account) => new { proxy, account })
            .OrderBy(pair => pair.proxy.CreatedAt).ThenBy(pair => pair.proxy.Id).ToListAsync(ct);
        var principals = new List<Principal>(found.Count);
        foreach (var pair in found.Where(pair => pair.proxy.StateOn(today) == ProxyState.Holds && !ProxyRules.IsAdministrator(pair.account)))
        {
            var roles = pair.account.Roles.Select(role => role.Role).ToFrozenSet(StringComparer.Ordinal);
            principals.Add(new(
                new Actor(pair.account.Id, pair.account.Name, pair.account.UnitId, await units.Find(pair.account.UnitId, ct), roles), pair.proxy.DefinitionId, pair.proxy.UnitId));
        }

        return principals;
    }
}
