using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Interventions;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <summary>The inside of an instance, for operators.</summary>
/// <param name="Children">That have not ended.</param>
public sealed record InstanceInside(
    InstanceRow Row, IReadOnlyList<ScopedVariable> Variables, IReadOnlyList<JumpTarget> Targets, IReadOnlyList<PeopleStep> Steps, IReadOnlyList<Bookmark> Waiting, IReadOnlyList<TaskRow> Tasks,
    IReadOnlyList<IncidentRow> Incidents, IReadOnlyList<InstanceRow> Children);

/// <summary>What a deed would do to an instance.</summary>
/// <param name="Revision">The plan holds for this revision only; the deed names it.</param>
/// <param name="Tasks">The open tasks that would close, for good or to come again (<see cref="StepPlan.Deferred"/>).</param>
public sealed record StepPreview(string InstanceId, long Revision, StepPlan Plan, IReadOnlyList<TaskRow> Tasks);

/// <summary>A task that names somebody who leaves.</summary>
/// <param name="SetAside">Closed for now, to come again: a correction or a signer is waited for.</param>
/// <param name="Refusal">Why it cannot be the receiver's; null when it can.</param>
public sealed record NamedTask(TaskRow Task, bool SetAside, Refusal? Refusal);

/// <summary>Whether an instance can move, and what stands against it.</summary>
public sealed record MigrationAnswer(InstanceRow Row, bool Possible, IReadOnlyList<MigrationFinding> Findings);

/// <summary>Previews and reads for operators, on their own connection; nothing is changed or locked.</summary>
public sealed class InterventionQueries
{
    private readonly IStore _store;
    private readonly DefinitionStore _definitions;
    private readonly BatchOperations _batches;
    private readonly RuntimeOptions _options;
    private readonly TimeProvider _clock;
    private readonly IUnitLeaders _leaders;

    internal InterventionQueries(IStore store, DefinitionStore definitions, BatchOperations batches, RuntimeOptions options, TimeProvider clock, IUnitLeaders leaders)
    {
        _store = store;
        _definitions = definitions;
        _batches = batches;
        _options = options;
        _clock = clock;
        _leaders = leaders;
    }

    public async Task<InstanceInside?> Inside(string instanceId, CancellationToken ct = default)
    {
        if (await _store.Reads.Instance(instanceId, ct) is not { } record)
        {
            return null;
        }

        var (workflow, state) = await _definitions.Open(record, ct);
        var inside = Inspection.Of(workflow, state, Context());
        var tasks = (await _store.Reads.TasksOfCase(record.Row.RootId, true, ct)).Where(task => task.InstanceId == instanceId);
        var children = (await _store.Reads.Instances(new(ParentId: instanceId, Size: 200), ct)).Items.Where(child => !child.Ended);
        return new(
            record.Row, inside.Variables, inside.Targets, record.Row.Ended ? [] : inside.Steps, record.Row.Ended ? [] : state.Bookmarks, [.. tasks],
            (await _store.Reads.Incidents("Open", instanceId, 1, 200, ct)).Items, [.. children]);
    }

    /// <summary>What a jump to the activity would do now, or, for an instance that has ended, its revival there; the refusals of
    /// <see cref="WorkflowOperations.Jump"/> and <see cref="WorkflowOperations.Revive"/>.</summary>
    public async Task<Outcome<StepPreview>> PreviewJump(string instanceId, string activityId, CancellationToken ct = default) =>
        await _store.Reads.Instance(instanceId, ct) is not { } record ? WorkflowOperations.UnknownInstance(instanceId)
        : !record.Row.Ended ? await Preview(record, new JumpTo(activityId, ""), null, null, ct)
        : record.Row.ParentId is not null ? WorkflowOperations.IsChild(record.Row)
        : await Preview(record, new ReviveInstance(activityId, ""), null, null, ct);

    /// <summary>What a person would do to the instance of his task; the refusals of the operation itself.</summary>
    public async Task<Outcome<StepPreview>> PreviewDeed(TaskRow task, Stimulus deed, Actor actor, CancellationToken ct = default) =>
        await _store.Reads.Instance(task.InstanceId, ct) is { } record ? await Preview(record, deed, task, actor, ct) : WorkflowOperations.UnknownInstance(task.InstanceId);

    /// <summary>The tasks that name somebody who leaves, and what stands against giving each to the receiver; the same decision as
    /// the hand-over itself.</summary>
    /// <param name="to">Null as long as nobody is chosen: then nothing stands against it.</param>
    public async Task<IReadOnlyList<NamedTask>> PreviewHandOver(string fromId, Colleague? to, Actor actor, CancellationToken ct = default)
    {
        var found = new List<NamedTask>();
        foreach (var task in await _store.Reads.TasksNaming(fromId, ct))
        {
            var deed = new HandOver(task.Id, fromId, to?.Id ?? "", to?.UnitId, to?.Roles.ToHashSet() ?? [], "-");
            var refusal = (await PreviewDeed(task, deed, actor, ct)).Refusal;
            // What closed for good is no task any more.
            if (task.Status == TaskRowStatus.Open || refusal?.Code != "task.already-decided")
            {
                found.Add(new(task, task.Status != TaskRowStatus.Open, (to is null ? null : WorkflowOperations.RefuseReceiver(task, to)) ?? refusal));
            }
        }

        return found;
    }

