using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

/// <summary>Who belongs to a flow: whoever has or had a task of it or initiated it sends copies; whoever got a copy reads.</summary>
public sealed class FlowMembers(TaskQueries tasks, InstanceQueries instances, OfficeDb db) : IFlowReaders
{
    private static readonly string[] Administrators = ["SA", "SE", "AU"];

    /// <summary>The flow when the actor may send copies of it; null when there is none or he has nothing to do with it.</summary>
    public async Task<InstanceRow?> Flow(string rootId, Actor actor, CancellationToken ct) =>
        !actor.HasAny(Administrators) && await instances.Find(rootId, ct) is { ParentId: null } flow
            && (await tasks.HasTaskOn(rootId, actor, ct) || await Initiated(flow, actor, ct))
            ? flow
            : null;

    /// <summary>Started it, or submitted its first draft.</summary>
    public async Task<bool> Initiated(InstanceRow flow, Actor actor, CancellationToken ct) =>
        flow.CreatedBy == actor.Id || (await tasks.OfCase(flow.Id, ct: ct)).Any(task => task.ClosedBy == actor.Id && task.Step == "Draft");

    public Task<bool> MayRead(string rootId, Actor actor, CancellationToken ct) => actor.HasAny(Administrators)
        ? Task.FromResult(false)
        : db.Copies.AnyAsync(copy => copy.RootId == rootId && copy.PersonId == actor.Id && copy.State != CopyState.TakenBack, ct);
}
