using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices;

/// <summary>What the system administrator sees of a delivery: not what the notice says, which is business content.</summary>
/// <param name="Address">Where it was sent to; null before, and on channels without addresses.</param>
/// <param name="NextAt">Of the next attempt; null when there will be none.</param>
public sealed record DeliveryView(
    string Id, string Kind, ChannelCode Channel, string PersonName, string? Address, DeliveryState State, int Attempts, string? Reason,
    DateTimeOffset CreatedAt, DateTimeOffset? NextAt, DateTimeOffset? EndedAt);

/// <param name="Failed">Failed deliveries of all pages and conditions.</param>
/// <param name="Channels">The channels that this installation has configured.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryView> Items, int Total, int Page, int Size, int Failed, IReadOnlyList<ChannelCode> Channels);

/// <param name="Ids">Null: all that have failed, a thousand at most.</param>
public sealed record ResendDeliveries(string CommandId, IReadOnlyList<string>? Ids);

public sealed record ResentDeliveries(int Count);

/// <summary>Deliveries in the administrator's hands.</summary>
public static class DeliveryEndpoints
{
    private const int Most = 1_000;

    public static void MapDeliveries(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/deliveries").WithTags("operations");
        api.MapGet("", List).Allow("SA").WithName("ListDeliveries").WithSummary("通知投递");
        api.MapPost("/resend", async (ResendDeliveries body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                (await runner.Run(CommandHead.From(http, actor, body.CommandId, "Deliveries.Resend", "deliveries", null, body), work => Resend(body.Ids, work), ct)).ToResult())
            .Allow("SA").Produces<ResentDeliveries>().ProducesProblem(409).ProducesProblem(422).WithName("ResendDeliveries").WithSummary("重发失败的投递");
    }

    /// <summary>Refusals: <c>delivery.selection</c>; <c>delivery.not-failed</c> when one of those named has not failed.</summary>
    public static async Task<Outcome<ResentDeliveries>> Resend(IReadOnlyList<string>? ids, UnitOfWork work)
    {
        if (ids is { Count: 0 or > Most })
        {
            return Refusal.Invalid("delivery.selection", $"请选择 1 到 {Most} 条投递。", new FieldProblem("ids", $"应为 1 到 {Most} 个编号"));
        }

        string[] chosen = [.. (ids ?? []).Distinct()];
        var failed = await work.Db<OfficeDb>().Deliveries.AsNoTracking()
            .Where(delivery => delivery.State == DeliveryState.Failed && (ids == null || chosen.Contains(delivery.Id)))
            .OrderBy(delivery => delivery.CreatedAt).ThenBy(delivery => delivery.Id).Select(delivery => delivery.Id).Take(Most).ToListAsync(work.Cancellation);
        if (ids is not null && failed.Count < chosen.Length)
        {
            return Refusal.Conflict("delivery.not-failed", "只能重发失败的投递，请刷新后再试。");
        }

        foreach (var id in failed)
        {
            await work.EntrustAgain(DeliveryErrand.WireName, id);
            work.Audit("Deliveries.Resent", "delivery", id);
        }

        return new ResentDeliveries(failed.Count);
    }

    private static async Task<DeliveryPage> List(
        OfficeDb db, IEnumerable<INoticeChannel> channels, CancellationToken ct, string? q = null, DeliveryState? state = null, ChannelCode? channel = null, int page = 1, int size = 50)
    {
        (page, size) = (Math.Clamp(page, 1, 100_000), Math.Clamp(size, 1, 200));
        var text = q?.Trim();
        var found = db.Deliveries.AsNoTracking()
            .Where(delivery => (state == null || delivery.State == state) && (channel == null || delivery.Channel == channel))
            .Where(delivery => string.IsNullOrEmpty(text) || delivery.PersonName.Contains(text) || delivery.Address!.Contains(text));
        var items = await found.OrderByDescending(delivery => delivery.CreatedAt).ThenBy(delivery => delivery.Id).Skip((page - 1) * size).Take(size)
            .Select(delivery => new DeliveryView(
                delivery.Id, delivery.Kind, delivery.Channel, delivery.PersonName, delivery.Address, delivery.State, delivery.Attempts, delivery.Reason,
                delivery.CreatedAt, delivery.NextAt, delivery.EndedAt))
            .ToListAsync(ct);
        return new(
            items, await found.CountAsync(ct), page, size, await db.Deliveries.CountAsync(delivery => delivery.State == DeliveryState.Failed, ct),
            [.. channels.Select(configured => configured.Code)]);
    }
}
