using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>
/// One SQLite file, one process. WAL, so that readers never wait; <c>synchronous=FULL</c>, because NORMAL loses commits
/// that were already acknowledged when the power fails. Writers take turns in order of arrival instead of meeting in
/// SQLite's busy loop, where a late writer can starve an early one.
/// </summary>
internal sealed class SqliteStore : IStore
{
    // Stores on the same file within one process share the turn.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new();

    private readonly string _connectionString;
    private readonly SemaphoreSlim _turns;
    private SqliteWriter? _writer;

    public SqliteStore(string connectionString)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = 30 };
        if (settings.DataSource is "" or ":memory:" || settings.Mode == SqliteOpenMode.Memory)
        {
            throw new ArgumentException("The SQLite store needs a file: readers have connections of their own.", nameof(connectionString));
        }

        settings.DataSource = Path.GetFullPath(settings.DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(settings.DataSource)!);
        _connectionString = settings.ToString();
        _turns = Turns.GetOrAdd(settings.DataSource, _ => new(1, 1));
        Reads = new SqlReads(new SqliteReader(_connectionString));
    }

    public StoreKind Kind => StoreKind.Sqlite;

    public string ConnectionString => _connectionString;

    public IStoreReads Reads { get; }

    public async Task<IStoreTransaction> Begin(CancellationToken ct)
    {
        await _turns.WaitAsync(ct);
        try
        {
            _writer ??= new(Open(_connectionString));
            return new SqliteStoreTransaction(_writer, _writer.Connection.BeginTransaction(deferred: false), new Turn(_turns));
        }
        catch
        {
            _turns.Release();
            throw;
        }
    }

    public bool IsTransient(Exception exception) =>
        exception switch
        {
            SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED } => true,
            { InnerException: { } inner } => IsTransient(inner),
            _ => false,
        };

    public DbConnection OpenRead() => new SqliteConnection(_connectionString);

    public async ValueTask DisposeAsync()
    {
        await _turns.WaitAsync();
        _writer?.Dispose();
        _writer = null;
        _turns.Release();
        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
    }

    internal static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -16000;";
        pragma.ExecuteNonQuery();
        return connection;
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        private int _over;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _over, 1) == 0)
            {
                turns.Release();
            }
        }
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
