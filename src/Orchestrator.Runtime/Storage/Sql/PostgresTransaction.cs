using System.Data.Common;
using Npgsql;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>READ COMMITTED with row locks on instances; queued writes travel in one pipelined batch.</summary>
internal sealed class PostgresTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction) : SqlTransaction
{
    // One number for the relay of this database; advisory locks are per database.
    private const long RelayKey = 0x4F52_4348_0001;

    private bool _ended;

    public override DbConnection Connection => connection;

    public override DbTransaction Transaction => transaction;

    protected override string Locked => " for update";

    protected override string SkipLocked => " for update skip locked";

    public override async Task Flush(CancellationToken ct)
    {
        if (Queue.Count > 0)
        {
            await using var batch = Batch();
            await batch.ExecuteNonQueryAsync(ct);
            Sent(batch);
        }
    }

    public override async Task Commit(CancellationToken ct)
    {
        await Flush(ct);
        _ended = true;
        await transaction.CommitAsync(ct);
    }

    public override async ValueTask DisposeAsync()
    {
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

    protected override async Task<List<T>> Query<T>(Func<DbDataReader, T> read, Statement query, CancellationToken ct)
    {
        var before = Queue.Count(statement => statement.ReturnsRow);
        Queue.Add(query);
        await using var batch = Batch();
        var rows = new List<T>();
        await using (var reader = await batch.ExecuteReaderAsync(ct))
        {
            for (; before > 0; before--)
            {
                await reader.NextResultAsync(ct);
            }

            while (await reader.ReadAsync(ct))
            {
                rows.Add(read(reader));
            }
        }

        Sent(batch);
        return rows;
    }

    protected override async Task<int> Execute(Statement statement, CancellationToken ct)
    {
        Queue.Add(statement);
        await using var batch = Batch();
        await batch.ExecuteNonQueryAsync(ct);
        var affected = batch.BatchCommands[^1].RecordsAffected;
        Sent(batch);
        return affected;
    }

    private NpgsqlBatch Batch()
    {
        var batch = new NpgsqlBatch(connection, transaction);
        foreach (var statement in Queue)
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            foreach (var arg in statement.Args)
            {
                command.Parameters.Add(arg.ToNpgsql());
            }

            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private void Sent(NpgsqlBatch batch)
    {
        for (var i = 0; i < Queue.Count; i++)
        {
            Check(Queue[i], batch.BatchCommands[i].RecordsAffected);
        }

        Queue.Clear();
    }
}
