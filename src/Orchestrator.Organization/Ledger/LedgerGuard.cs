using Orchestrator.Organization.Posts;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>
/// Keeps every invariant in what a command touched, also for the case that any of the transfers under way is confirmed
/// next. A number that was wrong before may get better, not worse.
/// </summary>
internal static class LedgerGuard
{
    public static IReadOnlyList<Finding> Check(QuotaLedger before, QuotaLedger after, IReadOnlyList<LedgerEvent> events, DateOnly day)
    {
        var touched = new Touched(after);
        foreach (var happened in events)
        {
            touched.Add(happened);
        }

        return
        [
            .. touched.Accounts.SelectMany(id => Account(before, after, id, day)),
            .. touched.Lines.SelectMany(id => Line(after, id)),
            .. touched.Organs.SelectMany(id => Organ(before, after, id)),
            .. touched.Internals.SelectMany(id => Internal(after, id)),
            .. touched.Posts.SelectMany(id => Post(before, after, id)),
            .. Caps(after, touched),
        ];
    }

    private static IEnumerable<Finding> Account(QuotaLedger before, QuotaLedger after, string id, DateOnly day)
    {
        var now = after.Balance(id);
        if (now.Authorized < now.Outgoing)
        {
            yield return Finding.Block("INV-2", id, $"{after.Place(id)}核定{now.Authorized}名，不足以划出{now.Outgoing}名（含办理中的划转），核定数不能为负。");
        }

        var room = Room(after, id, day);
        if (room < 0 && room < Room(before, id, day))
        {
            yield return Finding.Block("Q-06", id, $"{after.Place(id)}核定{now.Authorized}名、实有{now.Actual}名、预留{now.Reserved}名、锁定{now.Frozen}名，超出{-room}名，且没有有效的超编消化方案可用。");
        }
    }

    private static int Room(QuotaLedger ledger, string account, DateOnly day) =>
        ledger.Balance(account).Free + (ledger.Plans.TryGetValue(account, out var plan) && plan.Until >= day ? plan.AllowedOver : 0);

    private static IEnumerable<Finding> Line(QuotaLedger after, string id)
    {
        var (use, entry) = (after.Line(id), after.Entries[id]);
        if (use.People + use.Expected > entry.Count)
        {
            yield return Finding.Block("D-02", id, $"编制划转行“{id}”（{entry.Count}名）已有{use.People}人、待转入{use.Expected}人，超过编制数。");
        }
    }

    private static IEnumerable<Finding> Organ(QuotaLedger before, QuotaLedger after, string id)
    {
        var now = after.OrganBalance(id);
        if (now.Room < 0 && now.Room < before.OrganBalance(id).Room)
        {
            yield return Finding.Block("INV-7", id, $"{after.OrganName(id)}编制{now.Authorized}名，除领导成员{now.Members}名和办理中划出的{now.Outgoing}名外，不够内设机构已分配的{now.Allotted}名。");
        }
    }

    private static IEnumerable<Finding> Internal(QuotaLedger after, string id)
    {
        var allotment = after.Allotments[id];
        if (allotment.Count < allotment.Outgoing)
        {
            yield return Finding.Block("INV-7", id, $"{after.OrganName(allotment.OrganId)}{allotment.Name}分配编制{allotment.Count}名，不足以划出{allotment.Outgoing}名。");
        }
    }

    private static IEnumerable<Finding> Post(QuotaLedger before, QuotaLedger after, string id)
    {
        var (was, now) = (before.PostBalance(id), after.PostBalance(id));
        if (now.Free < 0 && now.Free < was.Free)
        {
            var rule = now.Authorized < was.Authorized ? "L-04" : "L-05";
            yield return Finding.Block(rule, id, $"{after.PostPlace(id)}核定{now.Authorized}名、实配{now.Actual}名、预留{now.Reserved}名，没有空余职数。");
        }
    }

    private static IEnumerable<Finding> Caps(QuotaLedger after, Touched touched)
    {
        foreach (var tier in touched.Posts.Where(id => after.Posts.ContainsKey(id)).Select(id => after.Posts[id].Tier).Distinct())
        {
            if (after.PostCaps.TryGetValue(tier, out var cap) && after.PostTotal(tier) is var total && total > cap)
            {
                yield return Finding.Block("L-03", tier.ToString(), $"{tier.Label()}职数合计{total}名，超过改革前的{cap}名（只减不增）。");
            }
        }
    }
}
