using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Correspondence;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Supervisions;

/// <summary>反馈, 延期 and 销号 of a supervision that is open.</summary>
public static class SupervisionDeeds
{
    private const int LongestReport = 1000;
    private const int LongestReason = 500;

    public static Task<Outcome<Done>> Report(string id, string? text, UnitOfWork work) => OnOpen(id, work, async (one, task) =>
    {
        if (SupervisionRights.Reporter(one, task, work.Actor) is not { } reporter)
        {
            return Refusal.Forbidden("supervision.not-yours", "只有该任务的办理人和承办单位负责人可以反馈办理情况。");
        }

        var (report, problem) = ShortText.Check(text, "text", "办理情况", LongestReport);
        if (problem is not null)
        {
            return Refusal.Invalid("supervision.invalid", problem.Message, problem);
        }

        var number = await Add(one, SupervisionEntryKind.Progress, report, null, reporter, work);
        await SupervisionNews.Record(one, $"反馈“{SupervisionNews.StepName(one.Step)}”督办的办理情况", report, work);
        await SupervisionNews.ToOffice(one, $"{reporter.Name}反馈了督办的办理情况", report, $"{one.Id}:{number}", work);
        return Done.Value;
    });

    public static Task<Outcome<Done>> Extend(string id, DateOnly? dueOn, string? reason, UnitOfWork work) => OnOpen(id, work, async (one, task) =>
    {
        var (text, problem) = ShortText.Check(reason, "reason", "延期理由", LongestReason);
        var (dueAt, wrongDay) = SupervisionDay.Check(dueOn, one.DueAt, work.Now);
        var problems = new[] { wrongDay, problem }.OfType<FieldProblem>().ToList();
        if (problems.Count > 0)
        {
            return Refusal.Invalid("supervision.invalid", problems[0].Message, problems);
        }

        (one.DueAt, one.Extensions, one.OverdueToldAt) = (dueAt, one.Extensions + 1, null);
        work.Arrange(SupervisionOverdue.WireName, SupervisionOverdue.Id(one), dueAt);
        var number = await Add(one, SupervisionEntryKind.Extended, text, dueAt, work.Actor, work);
        var (what, key) = ($"{SupervisionNews.StepName(one.Step)}的督办期限延至{SupervisionDay.Text(dueAt)}", $"{one.Id}:{number}");
        await SupervisionNews.Record(one, what, text, work);
        await SupervisionNews.ToHolders(one, task, what, text, key, work);
        await SupervisionNews.ToLeader(one, what, text, key, work, task);
        return Done.Value;
    });

    public static Task<Outcome<Done>> Close(string id, string? conclusion, UnitOfWork work) => OnOpen(id, work, async (one, task) =>
    {
        var (text, problem) = ShortText.Check(conclusion, "conclusion", "销号结论", LongestReason);
        if (problem is not null)
        {
            return Refusal.Invalid("supervision.invalid", problem.Message, problem);
        }

        (one.State, one.ClosedAt, one.ClosedByName, one.Conclusion) = (SupervisionState.Closed, work.Now, work.Actor.Name, text);
        var (what, key) = ($"{SupervisionNews.StepName(one.Step)}的督办已销号", $"{one.Id}:closed");
        await SupervisionNews.Record(one, what, text, work);
        await SupervisionNews.ToHolders(one, task, what, text, key, work);
        await SupervisionNews.ToLeader(one, what, text, key, work, task);
        return Done.Value;
    });

    // The task is locked first: whoever ends it, or does something else to the supervision, waits, and the row is read after.
    private static async Task<Outcome<Done>> OnOpen(string id, UnitOfWork work, Func<Supervision, TaskRow, Task<Outcome<Done>>> deed)
    {
        var db = work.Db<OfficeDb>();
        var taskId = await db.Supervisions.Where(one => one.Id == id).Select(one => one.TaskId).FirstOrDefaultAsync(work.Cancellation);
        if (taskId is null || await work.Workflows.LockedTask(taskId) is not { } task)
        {
            return Refusal.NotFound("supervision.unknown", "没有这项督办，或您无权办理。");
        }

        var row = await db.Supervisions.FirstAsync(one => one.Id == id, work.Cancellation);
        return row.State == SupervisionState.Open
            ? await deed(row, task)
            : Refusal.Conflict("supervision.closed", row.State == SupervisionState.Closed ? $"督办已由{row.ClosedByName}销号。" : "任务已办结，督办已随之关闭。");
    }

    private static async Task<int> Add(Supervision one, SupervisionEntryKind kind, string text, DateTimeOffset? dueAt, Actor by, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var number = 1 + await db.SupervisionEntries.CountAsync(entry => entry.SupervisionId == one.Id, work.Cancellation);
        db.SupervisionEntries.Add(new SupervisionEntry
        {
            SupervisionId = one.Id,
            Number = number,
            Kind = kind,
            Text = text,
            DueAt = dueAt,
            At = work.Now,
            ById = by.Id,
            ByName = by.Name,
            UnitName = by.UnitName,
        });
        return number;
    }
}
