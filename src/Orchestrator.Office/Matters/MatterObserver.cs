using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Signatures;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

/// <summary>Keeps the projection of a matter in step with its workflow, in the same transaction: stage, deadlines, who is
/// asked and has decided what, and the lines of 办理过程.</summary>
public sealed class MatterObserver(MatterDeeds deeds) : IStepObserver
{
    public async Task Observe(InstanceStep step, UnitOfWork work)
    {
        if (step.After.DefinitionId != MatterInput.Definition)
        {
            return;
        }

        var db = work.Db<OfficeDb>();
        if (await db.Matters.FindAsync([step.After.Id], work.Cancellation) is not { } matter)
        {
            return;
        }

        // Void is void: the step that ends its flow is the last one.
        if (matter.VoidedAt is not null && step.Stimulus is not CancelInstance)
        {
            throw new RefusedException(MatterVoiding.IsVoid(matter));
        }

        var seats = new SeatBook(
            db, matter, await db.MatterSeats.Where(seat => seat.MatterId == matter.Id).OrderBy(seat => seat.Number).ToListAsync(work.Cancellation),
            await CampaignOperations.UnitNames(db, work.Cancellation));
        await deeds.Tell(step, matter, seats, work);
        foreach (var request in step.Requests)
        {
            await Project(request, step.Stimulus, matter, seats, work);
        }

        await Conclusions(step, matter, seats, work);
        await Move(step, matter, seats, work);
        work.Changed("matters");
    }

    private async Task Project(Request request, Stimulus? stimulus, Matter matter, SeatBook seats, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        switch (request)
        {
            case OpenTask open:
                var opened = seats.Open(open, CalledBack(stimulus, seats), work.Now);
                opened.Straight = opened.Step == "MatterDraft" && stimulus is ReturnTask { Straight: true };
                opened.Holder = await Holder(open.Assignment, work);
                opened.Name = opened.Name.Length > 0 ? opened.Name : opened.Holder ?? "";
                await Remember(open.Assignment, matter, work);
                break;
            case ReassignTask reassign when seats.Of(reassign.TaskId) is { } seat:
                (seat.UnitId, seat.Role, seat.PersonIds) = (reassign.Assignment.Unit, reassign.Assignment.Role, Deeds.PersonIds.Join(reassign.Assignment.Persons));
                seat.Holder = await Holder(reassign.Assignment, work);
                await Remember(reassign.Assignment, matter, work);
                break;
            case MoveTaskDeadline move when seats.Of(move.TaskId) is { } seat:
                (seat.DueAt, seat.Overdue) = (move.DueAt, move.DueAt < work.Now);
                break;
            case NotifyTask { Level: not "remind" } notify when seats.Of(notify.TaskId) is { } seat:
                seat.Overdue = true;
                if (seat.AddedTo is not null)
                {
                    // The step is late, and has been said to be; whoever was asked to sign has only just been asked.
                    break;
                }

                await db.Write(matter, work, "Overdue", MatterSentence.Late(seat.Step, notify.Level), seat, outcome: notify.Level);
                break;
            case CloseTask close when seats.Of(close.TaskId) is { } seat:
                await Close(close, seat, CalledBack(stimulus, seats), matter, work);
                break;
        }
    }

    private static MatterSeat? CalledBack(Stimulus? stimulus, SeatBook seats) => stimulus is CallBack { Withdraw: false } back ? seats.Of(back.TaskId) : null;

    private async Task<string?> Holder(Assignment to, UnitOfWork work) => to.Persons.Count == 0 ? null : await deeds.NameOf(to, work);

