using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Calendar;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Notices;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>The rule of 延期: before the deadline, once per task, three working days at most.</summary>
public static class ExtensionRule
{
    public const int MostDays = 3;

    public static Refusal? Check(int days, string? reason, DateTimeOffset? dueAt, DateTimeOffset now, int earlier)
    {
        if (days is < 1 or > MostDays)
        {
            return Refusal.Invalid("extension.days", $"延期须为1至{MostDays}个工作日。", new FieldProblem("days", $"延期须为1至{MostDays}个工作日。"));
        }

        if (Wording.Length(reason) == 0)
        {
            return Refusal.Invalid("reason.required", "请填写延期理由。", new FieldProblem("reason", "请填写延期理由。"));
        }

        if (dueAt is null)
        {
            return Refusal.Conflict("extension.no-deadline", "这项任务没有期限，不需要延期。");
        }

        if (now > dueAt)
        {
            return Refusal.Conflict("extension.too-late", "已过期限，不能再申请延期。");
        }

        return earlier > 0 ? Refusal.Conflict("extension.once", "这一环节已经申请过延期，只能申请一次。") : null;
    }

    /// <summary>The new moment: the same time of day, so many working days later.</summary>
    public static DateTimeOffset Moved(DateTimeOffset dueAt, int days, WorkingCalendar calendar)
    {
        var local = TimeZoneInfo.ConvertTime(dueAt, calendar.Zone);
        return calendar.At(calendar.AddWorkingDays(DateOnly.FromDateTime(local.DateTime), days), TimeOnly.FromDateTime(local.DateTime));
    }
}

public sealed record ExtensionAnswer(string Id, string Status, DateTimeOffset NewDueAt);

/// <summary>延期: the head of the unit asks, the task force decides.</summary>
public static class Extending
{
    public static async Task<Outcome<ExtensionAnswer>> Ask(string caseId, string? taskId, int days, string? reason, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var row = await db.LockedCase(caseId, work);
        var task = await db.CaseTasks.FirstOrDefaultAsync(task => task.TaskId == taskId && task.CaseId == caseId && task.UnitId == work.Actor.UnitId, work.Cancellation);
        if (row is null || task is null)
        {
            return Refusal.NotFound("task.unknown", "没有这项任务，或者它不属于本单位。");
        }

        var earlier = await Earlier(db, caseId, task.Step, task.Round, task.UnitId, work.Cancellation);
        if (ExtensionRule.Check(days, reason, task.DueAt, work.Now, earlier) is { } refusal)
        {
            return refusal;
        }

        return await Store(row, new(task.TaskId, task.Step, task.Round, task.UnitId!, task.DueAt!.Value), days, reason!, work);
    }

    /// <summary>The request of a reviewing unit, with its head's consent. The clerk's task opens again after this; the request
    /// takes it over then (<see cref="TakeOver"/>).</summary>
    public static async Task<Outcome<ExtensionAnswer>> AskForReview(CaseRow row, TaskSubmission submission, int days, string? reason, UnitOfWork work)
    {
        var unit = submission.Unit!;
        var earlier = await Earlier(work.Db<OfficeDb>(), row.Id, ReviewStep, submission.Round, unit, work.Cancellation);
        return ExtensionRule.Check(days, reason, submission.Task.DueAt, work.Now, earlier) is { } refusal
            ? refusal
            : await Store(row, new("", ReviewStep, submission.Round, unit, submission.Task.DueAt!.Value), days, reason!, work);
    }

    /// <summary>A pending request without a task gets the one that has just been opened for it.</summary>
    public static async Task TakeOver(OfficeDb db, string caseId, int round, string unitId, string taskId, CancellationToken ct)
    {
        foreach (var request in await db.ExtensionRequests
                     .Where(request => request.CaseId == caseId && request.Step == ReviewStep && request.Round == round && request.UnitId == unitId && request.State == RequestState.Pending)
                     .ToListAsync(ct))
        {
            request.TaskId = taskId;
        }
    }

