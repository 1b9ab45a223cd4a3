using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>Any number of processes against one PostgreSQL database.</summary>
internal sealed class PostgresStore : IStore
{
    // With fewer others under way a common transaction costs more than it saves.
    private const int Company = 1;

    private readonly NpgsqlDataSource _source;
    private readonly PostgresParameters _parameters = new();
    private int _small;

    public PostgresStore(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // Every statement of the runtime is one of a few dozen texts: the server plans each once per connection.
            MaxAutoPrepare = 256,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            IncludeErrorDetail = true,
        };

        // The pools together keep to the number that the operator gave (or to the default of a hundred).
        var lists = Math.Max(1, settings.MaxPoolSize / 3);
        settings.MaxPoolSize = Math.Max(1, settings.MaxPoolSize - lists - PostgresGroups.Lanes);
        _source = NpgsqlDataSource.Create(settings);
        Common = new(settings);

        // Pages of lists look few rows up in large tables. The planner takes "open" and "of this unit" for independent, expects a
        // hundred times too many and would rather read everything.
        Lists = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            MaxPoolSize = lists,
            Options = $"{settings.Options} -c enable_seqscan=off -c max_parallel_workers_per_gather=0 -c jit=off".Trim(),
        });
        Reads = new SqlReads(new PostgresReader(Lists, IsTransient));
    }

    public StoreKind Kind => StoreKind.Postgres;

    public IStoreReads Reads { get; }

    public Action<IReadOnlyList<Statement>>? Committed { get; init; }

    public NpgsqlDataSource Source => _source;

    /// <summary>For reads.</summary>
    public NpgsqlDataSource Lists { get; }

    public PostgresGroups Common { get; }

    /// <summary>Whether commands may share transactions.</summary>
    public bool Groups { get; init; } = true;

    public async Task<IStoreTransaction> Begin(CancellationToken ct) => await Alone(null, ct);

    private async Task<IStoreTransaction> Alone(Action? ended, CancellationToken ct)
    {
        var connection = await _source.OpenConnectionAsync(ct);
        try
        {
            return new PostgresTransaction(connection, await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, ct), _parameters)
            {
                Committed = Committed,
                Ended = ended,
            };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A command that is alone at the moment gains nothing by a common transaction, and goes alone.</summary>
    public async Task<IStoreTransaction> BeginSmall(string kind, string? newInstanceId, CancellationToken ct)
    {
        if (!Groups || !Common.TryAgain(kind))
        {
            return await Begin(ct);
        }

        var others = Interlocked.Increment(ref _small) - 1;
        if (others >= Company)
        {
            return new PostgresMember(Common, kind, newInstanceId) { Ended = SmallEnded };
        }

        try
        {
            return await Alone(SmallEnded, ct);
        }
        catch
        {
            SmallEnded();
            throw;
        }
    }

    // A unique violation is a race between writers that looked before the other committed: the second look sees it.
    public bool IsTransient(Exception exception) =>
        exception switch
        {
            OwnTransactionException => true,
            PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
            NpgsqlException { IsTransient: true } => true,
            PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } => true,
            NpgsqlException { InnerException: IOException or SocketException or TimeoutException } => true,
            { InnerException: { } inner } => IsTransient(inner),
            _ => false,
        };

    private void SmallEnded() => Interlocked.Decrement(ref _small);

    public DbConnection OpenRead() => _source.CreateConnection();

    public async ValueTask DisposeAsync()
    {
        await Common.DisposeAsync();
        await Lists.DisposeAsync();
        await _source.DisposeAsync();
    }
}

/// <summary>A read changes nothing: one that meets a connection that has ended in the pool is asked again.</summary>
internal sealed class PostgresReader(NpgsqlDataSource source, Func<Exception, bool> isTransient) : ISqlReader
{
    private const int Attempts = 3;

    public async Task<List<T>> Query<T>(Func<DbDataReader, T> read, CancellationToken ct, string sql, params Arg[] args)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Ask(read, ct, sql, args);
            }
            catch (NpgsqlException lost) when (attempt < Attempts && isTransient(lost) && !ct.IsCancellationRequested)
            {
                Telemetry.Repeats.Add(1);
            }
        }
    }

    private async Task<List<T>> Ask<T>(Func<DbDataReader, T> read, CancellationToken ct, string sql, Arg[] args)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var arg in args)
        {
            command.Parameters.Add(arg.ToNpgsql());
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