    private static async Task Close(CloseTask close, MatterSeat seat, MatterSeat? calledBack, Matter matter, UnitOfWork work)
    {
        seat.Overdue = false;
        if (close.Closure is TaskClosure.Cancelled or TaskClosure.Deferred)
        {
            // Whoever was asked after the one who calls his decision back is asked after him again.
            seat.State = close.Closure == TaskClosure.Deferred ? SeatState.Deferred
                : calledBack is not null && calledBack.Activity == seat.Activity && calledBack.Pass == seat.Pass ? SeatState.Waiting
                : seat.State == SeatState.Removed ? SeatState.Removed : SeatState.Cancelled;
            return;
        }

        var result = close.Result as JsObject ?? new JsObject();
        (seat.State, seat.Outcome, seat.ClosedAt, seat.Version) = (close.Closure == TaskClosure.Expired ? SeatState.Expired : SeatState.Decided, close.Outcome, work.Now, matter.Version);
        var db = work.Db<OfficeDb>();
        (seat.Opinion, seat.ActorName, seat.Signature) = (result.Text("opinion") ?? result.Text("comment"), work.Actor.Name, await db.SignatureOfActor(work));
        await db.Write(matter, work, "Decision", MatterSentence.Decided(seat, close.Outcome ?? "", matter.Version), seat, seat.Opinion, close.Outcome, seat.Signature);
    }

    // A step that several decide is over when nobody of them is waited for and the flow has left it.
    private static async Task Conclusions(InstanceStep step, Matter matter, SeatBook seats, UnitOfWork work)
    {
        foreach (var left in step.Requests.OfType<WriteHistory>().Where(row => row is { Event: "Completed", ActivityId: not null }).GroupBy(row => row.ActivityId!))
        {
            var (activity, outcome) = (left.Key, left.Last().Outcome ?? "");
            if (SeatBook.IsTable(activity) && seats.Newest(activity) is { } last && !seats.AnyWaits(activity, last.Pass))
            {
                await work.Db<OfficeDb>().Write(matter, work, "Concluded", MatterSentence.Concluded(last.Step, outcome), outcome: outcome);
            }
        }
    }

    private static async Task Move(InstanceStep step, Matter matter, SeatBook seats, UnitOfWork work)
    {
        var ended = step.After.Ended;
        var before = matter.Stage;
        matter.Stage = matter.VoidedAt is not null ? MatterStage.Voided : step.After.Status == InstanceStatus.Cancelled ? MatterStage.Cancelled : Backward(seats) ?? step.After.Stage ?? MatterStage.Drafting;
        (matter.HeldSince, matter.FinishedAt, matter.UpdatedAt) = (step.After.HeldSince, ended ? step.After.FinishedAt ?? work.Now : null, work.Now);
        matter.DueAt = seats.All.Where(seat => seat.State == SeatState.Open).Min(seat => seat.DueAt);
        matter.Overdue = seats.All.Any(seat => seat.State == SeatState.Open && seat.Overdue);
        if (matter.Stage == before)
        {
            return;
        }

        if (matter.Stage == MatterStage.Cancelled)
        {
            await work.Db<OfficeDb>().Write(matter, work, "Cancelled", "流程被终止");
        }

        if (matter.Version > 0 && MatterSentence.Told(matter.Stage) is { } what)
        {
            await MatterNotices.ToInitiator(work, matter, what, seats.All.LastOrDefault(seat => seat.ClosedAt == work.Now)?.Opinion);
        }
    }

    // Sent back or called back, the flow begins at the task itself and not at the stage that it declares before it.
    private static string? Backward(SeatBook seats) => seats.All.LastOrDefault(seat => seat is { State: SeatState.Open, Straight: false })?.Step switch
    {
        "MatterDraft" => MatterStage.Drafting,
        "MatterHeadReview" => MatterStage.HeadReview,
        _ => null,
    };

    private static async Task Remember(Assignment to, Matter matter, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        (string Person, string Unit, string Role)[] reading = to.Persons.Count > 0 ? [.. to.Persons.Select(person => (person, "", ""))] : [("", to.Unit ?? "", to.Role ?? "")];
        foreach (var (person, unit, role) in reading)
        {
            if (await db.MatterParticipants.FindAsync([matter.Id, person, unit, role], work.Cancellation) is null)
            {
                db.MatterParticipants.Add(new MatterParticipant { MatterId = matter.Id, PersonId = person, UnitId = unit, Role = role });
            }
        }
    }
}