    /// <summary>What the actor can do with a task beside deciding it; null when nothing, and when there is no such task.</summary>
    public async Task<TaskDesk?> Desk(TaskRow task, Actor actor, CancellationToken ct = default)
    {
        if (await _store.Reads.Instance(task.InstanceId, ct) is not { Row.Ended: false } record)
        {
            return null;
        }

        var (workflow, state) = await _definitions.Open(record, ct);
        return TaskDesk.Of(workflow, state, task.Id, Context(task, actor));
    }

    /// <summary>What is proposed for each activity of the old version; the refusals of <see cref="BatchOperations.Check"/>.</summary>
    public async Task<Outcome<IReadOnlyList<MigrationPair>>> ProposeMap(string definitionId, int from, int to, CancellationToken ct = default) =>
        await _batches.Check(new(definitionId, from, to, new Dictionary<string, string>()), ct) is { Refusal: { } refusal }
            ? refusal
            : Outcome.Of(MigrationProposal.Of((await _definitions.Compiled(definitionId, from, ct))!, (await _definitions.Compiled(definitionId, to, ct))!));

    /// <summary>Of each instance on the old version whether it can move; the same decision as the migration itself.</summary>
    public async Task<Outcome<Page<MigrationAnswer>>> PreviewMigration(MigrationOrder order, int page = 1, int size = 50, CancellationToken ct = default)
    {
        var check = await _batches.Check(order, ct);
        if (check.Refusal is { } refusal)
        {
            return refusal;
        }

        var (from, to, map) = check.Value;
        var context = Context();
        var rows = await _store.Reads.Instances(new(order.DefinitionId, Page: page, Size: size, Version: order.FromVersion, Running: true), ct);
        var answers = new List<MigrationAnswer>();
        foreach (var row in rows.Items)
        {
            if (await _store.Reads.Instance(row.Id, ct) is { } record && record.Row.Version == order.FromVersion)
            {
                var moved = Migration.Of(from, WorkflowState.Load(record.State, from), to, map, context);
                answers.Add(new(record.Row, moved.Step is not null, moved.Findings));
            }
        }

        return new Page<MigrationAnswer>(answers, rows.Total, rows.PageNumber, rows.Size);
    }

    internal static Refusal Refused(string code, string sentence, long revision)
    {
        var place = code switch
        {
            "variable.type" => "value",
            "variable.unknown" => "name",
            "handlers.one" => "to",
            "jump.unknown-activity" or "handlers.unknown-activity" or "handlers.no-step" => "activityId",
            _ => null,
        };
        return place is null ? Refusal.Conflict(code, sentence, revision) : Refusal.Invalid(code, sentence, new FieldProblem(place, sentence));
    }

    private async Task<Outcome<StepPreview>> Preview(InstanceRecord record, Stimulus deed, TaskRow? of, Actor? actor, CancellationToken ct)
    {
        var (workflow, state) = await _definitions.Open(record, ct);
        var step = WorkflowEngine.Resume(workflow, state, deed, Context(of, actor));
        if (!step.Matched)
        {
            return record.Row.Ended ? WorkflowOperations.InstanceEnded(record.Row) : Refusal.Conflict("task.already-decided", "该任务已不在办理中，请刷新。", record.Row.Revision);
        }

        if (step.Refusal is { } sentence)
        {
            return Refused(step.RefusalCode ?? "instance.refused", sentence, record.Row.Revision);
        }

        var plan = StepPlan.Of(state, step);
        var tasks = new List<TaskRow>();
        foreach (var wait in plan.Cancelled.Concat(plan.Deferred).Where(wait => wait.Kind == BookmarkKind.Task))
        {
            if (await _store.Reads.Task(wait.Id, ct) is { } task)
            {
                tasks.Add(task);
            }
        }

        return new StepPreview(record.Row.Id, record.Row.Revision, plan, tasks);
    }

    // Without an actor nobody acts: nothing of it is carried out.
    private StepContext Context(TaskRow? task = null, Actor? actor = null)
    {
        var now = _clock.GetUtcNow();
        return new(now, actor?.Id, _options.CalendarAt(now), _definitions.Find)
        {
            LeaderOf = _leaders.Of,
            For = actor is not null && task?.Holder(actor)?.InPlaceOf is { } principal ? new(principal, actor.UnitId, actor.Roles) : null,
        };
    }
}
