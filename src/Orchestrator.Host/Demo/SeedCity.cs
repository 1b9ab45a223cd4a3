using Microsoft.EntityFrameworkCore;
using Orchestrator.Host.Identity;
using Orchestrator.Office;
using Orchestrator.Office.Units;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Demo;

/// <summary>Units and accounts of the fictional city; what is there already stays as it is.</summary>
internal sealed class SeedCity(CommandRunner commands, IServiceScopeFactory scopes, IdentityClock identityClock)
{
    public async Task Build(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var made = await BuildUnits(scope.ServiceProvider.GetRequiredService<OfficeDb>(), ct);
        await BuildAccounts(scope.ServiceProvider.GetRequiredService<IdentityDb>(), scope.ServiceProvider.GetRequiredService<Passwords>(), ct);
        await NameLeaders(made, ct);
    }

    private async Task<List<UnitView>> BuildUnits(OfficeDb db, CancellationToken ct)
    {
        var made = new List<UnitView>();
        var present = await db.Units.Select(unit => unit.Id).ToListAsync(ct);
        foreach (var unit in DemoCity.Units.Where(unit => !present.Contains(unit.Id)))
        {
            var add = new AddUnit($"demo:unit:{unit.Id}", unit.Id, unit.Name, unit.District ? UnitKind.District : UnitKind.CityOrgan, null, unit.Sort);
            made.Add((await commands.Run(new CommandHead(add.CommandId, "Units.Add", Actor.System, "unit", unit.Id), work => UnitOperations.Add(add, work), ct)).Required());
        }

        return made;
    }

    private async Task NameLeaders(List<UnitView> made, CancellationToken ct)
    {
        foreach (var unit in made)
        {
            if (DemoCity.LeaderOf(unit.Id) is { } leader)
            {
                var change = new ChangeUnit($"demo:leader:{unit.Id}", unit.Revision, unit.Name, Enum.Parse<UnitKind>(unit.Kind), unit.ParentId, unit.Sort, unit.Active, leader);
                (await commands.Run(new CommandHead(change.CommandId, "Units.Change", Actor.System, "unit", unit.Id), work => UnitOperations.Change(unit.Id, change, work), ct)).Required();
            }
        }
    }

    private async Task BuildAccounts(IdentityDb db, Passwords passwords, CancellationToken ct)
    {
        var present = await db.Accounts.Select(account => account.Id).ToListAsync(ct);
        var missing = DemoCity.People.Where(person => !present.Contains(person.UserName)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        // Everybody has the same published password: one hash serves all, and hashing is meant to be slow.
        var hash = passwords.Hash(DemoCity.Password);
        (await commands.Run<Done>(
            new CommandHead($"demo:accounts:{missing.Count}", "Accounts.Create", Actor.System, "account", "demo"),
            async work =>
            {
                var register = new AccountRegister(work, identityClock);
                foreach (var person in missing)
                {
                    var made = await register.Create(new NewAccount(person.UserName, person.UserName, person.Name, person.UnitId, hash, person.Roles, MustChangePassword: false));
                    if (made.Refusal is { } refusal)
                    {
                        return refusal;
                    }
                }

                var marks = work.Db<IdentityDb>();
                if (!await marks.SetupMarks.AnyAsync(work.Cancellation))
                {
                    marks.Add(new SetupMark { DoneAt = identityClock.Now, AccountId = "sa" });
                }

                return Done.Value;
            },
            ct)).Required();
    }
}
