using System.Data.Common;
using Npgsql;
using Orchestrator.Runtime.Commands;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>READ COMMITTED with row locks on instances; queued writes travel in one pipelined batch.</summary>
internal sealed class PostgresTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction, PostgresParameters parameters) : SqlTransaction
{
    // One number for the relay of this database; advisory locks are per database.
    private const long RelayKey = 0x4F52_4348_0001;

    // As many as the schema has made rows in rt_audit_chains.
    private const int Chains = 32;

    private static readonly string AppendAudit =
        $"""
        with moved as (
            update rt_audit_chains c set seq = c.seq + 1, hash = encode(sha256(convert_to(
                length(c.hash) || ':' || c.hash || chr(10) || length(c.chain::text) || ':' || c.chain || chr(10) || length((c.seq + 1)::text) || ':' || (c.seq + 1) || chr(10) || $12, 'UTF8')), 'hex')
            where c.chain = pg_backend_pid() % {Chains}
            returning c.chain, c.seq, c.hash),
        added as (
            insert into rt_audit ({Rows.Audit})
            select chain, seq, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, hash from moved
            returning 1)
        select 1 / count(*) from added
        """;

    private bool _ended;

    /// <summary>Told when it ends, whatever came of it.</summary>
    public Action? Ended { get; init; }

    public override DbConnection Connection => connection;

    public override DbTransaction Transaction => transaction;

    protected override bool LocksRows => true;

    public override async Task Flush(CancellationToken ct)
    {
        if (Queue.Count > 0)
        {
            Sending(Queue, 0);
            await Send(batch => batch.ExecuteNonQueryAsync(ct));
        }
    }

    /// <summary>What is still to be written and the commit go together: one round trip.</summary>
    public override async Task Commit(CancellationToken ct)
    {
        Queue.Add(new("commit", []));
        Sending(Queue, 1);
        await Send(batch => batch.ExecuteNonQueryAsync(ct));
        _ended = true;
        TellCommitted();
    }

    // The chain of this connection, hashed in the database as AuditChain does it. Two that share one wait for each other only from here to the commit, which follows at once;
    // and the condition stays the same while it waits, so that it finds the row again.
    public override Task AddAudit(AuditEntry e, CancellationToken ct)
    {
        Queue.Add(new(
            AppendAudit,
            [e.At, e.ActorId, e.ActorName, e.ActorUnit, e.Action, e.ObjectType, e.ObjectId, e.Result, e.Details, e.CommandId, e.RemoteAddress, AuditChain.Canonical(e)])
        { ReturnsRow = true });
        return Task.CompletedTask;
    }

    // A batch goes to its end before anybody looks at counts, and its end is the commit: the guard must fail by itself.
    protected override void WriteGuarded(string sql, params Arg[] args) =>
        Queue.Add(ManyRows.Guarded(new(sql, args, MustAffectOne: true)));

    public override async ValueTask DisposeAsync()
    {
        Ended?.Invoke();
        if (!_ended)
        {
            try
            {
                await transaction.RollbackAsync();
            }
            catch (Exception) when (connection.State != System.Data.ConnectionState.Open)
            {
                // The server ended the transaction together with the connection.
            }
        }

        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    protected override string TextsOf(string parameter) => $"select jsonb_array_elements_text({parameter}::jsonb)";

    protected override void QueueKeyLock(string key) =>
        Queue.Add(new("select pg_advisory_xact_lock(hashtextextended($1, 0))", [key]) { ReturnsRow = true });

    protected override async Task<bool> TryBecomeRelay(CancellationToken ct) =>
        (await Query(r => r.GetBoolean(0), ct, "select pg_try_advisory_xact_lock($1)", RelayKey))[0];

    protected override async Task Read(CancellationToken ct, params Reading[] readings)
    {
        var before = Queue.Count(statement => statement.ReturnsRow);
        Queue.AddRange(readings.Select(reading => reading.Statement));
        Sending(Queue, readings.Length);
        await Send(
            async batch =>
            {
                await using var reader = await batch.ExecuteReaderAsync(ct);
                for (; before > 0; before--)
                {
                    await reader.NextResultAsync(ct);
                }

                await Reading.TakeAll(reader, readings, ct);
                return 0;
            });
    }

    protected override async Task<int> Execute(Statement statement, CancellationToken ct)
    {
        Queue.Add(statement);
        Sending(Queue, 0);
        return await Send(async batch =>
        {
            await batch.ExecuteNonQueryAsync(ct);
            return batch.BatchCommands[^1].RecordsAffected;
        });
    }

    private async Task<int> Send(Func<NpgsqlBatch, Task<int>> send)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        var lent = new List<LentParameters>(Queue.Count);
        foreach (var statement in Queue)
        {
            parameters.Add(batch, statement, lent);
        }

        Queue.Clear();
        try
        {
            var answer = await send(batch);
            PostgresParameters.Return(lent);
            return answer;
        }
        catch (PostgresException lost) when (lost.SqlState == PostgresErrorCodes.DivisionByZero)
        {
            throw new LostRaceException(lost.BatchCommand?.CommandText ?? "");
        }
    }
}
