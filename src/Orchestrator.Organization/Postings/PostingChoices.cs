using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;

namespace Orchestrator.Organization.Postings;

/// <summary>Something in the ledger that a form offers.</summary>
/// <param name="OrganId">Whose it is; null where it is nobody's alone.</param>
/// <param name="Tier">Of posts and only of these.</param>
/// <param name="Quota">Of accounts and only of these.</param>
public sealed record PostingChoice(string Id, string Label, string? OrganId = null, PostTier? Tier = null, QuotaType? Quota = null);

public sealed record OrganChoice(string Id, string Name, OrganType Type, AdministrativeLevel Level);

/// <summary>What the forms of postings choose from, as the ledger is now.</summary>
/// <param name="Today">The latest day that a posting may have.</param>
/// <param name="Entries">The latest ones that can be taken back by themselves.</param>
/// <param name="Freezes">Those that have not ended.</param>
public sealed record PostingChoices(
    DateOnly Today, IReadOnlyList<OrganChoice> Organs, IReadOnlyList<PostingChoice> Accounts, IReadOnlyList<PostingChoice> Internals, IReadOnlyList<PostingChoice> Posts,
    IReadOnlyList<PostingChoice> Duties, IReadOnlyList<PostingChoice> Entries, IReadOnlyList<PostingChoice> Locks, IReadOnlyList<PostingChoice> Plans, IReadOnlyList<PostingChoice> Freezes, bool PostsCapped)
{
    private const int MostEntries = 500;

    internal static PostingChoices Of(QuotaLedger ledger, DateOnly today) => new(
        today,
        [.. ledger.Organs.Values.OrderBy(organ => organ.Id, StringComparer.Ordinal).Select(organ => new OrganChoice(organ.Id, organ.Name, organ.Type, organ.Level))],
        [.. ledger.Accounts.Values.OrderBy(account => account.OrganId, StringComparer.Ordinal).ThenBy(account => account.Type).Select(account => Account(ledger, account))],
        [.. ledger.Allotments.Values.OrderBy(one => one.InternalOrganId, StringComparer.Ordinal).Select(one => new PostingChoice(one.InternalOrganId, $"{one.Name}（{one.Count}名）", one.OrganId))],
        [.. ledger.Posts.Values.OrderBy(post => post.Id, StringComparer.Ordinal).Select(post => Post(ledger, post))],
        [.. ledger.DutyTransfers.Values.OrderByDescending(one => one.EffectiveOn).Select(one => new PostingChoice(one.Id, $"{one.Id}：{Organ(ledger, one.FromOrganId)} → {Organ(ledger, one.ToOrganId)}", one.FromOrganId))],
        [.. ledger.Entries.Values.Where(entry => IsReversible(ledger, entry)).OrderByDescending(entry => entry.Date).ThenByDescending(entry => entry.Id, StringComparer.Ordinal).Take(MostEntries)
            .Select(entry => Entry(ledger, entry))],
        [.. ledger.Locks.Values.Where(held => held.Count > 0).OrderBy(held => held.Id, StringComparer.Ordinal)
            .Select(held => new PostingChoice(held.Id, $"{ledger.Place(held.AccountId)}{held.Count}名（{held.NoticeNo}）", ledger.Accounts[held.AccountId].OrganId))],
        [.. ledger.Plans.Values.OrderBy(plan => plan.AccountId, StringComparer.Ordinal)
            .Select(plan => new PostingChoice(plan.AccountId, $"{ledger.Place(plan.AccountId)}容许超编{plan.AllowedOver}名（{plan.Until:yyyy-MM-dd}前，{plan.DocNo}）", ledger.Accounts[plan.AccountId].OrganId))],
        [.. ledger.Freezes.Values.Where(freeze => freeze.FreeFrom is not { } free || free > today).OrderBy(freeze => freeze.Start)
            .Select(freeze => new PostingChoice(freeze.Id, $"{freeze.NoticeNo}：{string.Join("、", freeze.OrganIds.Select(ledger.OrganName))}（{freeze.Start:yyyy-MM-dd}起）"))],
        ledger.PostCaps.Count > 0);

    private static PostingChoice Account(QuotaLedger ledger, QuotaAccount account)
    {
        var balance = ledger.Balance(account.Id);
        return new(account.Id, $"{account.Type.Label()}（{account.Funding.Label()}）核定{balance.Authorized}·实有{balance.Actual}·可用{balance.Free}", account.OrganId, Quota: account.Type);
    }

    private static PostingChoice Post(QuotaLedger ledger, LeadershipPost post)
    {
        var balance = ledger.PostBalance(post.Id);
        return new(post.Id, $"{ledger.PostPlace(post.Id)}（核定{balance.Authorized}·实配{balance.Actual}）", post.OrganId, post.Tier);
    }

    private static PostingChoice Entry(QuotaLedger ledger, QuotaEntry entry) => new(
        entry.Id, $"{entry.Date:yyyy-MM-dd} {entry.DocNo} {entry.Reason.Label()}：{string.Join(" → ", new[] { entry.FromAccountId, entry.ToAccountId }.OfType<string>().Select(ledger.Place))} {entry.Count}名",
        ledger.Accounts[(entry.FromAccountId ?? entry.ToAccountId)!].OrganId);

    private static string Organ(QuotaLedger ledger, string? id) => id is null ? "无" : ledger.OrganName(id);

    private static bool IsReversible(QuotaLedger ledger, QuotaEntry entry) =>
        entry.ReversesId is null && !ledger.Reversals.ContainsKey(entry.Id) && !entry.Id.Contains('/', StringComparison.Ordinal) && ledger.Line(entry.Id) == LineUse.None;
}
