using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Commands;
using Orchestrator.Runtime.Live;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Instances;

/// <summary>
/// Runs steps of instances inside one unit of work: loads, asks the engine, carries its requests out, stores. What a step
/// means for other instances is delivered in the same transaction while that is cheap (up to <see cref="MostInline"/>
/// steps, children up to <see cref="MostBegun"/>, and only instances nobody else works on: it never waits for a second
/// instance, so two units of work cannot wait for each other); the rest becomes work rows of this transaction.
/// </summary>
internal sealed partial class InstanceDriver(UnitOfWork work, IStoreTransaction transaction, IServiceProvider services)
{
    private const int MostInline = 16;
    private const int MostBegun = 500;
    private const int MostPerUnit = 2_000;

    private readonly Dictionary<string, InstanceRecord> _held = [];
    private Queue<Delivery>? _deliveries;
    private DefinitionStore? _definitions;
    private StepContext? _context;
    private int _inline;
    private int _steps;
    private int _launched;
    private bool _carrying;

    private DefinitionStore Definitions => _definitions ??= services.GetRequiredService<DefinitionStore>();

    /// <summary>Waits for the instance and keeps it until the unit of work ends.</summary>
    public async Task<InstanceRecord?> Lock(string instanceId)
    {
        if (!_held.TryGetValue(instanceId, out var record))
        {
            record = await transaction.LockInstance(instanceId, work.Cancellation);
            Hold(record);
        }

        return record;
    }

    public async Task<(TaskRow Task, InstanceRecord Instance)?> LockTask(string taskId)
    {
        if (await transaction.LockTask(taskId, work.Cancellation) is not { } found)
        {
            return null;
        }

        var task = work.Actor.StandsInFor.Count == 0 ? found.Task : found.Task with { DefinitionId = found.Instance.Row.DefinitionId };
        return (task, Hold(found.Instance)!);
    }

    /// <summary>Keeps a locked record; what this unit of work has already made of it is newer and stays.</summary>
    public InstanceRecord? Hold(InstanceRecord? record)
    {
        if (record is null)
        {
            return null;
        }

        return _held.TryGetValue(record.Row.Id, out var known) && known.Row.Revision >= record.Row.Revision ? known : _held[record.Row.Id] = record;
    }

    public async Task<InstanceRow> Start(Workflow workflow, NewInstance start)
    {
        var step = WorkflowEngine.Start(workflow, new(start.Id, start.Input, start.CorrelationId, start.Name, start.Trigger, start.TriggerPayload), Context());
        var row = new InstanceRow(
            start.Id, workflow.DefinitionId, workflow.VersionId, workflow.Version, start.Parent?.RootId ?? start.Id, start.Parent?.Id, start.ParentBookmark,
            InstanceStatus.Suspended, null, 0, start.Name, start.CorrelationId, start.Subject, 0, null, work.Now, work.Now, null, work.Actor.Id, 0);
        return await Store(null, new(row, 0, []), start.Parent?.RootName ?? start.Name, workflow, step, null);
    }

    /// <summary>Runs one step. The returned step may be unmatched or refused: then nothing was stored.</summary>
    public async Task<Step> Apply(InstanceRecord record, Stimulus stimulus)
    {
        var (workflow, state) = await Definitions.Open(record, work.Cancellation);
        // A state just read is nobody else's: should the step come to nothing, it is read again.
        var step = WorkflowEngine.Resume(workflow, state, stimulus, Context(), consume: record.Loaded is null);
        if (step is { Matched: true, Refusal: null })
        {
            await Store(record.Row, record, null, workflow, step, stimulus);
        }

        return step;
    }

    /// <summary>The person acts for somebody else from now on.</summary>
    public void ActorChanged() => _context = null;

    public void Deliver(Delivery delivery) => (_deliveries ??= []).Enqueue(delivery);

    /// <summary>Delivers what steps have caused, until nothing is left or the rest was written down as work.</summary>
    public async Task Drain()
    {
        while (!_carrying && _deliveries is not null && _deliveries.TryDequeue(out var delivery))
        {
            // Who starts children is held; thousands of them would make this transaction grow without end.
            if (delivery is Begin ? _inline >= MostBegun : _inline >= MostInline && !_held.ContainsKey(delivery.InstanceId))
            {
                AddWork(delivery);
                continue;
            }

            await Deliver(delivery, wait: false);
        }
    }

