namespace Orchestrator.Runtime.Storage.Sql;

internal abstract partial class SqlTransaction
{
    /// <summary>Makes other transactions with the same key wait until this one ends.</summary>
    protected abstract void QueueKeyLock(string key);

    public async Task<StoredCommand?> BeginCommand(string actorId, string commandId, CancellationToken ct)
    {
        QueueKeyLock(string.Concat(actorId, "\n", commandId));
        var found = await Query(
            r => new StoredCommand(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.Moment(4)), ct,
            "select actor_id, command_id, fingerprint, answer, at from rt_commands where actor_id = $1 and command_id = $2", actorId, commandId);
        return found.FirstOrDefault();
    }

    public void AddCommand(StoredCommand command) =>
        Write(
            "insert into rt_commands (actor_id, command_id, fingerprint, answer, at) values ($1, $2, $3, $4, $5)",
            command.ActorId, command.CommandId, command.Fingerprint, command.Answer, command.At);

    public async Task<ChainHead> TakeChain(CancellationToken ct)
    {
        if (_chain is null)
        {
            var free = await Query(ReadHead, ct, "select chain, seq, hash from rt_audit_chains order by chain limit 1" + SkipLocked);
            if (free.Count == 0)
            {
                free = await Query(ReadHead, ct, "select chain, seq, hash from rt_audit_chains where chain = 0" + Locked);
            }

            _chain = free[0];
        }

        return _chain;
    }

    public void AddAudit(AuditRow row)
    {
        Write(
            $"insert into rt_audit ({Rows.Audit}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            row.Chain, row.Seq, row.At, row.ActorId, row.ActorName, row.ActorUnit, row.Action, row.ObjectType, row.ObjectId, row.Result, row.Details, row.CommandId,
            row.RemoteAddress, row.PreviousHash, row.Hash);
        WriteGuarded("update rt_audit_chains set seq = $2, hash = $3 where chain = $1 and seq = $4", row.Chain, row.Seq, row.Hash, row.Seq - 1);
        _chain = new ChainHead(row.Chain, row.Seq, row.Hash);
    }

    public async Task<int> Forget(DateTimeOffset before, CancellationToken ct) =>
        await Execute(new("delete from rt_commands where at < $1", [before]), ct)
        + await Execute(new("delete from rt_inbox where at < $1", [before]), ct)
        + await Execute(new("delete from rt_outbox where status = 'Sent' and sent_at < $1", [before]), ct);

    private static ChainHead ReadHead(System.Data.Common.DbDataReader r) => new(r.GetInt32(0), r.GetInt64(1), r.GetString(2));
}
