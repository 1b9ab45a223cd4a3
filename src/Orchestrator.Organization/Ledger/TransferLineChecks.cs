using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>What must be true of a transfer before it is held. Paths are relative to the line.</summary>
internal static class TransferLineChecks
{
    public static IEnumerable<Finding> Check(QuotaLedger ledger, Reservation reservation, int at, DateOnly day, QuotaParameters parameters)
    {
        var line = reservation.Lines[at];
        Finding[] basis = [.. line.MovesQuotas ? Quotas(ledger, reservation, at, day, parameters) : Follows(ledger, line)];
        return basis.Length > 0 ? basis : People(ledger, reservation, line);
    }

    public static IEnumerable<Finding> Posts(QuotaLedger ledger, Reservation reservation)
    {
        for (var at = 0; at < reservation.Posts.Count; at++)
        {
            var posts = reservation.Posts[at];
            if (!ledger.Posts.TryGetValue(posts.FromPostId, out var from) || !ledger.Posts.TryGetValue(posts.ToPostId, out var to))
            {
                yield return Identifiers.Unknown($"posts[{at}]", "领导职数", $"{posts.FromPostId}”或“{posts.ToPostId}");
            }
            else if (from.Tier != to.Tier || reservation.Posts.Any(other => other.ToPostId == posts.FromPostId))
            {
                yield return Finding.Block("L-03", $"posts[{at}]", $"{ledger.PostPlace(posts.FromPostId)}不能划到{ledger.PostPlace(posts.ToPostId)}：须为同一层次，且同一次转隶中不能又划入又划出。");
            }
            else if (posts.Count <= 0)
            {
                yield return Finding.Block("ledger.count", $"posts[{at}].count", $"{ledger.PostPlace(posts.FromPostId)}划出的职数须大于零。");
            }
        }
    }

    private static IEnumerable<Finding> Quotas(QuotaLedger ledger, Reservation reservation, int at, DateOnly day, QuotaParameters parameters)
    {
        var line = reservation.Lines[at];
        foreach (var finding in EntryChecks.Check(ledger, TransferDecisions.Entry(reservation, at, null, day), "", parameters))
        {
            yield return finding with { Path = finding.Path.TrimStart('.') };
        }

        if (line.People.Count > line.Count)
        {
            yield return Finding.Block("D-02", "people", $"第{at + 1}行划转编制{line.Count}名，随转{line.People.Count}人，超出{line.People.Count - line.Count}人（人随编走）。");
        }
        else if (line.LockId is { } id && (!ledger.Locks.TryGetValue(id, out var held) || held.AccountId != line.FromAccountId || held.Count < line.Vacant))
        {
            yield return Finding.Block("Q-08", "lockId", $"第{at + 1}行随转空编{line.Vacant}名，锁定“{id}”不属于{ledger.Place(line.FromAccountId)}或者不足。");
        }
    }

    private static IEnumerable<Finding> Follows(QuotaLedger ledger, ReservedLine line)
    {
        if (!ledger.Entries.TryGetValue(line.FollowsEntryId!, out var entry) || ledger.Reversals.ContainsKey(entry.Id) || entry.ReversesId is not null
            || entry.FromAccountId != line.FromAccountId || entry.ToAccountId != line.ToAccountId)
        {
            yield return Finding.Block("D-02", "followsEntryId", $"没有编号为“{line.FollowsEntryId}”、划出和划入账户相同且有效的编制划转行（人随编走）。");
            yield break;
        }

        if (line.Count != line.People.Count || line.Count == 0 || line is not { LockId: null, FromInternalId: null, ToInternalId: null })
        {
            yield return Finding.Block("ledger.count", "count", $"随编制划转行“{entry.Id}”转入的人数须等于名单人数且大于零，不再划转编制。");
        }

        if (ledger.Balance(line.ToAccountId).Free < line.People.Count)
        {
            yield return Finding.Block("Q-07", "toAccountId", $"{ledger.Place(line.ToAccountId)}可用{ledger.Balance(line.ToAccountId).Free}名，不够转入{line.People.Count}人。");
        }
    }

    private static IEnumerable<Finding> People(QuotaLedger ledger, Reservation reservation, ReservedLine line)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < line.People.Count; at++)
        {
            var person = line.People[at];
            if (!seen.Add(person.PersonKey))
            {
                yield return Finding.Block("ledger.person", $"people[{at}]", $"名单第{at + 1}人在本行重复。");
            }
            else if (ledger.PlacementOf(person.PersonKey) is not { } placement || placement.AccountId != line.FromAccountId)
            {
                yield return Finding.Block("D-02", $"people[{at}]", $"名单第{at + 1}人不在{ledger.Place(line.FromAccountId)}在编。");
            }
            else if (ledger.ReservedPersons.TryGetValue(person.PersonKey, out var other))
            {
                yield return Finding.Block("ledger.reserved", $"people[{at}]", $"名单第{at + 1}人已列入转隶预留“{other}”{(other == reservation.Id ? "的另一行" : "")}。");
            }
            else if (person.ToPostId is { } post && PlacementDecisions.PostOutside(ledger, post, ledger.Accounts[line.ToAccountId].OrganId) is { } misplaced)
            {
                yield return misplaced with { Path = $"people[{at}].toPostId" };
            }
        }
    }
}
