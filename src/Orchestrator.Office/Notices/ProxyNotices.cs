using Orchestrator.Contracts;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices;

/// <summary>Both persons learn of a proxy (代理).</summary>
public sealed class ProxyAppointedNotices : IMessageHandler<ProxyAppointed>
{
    public string Name => "notices-proxy-appointed";

    public async Task<Refusal?> Handle(ProxyAppointed message, UnitOfWork work)
    {
        var days = $"{message.From} 至 {message.Until}";
        await ProxyNotice.Add(work, message.ProxyId, "appointed", message.DeputyId, $"{message.PrincipalName}请您代理其待办事项（{days}）", message.Remark);
        await ProxyNotice.Add(work, message.ProxyId, "appointed", message.PrincipalId, $"您已请{message.DeputyName}代理您的待办事项（{days}）", message.Remark);
        return null;
    }
}

public sealed class ProxyEndedNotices : IMessageHandler<ProxyEnded>
{
    public string Name => "notices-proxy-ended";

    public async Task<Refusal?> Handle(ProxyEnded message, UnitOfWork work)
    {
        await ProxyNotice.Add(work, message.ProxyId, "ended", message.DeputyId, $"您代理{message.PrincipalName}的事项已由{message.EndedByName}终止", message.Reason);
        await ProxyNotice.Add(work, message.ProxyId, "ended", message.PrincipalId, $"{message.DeputyName}代理您的事项已由{message.EndedByName}终止", message.Reason);
        return null;
    }
}

file static class ProxyNotice
{
    public static Task Add(UnitOfWork work, string proxyId, string what, string personId, string title, string? body) =>
        NoticeBook.Personal(work, "Proxy", title, personId, $"{proxyId}:{what}:{personId}", body);
}
