using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Office.Notices;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

/// <summary>作废: a matter is declared void with a reason, for good. While it runs its flow ends and whoever has a task of it is
/// told; number, texts and decisions stay.</summary>
public static class MatterVoiding
{
    public const int LongestReason = 500;

    /// <summary>By the initiator as long as no leader has signed, and by the reform office at any time. Refusals:
    /// <c>matter.unknown</c>, <c>matter.reason</c>, <c>matter.void-forbidden</c>, <c>matter.signed</c>, <c>matter.voided</c>.</summary>
    public static async Task<Outcome<Done>> Void(string id, string? reason, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        // Locked before anything is read: what somebody decides at the same moment stands before this or comes too late.
        if (await work.Workflows.LockedInstance(id) is not { } instance
            || await db.Matters.Where(one => one.Id == id).ReadableBy(db, work.Actor).AnyAsync(work.Cancellation) is false
            || await db.Matters.FindAsync([id], work.Cancellation) is not { } matter)
        {
            return MatterAccess.Unknown(id);
        }

        var seats = await db.MatterSeats.Where(seat => seat.MatterId == id).OrderBy(seat => seat.Number).ToListAsync(work.Cancellation);
        if (Check(matter, seats, reason, work.Actor) is { } refusal)
        {
            return refusal;
        }

        (matter.VoidedAt, matter.VoidedBy, matter.VoidReason) = (work.Now, work.Actor.Name, reason!.Trim());
        (matter.Stage, matter.UpdatedAt) = (MatterStage.Voided, work.Now);
        await db.Write(matter, work, "Voided", "作废", comment: matter.VoidReason);
        await Tell(matter, seats, work);
        work.Changed("matters");
        return instance.Ended ? Done.Value : await work.Workflows.Cancel(id, $"作废：{matter.VoidReason}");
    }

    /// <summary>Why it cannot be declared void; null when it can.</summary>
    public static Refusal? Check(Matter matter, IReadOnlyList<MatterSeat> seats, string? reason, Actor actor)
    {
        if (matter.VoidedAt is not null)
        {
            return IsVoid(matter);
        }

        if (!MayVoid(matter, actor))
        {
            return Refusal.Forbidden("matter.void-forbidden", $"{matter.Number}只能由发起人或改革办作废。");
        }

        if (!actor.Has("ZB") && IsSigned(seats))
        {
            return Refusal.Conflict("matter.signed", $"{matter.Number}已经领导审签，发起人不能作废；确需作废的，请联系改革办。");
        }

        return reason?.Trim() switch
        {
            null or "" => Reason("请写明作废的理由。"),
            { Length: > LongestReason } said => Reason($"作废的理由不超过{LongestReason}字，现有{said.Length}字。"),
            _ => null,
        };
    }

    public static bool MayVoid(Matter matter, Actor actor) => actor.Has("ZB") || actor.Id == matter.InitiatorId;

    public static bool IsSigned(IEnumerable<MatterSeat> seats) => seats.Any(seat => seat is { Step: "MatterSign", Outcome: "Approve", AddedTo: null, State: SeatState.Decided });

    public static Refusal IsVoid(Matter matter) => Refusal.Conflict("matter.voided", $"{matter.Number}已作废（{matter.VoidedBy}），不能再办理。理由：{matter.VoidReason}");

    /// <summary>Why nothing more is done with a flow, read under its lock: null unless it is a matter that is void.</summary>
    public static async Task<Refusal?> Stops(string rootId, UnitOfWork work) =>
        await work.Workflows.LockedInstance(rootId) is not null
        && await work.Db<OfficeDb>().Matters.AsNoTracking().FirstOrDefaultAsync(one => one.Id == rootId && one.VoidedAt != null, work.Cancellation) is { } matter
            ? IsVoid(matter)
            : null;

    private static Refusal Reason(string message) => Refusal.Invalid("matter.reason", message, new FieldProblem("reason", message));

    private static async Task Tell(Matter matter, IEnumerable<MatterSeat> seats, UnitOfWork work)
    {
        var about = new About(null, matter.Id, 0, null, null, work.CommandId);
        foreach (var seat in seats.Where(seat => seat is { TaskId: not null, State: SeatState.Open or SeatState.Deferred }))
        {
            await NoticeBook.Add(work, about, "Decision", "已作废，不再办理", seat.UnitId, seat.Role, $"{matter.Id}:void:{seat.Number}", seat.TaskId, matter.VoidReason);
        }

        await MatterNotices.ToInitiator(work, matter, "已作废", matter.VoidReason);
    }
}
