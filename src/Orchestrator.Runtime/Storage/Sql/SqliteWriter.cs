using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>
/// The connection that writes, with its prepared statements. Queries go through ADO.NET; writes, of which a decision has
/// many with many values, go to SQLite directly.
/// </summary>
internal sealed class SqliteWriter(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _queries = [];
    private readonly Dictionary<string, Write> _writes = [];

    public SqliteConnection Connection => connection;

    /// <summary>Runs a write; returns the rows affected.</summary>
    /// <exception cref="SqliteException"></exception>
    public int Execute(Statement statement)
    {
        var (prepared, places) = Prepared(statement);
        try
        {
            for (var at = 0; at < statement.Args.Length; at++)
            {
                Check(statement.Args[at].Bind(prepared, places[at]));
            }

            int result;
            while ((result = raw.sqlite3_step(prepared)) == raw.SQLITE_ROW)
            {
                // Rows of a write are nobody's.
            }

            // A busy database means that another process writes; the caller repeats the whole transaction.
            Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
            return raw.sqlite3_changes(connection.Handle);
        }
        finally
        {
            _ = raw.sqlite3_reset(prepared);
            _ = raw.sqlite3_clear_bindings(prepared);
        }
    }

    public void Run(string sql) => Execute(new(sql, []));

    public SqliteCommand Query(Statement statement, SqliteTransaction transaction)
    {
        if (!_queries.TryGetValue(statement.Sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = statement.Sql;
            for (var i = 1; i <= statement.Args.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            }

            _queries.Add(statement.Sql, command);
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
        foreach (var command in _queries.Values)
        {
            command.Dispose();
        }

        foreach (var write in _writes.Values)
        {
            write.Prepared.Dispose();
        }

        connection.Dispose();
    }

    private Write Prepared(Statement statement)
    {
        if (!_writes.TryGetValue(statement.Sql, out var write))
        {
            Check(raw.sqlite3_prepare_v2(connection.Handle, statement.Sql, out var prepared));

            // SQLite numbers $1 … $n by where they first stand in the text.
            _writes.Add(statement.Sql, write = new(prepared, [.. Enumerable.Range(1, statement.Args.Length).Select(n => raw.sqlite3_bind_parameter_index(prepared, $"${n}"))]));
        }

        return write;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, connection.Handle);

    private sealed record Write(sqlite3_stmt Prepared, int[] Places);
}
