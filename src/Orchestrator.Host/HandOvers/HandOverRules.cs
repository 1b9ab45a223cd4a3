using Orchestrator.Host.Identity;
using Orchestrator.Host.Proxies;
using Orchestrator.Runtime;

namespace Orchestrator.Host.HandOvers;

/// <summary>Who may receive what somebody leaves behind.</summary>
public static class HandOverRules
{
    public const int LongestReason = 500;

    /// <param name="receiver">Null when there is no such account.</param>
    public static Refusal? CheckReceiver(Account leaver, Account? receiver)
    {
        var problem = receiver is null || receiver.Disabled ? "请选择能够登录的人员作为接收人。"
            : receiver.Id == leaver.Id ? "接收人不能是移交人本人。"
            : ProxyRules.IsAdministrator(receiver) ? "管理员不能接收业务事项。"
            : receiver.Roles.Count == 0 ? "接收人还没有岗位，请先由安全保密管理员授权。"
            : null;
        return problem is null ? null : Refusal.Invalid("handover.receiver", problem, new FieldProblem("toId", problem));
    }

    public static Refusal? CheckReason(string? reason) => reason?.Trim().Length is > 0 and <= LongestReason
        ? null
        : Refusal.Invalid("handover.reason", $"请填写移交的原因（{LongestReason} 字以内）。", new FieldProblem("reason", $"应为 1 到 {LongestReason} 个字符"));

    public static Refusal? CheckLeaver(Account? leaver) => leaver is null
        ? Refusal.NotFound("account.unknown", "没有这个账号。")
        : ProxyRules.IsAdministrator(leaver) ? Refusal.Conflict("handover.administrator", "管理员没有业务待办，无需移交。") : null;
}
