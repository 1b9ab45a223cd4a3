using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Freeze;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;

namespace Orchestrator.Organization.Ledger;

/// <summary>What happened in the ledger. The ledger is the fold of its events; a store keeps them or the rows they change.</summary>
public abstract record LedgerEvent
{
    public sealed record OrganRegistered(Organ Organ) : LedgerEvent;

    public sealed record DutyTransferRegistered(DutyTransfer Transfer) : LedgerEvent;

    public sealed record AccountOpened(QuotaAccount Account) : LedgerEvent;

    public sealed record EntryPosted(QuotaEntry Entry) : LedgerEvent;

    public sealed record PersonPlaced(Placement Placement) : LedgerEvent;

    public sealed record PlacementEnded(string PlacementId, DateOnly On, PlacementEnd End) : LedgerEvent;

    public sealed record TransferReserved(Reservation Reservation) : LedgerEvent;

    public sealed record TransferConfirmed(string ReservationId, string NoticeNo) : LedgerEvent;

    public sealed record TransferReleased(string ReservationId, string Reason) : LedgerEvent;

    public sealed record TransferReversed(string ReservationId, string DocNo) : LedgerEvent;

    public sealed record QuotaLocked(QuotaLock Lock) : LedgerEvent;

    public sealed record QuotaUnlocked(string LockId) : LedgerEvent;

    public sealed record PlanApproved(DigestionPlan Plan) : LedgerEvent;

    public sealed record PlanClosed(string AccountId) : LedgerEvent;

    public sealed record InternalAllotted(string InternalOrganId, string OrganId, string Name, int Count) : LedgerEvent;

    public sealed record MembersSet(string OrganId, int Count) : LedgerEvent;

    public sealed record PostOpened(LeadershipPost Post) : LedgerEvent;

    public sealed record PostsPosted(PostEntry Entry) : LedgerEvent;

    public sealed record PostTaken(string PlacementId, string PostId) : LedgerEvent;

    public sealed record PostLeft(string PlacementId) : LedgerEvent;

    /// <summary>只减不增 holds from here on: no tier may exceed its number again.</summary>
    public sealed record PostsCapped(IReadOnlyDictionary<PostTier, int> Totals) : LedgerEvent;

    public sealed record FreezeStarted(FreezeRecord Freeze) : LedgerEvent;

    public sealed record FreezeLifted(string FreezeId, DateOnly FreeFrom, string? EndedBy) : LedgerEvent;

    /// <summary>The command that caused the events before this one; a repeat of it does nothing.</summary>
    public sealed record CommandPosted(string CommandId, string Fingerprint) : LedgerEvent;
}
