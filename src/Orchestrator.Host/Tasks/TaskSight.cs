using Orchestrator.Office;
using Orchestrator.Office.Matters;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Tasks;

/// <summary>Who may look at a task he cannot decide: whoever has or had a task on the same case, and the leading roles; of a
/// matter, whoever may read the matter. Administrators see no content of drafts.</summary>
public sealed class TaskSight(TaskQueries queries, OfficeDb office)
{
    public async Task<bool> MayLook(TaskDetail task, Actor actor, CancellationToken ct) =>
        task.CanDecide || (!actor.HasAny("SA", "SE", "AU") && (MatterStage.IsStep(task.Item.Step)
            ? await MatterAccess.Open(office, task.Item.CaseId, actor, ct) is not null
            : actor.HasAny("BB-SH", "BB-ZR", "ZB", "LD", "DC") || await queries.HasTaskOn(task.Item.CaseId, actor, ct)));
}
