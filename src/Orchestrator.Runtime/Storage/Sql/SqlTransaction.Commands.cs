namespace Orchestrator.Runtime.Storage.Sql;

internal abstract partial class SqlTransaction
{
    /// <summary>Makes other transactions with the same key wait until this one ends.</summary>
    protected abstract void QueueKeyLock(string key);

    public async Task<StoredCommand?> BeginCommand(string actorId, string commandId, string? taskId, CancellationToken ct)
    {
        var done = new Reading<StoredCommand>(
            r => new(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.Moment(4)),
            "select actor_id, command_id, fingerprint, answer, at from rt_commands where actor_id = $1 and command_id = $2", actorId, commandId);
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
            _locked = (taskId, instance.Rows.FirstOrDefault(), task.Rows.FirstOrDefault());
        }

        return done.Rows.FirstOrDefault();
    }

    public void AddCommand(StoredCommand command) =>
        Write(
            "insert into rt_commands (actor_id, command_id, fingerprint, answer, at) values ($1, $2, $3, $4, $5)",
            command.ActorId, command.CommandId, command.Fingerprint, command.Answer, command.At);

    public abstract Task AddAudit(AuditEntry entry, CancellationToken ct);

    public async Task<int> Forget(DateTimeOffset before, CancellationToken ct) =>
        await Execute(new("delete from rt_commands where at < $1", [before]), ct)
        + await Execute(new("delete from rt_inbox where at < $1", [before]), ct)
        + await Execute(new("delete from rt_outbox where status = 'Sent' and sent_at < $1", [before]), ct);
}
