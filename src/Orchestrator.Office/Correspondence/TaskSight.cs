using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Matters;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

/// <summary>Who may look at a task he cannot decide: whoever has or had a task on the same case, and the leading roles; of a
/// matter, whoever may read the matter; whoever was asked about this task, and whoever got a copy of the flow. Administrators
/// see no content of drafts.</summary>
public sealed class TaskSight(TaskQueries queries, IFlowReaders readers, OfficeDb db)
{
    public async Task<bool> MayLook(TaskDetail task, Actor actor, CancellationToken ct) =>
        task.CanDecide || (!actor.HasAny("SA", "SE", "AU") && (
            await BelongsToFlow(task.Item, actor, ct)
            || await readers.MayRead(task.Item.CaseId, actor, ct)
            || await db.AskedPersons.AnyAsync(person => person.TaskId == task.Item.Id && person.PersonId == actor.Id && person.State != AskedState.TakenBack, ct)));

    private async Task<bool> BelongsToFlow(TaskItem task, Actor actor, CancellationToken ct) => MatterStage.IsStep(task.Step)
        ? await MatterAccess.Open(db, queries, readers, task.CaseId, actor, ct) is not null
        : actor.HasAny("BB-SH", "BB-ZR", "ZB", "LD", "DC") || await queries.HasTaskOn(task.CaseId, actor, ct);
}
