using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>
/// The eight invariants of domain/03 §3.2 over a whole ledger, each from the facts (entries, placements), not from the
/// running numbers it is compared with. <c>INV-0</c> says that the running numbers are those of the facts.
/// </summary>
public static class LedgerInvariants
{
    /// <summary>Every violation, each with its place. Empty for a sound ledger.</summary>
    public static IReadOnlyList<Finding> Check(QuotaLedger ledger) =>
    [
        .. LedgerReplay.NumbersAgree(ledger),
        .. Conserved(ledger),
        .. NeverNegative(ledger),
        .. NotOverstaffed(ledger),
        .. QuotaFollowsDuty(ledger),
        .. PeopleFollowQuota(ledger),
        .. LinesHold(ledger),
        .. InternalOrgansFit(ledger),
        .. PostsOnlyDecrease(ledger),
    ];

    /// <summary>1: per kind and level, what there is = opening + 下达 − 收回; movements inside net to zero, across levels only with an approval number.</summary>
    public static IEnumerable<Finding> Conserved(QuotaLedger ledger)
    {
        var expected = new Dictionary<(QuotaType, AdministrativeLevel), int>();
        foreach (var entry in ledger.Entries.Values)
        {
            var (from, to) = (Key(ledger, entry.FromAccountId), Key(ledger, entry.ToAccountId));
            var isOutside = entry.Reason.ComesFromOutside() || entry.Reason.GoesOutside();
            var isAcross = from is { } a && to is { } b && a.Item1 == b.Item1 && a.Item2 != b.Item2
                && (a.Item1 != QuotaType.Administrative || !string.IsNullOrWhiteSpace(entry.ApprovalNo));
            if ((from is null || to is null) ? isOutside : isAcross)
            {
                Add(expected, from, -entry.Count);
                Add(expected, to, entry.Count);
            }
        }

        var actual = new Dictionary<(QuotaType, AdministrativeLevel), int>();
        foreach (var account in ledger.Accounts.Values)
        {
            Add(actual, (account.Type, account.Level), ledger.Balance(account.Id).Authorized);
        }

        foreach (var key in expected.Keys.Union(actual.Keys))
        {
            var (should, has) = (expected.GetValueOrDefault(key), actual.GetValueOrDefault(key));
            if (should != has)
            {
                yield return Finding.Block("INV-1", $"{key.Item2}/{key.Item1}", $"{key.Item2.Label()}{key.Item1.Label()}合计{has}名，按期初、下达、收回应为{should}名，相差{has - should}名。");
            }
        }
    }

    /// <summary>2: no account is below zero.</summary>
    public static IEnumerable<Finding> NeverNegative(QuotaLedger ledger) =>
        from account in ledger.Accounts.Values
        let authorized = ledger.Balance(account.Id).Authorized
        where authorized < 0
        select Finding.Block("INV-2", account.Id, $"{ledger.Place(account.Id)}核定数为{authorized}名，不能为负。");

    /// <summary>3: people ≤ authorized, or within an approved plan.</summary>
    public static IEnumerable<Finding> NotOverstaffed(QuotaLedger ledger)
    {
        var people = ledger.Placements.Values.Where(placement => placement.IsOpen).CountBy(placement => placement.AccountId).ToDictionary();
        return from account in ledger.Accounts.Values
               let actual = people.GetValueOrDefault(account.Id)
               let authorized = ledger.Balance(account.Id).Authorized
               let allowed = ledger.Plans.TryGetValue(account.Id, out var plan) ? plan.AllowedOver : 0
               where actual > authorized + allowed
               select Finding.Block("INV-3", account.Id, $"{ledger.Place(account.Id)}核定{authorized}名、实有{actual}人，超编{actual - authorized}人，消化方案容许{allowed}人。");
    }

    /// <summary>4: every entry with reason 职责划转 has a duty transfer between the same organs.</summary>
    public static IEnumerable<Finding> QuotaFollowsDuty(QuotaLedger ledger) =>
        from entry in ledger.Entries.Values
        where entry.Reason == QuotaReason.DutyTransfer
            && (entry.DutyTransferId is not { } id || !ledger.DutyTransfers.TryGetValue(id, out var duty) || !EntryChecks.IsBackedBy(ledger, entry, duty))
        select Finding.Block("INV-4", entry.Id, $"编制变动“{entry.Id}”因职责划转，没有划出、划入单位一致的职责划转事项。");

    /// <summary>5: every placement that a transfer made points at an entry into its account.</summary>
    public static IEnumerable<Finding> PeopleFollowQuota(QuotaLedger ledger) =>
        from placement in ledger.Placements.Values
        where placement.Kind == PlacementKind.Transfer
            && (placement.EntryId is not { } id || !ledger.Entries.TryGetValue(id, out var entry) || entry.ToAccountId != placement.AccountId)
        select Finding.Block("INV-5", placement.Id, $"在编记录“{placement.Id}”由转隶产生，没有划入{ledger.Place(placement.AccountId)}的编制划转行。");

    /// <summary>6: people on a line ≤ its quotas. Fewer is legal: vacant quotas may move.</summary>
    public static IEnumerable<Finding> LinesHold(QuotaLedger ledger) =>
        from line in ledger.Placements.Values.Where(placement => placement is { IsOpen: true, EntryId: not null }).CountBy(placement => placement.EntryId!)
        let count = ledger.Entries.TryGetValue(line.Key, out var entry) ? entry.Count : 0
        where line.Value > count
        select Finding.Block("INV-6", line.Key, $"编制划转行“{line.Key}”{count}名，已有{line.Value}人。");

    /// <summary>7: what internal organs have ≤ the organ's quota without leadership members.</summary>
    public static IEnumerable<Finding> InternalOrgansFit(QuotaLedger ledger) =>
        from organ in ledger.Allotments.Values.GroupBy(allotment => allotment.OrganId)
        let allotted = organ.Sum(allotment => allotment.Count)
        let quota = ledger.Accounts.Values.Where(account => account.OrganId == organ.Key && ledger.CountsForOrgan(account.Id)).Sum(account => ledger.Balance(account.Id).Authorized)
        let members = ledger.OrganBalance(organ.Key).Members
        where allotted > quota - members || organ.Any(allotment => allotment.Count < 0)
        select Finding.Block("INV-7", organ.Key, $"{ledger.OrganName(organ.Key)}编制{quota}名、领导成员{members}名，内设机构编制合计{allotted}名，超出{allotted + members - quota}名。");

    /// <summary>8: while 只减不增 holds, no tier exceeds its ceiling.</summary>
    public static IEnumerable<Finding> PostsOnlyDecrease(QuotaLedger ledger) =>
        from cap in ledger.PostCaps
        let total = ledger.PostTotal(cap.Key)
        where total > cap.Value
        select Finding.Block("INV-8", cap.Key.ToString(), $"{cap.Key.Label()}职数合计{total}名，超过改革前的{cap.Value}名。");

    private static (QuotaType, AdministrativeLevel)? Key(QuotaLedger ledger, string? accountId) =>
        accountId is null ? null : (ledger.Accounts[accountId].Type, ledger.Accounts[accountId].Level);

    private static void Add(Dictionary<(QuotaType, AdministrativeLevel), int> sums, (QuotaType, AdministrativeLevel)? key, int count)
    {
        if (key is { } at)
        {
            sums[at] = sums.GetValueOrDefault(at) + count;
        }
    }
}
