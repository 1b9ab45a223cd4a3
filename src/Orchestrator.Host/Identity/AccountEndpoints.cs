using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <param name="Locked">Cannot sign in now: closed by an administrator, or for a while after wrong passwords.</param>
public sealed record AccountView(
    string Id, string UserName, string Name, string? UnitId, string? UnitName, IReadOnlyList<string> Roles, bool Locked, bool Disabled,
    DateTimeOffset? LockedUntil, bool MustChangePassword, DateTimeOffset? LastSignInAt, DateTimeOffset CreatedAt, long Revision);

public sealed record AccountPage(IReadOnlyList<AccountView> Items, int Total, int Page, int Size);

public sealed record CreateAccountRequest(string CommandId, string UserName, string Name, string Password, string? UnitId = null);

public sealed record ChangeAccountRequest(string CommandId, long Revision, string Name, string? UnitId = null);

public sealed record ResetPasswordRequest(string CommandId, string Password);

public sealed record SetRolesRequest(string CommandId, long Revision, IReadOnlyList<string> Roles);

public sealed record AccountCommand(string CommandId, string? Reason = null);

public sealed record RoleView(string Code, string Name, bool Administrator);

/// <summary>Accounts are the system administrator's, roles the security administrator's; the auditor reads.</summary>
public static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("accounts");
        accounts.MapGet("", List).Allow("SA", "SE", "AU").WithName("ListAccounts").WithSummary("账号列表");
        accounts.MapPost("", Create).Allow("SA").WithName("CreateAccount")
            .Produces<AccountView>().ProducesProblem(409).ProducesProblem(422).WithSummary("新建账号（不含岗位）");
        accounts.MapPut("/{id}", Change).Allow("SA").WithName("ChangeAccount").Produces<AccountView>().ProducesProblem(409).WithSummary("修改姓名和单位");
        accounts.MapPost("/{id}/reset-password", ResetPassword).Allow("SA", "SE").WithName("ResetPassword")
            .Produces<AccountView>().ProducesProblem(422).WithSummary("重设密码，首次登录须修改");
        accounts.MapPost("/{id}/lock", Lock).Allow("SA").WithName("LockAccount").Produces<AccountView>().ProducesProblem(409).WithSummary("停用");
        accounts.MapPost("/{id}/unlock", Unlock).Allow("SA").WithName("UnlockAccount").Produces<AccountView>().ProducesProblem(404).WithSummary("启用并解除锁定");
        accounts.MapPut("/{id}/roles", SetRoles).Allow("SE", "SA").WithName("SetAccountRoles")
            .Produces<AccountView>().ProducesProblem(409).ProducesProblem(422).WithSummary("授予或撤销岗位");
        api.MapGet("/roles", () => RoleCatalog.Names.Select(r => new RoleView(r.Key, r.Value, RoleCatalog.Administrators.Contains(r.Key))).ToArray())
            .AllowSignedIn().WithTags("accounts").WithName("ListRoles").WithSummary("岗位代码");
    }

    private static async Task<AccountPage> List(
        IdentityDb db, UnitNames units, IdentityClock clock, CancellationToken ct, string? q = null, string? unitId = null, string? role = null, int page = 1, int size = 50)
    {
        page = Math.Clamp(page, 1, 100_000);
        size = Math.Clamp(size, 1, 200);
        var accounts = db.Accounts.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(q))
        {
            var upper = q.Trim().ToUpperInvariant();
            accounts = accounts.Where(a => a.NormalizedUserName.Contains(upper) || a.Name.Contains(q.Trim()));
        }

        accounts = unitId is null ? accounts : accounts.Where(a => a.UnitId == unitId);
        accounts = role is null ? accounts : accounts.Where(a => a.Roles.Any(r => r.Role == role));
        var total = await accounts.CountAsync(ct);
        var rows = await accounts.Include(a => a.Roles).OrderBy(a => a.NormalizedUserName).Skip((page - 1) * size).Take(size).ToListAsync(ct);
        var views = new List<AccountView>(rows.Count);
        foreach (var row in rows)
        {
            views.Add(View(row, await units.Find(row.UnitId, ct), clock.Now));
        }

        return new(views, total, page, size);
    }

    private static async Task<IResult> Create(CreateAccountRequest request, HttpContext http, Actor actor, AccountDesk desk, Passwords passwords)
    {
        var ct = http.RequestAborted;
        if (AccountInput.Check(request.UserName, request.Name) is { } faulty)
        {
            return faulty.ToResult();
        }

        if (await desk.RefuseUnit(request.UnitId, ct) is { } noUnit)
        {
            return noUnit.ToResult();
        }

        if (await passwords.Refuse(request.Password, request.UserName, null, "password", ct) is { } weak)
        {
            return weak.ToResult();
        }

        var hash = passwords.Hash(request.Password);
        return await desk.Run(http, actor, request.CommandId, "Accounts.Create", null, new { request.UserName, request.Name, request.UnitId },
            (register, _) => register.Create(new(Guid.NewGuid().ToString("N"), request.UserName, request.Name, request.UnitId, hash, [], true)));
    }

    private static async Task<IResult> Change(string id, ChangeAccountRequest request, HttpContext http, Actor actor, AccountDesk desk)
    {
        if ((AccountInput.CheckName(request.Name) ?? await desk.RefuseUnit(request.UnitId, http.RequestAborted)) is { } faulty)
        {
            return faulty.ToResult();
        }

        return await desk.Run(http, actor, request.CommandId, "Accounts.Change", id, new { request.Revision, request.Name, request.UnitId }, async (register, _) =>
        {
            var found = await register.Find(id, request.Revision);
            if (found.Refusal is null)
            {
                register.ChangeDetails(found.Value!, request.Name, request.UnitId);
            }

            return found;
        });
    }

    private static async Task<IResult> ResetPassword(
        string id, ResetPasswordRequest request, HttpContext http, Actor actor, AccountDesk desk, Passwords passwords, IdentityDb db)
    {
        var ct = http.RequestAborted;
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
        if (account is not null && await passwords.Refuse(request.Password, account.UserName, account, "password", ct) is { } weak)
        {
            return weak.ToResult();
        }

        var hash = passwords.Hash(request.Password);
        return await desk.Run(http, actor, request.CommandId, "Accounts.ResetPassword", id, null, async (register, _) =>
        {
            var found = await register.Find(id);
            if (found.Refusal is null && AccountRights.RefuseReset(actor, found.Value!) is { } no)
            {
                return no;
            }

            if (found.Refusal is null)
            {
                await register.SetPassword(found.Value!, hash, mustChange: true);
            }

            return found;
        });
    }

    private static Task<IResult> Lock(string id, AccountCommand request, HttpContext http, Actor actor, AccountDesk desk) =>
        desk.Run(http, actor, request.CommandId, "Accounts.Lock", id, new { request.Reason }, async (register, _) =>
        {
            if (id == actor.Id)
            {
                return Refusal.Conflict("account.self", "不能停用自己的账号。");
            }

            var found = await register.Find(id);
            return found.Refusal is null ? await register.Disable(found.Value!) : found;
        });

    private static Task<IResult> Unlock(string id, AccountCommand request, HttpContext http, Actor actor, AccountDesk desk) =>
        desk.Run(http, actor, request.CommandId, "Accounts.Unlock", id, new { request.Reason }, async (register, _) =>
        {
            var found = await register.Find(id);
            if (found.Refusal is null)
            {
                register.Enable(found.Value!);
            }

            return found;
        });

    private static async Task<IResult> SetRoles(string id, SetRolesRequest request, HttpContext http, Actor actor, AccountDesk desk)
    {
        if (AccountInput.CheckRoles(request.Roles) is { } faulty)
        {
            return faulty.ToResult();
        }

        return await desk.Run(http, actor, request.CommandId, "Accounts.SetRoles", id, new { request.Revision, request.Roles }, async (register, work) =>
        {
            var found = await register.Find(id, request.Revision);
            if (found.Refusal is not null)
            {
                return found;
            }

            var before = found.Value!.Roles.Select(r => r.Role).ToArray();
            if (await AccountRights.RefuseGrant(actor, found.Value!, request.Roles, register) is { } no)
            {
                return no;
            }

            work.Audit("Account.Roles", "account", id, new { before, after = request.Roles });
            return await register.SetRoles(found.Value!, request.Roles);
        });
    }

    internal static AccountView View(Account a, string? unitName, DateTimeOffset now) => new(
        a.Id, a.UserName, a.Name, a.UnitId, unitName, [.. a.Roles.Select(r => r.Role).Order(StringComparer.Ordinal)], a.Disabled || a.LockedUntil > now, a.Disabled,
        a.LockedUntil, a.MustChangePassword, a.LastSignInAt, a.CreatedAt, a.Revision);
}
