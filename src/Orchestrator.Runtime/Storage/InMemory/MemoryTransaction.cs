using System.Data.Common;
using Orchestrator.Engine.Execution;
using Orchestrator.Runtime.Commands;

namespace Orchestrator.Runtime.Storage.InMemory;

internal sealed partial class MemoryTransaction(MemoryStore store, SemaphoreSlim turns) : IStoreTransaction
{
    private MemoryData _data = store.Committed;
    private bool _ended;

    /// <summary>The rows as this transaction sees them.</summary>
    public MemoryData Data => _data;

    public DbConnection? Connection => null;

    public DbTransaction? Transaction => null;

    public Task Flush(CancellationToken ct) => Task.CompletedTask;

    public Task Commit(CancellationToken ct)
    {
        store.Committed = _data;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _ended = true;
            turns.Release();
        }

        return ValueTask.CompletedTask;
    }

    public Task<StoredCommand?> BeginCommand(string actorId, string commandId, string? taskId, CancellationToken ct) =>
        Task.FromResult(_data.Commands.GetValueOrDefault((actorId, commandId)));

    public void AddCommand(StoredCommand command) => _data = _data with { Commands = _data.Commands.Add((command.ActorId, command.CommandId), command) };

    public Task AddAudit(AuditEntry entry, CancellationToken ct)
    {
        var head = _data.Audit.IsEmpty ? new ChainHead(0, 0, "") : new ChainHead(0, _data.Audit[^1].Seq, _data.Audit[^1].Hash);
        _data = _data with { Audit = _data.Audit.Add(entry.In(AuditChain.After(head, entry))) };
        return Task.CompletedTask;
    }

    public Task<InstanceRecord?> LockInstance(string instanceId, CancellationToken ct) => Task.FromResult(_data.Instances.GetValueOrDefault(instanceId));

    public Task<TriedLock> TryLockInstance(string instanceId, CancellationToken ct) =>
        Task.FromResult(new TriedLock(_data.Instances.GetValueOrDefault(instanceId), false));

    public Task<(TaskRow Task, InstanceRecord Instance)?> LockTask(string taskId, CancellationToken ct) =>
        Task.FromResult(_data.Tasks.GetValueOrDefault(taskId) is { } task ? (task, _data.Instances[task.InstanceId]) : ((TaskRow, InstanceRecord)?)null);

    public Task<IReadOnlyList<string>> RunningChildren(string instanceId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<string>>([.. _data.Instances.Values.Where(i => i.Row.ParentId == instanceId && i.Row.FinishedAt is null).Select(i => i.Row.Id).Order(StringComparer.Ordinal)]);

    public Task<string?> NameOf(string instanceId, CancellationToken ct) => Task.FromResult(_data.Instances.GetValueOrDefault(instanceId)?.Row.Name);

    public void InsertInstance(InstanceRecord record) => _data = _data with { Instances = _data.Instances.Add(record.Row.Id, record) };

    public void UpdateInstance(InstanceRecord record)
    {
        if (!_data.Instances.TryGetValue(record.Row.Id, out var before) || before.Row.Revision != record.Row.Revision - 1)
        {
            throw new LostRaceException(record.Row.Id);
        }

        _data = _data with { Instances = _data.Instances.SetItem(record.Row.Id, record) };
    }

    public void AddStep(StepRow step) => _data = _data with { Steps = _data.Steps.Add(step) };

    public Task<TaskRow?> FindTask(string taskId, CancellationToken ct) => Task.FromResult(_data.Tasks.GetValueOrDefault(taskId));

    public void InsertTask(TaskRow task) => _data = _data with { Tasks = _data.Tasks.Add(task.Id, task) };

    public void CloseTask(string taskId, TaskRowStatus status, string? outcome, string? result, DateTimeOffset at, string? actorId, string? actorName) =>
        ChangeOpenTask(taskId, true, t => t with
        {
            Status = status,
            Outcome = outcome,
            Result = result,
            ClosedAt = at,
            ClosedBy = actorId,
            ClosedByName = actorName,
            HeldSince = null,
            Revision = t.Revision + 1,
        });

    public void ReassignTask(ReassignTask to) =>
        ChangeOpenTask(to.TaskId, true, t => t with
        {
            Unit = to.Assignment.Unit,
            Role = to.Assignment.Role,
            Persons = to.Assignment.Persons,
            Excluded = to.Assignment.Excluded,
            Draft = t.Form == to.Form ? t.Draft : null,
            Form = to.Form,
            Outcomes = to.Outcomes,
            Fields = to.Fields?.ToText(),
            Revision = t.Revision + 1,
        });

    public void MoveTaskDeadline(string taskId, DateTimeOffset? dueAt, bool overdue) =>
        ChangeOpenTask(taskId, false, t => t with { DueAt = dueAt, Overdue = overdue, OverdueLevel = overdue ? t.OverdueLevel : null, Revision = t.Revision + 1 });

    public void MarkTask(string taskId, string level, bool overdue) => ChangeOpenTask(taskId, false, t => t with { OverdueLevel = level, Overdue = overdue });

    public void SaveTaskDraft(string taskId, string draft) => ChangeOpenTask(taskId, true, t => t with { Draft = draft });

    public void HoldTasks(string instanceId, DateTimeOffset? heldSince)
    {
        foreach (var task in _data.Tasks.Values.Where(t => t.InstanceId == instanceId && t.Status == TaskRowStatus.Open))
        {
            ChangeOpenTask(task.Id, true, t => t with { HeldSince = heldSince });
        }
    }

    private void ChangeOpenTask(string taskId, bool guarded, Func<TaskRow, TaskRow> change)
    {
        if (_data.Tasks.TryGetValue(taskId, out var task) && task.Status == TaskRowStatus.Open)
        {
            _data = _data with { Tasks = _data.Tasks.SetItem(taskId, change(task)) };
        }
        else if (guarded)
        {
            throw new LostRaceException(taskId);
        }
    }
}
