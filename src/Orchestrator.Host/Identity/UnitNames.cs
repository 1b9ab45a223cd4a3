using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Orchestrator.Host.Identity;

/// <summary>Names of units for people's sessions. Names change rarely; a copy a minute old is good enough for display.</summary>
public sealed class UnitNames(IServiceScopeFactory scopes, IdentityClock clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (string Name, DateTimeOffset ReadAt)> _names = new(StringComparer.Ordinal);

    /// <summary>Null when there is no such unit.</summary>
    public async Task<string?> Find(string? unitId, CancellationToken ct)
    {
        if (unitId is null)
        {
            return null;
        }

        if (_names.TryGetValue(unitId, out var known) && clock.Now - known.ReadAt < Fresh)
        {
            return known.Name;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var names = await db.Database.SqlQuery<string>($"select name as \"Value\" from of_units where id = {unitId}").ToListAsync(ct);
        if (names.Count == 0)
        {
            return null;
        }

        _names[unitId] = (names[0], clock.Now);
        return names[0];
    }
}
