using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Units;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <summary>Who is in charge of a unit, as long as he can sign in and is a leader. Read each time, on a scope of its own: a step that
/// begins right after a change asks whoever is in charge now.</summary>
public sealed class UnitLeaders(IServiceScopeFactory scopes) : IUnitLeaders
{
    public string? Of(string unitId)
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IdentityDb>().Database.SqlQuery<string>(
            $"""
            select u.leader_id as "Value" from of_units u
            join id_accounts a on a.id = u.leader_id and not a.disabled
            join id_account_roles r on r.account_id = a.id and r.role = {UnitOperations.LeaderRole}
            where u.id = {unitId}
            """).ToList().FirstOrDefault();
    }
}
