using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Engine.Calendar;
using Orchestrator.Host.Identity;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Proxies;

/// <summary>Appoints and ends proxies inside a command. Both persons are told (<see cref="ProxyAppointed"/>, <see cref="ProxyEnded"/>).</summary>
internal sealed class ProxyBook(UnitOfWork work)
{
    private readonly IdentityDb _db = work.Db<IdentityDb>();

    public static DateOnly Today(DateTimeOffset now) => WorkingCalendar.National.LocalDate(now);

    public async Task<Outcome<StandingProxy>> Appoint(ProxyWish wish, string id)
    {
        // Two appointments of one person at once: the second waits here and sees the first.
        await _db.Accounts.Where(account => account.Id == work.Actor.Id).ExecuteUpdateAsync(set => set.SetProperty(account => account.Stamp, account => account.Stamp), work.Cancellation);
        var principal = await Find(work.Actor.Id);
        var deputy = await Find(wish.DeputyId);
        var others = await _db.Proxies.Where(proxy => proxy.PrincipalId == work.Actor.Id && proxy.EndedAt == null).ToListAsync(work.Cancellation);
        if (ProxyRules.Check(wish, principal!, deputy, others, Today(work.Now)) is { } refusal)
        {
            return refusal;
        }

        var proxy = new StandingProxy
        {
            Id = id,
            PrincipalId = principal!.Id,
            DeputyId = deputy!.Id,
            FromDay = ProxyRules.Day(wish.From),
            UntilDay = ProxyRules.Day(wish.Until),
            DefinitionId = wish.DefinitionId,
            UnitId = wish.UnitId,
            Remark = wish.Remark,
            CreatedAt = work.Now,
        };
        _db.Proxies.Add(proxy);
        work.Audit("Proxies.Appointed", "proxy", id, new { proxy.PrincipalId, proxy.DeputyId, proxy.FromDay, proxy.UntilDay, proxy.DefinitionId, proxy.UnitId, proxy.Remark });
        work.Send(new ProxyAppointed(id, principal.Id, principal.Name, deputy.Id, deputy.Name, proxy.FromDay, proxy.UntilDay, proxy.Remark));
        work.Changed("tasks");
        return proxy;
    }

    /// <summary>Ends one by hand: the principal his own, the security administrator any, with a reason.</summary>
    public async Task<Outcome<StandingProxy>> End(string id, string? reason)
    {
        var security = work.Actor.Has("SE");
        if (await _db.Proxies.AsTracking().SingleOrDefaultAsync(proxy => proxy.Id == id, work.Cancellation) is not { } proxy
            || !(security || work.Actor.Id == proxy.PrincipalId || work.Actor.Id == proxy.DeputyId))
        {
            return Refusal.NotFound("proxy.unknown", "没有这项代理，或您无权查看。");
        }

        if (!security && work.Actor.Id != proxy.PrincipalId)
        {
            return Refusal.Forbidden("proxy.not-yours", "代理由被代理人本人或者安全保密管理员终止。");
        }

        if (reason?.Length > ProxyRules.LongestText || (security && string.IsNullOrEmpty(reason)))
        {
            return Refusal.Invalid("proxy.reason", $"请填写终止的原因（{ProxyRules.LongestText} 字以内）。", new FieldProblem("reason", $"应为 1 到 {ProxyRules.LongestText} 个字符"));
        }

        if (proxy.StateOn(ProxyRules.Day(Today(work.Now))) == ProxyState.Ended)
        {
            return Refusal.Conflict("proxy.ended", "这项代理已经结束。");
        }

        await Close(proxy, reason);
        return proxy;
    }

    /// <summary>Ends every proxy from and to a person; returns how many.</summary>
    public async Task<int> EndAllOf(string personId, string reason)
    {
        var today = ProxyRules.Day(Today(work.Now));
        var open = await _db.Proxies.AsTracking().Where(proxy => proxy.EndedAt == null && (proxy.PrincipalId == personId || proxy.DeputyId == personId)).ToListAsync(work.Cancellation);
        var running = open.FindAll(proxy => proxy.StateOn(today) != ProxyState.Ended);
        foreach (var proxy in running)
        {
            await Close(proxy, reason);
        }

        return running.Count;
    }

    private async Task Close(StandingProxy proxy, string? reason)
    {
        (proxy.EndedAt, proxy.EndedBy, proxy.EndedByName, proxy.EndReason) = (work.Now, work.Actor.Id, work.Actor.Name, reason);
        work.Audit("Proxies.Ended", "proxy", proxy.Id, new { proxy.PrincipalId, proxy.DeputyId, Reason = reason });
        work.Send(new ProxyEnded(
            proxy.Id, proxy.PrincipalId, (await Find(proxy.PrincipalId))?.Name ?? proxy.PrincipalId, proxy.DeputyId, (await Find(proxy.DeputyId))?.Name ?? proxy.DeputyId,
            work.Actor.Name, reason));
        work.Changed("tasks");
    }

    private Task<Account?> Find(string id) => _db.Accounts.Include(account => account.Roles).AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, work.Cancellation);
}
