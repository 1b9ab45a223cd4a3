using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Ledger;

namespace Orchestrator.Organization.Postings;

/// <summary>One number of the ledger before and after a posting.</summary>
/// <param name="Place">账户, 内设机构 or 职数, as people call it.</param>
/// <param name="Figure">核定, 实有, 锁定, 可用…</param>
public sealed record PostingChange(string Place, string Figure, int Before, int After);

internal static class PostingChanges
{
    public static IReadOnlyList<PostingChange> Between(QuotaLedger before, QuotaLedger after) =>
    [
        .. from id in after.Accounts.Keys.Order(StringComparer.Ordinal)
           let was = before.Balance(id)
           let now = after.Balance(id)
           where was != now
           from change in Account(after, id, was, now)
           select change,
        .. from one in after.Allotments.Values.OrderBy(one => one.InternalOrganId, StringComparer.Ordinal)
           let was = before.Allotments.GetValueOrDefault(one.InternalOrganId)?.Count ?? 0
           where was != one.Count
           select new PostingChange($"{after.OrganName(one.OrganId)}{one.Name}", "核定编制", was, one.Count),
        .. from pair in after.OrganBalances.OrderBy(pair => pair.Key, StringComparer.Ordinal)
           let was = before.OrganBalance(pair.Key).Members
           where was != pair.Value.Members
           select new PostingChange(after.OrganName(pair.Key), "领导成员", was, pair.Value.Members),
        .. from id in after.Posts.Keys.Order(StringComparer.Ordinal)
           let was = before.PostBalance(id)
           let now = after.PostBalance(id)
           from change in Changed(after.PostPlace(id), ("核定职数", was.Authorized, now.Authorized), ("实配", was.Actual, now.Actual), ("空余职数", was.Free, now.Free))
           select change,
        .. from id in after.Plans.Keys.Concat(before.Plans.Keys).Distinct().Order(StringComparer.Ordinal)
           from change in Changed(after.Place(id), ("容许超编", before.Plans.GetValueOrDefault(id)?.AllowedOver ?? 0, after.Plans.GetValueOrDefault(id)?.AllowedOver ?? 0))
           select change,
    ];

    private static IEnumerable<PostingChange> Account(QuotaLedger ledger, string id, QuotaBalance was, QuotaBalance now)
    {
        var account = ledger.Accounts[id];
        return Changed(
            $"{ledger.Place(id)}（{account.Funding.Label()}）", ("核定", was.Authorized, now.Authorized), ("实有", was.Actual, now.Actual), ("预留", was.Reserved, now.Reserved),
            ("锁定", was.Frozen, now.Frozen), ("可用", was.Free, now.Free));
    }

    private static IEnumerable<PostingChange> Changed(string place, params IEnumerable<(string Figure, int Before, int After)> figures) =>
        figures.Where(figure => figure.Before != figure.After).Select(figure => new PostingChange(place, figure.Figure, figure.Before, figure.After));
}
