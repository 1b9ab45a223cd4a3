using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;

namespace Orchestrator.Organization.Postings;

/// <summary>What a command does, in one Chinese sentence. People are not named: the ledger knows keys only.</summary>
internal static class PostingSentences
{
    /// <param name="ledger">Before or after the command.</param>
    public static string Of(QuotaLedger ledger, LedgerCommand command) => command switch
    {
        LedgerCommand.RegisterOrgan(_, _, var organ) => $"登记机构{organ.Name}（{organ.Type.Label()}，{organ.Level.Label()}{Status(organ.Status)}）",
        LedgerCommand.AllotInternal(_, _, _, var organ, var name, var count) => $"{ledger.OrganName(organ)}{name}核定编制{count}名",
        LedgerCommand.SetMembers(_, _, var organ, var count) => $"{ledger.OrganName(organ)}不占内设机构编制的领导成员为{count}名",
        LedgerCommand.RegisterDutyTransfer(_, _, var transfer) => Duty(ledger, transfer),
        LedgerCommand.OpenAccount(_, _, var account) => $"{ledger.OrganName(account.OrganId)}开设{account.Type.Label()}（{account.Funding.Label()}）账户",
        LedgerCommand.PostQuotaEntry(_, _, var entry) => Entry(ledger, entry),
        LedgerCommand.ReverseEntry(_, _, var id, _, _, _) => ledger.Entries.TryGetValue(id, out var entry) ? $"冲销{entry.DocNo}的编制变动“{id}”（{Entry(ledger, entry)}）" : $"冲销编制变动“{id}”",
        LedgerCommand.LockQuota(_, _, var held) => $"{ledger.Place(held.AccountId)}锁定{held.Count}名",
        LedgerCommand.UnlockQuota(_, _, var id) => ledger.Locks.TryGetValue(id, out var held) ? $"{ledger.Place(held.AccountId)}解除锁定{held.Count}名（{held.NoticeNo}）" : $"解除编制锁定“{id}”",
        LedgerCommand.ApprovePlan(_, _, var plan) => $"{ledger.Place(plan.AccountId)}容许超编{plan.AllowedOver}名，{plan.Until:yyyy-MM-dd}前消化",
        LedgerCommand.ClosePlan(_, _, var account) => $"{ledger.Place(account)}关闭超编消化方案",
        LedgerCommand.PlacePerson(_, _, var placement, _) => $"{ledger.Place(placement.AccountId)}{placement.Kind.Label()}1人{(placement.PostId is { } post ? $"，任{ledger.PostPlace(post)}" : "")}",
        LedgerCommand.EndPlacement(_, _, var id, var end, _) => $"{Place(ledger, id)}出编1人（{end.Label()}）",
        LedgerCommand.OpenPost(_, _, var post) => $"{ledger.OrganName(post.OrganId)}{Inside(ledger, post)}设置{post.Tier.Label()}（{post.Level.Label()}）职数",
        LedgerCommand.PostPosts(_, _, var entry) => Posts(ledger, entry),
        LedgerCommand.TakePost(_, _, var id, var post) => $"{Place(ledger, id)}1人任{ledger.PostPlace(post)}",
        LedgerCommand.LeavePost(_, _, var id) => $"{Place(ledger, id)}1人免去{(ledger.Placements.TryGetValue(id, out var placement) && placement.PostId is { } post ? ledger.PostPlace(post) : "领导职务")}",
        LedgerCommand.CapPosts => "领导职数自此只减不增",
        LedgerCommand.StartFreeze(_, _, var freeze) => $"自{freeze.Start:yyyy-MM-dd}起锁定编制、冻结人事关系：{string.Join("、", freeze.OrganIds.Select(ledger.OrganName))}",
        LedgerCommand.LiftFreeze(_, _, var id, var free, _) => ledger.Freezes.TryGetValue(id, out var freeze)
            ? $"自{free:yyyy-MM-dd}起解除冻结（{freeze.NoticeNo}）：{string.Join("、", freeze.OrganIds.Select(ledger.OrganName))}"
            : $"自{free:yyyy-MM-dd}起解除冻结“{id}”",
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    private static string Entry(QuotaLedger ledger, QuotaEntry entry) => (entry.FromAccountId, entry.ToAccountId) switch
    {
        (null, { } to) => $"{entry.Reason.Label()}{ledger.Place(to)}{entry.Count}名",
        ({ } from, null) => $"{entry.Reason.Label()}{ledger.Place(from)}{entry.Count}名",
        _ => $"{entry.Reason.Label()}：{ledger.Place(entry.FromAccountId!)}{entry.Count}名划到{ledger.Place(entry.ToAccountId!)}",
    };

    private static string Posts(QuotaLedger ledger, PostEntry entry) => (entry.FromPostId, entry.ToPostId) switch
    {
        (null, { } to) => $"{entry.Reason.Label()}{ledger.PostPlace(to)}{entry.Count}名",
        ({ } from, null) => $"{entry.Reason.Label()}{ledger.PostPlace(from)}{entry.Count}名",
        _ => $"{entry.Reason.Label()}：{ledger.PostPlace(entry.FromPostId!)}{entry.Count}名划到{ledger.PostPlace(entry.ToPostId!)}",
    };

    private static string Duty(QuotaLedger ledger, DutyTransfer transfer) =>
        $"{transfer.Action.Label()}“{transfer.Id}”：{(transfer.FromOrganId is { } from ? ledger.OrganName(from) : "无")} → {(transfer.ToOrganId is { } to ? ledger.OrganName(to) : "无")}，职责{transfer.DutyIds.Count}项，{transfer.EffectiveOn:yyyy-MM-dd}生效";

    private static string Place(QuotaLedger ledger, string placementId) => ledger.Placements.TryGetValue(placementId, out var placement) ? ledger.Place(placement.AccountId) : "";

    private static string Inside(QuotaLedger ledger, LeadershipPost post) =>
        post.InternalOrganId is { } id && ledger.Allotments.TryGetValue(id, out var organ) ? organ.Name : "";

    private static string Status(OrganStatus status) => status switch
    {
        OrganStatus.Planned => "，拟设",
        OrganStatus.Merged => "，已合并",
        OrganStatus.Abolished => "，已撤销",
        _ => "",
    };
}
