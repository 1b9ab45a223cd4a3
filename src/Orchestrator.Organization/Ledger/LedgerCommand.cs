using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Freeze;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;

namespace Orchestrator.Organization.Ledger;

/// <summary>What somebody wants of the ledger. The same <paramref name="CommandId"/> has its effect once; with other content it is refused.</summary>
/// <param name="Date">The day of the posting, in the region's calendar: freezes and plans are judged by it.</param>
public abstract record LedgerCommand(string CommandId, DateOnly Date)
{
    /// <summary>Adds an organ or changes its particulars; its nature stays while it has accounts.</summary>
    public sealed record RegisterOrgan(string CommandId, DateOnly Date, Organ Organ) : LedgerCommand(CommandId, Date);

    public sealed record RegisterDutyTransfer(string CommandId, DateOnly Date, DutyTransfer Transfer) : LedgerCommand(CommandId, Date);

    public sealed record OpenAccount(string CommandId, DateOnly Date, QuotaAccount Account) : LedgerCommand(CommandId, Date);

    public sealed record PostQuotaEntry(string CommandId, DateOnly Date, QuotaEntry Entry) : LedgerCommand(CommandId, Date);

    /// <summary>Takes an entry back by its mirror image. Those of a transfer are taken back with it.</summary>
    public sealed record ReverseEntry(string CommandId, DateOnly Date, string EntryId, string NewEntryId, string DocNo, string? NoticeNo = null) : LedgerCommand(CommandId, Date);

    public sealed record PlacePerson(string CommandId, DateOnly Date, Placement Placement, string? ApprovalNo = null) : LedgerCommand(CommandId, Date);

    public sealed record EndPlacement(string CommandId, DateOnly Date, string PlacementId, PlacementEnd End, string? ApprovalNo = null) : LedgerCommand(CommandId, Date);

    public sealed record ReserveTransfer(string CommandId, DateOnly Date, Reservation Reservation) : LedgerCommand(CommandId, Date);

    public sealed record ConfirmTransfer(string CommandId, DateOnly Date, string ReservationId, string NoticeNo) : LedgerCommand(CommandId, Date);

    public sealed record ReleaseTransfer(string CommandId, DateOnly Date, string ReservationId, string Reason) : LedgerCommand(CommandId, Date);

    /// <summary>Compensation of a confirmed transfer: quotas and posts go back, and whoever is still where it took him.</summary>
    public sealed record ReverseTransfer(string CommandId, DateOnly Date, string ReservationId, string DocNo) : LedgerCommand(CommandId, Date);

    public sealed record LockQuota(string CommandId, DateOnly Date, QuotaLock Lock) : LedgerCommand(CommandId, Date);

    public sealed record UnlockQuota(string CommandId, DateOnly Date, string LockId) : LedgerCommand(CommandId, Date);

    public sealed record ApprovePlan(string CommandId, DateOnly Date, DigestionPlan Plan) : LedgerCommand(CommandId, Date);

    public sealed record ClosePlan(string CommandId, DateOnly Date, string AccountId) : LedgerCommand(CommandId, Date);

    public sealed record AllotInternal(string CommandId, DateOnly Date, string InternalOrganId, string OrganId, string Name, int Count) : LedgerCommand(CommandId, Date);

    public sealed record SetMembers(string CommandId, DateOnly Date, string OrganId, int Count) : LedgerCommand(CommandId, Date);

    public sealed record OpenPost(string CommandId, DateOnly Date, LeadershipPost Post) : LedgerCommand(CommandId, Date);

    public sealed record PostPosts(string CommandId, DateOnly Date, PostEntry Entry) : LedgerCommand(CommandId, Date);

    public sealed record TakePost(string CommandId, DateOnly Date, string PlacementId, string PostId) : LedgerCommand(CommandId, Date);

    public sealed record LeavePost(string CommandId, DateOnly Date, string PlacementId) : LedgerCommand(CommandId, Date);

    /// <summary>Begins 只减不增: today's totals per tier become the ceiling (L-03).</summary>
    public sealed record CapPosts(string CommandId, DateOnly Date) : LedgerCommand(CommandId, Date);

    public sealed record StartFreeze(string CommandId, DateOnly Date, FreezeRecord Freeze) : LedgerCommand(CommandId, Date);

    public sealed record LiftFreeze(string CommandId, DateOnly Date, string FreezeId, DateOnly FreeFrom, string? EndedBy = null) : LedgerCommand(CommandId, Date);
}
