using System.Collections.Immutable;
using Orchestrator.Organization.Posts;

namespace Orchestrator.Organization.Ledger;

public sealed partial record QuotaLedger
{
    /// <summary>The ledger after an event. Events are facts: nothing is checked.</summary>
    public QuotaLedger Apply(LedgerEvent happened) => happened switch
    {
        LedgerEvent.OrganRegistered(var organ) => this with { Organs = Organs.SetItem(organ.Id, organ) },
        LedgerEvent.DutyTransferRegistered(var transfer) => this with { DutyTransfers = DutyTransfers.SetItem(transfer.Id, transfer) },
        LedgerEvent.AccountOpened(var account) => this with { Accounts = Accounts.SetItem(account.Id, account) },
        LedgerEvent.EntryPosted(var entry) => Post(entry),
        LedgerEvent.PersonPlaced(var placement) => Placed(placement),
        LedgerEvent.PlacementEnded(var id, var on, var end) => Ended(Placements[id], on, end),
        LedgerEvent.TransferReserved(var reservation) => Reserved(reservation),
        LedgerEvent.TransferConfirmed(var id, var notice) => Freed(Reservations[id], false).WithStatus(id, ReservationStatus.Confirmed, notice),
        LedgerEvent.TransferReleased(var id, _) => Freed(Reservations[id], true).WithStatus(id, ReservationStatus.Released, null),
        LedgerEvent.TransferReversed(var id, _) => WithStatus(id, ReservationStatus.Reversed, Reservations[id].NoticeNo),
        LedgerEvent.QuotaLocked(var held) => ChangeAccount(held.AccountId, balance => balance with { Frozen = balance.Frozen + held.Count }) with { Locks = Locks.SetItem(held.Id, held) },
        LedgerEvent.QuotaUnlocked(var id) => Unlocked(Locks[id]),
        LedgerEvent.PlanApproved(var plan) => this with { Plans = Plans.SetItem(plan.AccountId, plan) },
        LedgerEvent.PlanClosed(var account) => this with { Plans = Plans.Remove(account) },
        LedgerEvent.InternalAllotted(var id, var organ, var name, var count) => Allotted(id, organ, name, count),
        LedgerEvent.MembersSet(var organ, var count) => ChangeOrgan(organ, balance => balance with { Members = count }),
        LedgerEvent.PostOpened(var post) => this with { Posts = Posts.SetItem(post.Id, post) },
        LedgerEvent.PostsPosted(var entry) => PostsMoved(entry),
        LedgerEvent.PostTaken(var id, var post) => Took(Placements[id], post),
        LedgerEvent.PostLeft(var id) => Took(Placements[id], null),
        LedgerEvent.PostsCapped(var totals) => this with { PostCaps = totals.ToImmutableDictionary() },
        LedgerEvent.FreezeStarted(var freeze) => this with { Freezes = Freezes.SetItem(freeze.Id, freeze) },
        LedgerEvent.FreezeLifted(var id, var free, var by) => this with { Freezes = Freezes.SetItem(id, Freezes[id] with { FreeFrom = free, EndedBy = by }) },
        LedgerEvent.CommandPosted(var id, var fingerprint) => this with { Handled = Handled.SetItem(id, fingerprint) },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, null),
    };

    public static QuotaLedger Replay(IEnumerable<LedgerEvent> events) => events.Aggregate(Empty, (ledger, happened) => ledger.Apply(happened));

    private QuotaLedger Post(QuotaEntry entry)
    {
        var ledger = this with
        {
            Entries = Entries.SetItem(entry.Id, entry),
            Reversals = entry.ReversesId is { } reversed ? Reversals.SetItem(reversed, entry.Id) : Reversals,
        };
        ledger = ledger.MoveQuota(entry.FromAccountId, -entry.Count, entry.FromInternalId);
        return ledger.MoveQuota(entry.ToAccountId, entry.Count, entry.ToInternalId);
    }

    private QuotaLedger MoveQuota(string? accountId, int by, string? internalId)
    {
        if (accountId is null)
        {
            return this;
        }

        var ledger = ChangeAccount(accountId, balance => balance with { Authorized = balance.Authorized + by });
        if (CountsForOrgan(accountId))
        {
            ledger = ledger.ChangeOrgan(Accounts[accountId].OrganId, balance => balance with { Authorized = balance.Authorized + by });
        }

        return internalId is null ? ledger : ledger.Allotted(internalId, Allotments[internalId].Count + by);
    }

    private QuotaLedger Placed(Placement placement)
    {
        var ledger = this with
        {
            Placements = Placements.SetItem(placement.Id, placement with { PostId = null }),
            PlacedPersons = PlacedPersons.SetItem(placement.PersonKey, placement.Id),
        };
        ledger = ledger.Counted(placement, 1);
        return placement.PostId is { } post ? ledger.Took(ledger.Placements[placement.Id], post) : ledger;
    }

    private QuotaLedger Ended(Placement placement, DateOnly on, PlacementEnd end)
    {
        var ledger = this with
        {
            // The post stays on the ended placement: taking a transfer back gives it back.
            Placements = Placements.SetItem(placement.Id, placement with { EndedOn = on, End = end }),
            PlacedPersons = PlacedPersons.Remove(placement.PersonKey),
        };
        return ledger.Counted(placement, -1).CountedAt(placement.PostId, -1);
    }

    private QuotaLedger Counted(Placement placement, int by)
    {
        var ledger = ChangeAccount(placement.AccountId, balance => balance with { Actual = balance.Actual + by });
        return placement.EntryId is { } entry ? ledger.Use(entry, by, 0) : ledger;
    }

    private QuotaLedger CountedAt(string? postId, int by) => postId is null ? this : ChangePost(postId, balance => balance with { Actual = balance.Actual + by });

    private QuotaLedger Took(Placement placement, string? postId) =>
        CountedAt(placement.PostId, -1).CountedAt(postId, 1) with { Placements = Placements.SetItem(placement.Id, placement with { PostId = postId }) };

    private QuotaLedger Unlocked(QuotaLock held) =>
        ChangeAccount(held.AccountId, balance => balance with { Frozen = balance.Frozen - held.Count }) with { Locks = Locks.Remove(held.Id) };

    private QuotaLedger Allotted(string internalId, string organId, string name, int count)
    {
        var allotment = Allotments.GetValueOrDefault(internalId, new Allotment(internalId, organId, name, 0));
        return (this with { Allotments = Allotments.SetItem(internalId, allotment with { Name = name }) }).Allotted(internalId, count);
    }

    private QuotaLedger Allotted(string internalId, int count)
    {
        var allotment = Allotments[internalId];
        return ChangeOrgan(allotment.OrganId, balance => balance with { Allotted = balance.Allotted + count - allotment.Count })
            with { Allotments = Allotments.SetItem(internalId, allotment with { Count = count }) };
    }

    private QuotaLedger PostsMoved(PostEntry entry)
    {
        var ledger = this with { PostEntries = PostEntries.SetItem(entry.Id, entry) };
        ledger = entry.FromPostId is { } from ? ledger.ChangePost(from, balance => balance with { Authorized = balance.Authorized - entry.Count }) : ledger;
        return entry.ToPostId is { } to ? ledger.ChangePost(to, balance => balance with { Authorized = balance.Authorized + entry.Count }) : ledger;
    }

    private QuotaLedger WithStatus(string id, ReservationStatus status, string? notice) =>
        this with { Reservations = Reservations.SetItem(id, Reservations[id] with { Status = status, NoticeNo = notice }) };

    private QuotaLedger Use(string entryId, int people, int expected)
    {
        var line = Line(entryId);
        return this with { Lines = Lines.SetItem(entryId, new LineUse(line.People + people, line.Expected + expected)) };
    }

    private QuotaLedger ChangeAccount(string accountId, Func<QuotaBalance, QuotaBalance> change) =>
        this with { Balances = Balances.SetItem(accountId, change(Balance(accountId))) };

    private QuotaLedger ChangeOrgan(string organId, Func<OrganBalance, OrganBalance> change) =>
        this with { OrganBalances = OrganBalances.SetItem(organId, change(OrganBalance(organId))) };

    private QuotaLedger ChangePost(string postId, Func<PostBalance, PostBalance> change) =>
        this with { PostBalances = PostBalances.SetItem(postId, change(PostBalance(postId))) };
}
