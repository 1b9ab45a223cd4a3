using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

public sealed record MatterVersion(int Version, string Title, string Text, string? Note, string PersonName, DateTimeOffset At);

public sealed record AskedUnitView(string UnitId, string UnitName, int Weight, bool Veto);

public sealed record MatterPlanView(
    IReadOnlyList<AskedUnitView> Reviewers, [EnumDataType(typeof(CountersignMode))] string Mode, double? Share, bool Over, int Days);

/// <param name="Holder">Names of the persons who have it, when it is not offered to whoever has the role.</param>
/// <param name="AddedTo">Number of the seat that it was added to (加签).</param>
/// <param name="Signature">Hash of the signature image of the person who decided; null when he had none.</param>
public sealed record MatterSeatView(
    int Number, string? TaskId, string Name, string? Holder, string? UnitId, string? Role, int Weight, bool Veto, int? AddedTo, string? AddedHow, [EnumDataType(typeof(SeatState))] string State,
    DateTimeOffset? OpenedAt, DateTimeOffset? DueAt, [DueStates] string DueState, string? Outcome, string? Opinion, string? ActorName, string? Signature,
    DateTimeOffset? ClosedAt, int Version);

/// <summary>How far a step that several decide is from its decision.</summary>
/// <param name="Share">Of the whole weight; null when it is not decided by weight.</param>
public sealed record MatterVote([EnumDataType(typeof(CountersignMode))] string Mode, double? Share, bool Over, int Total, int Agreed, int Refused, int Abstained, int Open);

public sealed record MatterStepView(string Activity, string Step, int Pass, IReadOnlyList<MatterSeatView> Seats, MatterVote? Vote);

public sealed record MatterEntryView(
    int Seq, DateTimeOffset At, string Kind, string? Step, string? Outcome, int Pass, string? TaskId, string ActorName, string? UnitName, string Text, string? Comment, string? Signature);

/// <param name="MayVoid">Whether the reader may declare it void (作废) now.</param>
public sealed record MatterDocument(
    string Id, string Number, string Title, [EnumDataType(typeof(MatterKind))] string Kind, string Stage, string StageName, int Version, string InitiatorId, string InitiatorName,
    string UnitId, string UnitName, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, DateTimeOffset? DueAt, [DueStates] string DueState, DateTimeOffset? HeldSince,
    MatterPlanView? Plan, IReadOnlyList<MatterVersion> Texts, IReadOnlyList<MatterStepView> Steps, IReadOnlyList<MatterEntryView> Path, IReadOnlyList<string> MyTaskIds,
    DateTimeOffset? VoidedAt, string? VoidedBy, string? VoidReason, bool MayVoid)
{
    public static async Task<MatterDocument?> Find(string id, OfficeDb db, TaskQueries tasks, IFlowReaders readers, TimeProvider clock, Actor actor, CancellationToken ct)
    {
        if (await MatterAccess.Open(db, tasks, readers, id, actor, ct) is not { } matter)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var texts = await db.MatterTexts.AsNoTracking().Where(text => text.MatterId == id).OrderBy(text => text.Version).ToListAsync(ct);
        var seats = await db.MatterSeats.AsNoTracking().Where(seat => seat.MatterId == id).OrderBy(seat => seat.Number).ToListAsync(ct);
        var entries = await db.MatterEntries.AsNoTracking().Where(entry => entry.MatterId == id).OrderBy(entry => entry.Seq).ToListAsync(ct);
        var names = await db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name, ct);
        var plans = texts.ConvertAll(text => (text.At, Plan: MatterPlan.Stored(text.Plan)));
        return new MatterDocument(
            matter.Id, matter.Number, matter.Title, matter.Kind.ToString(), matter.Stage, MatterStage.NameOf(matter.Stage), matter.Version, matter.InitiatorId, matter.InitiatorName,
            matter.UnitId, matter.UnitName, matter.CreatedAt, matter.FinishedAt, matter.DueAt, CaseQueries.DueState(matter.DueAt, matter.Overdue, matter.HeldSince, now), matter.HeldSince,
            plans.Count == 0 ? null : View(plans[^1].Plan, names),
            [.. texts.Select(text => new MatterVersion(text.Version, text.Title, text.Text, text.Note, text.PersonName, text.At))],
            [.. seats.GroupBy(seat => (seat.Activity, seat.Pass)).Select(step => Step([.. step], plans, matter, now))],
            [.. entries.Select(entry => new MatterEntryView(
                entry.Seq, entry.At, entry.Kind, entry.Step, entry.Outcome, entry.Pass, entry.TaskId, entry.ActorName, entry.UnitName, entry.Text, entry.Comment, entry.Signature))],
            [.. (await tasks.OfCase(id, openOnly: true, ct)).Where(task => task.MayDecide(actor)).Select(task => task.Id)],
            matter.VoidedAt, matter.VoidedBy, matter.VoidReason,
            matter.VoidedAt is null && MatterVoiding.MayVoid(matter, actor) && (actor.Has("ZB") || !MatterVoiding.IsSigned(seats)));
    }

    private static MatterPlanView View(MatterPlan plan, Dictionary<string, string> names) => new(
        [.. plan.Reviewers!.Select(one => new AskedUnitView(one.UnitId, names.GetValueOrDefault(one.UnitId, one.UnitId), one.Weight, one.Veto))],
        plan.Mode.ToString(), plan.Mode == CountersignMode.Vote ? plan.Threshold.Share : null, plan.Threshold.Over, plan.Days);

    private static MatterStepView Step(List<MatterSeat> seats, List<(DateTimeOffset At, MatterPlan Plan)> plans, Matter matter, DateTimeOffset now)
    {
        var (activity, pass) = (seats[0].Activity, seats[0].Pass);
        // The plan that was in force when the pass was begun.
        var plan = plans.FindLast(one => one.At <= seats[0].OpenedAt).Plan;
        return new(
            activity, seats[0].Step, pass, [.. seats.Select(seat => Seat(seat, matter, now))],
            !SeatBook.IsTable(activity) ? null : activity == SeatBook.Offices || plan is null ? Vote(seats, CountersignMode.Vote, 0.5, true) : Vote(seats, plan.Mode, plan.Threshold.Share, plan.Threshold.Over));
    }

    private static MatterVote Vote(List<MatterSeat> seats, CountersignMode mode, double share, bool over)
    {
        int Weight(Func<MatterSeat, bool> which) => seats.Where(seat => seat.AddedTo is null && seat.State != SeatState.Removed && which(seat)).Sum(seat => seat.Weight);
        return new(
            mode.ToString(), mode == CountersignMode.Vote ? share : null, over, Weight(_ => true), Weight(seat => seat.Outcome == "Approve"), Weight(seat => seat.Outcome == "Reject"),
            Weight(seat => seat.Outcome == "Abstain"), Weight(seat => seat.State is SeatState.Open or SeatState.Deferred or SeatState.Waiting));
    }

    private static MatterSeatView Seat(MatterSeat seat, Matter matter, DateTimeOffset now) => new(
        seat.Number, seat.TaskId, seat.Name, seat.Holder, seat.UnitId, seat.Role, seat.Weight, seat.Veto, seat.AddedTo, seat.AddedHow, seat.State.ToString(), seat.OpenedAt, seat.DueAt,
        seat.State == SeatState.Open ? CaseQueries.DueState(seat.DueAt, seat.Overdue, matter.HeldSince, now) : "none", seat.Outcome, seat.Opinion, seat.ActorName, seat.Signature,
        seat.ClosedAt, seat.Version);
}