    /// <summary>Carries one delivery out; false when the instance is held and it must come again later.</summary>
    public async Task<bool> Deliver(Delivery delivery, bool wait)
    {
        var record = _held.GetValueOrDefault(delivery.InstanceId);
        if (record is null)
        {
            var tried = wait
                ? new(await transaction.LockInstance(delivery.InstanceId, work.Cancellation), false)
                : await transaction.TryLockInstance(delivery.InstanceId, work.Cancellation);
            if (tried.Busy)
            {
                AddWork(delivery);
                return true;
            }

            record = Hold(tried.Record);
        }

        if (delivery is Launch launch)
        {
            _inline++;
            return record is not null || await StartTriggered(launch);
        }

        // A message to an instance that has ended, or never was, has nobody to tell.
        if (record is null || (record.Row.Ended && delivery is not Begin))
        {
            return true;
        }

        _inline++;
        if (delivery is Begin begin)
        {
            return await StartChild(record.Row, begin, wait);
        }

        var step = await Apply(record, ((Resume)delivery).Stimulus);
        if (step.Refusal is { } refusal)
        {
            return record.Row.HeldSince is not null ? Later(delivery, wait) : throw new InvalidOperationException($"Instance {record.Row.Id} refused {delivery}: {refusal}");
        }

        return true;
    }

    private bool Later(Delivery delivery, bool wait)
    {
        if (!wait)
        {
            AddWork(delivery);
            return true;
        }

        return false;
    }

    private async Task<InstanceRow> Store(InstanceRow? before, InstanceRecord record, string? rootName, Workflow workflow, Step step, Stimulus? stimulus)
    {
        if (++_steps > MostPerUnit)
        {
            throw new InvalidOperationException($"More than {MostPerUnit} steps in one transaction: the definitions {workflow.DefinitionId} and its partners seem to call each other for ever.");
        }

        Telemetry.Steps.Add(1, new KeyValuePair<string, object?>("stimulus", stimulus?.GetType().Name ?? "Start"));
        var state = step.State;
        var row = record.Row with
        {
            Status = state.Status == InstanceStatus.Running ? InstanceStatus.Suspended : state.Status,
            Stage = state.Stage,
            Round = state.Round,
            Name = state.Name ?? record.Row.Name,
            CorrelationId = state.CorrelationId ?? record.Row.CorrelationId,
            Revision = record.Row.Revision + 1,
            HeldSince = state.HeldSince,
            UpdatedAt = work.Now,
            OpenIncidents = state.OpenIncidents,
        };
        row = row with { FinishedAt = row.Ended ? before?.FinishedAt ?? work.Now : null };
        if (rootName is null)
        {
            rootName = row.RootId == row.Id ? row.Name : (await RootName(row)) ?? row.Name;
        }

        var carrier = new RequestCarrier(work, transaction, services, this, row, rootName, record.HistorySeq, workflow);
        var next = new InstanceRecord(row, record.HistorySeq + step.Requests.Count(request => request is WriteHistory), state.Save()) { Loaded = state };
        if (before is null)
        {
            transaction.InsertInstance(next);
        }
        else
        {
            transaction.UpdateInstance(next);
        }

        if (before is not null && before.CorrelationId != row.CorrelationId)
        {
            transaction.CorrelateSubscriptions(row.Id, row.CorrelationId);
        }

        _held[row.Id] = next;
        var outer = _carrying;
        _carrying = true;
        try
        {
            await carrier.CarryOut(step.Requests);
            if (before?.HeldSince != row.HeldSince)
            {
                transaction.HoldTasks(row.Id, row.HeldSince);
                work.Changed("tasks");
            }

            if (row.Ended && before?.Ended != true)
            {
                End(row, state);
            }

            await Observe(new(before, row, stimulus, step.Requests));
        }
        finally
        {
            _carrying = outer;
        }

        return row;
    }

    private void End(InstanceRow row, WorkflowState state)
    {
        transaction.ClearWaits(row.Id);
        if (row is { ParentId: { } parent, ParentBookmark: { } bookmark })
        {
            Deliver(new Resume(parent, new ChildFinished(bookmark, row.Id, row.Status.ToString(), state.Output)));
        }
    }

    private async Task Observe(InstanceStep step)
    {
        work.Changed($"case:{step.After.RootId}");
        if (step.After.CorrelationId is { } campaign)
        {
            work.Changed($"campaign:{campaign}");
        }

        await work.SaveContexts();
        foreach (var observer in services.GetServices<IStepObserver>())
        {
            await observer.Observe(step, work);
        }
    }

    private async Task<string?> RootName(InstanceRow row) =>
        _held.TryGetValue(row.RootId, out var root) ? root.Row.Name : await transaction.NameOf(row.RootId, work.Cancellation);

    private void AddWork(Delivery delivery)
    {
        transaction.AddWork(delivery.ToRow(work.Now));
        work.Wakes |= Wakes.Work;
    }

    private StepContext Context() => _context ??= new(
        work.Now, work.Actor.Id == Actor.System.Id ? null : work.Actor.Id,
        services.GetRequiredService<RuntimeOptions>().CalendarAt(work.Now), Definitions.Find)
    { For = work.StandingIn, LeaderOf = services.GetRequiredService<IUnitLeaders>().Of };
}
