using Orchestrator.Host.Identity;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Proxies;

/// <param name="DefinitionId">Only this process; null for all.</param>
/// <param name="UnitId">Only matters of this unit; null for all.</param>
public sealed record ProxyWish(string DeputyId, DateOnly From, DateOnly Until, string? DefinitionId, string? UnitId, string? Remark);

/// <summary>When one person may take care of another's tasks.</summary>
public static class ProxyRules
{
    public const int MostDays = 90;
    public const int LongestText = 200;

    /// <param name="deputy">Null when there is no such account.</param>
    /// <param name="others">The appointments of the principal that have not ended.</param>
    public static Refusal? Check(ProxyWish wish, Account principal, Account? deputy, IReadOnlyList<StandingProxy> others, DateOnly today)
    {
        var problems = new List<FieldProblem>();
        void Say(bool wrong, string path, string message)
        {
            if (wrong)
            {
                problems.Add(new(path, message));
            }
        }

        if (IsAdministrator(principal))
        {
            return Refusal.Forbidden("proxy.administrator", "管理员的职责不能由他人代理。");
        }

        Say(deputy is null || deputy.Disabled, "deputyId", "请选择能够登录的人员作为代理人。");
        Say(deputy is not null && deputy.Id == principal.Id, "deputyId", "不能由自己代理自己。");
        Say(deputy is not null && IsAdministrator(deputy), "deputyId", "管理员不能代理业务事项。");
        Say(wish.From < today, "from", "起始日期不能早于今天。");
        Say(wish.Until < wish.From, "until", "截止日期不能早于起始日期。");
        Say(wish.Until.DayNumber - wish.From.DayNumber >= MostDays, "until", $"一次代理最长 {MostDays} 天。");
        Say(wish.Remark?.Length > LongestText, "remark", $"说明最多 {LongestText} 字。");
        if (problems.Count > 0)
        {
            return Refusal.Invalid("proxy.invalid", problems[0].Message, problems);
        }

        return others.FirstOrDefault(other => Meets(other, wish)) is { } other
            ? Refusal.Conflict("proxy.overlap", $"{other.FromDay} 至 {other.UntilDay} 已有范围相同或者包含的代理，请先终止它，或者换一个时间段、换一种流程。")
            : null;
    }

    public static bool IsAdministrator(Account account) => account.Roles.Exists(role => RoleCatalog.Administrators.Contains(role.Role));

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    // The same task would have two deputies on the same day.
    private static bool Meets(StandingProxy other, ProxyWish wish) =>
        string.CompareOrdinal(other.FromDay, Day(wish.Until)) <= 0 && string.CompareOrdinal(Day(wish.From), other.UntilDay) <= 0
        && (other.DefinitionId is null || wish.DefinitionId is null || other.DefinitionId == wish.DefinitionId)
        && (other.UnitId is null || wish.UnitId is null || other.UnitId == wish.UnitId);
}
