using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices;

/// <summary>Sends one delivery. Address and wish are those of the moment in which it is sent.</summary>
internal sealed class DeliveryErrand(OfficeDb db, IEnumerable<INoticeChannel> channels, IAddressBook addresses, NoticeSettings settings) : IErrand
{
    public const string WireName = "notice-delivery";

    // What waits for a decision on the page of requests.
    private static readonly string[] Asks = ["WithdrawalAsked", "ExtensionAsked"];

    public string Name => WireName;

    public async Task<Func<UnitOfWork, Task>> Run(string id, CancellationToken ct)
    {
        var delivery = await db.Deliveries.AsNoTracking().FirstAsync(delivery => delivery.Id == id, ct);
        var channel = channels.FirstOrDefault(channel => channel.Code == delivery.Channel) ?? throw new ErrandRefusedException("该渠道没有启用，请检查配置 Notices。");
        var person = await addresses.Find(delivery.PersonId, ct);
        if (await Obstacle(delivery, channel, person, ct) is { } reason)
        {
            return work => End(id, DeliveryState.Dropped, reason, null, work);
        }

        await channel.Send(await Compose(delivery, person!, ct), ct);
        return work => End(id, DeliveryState.Sent, null, channel.AddressOf(person!), work);
    }

    public Task Failed(string id, ErrandFailure failure, UnitOfWork work) => Change(id, work, delivery =>
    {
        delivery.Attempts = failure.Attempts;
        delivery.MoveTo(
            failure.NextAt is null ? DeliveryState.Failed : DeliveryState.Pending, failure.Reason, failure.NextAt, failure.NextAt is null ? work.Now : null);
    });

    public Task Again(string id, UnitOfWork work) => Change(id, work, delivery =>
    {
        delivery.Attempts = 0;
        delivery.MoveTo(DeliveryState.Pending, delivery.Reason, work.Now, null);
    });

    private static Task End(string id, DeliveryState state, string? reason, string? address, UnitOfWork work) => Change(id, work, delivery =>
    {
        delivery.Attempts += state == DeliveryState.Sent ? 1 : 0;
        delivery.Address = string.IsNullOrEmpty(address) ? null : address;
        delivery.MoveTo(state, reason, null, work.Now);
    });

    private static async Task Change(string id, UnitOfWork work, Action<NoticeDelivery> change)
    {
        change(await work.Db<OfficeDb>().Deliveries.AsTracking().FirstAsync(delivery => delivery.Id == id, work.Cancellation));
        work.Changed("operations");
    }

    private async Task<string?> Obstacle(NoticeDelivery delivery, INoticeChannel channel, Addressee? person, CancellationToken ct)
    {
        if (person is null)
        {
            return "账号已停用。";
        }

        if (channel.AddressOf(person) is null)
        {
            return "收件人没有填写邮箱。";
        }

        return (await NoticeChoices.Of(db, delivery.Kind, [person.Id], ct))(person.Id, channel.Code) ? null : "收件人已关闭此类通知。";
    }

    private async Task<OutgoingNotice> Compose(NoticeDelivery delivery, Addressee person, CancellationToken ct)
    {
        var notice = await db.Notices.AsNoTracking().FirstAsync(notice => notice.Id == delivery.NoticeId, ct);
        var campaign = await db.Campaigns.Where(campaign => campaign.Id == notice.CampaignId).Select(campaign => campaign.Name).FirstOrDefaultAsync(ct);
        var due = await db.CaseTasks.Where(task => task.TaskId == notice.TaskId).Select(task => task.DueAt).FirstOrDefaultAsync(ct);
        var place = notice switch
        {
            _ when Asks.Contains(notice.Kind) => "requests?status=Pending",
            { CaseId: null } => "notices",
            { Kind: "Transfer" } => $"transfers/{Uri.EscapeDataString(notice.CaseId)}",
            { Kind: "Posting" } => $"books/postings?q={Uri.EscapeDataString(notice.CaseId)}",
            _ => $"cases/{Uri.EscapeDataString(notice.CaseId)}",
        };
        return new(delivery.Id, notice.Kind, notice.Title, campaign, due, notice.CreatedAt, settings.Page(place), settings.Page("notices/settings"), person);
    }
}
