using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <param name="SessionId">Null when the person was not let in.</param>
public sealed record SignInAnswer(string? SessionId, string? AccountId, string? Code, string? Reason);

/// <summary>Lets people in and out. Every attempt leaves an audit row; a wrong password is a stored fact, not a refusal,
/// because a refusal would roll the count of wrong tries back.</summary>
public sealed class SignInDesk(CommandRunner commands, IdentityDb db, Passwords passwords, IdentitySettings settings, IdentityClock clock)
{
    private static readonly Actor Stranger = new("anonymous", "未登录", null, null, FrozenSet<string>.Empty);

    public async Task<SignInAnswer> SignIn(string userName, string password, string? remoteAddress, CancellationToken ct)
    {
        var normalized = AccountRegister.Normalize(userName);
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedUserName == normalized, ct);
        var matches = false;
        if (account is null || password.Length > 1000)
        {
            passwords.PretendToCheck("decoy");
        }
        else
        {
            matches = passwords.Matches(account.PasswordHash, password);
        }

        var head = new CommandHead(Guid.NewGuid().ToString("N"), "Session.SignIn", Stranger, "account", account?.Id, remoteAddress);
        var outcome = await commands.Run<SignInAnswer>(
            head, async work => account is null ? Unknown(work) : await Decide(work, account, matches, remoteAddress), ct);
        return outcome.Refusal is { } refusal ? new(null, account?.Id, refusal.Code, refusal.Message) : outcome.Value!;
    }

    public Task<Outcome<Done>> SignOut(Actor actor, string sessionId, string? remoteAddress, CancellationToken ct) => commands.Run<Done>(
        new(Guid.NewGuid().ToString("N"), "Session.SignOut", actor, "account", actor.Id, remoteAddress),
        async work =>
        {
            await work.Db<IdentityDb>().Sessions.Where(s => s.Id == sessionId).ExecuteDeleteAsync(work.Cancellation);
            return Done.Value;
        },
        ct);

    private static SignInAnswer Unknown(UnitOfWork work)
    {
        // What was typed is not recorded: people type passwords into the wrong field.
        work.Audit("Session.Refused", "account", "unknown", new { reason = "wrong" });
        return Wrong(null);
    }

    private static SignInAnswer Wrong(string? accountId) => new(null, accountId, "sign-in.wrong", "用户名或密码不正确。");

    private async Task<SignInAnswer> Decide(UnitOfWork work, Account read, bool matches, string? remoteAddress)
    {
        var rows = work.Db<IdentityDb>();
        var account = rows.Accounts.Where(a => a.Id == read.Id);
        var now = clock.Now;
        // Counting comes first and locks the row: parallel attempts cannot slip under the limit.
        await account.ExecuteUpdateAsync(set => set.SetProperty(a => a.FailedTries, a => a.FailedTries + 1), work.Cancellation);
        var state = await account.AsNoTracking().SingleAsync(work.Cancellation);
        if (state.LockedUntil > now)
        {
            return Refuse(work, read.Id, "sign-in.locked", $"密码连续输错次数过多，账号已锁定，请于 {Minutes(state.LockedUntil.Value - now)} 分钟后再试。");
        }

        if (!matches || state.PasswordHash != read.PasswordHash)
        {
            return await CountWrong(work, account, state, now);
        }

        if (state.Disabled)
        {
            return Refuse(work, read.Id, "sign-in.disabled", "账号已停用，请联系系统管理员。");
        }

        await account.ExecuteUpdateAsync(
            set => set.SetProperty(a => a.FailedTries, 0).SetProperty(a => a.LockedUntil, (DateTimeOffset?)null).SetProperty(a => a.LastSignInAt, now),
            work.Cancellation);
        var session = new Session
        {
            Id = Guid.NewGuid().ToString("N"),
            AccountId = read.Id,
            CreatedAt = now,
            ExpiresAt = now.AddHours(settings.SessionHours),
            RemoteAddress = remoteAddress,
        };
        rows.Sessions.Add(session);
        work.Audit("Session.Opened", "account", read.Id);
        return new(session.Id, read.Id, null, null);
    }

    private async Task<SignInAnswer> CountWrong(UnitOfWork work, IQueryable<Account> account, Account state, DateTimeOffset now)
    {
        if (state.FailedTries < settings.FailedTries)
        {
            work.Audit("Session.Refused", "account", state.Id, new { reason = "wrong", tries = state.FailedTries });
            return Wrong(state.Id);
        }

        var until = now.AddMinutes(settings.LockMinutes);
        await account.ExecuteUpdateAsync(
            set => set.SetProperty(a => a.FailedTries, 0).SetProperty(a => a.LockedUntil, (DateTimeOffset?)until), work.Cancellation);
        work.Audit("Account.Locked", "account", state.Id, new { until });
        return new(null, state.Id, "sign-in.locked", $"密码连续输错 {settings.FailedTries} 次，账号已锁定 {settings.LockMinutes} 分钟。");
    }

    private static SignInAnswer Refuse(UnitOfWork work, string accountId, string code, string reason)
    {
        work.Audit("Session.Refused", "account", accountId, new { reason = code });
        return new(null, accountId, code, reason);
    }

    private static int Minutes(TimeSpan left) => Math.Max(1, (int)Math.Ceiling(left.TotalMinutes));
}
