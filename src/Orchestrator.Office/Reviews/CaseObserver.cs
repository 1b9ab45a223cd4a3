using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Campaigns;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>
/// Keeps the projection of a case in step with its workflow, in the same transaction: stage, round, version, flags,
/// deadlines, participants, and the lines of 办理过程. A step that the guard table forbids is stopped here (T-02, T-03).
/// </summary>
public sealed class CaseObserver(CaseDeeds deeds) : IStepObserver
{
    public async Task Observe(InstanceStep step, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await db.LockedCase(step.After.RootId, work) is not { } row)
        {
            return;
        }

        await deeds.Tell(step, row, db, work);
        foreach (var request in step.Requests)
        {
            await Project(request, row, step, db, work);
        }

        if (step.After.Id == row.Id)
        {
            await Move(row, step, db, work);
        }

        await SumUp(row, db, work);
    }

    private static async Task Move(CaseRow row, InstanceStep step, OfficeDb db, UnitOfWork work)
    {
        var (stage, round) = (step.After.Stage ?? CaseStage.NotStarted, step.After.Round);
        row.HeldSince = step.After.HeldSince;
        row.FinishedAt = step.After.Ended ? step.After.FinishedAt ?? work.Now : null;
        if (stage == row.Stage && round == row.Round)
        {
            return;
        }

        if (StageTransitions.Refuse(row.Stage, row.Round, stage, round, row.MaxRounds) is { } reason)
        {
            throw new RefusedException(Refusal.Conflict("case.stage-refused", $"{reason}（事项 {row.Id}，{row.Stage} → {stage}）"));
        }

        var before = row.Stage;
        if (before == CaseStage.InternalApproval && stage is CaseStage.Submitted or CaseStage.Intake)
        {
            await Submitted(row, db, work);
        }

        (row.Stage, row.Round) = (stage, round);
        if (stage == CaseStage.Withdrawn)
        {
            row.Disputed = false;
        }

        work.Send(new CaseStageChanged(About(row, work), before, stage, work.Now));
    }

    private static async Task Submitted(CaseRow row, OfficeDb db, UnitOfWork work)
    {
        var round = await Round(row, db, work);
        if (round.SubmittedAt is null)
        {
            round.SubmittedAt = work.Now;
            round.OnTime = round.DueAt is null || work.Now <= round.DueAt;
            row.Late = round.OnTime == false;
        }
    }

    private static async Task<CaseRound> Round(CaseRow row, OfficeDb db, UnitOfWork work)
    {
        var round = await db.CaseRounds.FindAsync([row.Id, row.Round], work.Cancellation);
        if (round is null)
        {
            round = new CaseRound { CaseId = row.Id, Round = row.Round };
            db.CaseRounds.Add(round);
        }

        return round;
    }

    private static async Task Project(Request request, CaseRow row, InstanceStep step, OfficeDb db, UnitOfWork work)
    {
        switch (request)
        {
            case OpenTask open:
                await Opened(open, row, step, db, work);
                break;
            case ReassignTask reassign when await db.CaseTasks.FindAsync([reassign.TaskId], work.Cancellation) is { } task:
                task.PersonIds = Deeds.PersonIds.Join(reassign.Assignment.Persons);
                await CaseDeeds.Remember(reassign.Assignment.Persons, row, db, work);
                break;
            case MoveTaskDeadline move when await db.CaseTasks.FindAsync([move.TaskId], work.Cancellation) is { } task:
                task.DueAt = move.DueAt;
                task.Overdue = move.DueAt < work.Now;
                await SubmitDeadline(task.Step, task.Round, move.DueAt, row.Id, db, work, replace: true);
                break;
            case NotifyTask { Level: not "remind" } notify when await db.CaseTasks.FindAsync([notify.TaskId], work.Cancellation) is { } task:
                task.Overdue = true;
                if (task.Agreeing is not null)
                {
                    // The step is late, and has been said to be; whoever was asked to sign has only just been asked.
                    break;
                }

                await db.Write(row, work, "Overdue", $"{CaseSentence.StepName(task.Step)}{LadderText(notify.Level)}", step: task.Step, outcome: notify.Level, taskId: task.TaskId);
                break;
            case CloseTask close when await db.CaseTasks.FindAsync([close.TaskId], work.Cancellation) is { } task:
                await Closed(close, task, row, db, work);
                break;
        }
    }

    private static async Task Opened(OpenTask open, CaseRow row, InstanceStep step, OfficeDb db, UnitOfWork work)
    {
        var round = step.After.Id == row.Id ? step.After.Round : row.Round;
        var (unit, role, signs) = (open.Assignment.ForUnit ?? "", open.Assignment.ForRole ?? "", open.Form == PeopleForms.Sign);
        db.CaseTasks.Add(new CaseTask
        {
            TaskId = open.TaskId,
            CaseId = row.Id,
            Step = open.Step,
            Title = open.Title,
            UnitId = open.Assignment.ForUnit,
            Role = open.Assignment.ForRole,
            PersonIds = Deeds.PersonIds.Join(open.Assignment.Persons),
            Agreeing = signs ? open.Outcomes[0] : null,
            Round = round,
            OpenedAt = work.Now,
            DueAt = open.DueAt,
            Overdue = open.DueAt < work.Now,
            CalendarRevision = CampaignOperations.Calendar(work.Now).Revision,
            Correction = open.Payload is JsObject { } given && given["correction"] is not null,
        });
        await CaseDeeds.Remember(open.Assignment.Persons, row, db, work);
        if (unit.Length > 0 && await db.CaseParticipants.FindAsync([row.Id, unit, role], work.Cancellation) is null)
        {
            db.CaseParticipants.Add(new CaseParticipant { CaseId = row.Id, UnitId = unit, Role = role });
        }

        if (signs)
        {
            // Whoever only signs has no part in what the step begins.
            return;
        }

        await SubmitDeadline(open.Step, round, open.DueAt, row.Id, db, work, replace: false);
        if (open is { Step: "Legal", DueAt: { } due })
        {
            await ShortWindow(open, due, row, db, work);
        }

        if (open.Step == "Review" && open.Payload is JsObject payload && payload["reviewer"] is JsObject reviewer)
        {
            await ReviewOpened(row, round, reviewer, unit, db, work);
            await Extending.TakeOver(db, row.Id, round, unit, open.TaskId, work.Cancellation);
        }
    }

    // T-11: the plan was long enough, but what came before took its time.
    private static async Task ShortWindow(OpenTask open, DateTimeOffset due, CaseRow row, OfficeDb db, UnitOfWork work)
    {
        var calendar = CampaignOperations.Calendar(work.Now);
        var days = calendar.WorkingDaysBetween(calendar.LocalDate(work.Now), calendar.LocalDate(due));
        if (days < CampaignCheck.ShortestLegalReview)
        {
            await db.Write(
                row, work, "Warning", $"合法性审查时限只剩{Math.Max(0, days)}个工作日，少于{CampaignCheck.ShortestLegalReview}个工作日（规则T-11）", step: open.Step, taskId: open.TaskId);
        }
    }

    // The first draft of a round sets when it is due; a correction inside the round does not.
    private static async Task SubmitDeadline(string step, int round, DateTimeOffset? dueAt, string caseId, OfficeDb db, UnitOfWork work, bool replace)
    {
        if (step is not ("Draft" or "Revise" or "InternalApproval"))
        {
            return;
        }

        var row = await db.CaseRounds.FindAsync([caseId, round], work.Cancellation);
        if (row is null)
        {
            db.CaseRounds.Add(new CaseRound { CaseId = caseId, Round = round, DueAt = dueAt });
        }
        else if (replace && row.SubmittedAt is null && dueAt > row.DueAt)
        {
            row.DueAt = dueAt;
        }
    }

    private static async Task ReviewOpened(CaseRow row, int round, JsObject reviewer, string unit, OfficeDb db, UnitOfWork work)
    {
        var review = await db.Reviews.FindAsync([row.Id, round, unit], work.Cancellation);
        if (review is null)
        {
            db.Reviews.Add(new ReviewRow
            {
                CaseId = row.Id,
                Round = round,
                UnitId = unit,
                UnitName = reviewer.Text("unitName") ?? unit,
                Mandatory = reviewer.Flag("mandatory"),
                State = ReviewState.Open,
            });
        }
        else
        {
            // Sent back by the head, or reviewed again after a correction or a withdrawal: earlier opinions stay attached.
            review.State = ReviewState.Open;
        }
    }

    private static async Task Closed(CloseTask close, CaseTask task, CaseRow row, OfficeDb db, UnitOfWork work)
    {
        db.CaseTasks.Remove(task);
        if (close.Closure is TaskClosure.Cancelled or TaskClosure.Deferred)
        {
            return;
        }

        var result = close.Result as JsObject ?? new JsObject();
        if (close.Closure == TaskClosure.Expired)
        {
            await Expired(close, task, row, db, work);
            return;
        }

        if (task.Agreeing is { } agreeing)
        {
            await db.Write(row, work, "Signed", CaseSentence.Signed(task.Step, close.Outcome == agreeing), result.Text("comment"), task.Step, close.Outcome, task.TaskId);
            return;
        }

        if (result.Text("version") is { } version)
        {
            row.Version = version;
            row.VersionHash = result.Text("sha256");
            row.DrafterId = result.Text("drafter") ?? work.Actor.Id;
            row.DrafterForId = work.Actor.InPlaceOf;
        }

        var detail = result.Text("detail") ?? result.Text("version");
        await db.Write(row, work, "Decision", CaseSentence.Decided(task.Step, close.Outcome ?? "", task.Round, detail), result.Text("comment") ?? result.Text("note"), task.Step, close.Outcome, task.TaskId);
    }

    private static async Task Expired(CloseTask close, CaseTask task, CaseRow row, OfficeDb db, UnitOfWork work)
    {
        if (task.Step == "Review" && task.UnitId is { } unit && await db.Reviews.FindAsync([row.Id, task.Round, unit], work.Cancellation) is { } review)
        {
            review.State = ReviewState.Silent;
            review.Result = ReviewResult.FormSilence;
            review.SignedAt = work.Now;
            row.FormSilence = true;
            work.Send(new ReviewOpinionSubmitted(About(row, work), unit, "Silent", 0));
            await db.Write(row, work, "Silence", $"{review.UnitName}逾期未反馈，视为无意见", step: task.Step, outcome: close.Outcome, taskId: task.TaskId);
        }
        else
        {
            await db.Write(row, work, "Expired", $"{CaseSentence.StepName(task.Step)}到期，按规则处理", step: task.Step, outcome: close.Outcome, taskId: task.TaskId);
        }
    }

    private static async Task SumUp(CaseRow row, OfficeDb db, UnitOfWork work)
    {
        await db.CaseTasks.Where(task => task.CaseId == row.Id).LoadAsync(work.Cancellation);
        CaseTask[] open = [.. db.CaseTasks.Local.Where(task => task.CaseId == row.Id)];
        row.DueAt = open.Min(task => task.DueAt);
        row.Overdue = open.Any(task => task.Overdue);
    }

    private static string LadderText(string level) => level switch
    {
        "overdue" => "逾期",
        "urge" => "逾期，催办",
        "supervise" => "逾期，提请督办",
        "interview" => "逾期，提请约谈",
        _ => level,
    };

    internal static About About(CaseRow row, UnitOfWork work) => new(row.CampaignId, row.Id, row.Round, row.Version, row.CampaignId, work.CommandId);
}
