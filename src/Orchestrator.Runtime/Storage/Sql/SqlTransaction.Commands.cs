namespace Orchestrator.Runtime.Storage.Sql;

internal abstract partial class SqlTransaction
{
    /// <summary>Makes other transactions with the same key wait until this one ends.</summary>
    protected abstract void QueueKeyLock(string key);

    public virtual async Task<StoredCommand?> BeginCommand(string actorId, string commandId, string? taskId, CancellationToken ct)
    {
        var done = new Reading<StoredCommand>(
            Rows.ReadCommand, "select actor_id, command_id, fingerprint, answer, at from rt_commands where actor_id = $1 and command_id = $2", actorId, commandId);
        if (taskId is null)
        {
            QueueKeyLock(string.Concat(actorId, "\n", commandId));
            await Read(ct, done);
        }
        else
        {
            // The instance is the lock: another run of the same command holds it until its answer is stored.
            var (instance, task) = (InstanceOf(taskId), TaskWith(taskId));
            await Read(ct, instance, task, done);
            HoldLocked(taskId, instance.Rows.FirstOrDefault(), task.Rows.FirstOrDefault());
        }

        return done.Rows.FirstOrDefault();
    }

    public void AddCommand(StoredCommand command) =>
        Write(
            "insert into rt_commands (actor_id, command_id, fingerprint, answer, at) values ($1, $2, $3, $4, $5)",
            command.ActorId, command.CommandId, command.Fingerprint, command.Answer, command.At);

    public abstract Task AddAudit(AuditEntry entry, CancellationToken ct);

    /// <param name="head">Of the chain, with this entry.</param>
    protected void WriteAudit(AuditEntry e, ChainHead head) =>
        Write(
            $"insert into rt_audit ({Rows.Audit}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            head.Chain, head.Seq, e.At, e.ActorId, e.ActorName, e.ActorUnit, e.Action, e.ObjectType, e.ObjectId, e.Result, e.Details, e.CommandId, e.RemoteAddress, head.Hash);

    public async Task<int> Forget(DateTimeOffset before, CancellationToken ct) =>
        await Execute(new("delete from rt_commands where at < $1", [before]), ct)
        + await Execute(new("delete from rt_inbox where at < $1", [before]), ct)
        + await Execute(new("delete from rt_outbox where status = 'Sent' and sent_at < $1", [before]), ct)
        + await Execute(new("delete from rt_letters where changed_at < $1 and not exists (select 1 from rt_work w where w.id = rt_letters.work_id)", [before]), ct);
}
