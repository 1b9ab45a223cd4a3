using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Supervisions;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

/// <summary>Who belongs to a flow: whoever has or had a task of it or initiated it sends copies; whoever got a copy, or is told
/// about a supervision of it (督办), reads.</summary>
public sealed class FlowMembers(TaskQueries tasks, InstanceQueries instances, OfficeDb db) : IFlowReaders
{
    private static readonly string[] Administrators = ["SA", "SE", "AU"];
    private static readonly string[] ReformOffice = ["ZB", "BB-JB", "BB-SH", "BB-ZR", "LD"];

    /// <summary>The flow when the actor may send copies of it; null when there is none or he has nothing to do with it.</summary>
    public async Task<InstanceRow?> Flow(string rootId, Actor actor, CancellationToken ct) =>
        !actor.HasAny(Administrators) && await instances.Find(rootId, ct) is { ParentId: null } flow
            && (await tasks.HasTaskOn(rootId, actor, ct) || await Initiated(flow, actor, ct))
            ? flow
            : null;

    /// <summary>Whether copies of it would be sent; of a matter that is void none are.</summary>
    public async Task<bool> MayCopy(string rootId, Actor actor, CancellationToken ct) =>
        await Flow(rootId, actor, ct) is not null && !await db.Matters.AnyAsync(matter => matter.Id == rootId && matter.VoidedAt != null, ct);

    /// <summary>The reform office for cases; else whoever initiated the flow or had the step before the task.</summary>
    public async Task<bool> MayUrge(TaskRow task, Actor actor, CancellationToken ct) =>
        (await Urgeable(task.RootId, [task], actor, ct)).Count > 0;

    /// <summary>Those of the flow's tasks that the actor may urge.</summary>
    public async Task<IReadOnlyList<TaskRow>> Urgeable(string rootId, IReadOnlyList<TaskRow> wanted, Actor actor, CancellationToken ct)
    {
        if (wanted.Count == 0 || actor.HasAny(Administrators) || await instances.Find(rootId, ct) is not { } flow)
        {
            return [];
        }

        if (await Initiated(flow, actor, ct) || (actor.HasAny(ReformOffice) && await db.Cases.AnyAsync(row => row.Id == rootId, ct)))
        {
            return wanted;
        }

        var done = (await tasks.OfCase(rootId, ct: ct)).Where(task => task.Status == TaskRowStatus.Completed).ToArray();
        return [.. wanted.Where(task => HadStepBefore(task, done, actor))];
    }

    // The last step that was decided before the task opened, with all who decided it in that round: a review has several.
    private static bool HadStepBefore(TaskRow task, IReadOnlyList<TaskRow> done, Actor actor)
    {
        var earlier = done.Where(one => one.ClosedAt <= task.OpenedAt).ToArray();
        return earlier.MaxBy(one => one.ClosedAt) is { } last
            && earlier.Any(one => one.ClosedBy == actor.Id && one.Step == last.Step && one.Round == last.Round);
    }

    /// <summary>Started it, or submitted its first draft.</summary>
    public async Task<bool> Initiated(InstanceRow flow, Actor actor, CancellationToken ct) =>
        flow.CreatedBy == actor.Id || (await tasks.OfCase(flow.Id, ct: ct)).Any(task => task.ClosedBy == actor.Id && task.Step == "Draft");

    public async Task<bool> MayRead(string rootId, Actor actor, CancellationToken ct) => !actor.HasAny(Administrators)
        && (await db.Copies.AnyAsync(copy => copy.RootId == rootId && copy.PersonId == actor.Id && copy.State != CopyState.TakenBack, ct)
            || await db.Supervisions.Where(SupervisionRights.ToldTo(actor)).AnyAsync(one => one.RootId == rootId, ct));
}
