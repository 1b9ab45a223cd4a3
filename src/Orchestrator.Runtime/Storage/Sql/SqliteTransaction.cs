using System.Data.Common;
using Microsoft.Data.Sqlite;
using Orchestrator.Runtime.Commands;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>One turn of the only writer of an SQLite file; statements are prepared once per connection.</summary>
internal sealed class SqliteStoreTransaction(SqliteMember member) : SqlTransaction
{
    private ChainHead? _chain;
    private bool _ended;

    public override DbConnection Connection => member.Writer.Connection;

    public override DbTransaction Transaction => member.Group.Transaction;

    protected override string Locked => "";

    protected override string SkipLocked => "";

    public override Task Flush(CancellationToken ct)
    {
        if (Queue.Count > 0)
        {
            Sending(Queue, 0);
            foreach (var statement in Queue)
            {
                Check(statement, member.Writer.Prepared(statement, member.Group.Transaction).ExecuteNonQuery());
            }

            Queue.Clear();
        }

        return Task.CompletedTask;
    }

    public override async Task Commit(CancellationToken ct)
    {
        await Flush(ct);
        _ended = true;
        await member.File.Commit(member.Group);
        TellCommitted();
    }

    public override ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _ended = true;
            member.File.Rollback(member.Group);
        }

        return ValueTask.CompletedTask;
    }

    // One writer, one chain: it is never taken.
    public override async Task AddAudit(AuditEntry e, CancellationToken ct)
    {
        _chain ??= (await Query(r => new ChainHead(r.GetInt32(0), r.GetInt64(1), r.GetString(2)), ct, "select chain, seq, hash from rt_audit_chains where chain = 0"))[0];
        _chain = AuditChain.After(_chain, e);
        Write(
            $"insert into rt_audit ({Rows.Audit}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            _chain.Chain, _chain.Seq, e.At, e.ActorId, e.ActorName, e.ActorUnit, e.Action, e.ObjectType, e.ObjectId, e.Result, e.Details, e.CommandId, e.RemoteAddress, _chain.Hash);
        WriteGuarded("update rt_audit_chains set seq = $2, hash = $3 where chain = $1 and seq = $4", _chain.Chain, _chain.Seq, _chain.Hash, _chain.Seq - 1);
    }

    protected override string TextsOf(string parameter) => $"select value from json_each({parameter})";

    // The only writer needs no further lock.
    protected override void QueueKeyLock(string key)
    {
    }

    protected override Task<bool> TryBecomeRelay(CancellationToken ct) => Task.FromResult(true);

    protected override async Task Read(CancellationToken ct, params Reading[] readings)
    {
        await Flush(ct);
        Telemetry.Statements.Add(readings.Length);
        foreach (var reading in readings)
        {
            using var reader = member.Writer.Prepared(reading.Statement, member.Group.Transaction).ExecuteReader();
            while (reader.Read())
            {
                reading.Take(reader);
            }
        }
    }

    protected override async Task<int> Execute(Statement statement, CancellationToken ct)
    {
        await Flush(ct);
        Sending([statement], 0);
        return member.Writer.Prepared(statement, member.Group.Transaction).ExecuteNonQuery();
    }
}

/// <summary>The connection that writes, with its prepared statements.</summary>
internal sealed class SqliteWriter(SqliteConnection connection) : IDisposable
{
    // Wide multi-row inserts make many texts; the cache starts afresh before it grows without bound.
    private const int Most = 512;

    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public SqliteConnection Connection => connection;

    public SqliteCommand Prepared(Statement statement, SqliteTransaction transaction)
    {
        if (!_commands.TryGetValue(statement.Sql, out var command))
        {
            if (_commands.Count >= Most)
            {
                Forget();
            }

            command = connection.CreateCommand();
            command.CommandText = statement.Sql;
            for (var i = 1; i <= statement.Args.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            }

            _commands.Add(statement.Sql, command);
        }

        command.Transaction = transaction;
        for (var i = 0; i < statement.Args.Length; i++)
        {
            statement.Args[i].Bind(command.Parameters[i]);
        }

        return command;
    }

    public void Run(string sql, SqliteTransaction transaction) => Prepared(new(sql, []), transaction).ExecuteNonQuery();

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private void Forget()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }
}
