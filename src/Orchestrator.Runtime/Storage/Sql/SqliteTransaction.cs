using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>The one writer of an SQLite file; statements are prepared once per connection.</summary>
internal sealed class SqliteStoreTransaction(SqliteWriter writer, SqliteTransaction transaction, IDisposable turn) : SqlTransaction
{
    private bool _ended;

    public override DbConnection Connection => writer.Connection;

    public override DbTransaction Transaction => transaction;

    protected override string Locked => "";

    protected override string SkipLocked => "";

    public override Task Flush(CancellationToken ct)
    {
        foreach (var statement in Queue)
        {
            Check(statement, writer.Prepared(statement, transaction).ExecuteNonQuery());
        }

        Queue.Clear();
        return Task.CompletedTask;
    }

    public override async Task Commit(CancellationToken ct)
    {
        await Flush(ct);
        transaction.Commit();
        _ended = true;
    }

    public override ValueTask DisposeAsync()
    {
        try
        {
            if (!_ended)
            {
                transaction.Rollback();
            }

            transaction.Dispose();
        }
        finally
        {
            turn.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    protected override string TextsOf(string parameter) => $"select value from json_each({parameter})";

    // The only writer needs no further lock.
    protected override void QueueKeyLock(string key)
    {
    }

    protected override Task<bool> TryBecomeRelay(CancellationToken ct) => Task.FromResult(true);

    protected override async Task<List<T>> Query<T>(Func<DbDataReader, T> read, Statement query, CancellationToken ct)
    {
        await Flush(ct);
        var rows = new List<T>();
        using var reader = writer.Prepared(query, transaction).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    protected override async Task<int> Execute(Statement statement, CancellationToken ct)
    {
        await Flush(ct);
        return writer.Prepared(statement, transaction).ExecuteNonQuery();
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
