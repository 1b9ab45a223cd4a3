using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>One SQLite file, one process. WAL, so that readers never wait; writers take turns (<see cref="SqliteFile"/>).</summary>
internal sealed class SqliteStore : IStore
{
    private readonly SqliteFile _file;

    public SqliteStore(string connectionString)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = 30 };
        if (settings.DataSource is "" or ":memory:" || settings.Mode == SqliteOpenMode.Memory)
        {
            throw new ArgumentException("The SQLite store needs a file: readers have connections of their own.", nameof(connectionString));
        }

        settings.DataSource = Path.GetFullPath(settings.DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(settings.DataSource)!);
        ConnectionString = settings.ToString();
        _file = SqliteFile.Share(settings.DataSource, ConnectionString);
        Reads = new SqlReads(new SqliteReader(ConnectionString));
    }

    public StoreKind Kind => StoreKind.Sqlite;

    public string ConnectionString { get; }

    public IStoreReads Reads { get; }

    public Action<IReadOnlyList<Statement>>? Committed { get; init; }

    public async Task<IStoreTransaction> Begin(CancellationToken ct) => new SqliteStoreTransaction(await _file.Join(ct)) { Committed = Committed };

    public bool IsTransient(Exception exception) =>
        exception switch
        {
            GroupLostException => true,
            SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED } => true,
            { InnerException: { } inner } => IsTransient(inner),
            _ => false,
        };

    public DbConnection OpenRead() => new SqliteConnection(ConnectionString);

    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A connection as every writer needs it: <c>synchronous=FULL</c>, because NORMAL loses commits that were already
    /// acknowledged when the power fails.</summary>
    internal static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -64000;";
        pragma.ExecuteNonQuery();
        return connection;
    }
}

internal sealed class SqliteReader(string connectionString) : ISqlReader
{
    public async Task<List<T>> Query<T>(Func<DbDataReader, T> read, CancellationToken ct, string sql, params Arg[] args)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < args.Length; i++)
        {
            var parameter = new SqliteParameter { ParameterName = $"${i + 1}" };
            args[i].Bind(parameter);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
