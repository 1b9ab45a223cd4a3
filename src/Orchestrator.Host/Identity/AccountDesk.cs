using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <summary>Runs one change of an account as a command and answers with the account as it is now.</summary>
public sealed class AccountDesk(CommandRunner commands, IdentityClock clock, UnitNames units)
{
    public async Task<IResult> Run(
        HttpContext http, Actor actor, string commandId, string name, string? accountId, object? body,
        Func<AccountRegister, UnitOfWork, Task<Outcome<Account>>> change)
    {
        var outcome = await commands.Run<AccountView>(
            CommandHead.From(http, actor, commandId, name, "account", accountId, body),
            async work =>
            {
                var changed = await change(new AccountRegister(work, clock), work);
                return changed.Refusal is { } refusal
                    ? refusal
                    : AccountEndpoints.View(changed.Value!, await units.Find(changed.Value!.UnitId, work.Cancellation), clock.Now);
            },
            http.RequestAborted);
        return outcome.ToResult();
    }

    public async Task<Refusal?> RefuseUnit(string? unitId, CancellationToken ct) =>
        unitId is null || await units.Find(unitId, ct) is not null
            ? null
            : Refusal.Invalid("account.invalid", $"没有编号为“{unitId}”的单位。", new FieldProblem("unitId", $"没有编号为“{unitId}”的单位。"));
}
