using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Host.Identity;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Proxies;

/// <param name="From">First local day, included.</param>
/// <param name="Until">Last one, included; at most 90 days.</param>
public sealed record AppointProxyRequest(string CommandId, string DeputyId, DateOnly From, DateOnly Until, string? DefinitionId = null, string? UnitId = null, string? Remark = null);

public sealed record EndProxyRequest(string CommandId, string? Reason = null);

/// <param name="Mine">The reader appointed the deputy; otherwise he is the deputy, or an administrator.</param>
public sealed record ProxyView(
    string Id, string PrincipalId, string PrincipalName, string DeputyId, string DeputyName, string From, string Until, string? DefinitionId, string? DefinitionName, string? UnitId,
    string? UnitName, string? Remark, [EnumDataType(typeof(ProxyState))] string State, bool Mine, bool CanEnd, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, string? EndedByName, string? EndReason);

public sealed record ProcessChoice(string Id, string Name);

/// <summary>Standing proxies (代理): everybody's own, the security administrator's view of all.</summary>
public static class ProxyEndpoints
{
    private const int Most = 500;

    public static void MapProxies(this IEndpointRouteBuilder api)
    {
        var proxies = api.MapGroup("/proxies").WithTags("proxies");
        proxies.MapGet("", List).AllowSignedIn().WithName("ListProxies").WithSummary("我的代理；安全保密管理员看到全部");
        proxies.MapGet("/processes", Processes).AllowSignedIn().WithName("ListProxyProcesses").WithSummary("可以单独委托代理的流程");
        proxies.MapPost("", Appoint).AllowSignedIn().WithName("AppointProxy")
            .Produces<ProxyView>().ProducesProblem(403).ProducesProblem(409).ProducesProblem(422).WithSummary("指定代理人");
        proxies.MapPost("/{id}/end", End).AllowSignedIn().WithName("EndProxy")
            .Produces<ProxyView>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary("终止代理");
    }

    private static async Task<IReadOnlyList<ProxyView>> List(
        IdentityDb db, DefinitionStore definitions, UnitNames units, TimeProvider clock, Actor actor, CancellationToken ct, bool ended = false)
    {
        var all = actor.Has("SE");
        var today = ProxyRules.Day(ProxyBook.Today(clock.GetUtcNow()));
        var rows = await db.Proxies.AsNoTracking()
            .Where(proxy => (all || proxy.PrincipalId == actor.Id || proxy.DeputyId == actor.Id) && (ended || proxy.EndedAt == null))
            .OrderByDescending(proxy => proxy.UntilDay).ThenByDescending(proxy => proxy.CreatedAt).ThenBy(proxy => proxy.Id).Take(Most).ToListAsync(ct);
        rows = ended ? rows : rows.FindAll(row => row.StateOn(today) != ProxyState.Ended);
        string[] ids = [.. rows.SelectMany(row => new[] { row.PrincipalId, row.DeputyId }).Distinct()];
        var names = await db.Accounts.AsNoTracking().Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.Name, ct);
        var processes = rows.Exists(row => row.DefinitionId is not null) ? (await Processes(definitions, ct)).ToDictionary(process => process.Id, process => process.Name) : [];
        var views = new List<ProxyView>(rows.Count);
        foreach (var row in rows)
        {
            views.Add(View(row, names, processes, await units.Find(row.UnitId, ct), actor, today));
        }