    internal static Task<int> Earlier(OfficeDb db, string caseId, string step, int round, string? unitId, CancellationToken ct) => db.ExtensionRequests.CountAsync(
        request => request.CaseId == caseId && request.Step == step && request.Round == round && request.UnitId == unitId && request.State != RequestState.Refused, ct);

    private const string ReviewStep = "Review";

    private static async Task<ExtensionAnswer> Store(CaseRow row, Asked asked, int days, string reason, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var number = 1 + await db.ExtensionRequests.CountAsync(request => request.CaseId == row.Id, work.Cancellation);
        var request = new ExtensionRequest
        {
            Id = $"{row.Id}:e{number}",
            CaseId = row.Id,
            TaskId = asked.TaskId,
            Step = asked.Step,
            Round = asked.Round,
            UnitId = asked.UnitId,
            Days = days,
            Reason = reason.Trim(),
            State = RequestState.Pending,
            DueBefore = asked.DueAt,
            RequestedBy = work.Actor.Name,
            RequestedAt = work.Now,
            DueAfter = ExtensionRule.Moved(asked.DueAt, days, CampaignOperations.Calendar(work.Now)),
        };
        db.ExtensionRequests.Add(request);
        await db.Write(row, work, "Extension", $"申请“{CaseSentence.StepName(asked.Step)}”延期{days}个工作日", request.Reason, asked.Step, taskId: asked.TaskId.Length == 0 ? null : asked.TaskId);
        await NoticeBook.Add(
            work, CaseObserver.About(row, work), "ExtensionAsked", $"申请“{CaseSentence.StepName(asked.Step)}”延期{days}个工作日，待审批", "ZB", "ZB", request.Id, body: request.Reason);
        work.Changed($"case:{row.Id}");
        return new ExtensionAnswer(request.Id, nameof(RequestState.Pending), request.DueAfter);
    }

    private sealed record Asked(string TaskId, string Step, int Round, string UnitId, DateTimeOffset DueAt);

    public static async Task<Outcome<ExtensionAnswer>> Decide(string requestId, bool approve, string? comment, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await db.ExtensionRequests.FirstOrDefaultAsync(request => request.Id == requestId, work.Cancellation) is not { } request)
        {
            return Refusal.NotFound("extension.unknown", "没有这份延期申请。");
        }

        if (request.State != RequestState.Pending)
        {
            return Refusal.Conflict("extension.decided", $"这份延期申请已由{request.DecidedBy}处理。");
        }

        if (!approve && Wording.Length(comment) == 0)
        {
            return Refusal.Invalid("comment.required", "不同意延期的，请说明理由。", new FieldProblem("comment", "不同意延期的，请说明理由。"));
        }

        var row = await db.Case(request.CaseId, work);
        (request.DecidedBy, request.DecidedAt, request.Comment) = (work.Actor.Name, work.Now, comment?.Trim());
        request.State = approve ? RequestState.Approved : RequestState.Refused;
        await db.Write(
            row, work, "ExtensionDecision", $"{(approve ? "同意" : "不同意")}“{CaseSentence.StepName(request.Step)}”延期{request.Days}个工作日", comment, request.Step, approve ? "Approve" : "Refuse", request.TaskId);
        await NoticeBook.Add(
            work, CaseObserver.About(row, work), "ExtensionDecided", $"“{CaseSentence.StepName(request.Step)}”延期申请{(approve ? "已获同意" : "未获同意，期限不变")}", request.UnitId, null, request.Id,
            body: request.Comment);
        if (approve)
        {
            row.Extended = true;
            var moved = await work.Workflows.ExtendTask(request.TaskId, request.DueAfter);
            if (moved.Refusal is { } refusal)
            {
                return refusal;
            }
        }

        work.Changed($"case:{row.Id}");
        return new ExtensionAnswer(request.Id, request.State.ToString(), request.DueAfter);
    }
}
