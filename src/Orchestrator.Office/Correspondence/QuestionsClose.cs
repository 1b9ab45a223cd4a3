using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Execution;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

/// <summary>When a task ends, however it ends, nobody need answer questions about it any more, and no answer changes.</summary>
public sealed class QuestionsClose : IStepObserver
{
    public async Task Observe(InstanceStep step, UnitOfWork work)
    {
        foreach (var close in step.Requests.OfType<CloseTask>())
        {
            await Close(close.TaskId, step.After.RootId, work);
        }
    }

    private static async Task Close(string taskId, string rootId, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var asked = await db.AskedPersons.Where(person => person.TaskId == taskId && person.ClosedAt == null).ToListAsync(work.Cancellation);
        var unanswered = asked.Where(person => person.State == AskedState.Open).ToArray();
        foreach (var person in asked)
        {
            person.ClosedAt = work.Now;
        }

        foreach (var person in unanswered)
        {
            person.State = AskedState.Unanswered;
        }

        if (unanswered.Length > 0 && await db.LockedCase(rootId, work) is { } row)
        {
            await db.Write(row, work, "Unanswered", $"{unanswered.Length}个提问未答复，随任务办结关闭（{string.Join("、", unanswered.Select(person => person.PersonName))}）", taskId: taskId);
        }

        if (asked.Count > 0)
        {
            work.Changed("talk");
        }
    }
}
