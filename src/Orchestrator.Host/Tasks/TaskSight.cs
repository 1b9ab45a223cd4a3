using Orchestrator.Runtime;

namespace Orchestrator.Host.Tasks;

/// <summary>Who may look at a task he cannot decide: whoever has or had a task on the same case. Administrators see no
/// content of drafts.</summary>
public sealed class TaskSight(TaskQueries queries)
{
    public async Task<bool> MayLook(TaskDetail task, Actor actor, CancellationToken ct) =>
        task.CanDecide || (!actor.HasAny("SA", "SE", "AU") && (actor.HasAny("BB-SH", "BB-ZR", "ZB", "LD", "DC") || await queries.HasTaskOn(task.Item.CaseId, actor, ct)));
}
