using Orchestrator.Runtime;
using Orchestrator.Runtime.Errands;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Specs.Simulation;

/// <summary>Which rows each operation locks, as the statements for PostgreSQL do.</summary>
internal sealed partial class SimulatedSession
{
    public async Task<StoredCommand?> BeginCommand(string actorId, string commandId, string? taskId, CancellationToken ct)
    {
        if (taskId is null)
        {
            await Lock($"command {actorId} {commandId}");
        }
        else if (await Rows().FindTask(taskId, ct) is { } task)
        {
            await Lock($"instance {task.InstanceId}");
        }

        return database.Defect == Defect.NoStoredAnswers ? null : await Rows().BeginCommand(actorId, commandId, taskId, ct);
    }

    public void AddCommand(StoredCommand command) => Write(rows =>
    {
        if (database.Defect != Defect.NoStoredAnswers || rows.Data.Commands.ContainsKey((command.ActorId, command.CommandId)) is false)
        {
            rows.AddCommand(command);
        }
    });

    public Task AddAudit(AuditEntry entry, CancellationToken ct)
    {
        Write(rows => rows.AddAudit(entry, default));
        return Task.CompletedTask;
    }

    public async Task<InstanceRecord?> LockInstance(string instanceId, CancellationToken ct)
    {
        await Lock($"instance {instanceId}");
        return await Rows().LockInstance(instanceId, ct);
    }

    public async Task<TriedLock> TryLockInstance(string instanceId, CancellationToken ct)
    {
        await Reach();
        var found = await Rows().LockInstance(instanceId, ct);
        return found is null ? new(null, false) : TryLock($"instance {instanceId}") ? new(found, false) : new(null, true);
    }

    public async Task<(TaskRow Task, InstanceRecord Instance)?> LockTask(string taskId, CancellationToken ct)
    {
        if (await Rows().FindTask(taskId, ct) is not { } task)
        {
            return null;
        }

        await Lock($"instance {task.InstanceId}");
        return await Rows().LockTask(taskId, ct);
    }

    public async Task<IReadOnlyList<string>> RunningChildren(string instanceId, CancellationToken ct)
    {
        await Reach();
        return await Rows().RunningChildren(instanceId, ct);
    }

    public async Task<string?> NameOf(string instanceId, CancellationToken ct)
    {
        await Reach();
        return await Rows().NameOf(instanceId, ct);
    }

    public void InsertInstance(InstanceRecord record) => Write(rows => rows.InsertInstance(record));

    public void UpdateInstance(InstanceRecord record) => Write(rows => rows.UpdateInstance(
        database.Defect == Defect.NoFence && rows.Data.Instances[record.Row.Id].Row.Revision is var revision && revision >= record.Row.Revision
            ? record with { Row = record.Row with { Revision = revision + 1 } }
            : record));

    public async Task<TaskRow?> FindTask(string taskId, CancellationToken ct)
    {
        await Reach();
        return await Rows().FindTask(taskId, ct);
    }

    public async Task<IReadOnlyList<DueInstance>> TakeDueTimers(DateTimeOffset now, int limit, CancellationToken ct)
    {
        await Reach();
        return [.. (await Rows().TakeDueTimers(now, limit, ct)).Where(due => TryLock($"instance {due.Record.Row.Id}"))];
    }

    public async Task<IReadOnlyList<SubscriptionRow>> Subscribers(string eventName, string? correlationId, string? instanceId, CancellationToken ct)
    {
        await Reach();
        return await Rows().Subscribers(eventName, correlationId, instanceId, ct);
    }

    public async Task<BarrierRow> LockBarrier(string key, CancellationToken ct)
    {
        await Lock($"barrier {key}");
        Write(rows => rows.LockBarrier(key, default));
        return await Rows().LockBarrier(key, ct);
    }

    public async Task<IReadOnlyList<PartyRow>> Parties(string key, CancellationToken ct)
    {
        await Reach();
        return await Rows().Parties(key, ct);
    }

    public async Task<IncidentRow?> FindIncident(string incidentId, CancellationToken ct)
    {
        await Lock($"incident {incidentId}");
        return await Rows().FindIncident(incidentId, ct);
    }

    public async Task<WorkRow?> TakeWork(DateTimeOffset now, CancellationToken ct)
    {
        await Reach();
        return Rows().Data.Work.Values.Where(work => work.Kind != ErrandPump.WorkKind && work.NextAt <= now).OrderBy(work => work.NextAt).ThenBy(work => work.Id).FirstOrDefault(work => TryLock($"work {work.Id}"));
    }

    public async Task<WorkRow?> TakeErrand(DateTimeOffset now, CancellationToken ct)
    {
        await Reach();
        return Rows().Data.Work.Values.Where(work => work.Kind == ErrandPump.WorkKind && work.NextAt <= now).OrderBy(work => work.NextAt).ThenBy(work => work.Id).FirstOrDefault(work => TryLock($"work {work.Id}"));
    }

    public async Task<WorkRow?> FindWork(long id, CancellationToken ct)
    {
        await Lock($"work {id}");
        return await Rows().FindWork(id, ct);
    }

    public async Task<LetterRow?> FindLetter(long workId, CancellationToken ct)
    {
        await Lock($"letter {workId}");
        return await Rows().FindLetter(workId, ct);
    }

    public async Task<IReadOnlyList<OutboxRow>> TakeOutbox(DateTimeOffset now, int limit, CancellationToken ct)
    {
        await Reach();
        return TryLock("relay") ? await Rows().TakeOutbox(now, limit, ct) : [];
    }

    public async Task<OutboxRow?> FindOutbox(long id, CancellationToken ct)
    {
        await Lock($"outbox {id}");
        return await Rows().FindOutbox(id, ct);
    }

    public async Task<bool> EnterInbox(string consumer, string messageId, DateTimeOffset at, CancellationToken ct)
    {
        await Lock($"inbox {consumer} {messageId}");
        if (database.Defect == Defect.NoInbox)
        {
            return true;
        }

        var entered = !Rows().Data.Inbox.ContainsKey((consumer, messageId));
        if (entered)
        {
            Write(rows => _ = rows.EnterInbox(consumer, messageId, at, default).Result ? true : throw new ArgumentException($"inbox {consumer} {messageId}"));
        }

        return entered;
    }

    public async Task<IReadOnlyList<DefinitionRow>> LockDefinition(string definitionId, CancellationToken ct)
    {
        await Lock($"definition {definitionId}");
        return await Rows().LockDefinition(definitionId, ct);
    }

    public async Task<IReadOnlyList<TriggerRow>> Triggers(string definitionId, CancellationToken ct)
    {
        await Lock($"triggers {definitionId}");
        return await Rows().Triggers(definitionId, ct);
    }

    public async Task<IReadOnlyList<TriggerRow>> TakeDueTriggers(DateTimeOffset now, int limit, CancellationToken ct)
    {
        await Reach();
        return [.. (await Rows().TakeDueTriggers(now, limit, ct)).Where(trigger => TryLock($"triggers {trigger.DefinitionId}"))];
    }

    public async Task<string?> LockRunning(string? definitionId, string? correlationId, bool anyCorrelation, CancellationToken ct)
    {
        await Lock($"running {definitionId} {correlationId}");
        return await Rows().LockRunning(definitionId, correlationId, anyCorrelation, ct);
    }

    public async Task<int> Forget(DateTimeOffset before, CancellationToken ct)
    {
        await Reach();
        var count = 0;
        Write(rows => count = rows.Forget(before, default).Result);
        return count;
    }
}
