using Orchestrator.Organization.Posts;

namespace Orchestrator.Organization.Ledger;

/// <summary>What transfers under way hold.</summary>
public sealed partial record QuotaLedger
{
    /// <summary>Free posts that a transfer needs: those that it takes away or fills, less those that its people leave or that come with it.</summary>
    public IReadOnlyDictionary<string, int> PostsNeeded(Reservation reservation)
    {
        var needed = new Dictionary<string, int>(StringComparer.Ordinal);
        void Need(string? postId, int by)
        {
            if (postId is not null)
            {
                needed[postId] = needed.GetValueOrDefault(postId) + by;
            }
        }

        foreach (var posts in reservation.Posts)
        {
            Need(posts.FromPostId, posts.Count);
            Need(posts.ToPostId, -posts.Count);
        }

        foreach (var person in reservation.Lines.SelectMany(line => line.People))
        {
            Need(person.ToPostId, 1);
            Need(PlacementOf(person.PersonKey)?.PostId, -1);
        }

        return needed.ToDictionary(pair => pair.Key, pair => Math.Max(0, pair.Value));
    }

    internal QuotaLedger HoldLine(Reservation reservation, ReservedLine line)
    {
        var ledger = Move(line, 1);
        if (line.LockId is { } id && Locks.TryGetValue(id, out var held))
        {
            ledger = ledger.ChangeAccount(held.AccountId, balance => balance with { Frozen = balance.Frozen - line.Vacant }) with
            {
                Locks = Locks.SetItem(id, held with { Count = held.Count - line.Vacant }),
            };
        }

        return ledger with { ReservedPersons = ledger.ReservedPersons.AddRange(line.People.Select(person => KeyValuePair.Create(person.PersonKey, reservation.Id))) };
    }

    private QuotaLedger Reserved(Reservation reservation)
    {
        var ledger = reservation.Lines.Aggregate(this, (held, line) => held.HoldLine(reservation, line));
        ledger = PostsNeeded(reservation).Aggregate(ledger, (held, need) => held.ChangePost(need.Key, balance => balance with { Reserved = balance.Reserved + need.Value }));
        return ledger with { Reservations = ledger.Reservations.SetItem(reservation.Id, reservation) };
    }

    // People of the transfer are where they were when it was reserved, so the same posts come free again.
    private QuotaLedger Freed(Reservation reservation, bool isLockedAgain)
    {
        var ledger = PostsNeeded(reservation).Aggregate(this, (held, need) => held.ChangePost(need.Key, balance => balance with { Reserved = balance.Reserved - need.Value }));
        foreach (var line in reservation.Lines)
        {
            ledger = ledger.Move(line, -1);
            if (isLockedAgain && line.LockId is { } id && ledger.Locks.TryGetValue(id, out var held))
            {
                ledger = ledger.ChangeAccount(held.AccountId, balance => balance with { Frozen = balance.Frozen + line.Vacant }) with
                {
                    Locks = ledger.Locks.SetItem(id, held with { Count = held.Count + line.Vacant }),
                };
            }

            ledger = ledger with { ReservedPersons = ledger.ReservedPersons.RemoveRange(line.People.Select(person => person.PersonKey)) };
        }

        return ledger;
    }

    private QuotaLedger Move(ReservedLine line, int sign)
    {
        if (!line.MovesQuotas)
        {
            return ChangeAccount(line.ToAccountId, balance => balance with { Reserved = balance.Reserved + (sign * line.Count) }).Use(line.FollowsEntryId!, 0, sign * line.Count);
        }

        var ledger = ChangeAccount(line.FromAccountId, balance => balance with
        {
            Reserved = balance.Reserved + (sign * line.Vacant),
            Outgoing = balance.Outgoing + (sign * line.Count),
        });
        if (line.FromInternalId is { } id)
        {
            var allotment = Allotments[id];
            return ledger with { Allotments = Allotments.SetItem(id, allotment with { Outgoing = allotment.Outgoing + (sign * line.Count) }) };
        }

        return CountsForOrgan(line.FromAccountId)
            ? ledger.ChangeOrgan(Accounts[line.FromAccountId].OrganId, balance => balance with { Outgoing = balance.Outgoing + (sign * line.Count) })
            : ledger;
    }
}
