namespace Orchestrator.Runtime.Storage.Sql;

internal abstract partial class SqlTransaction
{
    private const string InstanceById = $"select {Rows.InstanceWithState} from rt_instances where id = $1";
    private const string InstanceByTask = $"select {Rows.InstanceWithState} from rt_instances where id = (select instance_id from rt_tasks where id = $1)";

    private (string TaskId, InstanceRecord? Instance, TaskRow? Task)? _locked;

    public virtual async Task<InstanceRecord?> LockInstance(string instanceId, CancellationToken ct) =>
        (await Query(Rows.ReadRecord, ct, LocksRows ? InstanceById + ForUpdate : InstanceById, instanceId)).FirstOrDefault();

    public async Task<TriedLock> TryLockInstance(string instanceId, CancellationToken ct)
    {
        var free = await Query(Rows.ReadRecord, ct, LocksRows ? InstanceById + ForUpdateFree : InstanceById, instanceId);
        if (free.Count > 0)
        {
            return new(free[0], false);
        }

        var exists = await Query(r => r.GetInt32(0), ct, "select 1 from rt_instances where id = $1", instanceId);
        return new(null, exists.Count > 0);
    }

    public async Task<(TaskRow Task, InstanceRecord Instance)?> LockTask(string taskId, CancellationToken ct)
    {
        // What was read with the lock stands as long as this transaction itself has written nothing.
        if (_locked is not { } locked || locked.TaskId != taskId || _wrote || Queue.Count > 0)
        {
            var (instance, task) = (InstanceOf(taskId), TaskWith(taskId));
            await Read(ct, instance, task);
            locked = (taskId, instance.Rows.FirstOrDefault(), task.Rows.FirstOrDefault());
        }

        return locked is (_, { } record, { } row) ? (row, record) : null;
    }

    /// <summary>What was read and locked when the command began.</summary>
    protected void HoldLocked(string taskId, InstanceRecord? instance, TaskRow? task) => _locked = (taskId, instance, task);

    private Reading<InstanceRecord> InstanceOf(string taskId) =>
        new(Rows.ReadRecord, LocksRows ? InstanceByTask + ForUpdate : InstanceByTask, taskId);

    // After the lock: what another transaction did to the task while this one waited must be seen.
    private static Reading<TaskRow> TaskWith(string taskId) => new(Rows.ReadTask, $"select {Rows.Task} from rt_tasks where id = $1", taskId);

    public async Task<IReadOnlyList<string>> RunningChildren(string instanceId, CancellationToken ct) =>
        await Query(r => r.GetString(0), ct, "select id from rt_instances where parent_id = $1 and finished_at is null order by id", instanceId);

    public async Task<string?> NameOf(string instanceId, CancellationToken ct) =>
        (await Query(r => r.Text(0), ct, "select name from rt_instances where id = $1", instanceId)).FirstOrDefault();

    public void InsertInstance(InstanceRecord record)
    {
        var i = record.Row;
        Write(
            $"insert into rt_instances ({Rows.InstanceWithState}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
            i.Id, i.DefinitionId, i.VersionId, i.Version, i.RootId, i.ParentId, i.ParentBookmark, i.Status.ToString(), i.Stage, i.Round, i.Name, i.CorrelationId,
            i.Subject, i.Revision, i.HeldSince, i.CreatedAt, i.UpdatedAt, i.FinishedAt, i.CreatedBy, i.OpenIncidents, record.HistorySeq, record.State);
    }

    public void UpdateInstance(InstanceRecord record)
    {
        var i = record.Row;
        WriteGuarded(
            "update rt_instances set status = $2, stage = $3, round = $4, name = $5, correlation_id = $6, revision = $7, held_since = $8, updated_at = $9, finished_at = $10, open_incidents = $11, history_seq = $12, state = $13 where id = $1 and revision = $14",
            i.Id, i.Status.ToString(), i.Stage, i.Round, i.Name, i.CorrelationId, i.Revision, i.HeldSince, i.UpdatedAt, i.FinishedAt, i.OpenIncidents,
            record.HistorySeq, record.State, i.Revision - 1);
    }

    public void AddStep(StepRow s) =>
        Write(
            $"insert into rt_steps ({Rows.Step}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            s.InstanceId, s.Seq, s.At, s.ActorId, s.ActorName, s.Stage, s.Round, s.Version, s.Events);
}
