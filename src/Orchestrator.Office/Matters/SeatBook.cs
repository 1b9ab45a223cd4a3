using Orchestrator.Engine.Execution;

namespace Orchestrator.Office.Matters;

/// <summary>The seats of one matter while a step is projected.</summary>
public sealed class SeatBook(OfficeDb db, Matter matter, List<MatterSeat> seats, IReadOnlyDictionary<string, string> units)
{
    public const string Units = "units";
    public const string Offices = "offices";

    public IReadOnlyList<MatterSeat> All => seats;

    /// <summary>The plan of the version that was handed in last; null before the first.</summary>
    public MatterPlan? Plan => (db.MatterTexts.Local.FirstOrDefault(text => text.MatterId == matter.Id && text.Version == matter.Version)
        ?? db.MatterTexts.FirstOrDefault(text => text.MatterId == matter.Id && text.Version == matter.Version)) is { } text ? MatterPlan.Stored(text.Plan) : null;

    public static bool IsTable(string activity) => activity is Units or Offices;

    public MatterSeat? Of(string taskId) => seats.Find(seat => seat.TaskId == taskId);

    public MatterSeat? Newest(string activity) => seats.FindLast(seat => seat.Activity == activity);

    public bool AnyWaits(string activity, int pass) =>
        seats.Exists(seat => seat.Activity == activity && seat.Pass == pass && seat.AddedTo is null && seat.State is SeatState.Open or SeatState.Deferred);

    /// <summary>Whoever was announced, closed for a while or calls his decision back has a seat already.</summary>
    /// <param name="calledBack">Whoever calls his decision back in this step (拿回).</param>
    public MatterSeat Open(OpenTask open, MatterSeat? calledBack, DateTimeOffset now)
    {
        var (unit, role, persons) = (open.Assignment.Unit, open.Assignment.Role, open.Assignment.Persons);
        var here = seats.FindAll(one => one.Activity == open.ActivityId && one.Pass == open.Pass);
        var seat = here.Find(one => one == calledBack)
            ?? here.FindLast(one => one.State is SeatState.Deferred or SeatState.Waiting && one.Asks(unit, role, persons))
            ?? here.Find(one => one is { State: SeatState.Waiting, AddedTo: null } && persons.Count == 0 && one.UnitId == unit);
        if (seat is null)
        {
            seat = Add(open.ActivityId, open.Step, open.Pass, open.Assignment, null);
            switch (open.ActivityId)
            {
                case Units: Announce(open, seat); break;
                case Offices: seat.Weight = MatterInput.WeightOf(unit); break;
            }
        }

        (seat.UnitId, seat.Role, seat.PersonIds) = (unit, role, Deeds.PersonIds.Join(persons));
        (seat.TaskId, seat.State, seat.OpenedAt, seat.DueAt, seat.Overdue) = (open.TaskId, SeatState.Open, now, open.DueAt, open.DueAt < now);
        (seat.Outcome, seat.Opinion, seat.ActorName, seat.Signature, seat.ClosedAt) = (null, null, null, null, null);
        return seat;
    }

    /// <summary>Somebody who will be asked, not yet.</summary>
    public MatterSeat Add(string activity, string step, int pass, Assignment to, MatterSeat? addedTo, string? name = null)
    {
        var seat = new MatterSeat
        {
            MatterId = matter.Id,
            Number = 1 + (seats.Count == 0 ? 0 : seats[^1].Number),
            Activity = activity,
            Step = step,
            Pass = pass,
            Name = name ?? (to.Unit is { } unit ? units.GetValueOrDefault(unit, unit) : to.Role ?? ""),
            UnitId = to.Unit,
            Role = to.Role,
            PersonIds = Deeds.PersonIds.Join(to.Persons),
            Weight = addedTo is null ? 1 : 0,
            AddedTo = addedTo?.Number,
            State = SeatState.Waiting,
        };
        seats.Add(seat);
        db.MatterSeats.Add(seat);
        return seat;
    }

    // All who are asked in this pass, though one after the other.
    private void Announce(OpenTask first, MatterSeat seat)
    {
        foreach (var asked in Plan?.Reviewers ?? [])
        {
            var own = asked.UnitId == seat.UnitId ? seat
                : seats.Find(one => one.Activity == Units && one.Pass == first.Pass && one.UnitId == asked.UnitId && one.AddedTo is null)
                ?? Add(Units, first.Step, first.Pass, first.Assignment with { Unit = asked.UnitId }, null);
            (own.Weight, own.Veto) = (asked.Weight, asked.Veto);
        }
    }
}
