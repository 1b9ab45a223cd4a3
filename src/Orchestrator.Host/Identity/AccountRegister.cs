using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <param name="PasswordHash">Made by <see cref="Passwords.Hash"/> before the command.</param>
public sealed record NewAccount(
    string Id, string UserName, string Name, string? UnitId, string PasswordHash, IReadOnlyList<string> Roles, bool MustChangePassword);

/// <summary>Writes accounts inside a command. Rights of the caller are the endpoint's matter; separation of duties is checked here.</summary>
public sealed class AccountRegister(UnitOfWork work, IdentityClock clock)
{
    private readonly IdentityDb _db = work.Db<IdentityDb>();

    public static string Normalize(string userName) => userName.Trim().ToUpperInvariant();

    public async Task<Outcome<Account>> Create(NewAccount made)
    {
        var normalized = Normalize(made.UserName);
        if (await _db.Accounts.AnyAsync(a => a.NormalizedUserName == normalized, work.Cancellation))
        {
            return Refusal.Conflict("account.name-taken", $"用户名“{made.UserName}”已被使用。");
        }

        if (RoleCatalog.Conflict(made.Roles) is { } conflict)
        {
            return Refusal.Invalid("account.roles-conflict", conflict, new FieldProblem("roles", conflict));
        }

        var account = new Account
        {
            Id = made.Id,
            UserName = made.UserName.Trim(),
            NormalizedUserName = normalized,
            Name = made.Name.Trim(),
            UnitId = made.UnitId,
            PasswordHash = made.PasswordHash,
            Stamp = NewStamp(),
            MustChangePassword = made.MustChangePassword,
            PasswordChangedAt = clock.Now,
            CreatedAt = clock.Now,
            CreatedBy = work.Actor.Id,
            Revision = 1,
        };
        account.Roles.AddRange(made.Roles.Distinct().Select(r => Granted(account, r)));
        _db.Accounts.Add(account);
        return account;
    }

    /// <summary>The account for a change; refused when it is unknown or has changed since the caller read it.</summary>
    public async Task<Outcome<Account>> Find(string id, long? revision = null)
    {
        var account = await _db.Accounts.Include(a => a.Roles).AsTracking().SingleOrDefaultAsync(a => a.Id == id, work.Cancellation);
        if (account is null)
        {
            return Refusal.NotFound("account.unknown", "没有这个账号。");
        }

        return revision is { } expected && expected != account.Revision
            ? Refusal.Conflict("account.stale", "账号已被他人修改，请刷新后再试。", account.Revision)
            : account;
    }

    /// <summary>Replaces the roles; every session of the person ends.</summary>
    public async Task<Outcome<Account>> SetRoles(Account account, IReadOnlyList<string> roles)
    {
        if (RoleCatalog.Conflict(roles) is { } conflict)
        {
            return Refusal.Invalid("account.roles-conflict", conflict, new FieldProblem("roles", conflict));
        }

        foreach (var role in RoleCatalog.Administrators)
        {
            if (account.Roles.Exists(r => r.Role == role) && !roles.Contains(role) && await IsLast(account, role))
            {
                return Refusal.Conflict("account.last-administrator", $"这是最后一名{RoleCatalog.Names[role]}，不能撤销。");
            }
        }

        account.Roles.RemoveAll(r => !roles.Contains(r.Role));
        foreach (var role in roles.Where(r => !account.Roles.Exists(held => held.Role == r)))
        {
            account.Roles.Add(Granted(account, role));
        }

        await EndSessions(account);
        return account;
    }

    public async Task<Outcome<Account>> Disable(Account account)
    {
        foreach (var held in account.Roles.Where(r => RoleCatalog.Administrators.Contains(r.Role)))
        {
            if (await IsLast(account, held.Role))
            {
                return Refusal.Conflict("account.last-administrator", $"这是最后一名{RoleCatalog.Names[held.Role]}，不能停用。");
            }
        }

        account.Disabled = true;
        await EndSessions(account);
        return account;
    }

    public void Enable(Account account)
    {
        account.Disabled = false;
        account.LockedUntil = null;
        account.FailedTries = 0;
        account.Revision++;
    }

    /// <summary>Stores a password that has been checked and hashed; every other session of the person ends.</summary>
    public async Task SetPassword(Account account, string hash, bool mustChange, string? keepSession = null)
    {
        _db.FormerPasswords.Add(new() { AccountId = account.Id, ReplacedAt = clock.Now, PasswordHash = account.PasswordHash });
        account.PasswordHash = hash;
        account.PasswordChangedAt = clock.Now;
        account.MustChangePassword = mustChange;
        account.LockedUntil = null;
        account.FailedTries = 0;
        await EndSessions(account, keepSession);
    }

    public void ChangeDetails(Account account, string name, string? unitId)
    {
        account.Name = name.Trim();
        account.UnitId = unitId;
        account.Revision++;
    }

    /// <param name="address">Checked before; null takes it away.</param>
    public static void ChangeMailAddress(Account account, string? address)
    {
        account.MailAddress = address;
        account.Revision++;
    }

    /// <summary>Whether somebody else who can sign in holds the role.</summary>
    public Task<bool> AnyOther(string role, string exceptId) => _db.Accounts
        .AnyAsync(a => a.Id != exceptId && !a.Disabled && a.Roles.Any(r => r.Role == role), work.Cancellation);

    private async Task<bool> IsLast(Account account, string role) => !await AnyOther(role, account.Id);

    private async Task EndSessions(Account account, string? keep = null)
    {
        account.Stamp = NewStamp();
        account.Revision++;
        await _db.Sessions.Where(s => s.AccountId == account.Id && s.Id != keep).ExecuteDeleteAsync(work.Cancellation);
    }

    private AccountRole Granted(Account account, string role) =>
        new() { AccountId = account.Id, Role = role, GrantedBy = work.Actor.Id, GrantedAt = clock.Now };

    private static string NewStamp() => Guid.NewGuid().ToString("N");
}
