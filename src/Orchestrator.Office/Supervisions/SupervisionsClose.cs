using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Supervisions;

/// <summary>When a supervised task ends, its supervision ends as 已办结. A task that only waits for others comes again under
/// another id: the supervision goes with it, and ends with the flow when the task never does.</summary>
public sealed class SupervisionsClose : IStepObserver
{
    public async Task Observe(InstanceStep step, UnitOfWork work)
    {
        if (!step.After.Ended && !step.Requests.Any(request => request is CloseTask or OpenTask))
        {
            return;
        }

        // One look for the whole step: most flows have none. What the step does to them is seen here, since they are tracked.
        var open = await work.Db<OfficeDb>().Supervisions.Where(one => one.RootId == step.After.RootId && one.State == SupervisionState.Open).ToListAsync(work.Cancellation);
        foreach (var request in open.Count == 0 ? [] : step.Requests)
        {
            switch (request)
            {
                case CloseTask close when open.Find(one => one.TaskId == close.TaskId && one.State == SupervisionState.Open) is { } one:
                    if (close.Closure == TaskClosure.Deferred)
                    {
                        one.SetAside = true;
                        work.Changed("supervisions");
                        break;
                    }

                    await Finish(one, close.Closure == TaskClosure.Cancelled ? "不再办理" : "已办结", work);
                    break;
                case OpenTask opened when await Awaiting(opened, SetAside(open, step.After), work) is { } one:
                    (one.TaskId, one.SetAside) = (opened.TaskId, false);
                    work.Changed("supervisions");
                    break;
            }
        }

        if (step.After.Ended)
        {
            foreach (var one in SetAside(open, step.After))
            {
                await Finish(one, "不再办理", work);
            }
        }
    }

    private static Supervision[] SetAside(List<Supervision> open, InstanceRow instance) =>
        [.. open.Where(one => one is { SetAside: true, State: SupervisionState.Open } && one.TaskId.StartsWith($"{instance.Id}:", StringComparison.Ordinal))];

    // Several may have been asked in one step: the same unit, and if there is none, the same persons.
    private static async Task<Supervision?> Awaiting(OpenTask opened, Supervision[] setAside, UnitOfWork work)
    {
        var unit = opened.Assignment.ForUnit ?? opened.Assignment.Unit;
        var those = Array.FindAll(setAside, one => one.Step == opened.Step && one.UnitId == unit);
        if (those.Length == 0)
        {
            return null;
        }

        var rows = await work.Service<TaskQueries>().Rows([.. those.Select(one => one.TaskId)], work.Cancellation);
        return Array.Find(those, one => rows.TryGetValue(one.TaskId, out var task) && task.Persons.SequenceEqual(opened.Assignment.Persons))
            ?? (unit is null ? null : those[0]);
    }

    private static async Task Finish(Supervision one, string how, UnitOfWork work)
    {
        (one.State, one.SetAside, one.ClosedAt) = (SupervisionState.Finished, false, work.Now);
        var (what, key) = ($"{SupervisionNews.StepName(one.Step)}{how}，督办随之关闭", $"{one.Id}:finished");
        await SupervisionNews.Record(one, what, null, work);
        await SupervisionNews.ToOffice(one, what, null, key, work);
        await SupervisionNews.ToLeader(one, what, null, key, work);
    }
}
