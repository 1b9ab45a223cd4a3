using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <summary>Who of the administrators may do what to whom, so that none of the three can make himself another.</summary>
internal static class AccountRights
{
    /// <summary>Only the security administrator grants roles, never to himself. As long as there is none, the system
    /// administrator may appoint the first: somebody has to begin.</summary>
    public static async Task<Refusal?> RefuseGrant(Actor actor, Account target, IReadOnlyList<string> roles, AccountRegister register)
    {
        if (target.Id == actor.Id)
        {
            return Refusal.Forbidden("account.self", "不能变更自己的岗位。");
        }

        if (actor.Has("SE"))
        {
            return null;
        }

        return roles is ["SE"] && target.Roles.Count == 0 && !await register.AnyOther("SE", target.Id)
            ? null
            : Refusal.Forbidden("account.grant", "岗位由安全保密管理员授予；系统管理员只能在尚无安全保密管理员时指定第一名。");
    }

    /// <summary>Who resets a password could sign in with it: administrators' passwords are reset by the security
    /// administrator, all others by the system administrator.</summary>
    public static Refusal? RefuseReset(Actor actor, Account target)
    {
        if (target.Id == actor.Id)
        {
            return Refusal.Forbidden("account.self", "修改自己的密码请使用“修改密码”。");
        }

        var administrator = target.Roles.Exists(r => RoleCatalog.Administrators.Contains(r.Role));
        return actor.Has(administrator ? "SE" : "SA")
            ? null
            : Refusal.Forbidden("account.reset", administrator ? "管理员的密码由安全保密管理员重设。" : "此账号的密码由系统管理员重设。");
    }
}