        return views;
    }

    private static async Task<IReadOnlyList<ProcessChoice>> Processes(DefinitionStore definitions, CancellationToken ct) =>
    [
        .. (await definitions.List(ct)).Where(version => version.Status != "Draft").GroupBy(version => version.DefinitionId)
            .Select(versions => versions.MaxBy(version => version.Version)!).OrderBy(latest => latest.Name, StringComparer.Ordinal)
            .Select(latest => new ProcessChoice(latest.DefinitionId, latest.Name)),
    ];

    private static async Task<IResult> Appoint(
        AppointProxyRequest request, HttpContext http, Actor actor, CommandRunner commands, DefinitionStore definitions, UnitNames units, TimeProvider clock)
    {
        var wish = new ProxyWish(request.DeputyId, request.From, request.Until, Text(request.DefinitionId), Text(request.UnitId), Text(request.Remark));
        var process = wish.DefinitionId is null ? null : (await Processes(definitions, http.RequestAborted)).FirstOrDefault(one => one.Id == wish.DefinitionId);
        var unit = await units.Find(wish.UnitId, http.RequestAborted);
        if (wish.DefinitionId is not null && process is null)
        {
            return Refusal.Invalid("proxy.invalid", "没有这种流程。", new FieldProblem("definitionId", "没有这种流程。")).ToResult();
        }

        if (wish.UnitId is not null && unit is null)
        {
            return Refusal.Invalid("proxy.invalid", "没有这个单位。", new FieldProblem("unitId", "没有这个单位。")).ToResult();
        }

        var id = Guid.NewGuid().ToString("N");
        return await Run(
            CommandHead.From(http, actor, request.CommandId, "Proxies.Appoint", "proxy", null, request), commands, book => book.Appoint(wish, id), process, unit, clock, http.RequestAborted);
    }

    private static async Task<IResult> End(string id, EndProxyRequest request, HttpContext http, Actor actor, CommandRunner commands, DefinitionStore definitions, UnitNames units, IdentityDb db, TimeProvider clock)
    {
        var ct = http.RequestAborted;
        var known = await db.Proxies.AsNoTracking().SingleOrDefaultAsync(proxy => proxy.Id == id, ct);
        var process = known?.DefinitionId is null ? null : (await Processes(definitions, ct)).FirstOrDefault(one => one.Id == known.DefinitionId);
        return await Run(
            CommandHead.From(http, actor, request.CommandId, "Proxies.End", "proxy", id, new { request.Reason }), commands, book => book.End(id, Text(request.Reason)), process,
            await units.Find(known?.UnitId, ct), clock, ct);
    }

    private static async Task<IResult> Run(
        CommandHead head, CommandRunner commands, Func<ProxyBook, Task<Outcome<StandingProxy>>> deed, ProcessChoice? process, string? unit, TimeProvider clock, CancellationToken ct) =>
        (await commands.Run<ProxyView>(
            head,
            async work =>
            {
                var done = await deed(new ProxyBook(work));
                if (done.Refusal is { } refusal)
                {
                    return refusal;
                }

                var row = done.Value!;
                string[] ids = [row.PrincipalId, row.DeputyId];
                var names = await work.Db<IdentityDb>().Accounts.AsNoTracking().Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.Name, work.Cancellation);
                return View(row, names, process is null ? [] : new() { [process.Id] = process.Name }, unit, head.Actor, ProxyRules.Day(ProxyBook.Today(clock.GetUtcNow())));
            },
            ct)).ToResult();

    private static ProxyView View(StandingProxy row, Dictionary<string, string> names, Dictionary<string, string> processes, string? unit, Actor actor, string today)
    {
        var state = row.StateOn(today);
        return new(
            row.Id, row.PrincipalId, names.GetValueOrDefault(row.PrincipalId, row.PrincipalId), row.DeputyId, names.GetValueOrDefault(row.DeputyId, row.DeputyId), row.FromDay, row.UntilDay,
            row.DefinitionId, row.DefinitionId is null ? null : processes.GetValueOrDefault(row.DefinitionId, row.DefinitionId), row.UnitId, unit ?? row.UnitId, row.Remark, state.ToString(),
            row.PrincipalId == actor.Id, state != ProxyState.Ended && (row.PrincipalId == actor.Id || actor.Has("SE")), row.CreatedAt, row.EndedAt, row.EndedByName, row.EndReason);
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
