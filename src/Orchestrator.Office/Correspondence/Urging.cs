using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Matters;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

/// <summary>催办 of an open task: by whoever initiated the flow or had the step before it, and of cases by the reform office.</summary>
public static class Urging
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(12);

    /// <summary>Reminds those who have the task; once in twelve hours, whoever does it.</summary>
    /// <param name="may">Whether the actor may, of the task as it is now.</param>
    public static async Task<Outcome<Done>> Run(string taskId, Func<TaskRow, Task<bool>> may, UnitOfWork work)
    {
        if (await work.Workflows.LockedTask(taskId) is not { } task)
        {
            return Refusal.NotFound("task.unknown", "没有这项任务，或您无权催办。");
        }

        if (!await may(task))
        {
            return Refusal.Forbidden("urge.not-yours", "只有流程的发起人、上一环节的办理人和改革工作机构可以催办。");
        }

        if (task.Status != TaskRowStatus.Open)
        {
            return await MatterVoiding.Stops(task.RootId, work) ?? Refusal.Conflict("task.closed", "任务已不在办理中，不必催办。", task.Revision);
        }

        var db = work.Db<OfficeDb>();
        var before = await db.Urges.Where(urge => urge.TaskId == taskId).OrderByDescending(urge => urge.Number).FirstOrDefaultAsync(work.Cancellation);
        if (before is not null && work.Now - before.At < Pause)
        {
            return Refusal.Conflict("urge.recent", "半天之内已经催办过，请稍后再催。");
        }

        var urge = new Urge { TaskId = taskId, Number = (before?.Number ?? 0) + 1, ById = work.Actor.Id, ByName = work.Actor.Name, At = work.Now };
        db.Urges.Add(urge);
        var row = await db.LockedCase(task.RootId, work);
        var step = row is null ? task.Title : CaseSentence.StepName(task.Step);
        if (row is not null)
        {
            await db.Write(row, work, "Urge", $"催办“{step}”", step: task.Step, taskId: task.Id);
            work.Changed($"case:{row.Id}");
        }

        await Tell(task, new(task.InstanceName ?? task.Title, task.CorrelationId, row?.Id, task.Id), $"{step}请尽快办理（催办）", $"{taskId}:{urge.Number}", work);
        work.Changed("talk");
        return Done.Value;
    }

    // The named persons; else everybody who could take the task, and the head of a clerk's unit with them.
    private static async Task Tell(TaskRow task, NoticeSubject about, string what, string key, UnitOfWork work)
    {
        foreach (var person in task.Persons)
        {
            await NoticeBook.ToPerson(work, about, "Urge", what, person, $"{key}:{person}");
        }

        if (task.Unit is not null || task.Role is not null)
        {
            await NoticeBook.ToPost(work, about, "Urge", what, task.Unit, task.Role, key);
        }

        if (task is { ForUnit: not null, ForRole: "BM-JB" })
        {
            await NoticeBook.ToPost(work, about, "Urge", what, task.ForUnit, "BM-FZ", $"{key}:head");
        }
    }
}
