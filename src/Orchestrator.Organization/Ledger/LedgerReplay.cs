using Orchestrator.Organization.Posts;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>The running numbers once more, from entries, placements and transfers under way.</summary>
public static class LedgerReplay
{
    public static IEnumerable<Finding> NumbersAgree(QuotaLedger ledger)
    {
        var quotas = Quotas(ledger);
        foreach (var account in ledger.Accounts.Keys)
        {
            if (quotas.GetValueOrDefault(account, QuotaBalance.Zero) is var should && ledger.Balance(account) != should)
            {
                yield return Finding.Block("INV-0", account, $"{ledger.Place(account)}的余额{ledger.Balance(account)}与逐笔重算{should}不一致。");
            }
        }

        var posts = Posts(ledger);
        foreach (var post in ledger.Posts.Keys)
        {
            if (posts.GetValueOrDefault(post, PostBalance.Zero) is var should && ledger.PostBalance(post) != should)
            {
                yield return Finding.Block("INV-0", post, $"{ledger.PostPlace(post)}的余额{ledger.PostBalance(post)}与逐笔重算{should}不一致。");
            }
        }

        var lines = ledger.Placements.Values.Where(placement => placement is { IsOpen: true, EntryId: not null }).CountBy(placement => placement.EntryId!).ToDictionary();
        var expected = Open(ledger).SelectMany(reservation => reservation.Lines).Where(line => !line.MovesQuotas).GroupBy(line => line.FollowsEntryId!).ToDictionary(group => group.Key, group => group.Sum(line => line.Count));
        foreach (var entry in ledger.Entries.Keys)
        {
            if (ledger.Line(entry) != new LineUse(lines.GetValueOrDefault(entry), expected.GetValueOrDefault(entry)))
            {
                yield return Finding.Block("INV-0", entry, $"编制划转行“{entry}”的人数{ledger.Line(entry)}与在编记录不一致。");
            }
        }
    }

    private static IEnumerable<Reservation> Open(QuotaLedger ledger) => ledger.Reservations.Values.Where(reservation => reservation.Status == ReservationStatus.Open);

    private static Dictionary<string, QuotaBalance> Quotas(QuotaLedger ledger)
    {
        var sums = new Dictionary<string, QuotaBalance>(StringComparer.Ordinal);
        void Add(string? account, int authorized = 0, int actual = 0, int reserved = 0, int frozen = 0, int outgoing = 0)
        {
            if (account is not null)
            {
                var sum = sums.GetValueOrDefault(account, QuotaBalance.Zero);
                sums[account] = new(sum.Authorized + authorized, sum.Actual + actual, sum.Reserved + reserved, sum.Frozen + frozen, sum.Outgoing + outgoing);
            }
        }

        foreach (var entry in ledger.Entries.Values)
        {
            Add(entry.FromAccountId, authorized: -entry.Count);
            Add(entry.ToAccountId, authorized: entry.Count);
        }

        foreach (var placement in ledger.Placements.Values.Where(placement => placement.IsOpen))
        {
            Add(placement.AccountId, actual: 1);
        }

        foreach (var held in ledger.Locks.Values)
        {
            Add(held.AccountId, frozen: held.Count);
        }

        foreach (var line in Open(ledger).SelectMany(reservation => reservation.Lines))
        {
            Add(line.MovesQuotas ? line.FromAccountId : line.ToAccountId, reserved: line.MovesQuotas ? line.Vacant : line.Count, outgoing: line.MovesQuotas ? line.Count : 0);
        }

        return sums;
    }

    private static Dictionary<string, PostBalance> Posts(QuotaLedger ledger)
    {
        var sums = new Dictionary<string, PostBalance>(StringComparer.Ordinal);
        void Add(string? post, int authorized, int actual, int reserved)
        {
            if (post is not null)
            {
                var sum = sums.GetValueOrDefault(post, PostBalance.Zero);
                sums[post] = new(sum.Authorized + authorized, sum.Actual + actual, sum.Reserved + reserved);
            }
        }

        foreach (var entry in ledger.PostEntries.Values)
        {
            Add(entry.FromPostId, -entry.Count, 0, 0);
            Add(entry.ToPostId, entry.Count, 0, 0);
        }

        foreach (var placement in ledger.Placements.Values.Where(placement => placement.IsOpen))
        {
            Add(placement.PostId, 0, 1, 0);
        }

        foreach (var (post, count) in Open(ledger).SelectMany(ledger.PostsNeeded))
        {
            Add(post, 0, 0, count);
        }

        return sums;
    }
}
