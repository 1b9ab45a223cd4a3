using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks;

/// <summary>A database of one run's own, gone when it is disposed unless the command line names it.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly string? _server;
    private readonly string _name;
    private readonly bool _kept;

    private BenchDatabase(RuntimeOptions options, string? server, string name, bool kept) => (Options, _server, _name, _kept) = (options, server, name, kept);

    public RuntimeOptions Options { get; }

    public static async Task<BenchDatabase> Create(Arguments arguments)
    {
        if (arguments.Store == StoreKind.Sqlite)
        {
            var folder = arguments.Database is { } named ? Directory.CreateDirectory(named) : Directory.CreateTempSubdirectory("orchestrator-bench-");
            return new(RuntimeOptions.Sqlite(Path.Combine(folder.FullName, "bench.db")) with { Pumps = false }, null, folder.FullName, arguments.Database is not null);
        }

        var name = arguments.Database ?? $"bench_{Guid.NewGuid():N}";
        await using (var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(arguments.Postgres!) { Pooling = false }.ToString()))
        {
            await server.OpenAsync();
            if (await Number(server, $"select count(*) from pg_database where datname = '{name}'") == 0)
            {
                await Execute(server, $"create database {name}");
            }
        }

        var own = new NpgsqlConnectionStringBuilder(arguments.Postgres!) { Database = name, Pooling = true, MaxPoolSize = 150 }.ToString();
        return new(RuntimeOptions.Postgres(own) with { Pumps = false }, arguments.Postgres, name, arguments.Database is not null);
    }

    /// <summary>A new connection outside the runtime.</summary>
    public async Task<DbConnection> Connect()
    {
        DbConnection connection = Options.Store == StoreKind.Postgres ? new NpgsqlConnection(Options.ConnectionString) : new SqliteConnection(Options.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Bytes of tables and indexes, after a checkpoint.</summary>
    public async Task<long> Size()
    {
        await using var connection = await Connect();
        if (Options.Store == StoreKind.Postgres)
        {
            await Execute(connection, "checkpoint");
            return await Number(connection, "select pg_database_size(current_database())");
        }

        await Execute(connection, "pragma wal_checkpoint(truncate)");
        return await Number(connection, "pragma page_count") * await Number(connection, "pragma page_size");
    }

    /// <summary>Bytes of each table with its indexes (PostgreSQL only).</summary>
    public async Task<IReadOnlyDictionary<string, long>> Tables()
    {
        var found = new SortedDictionary<string, long>(StringComparer.Ordinal);
        if (Options.Store == StoreKind.Postgres)
        {
            await using var connection = await Connect();
            await using var command = connection.CreateCommand();
            command.CommandText = "select relname, pg_table_size(oid), pg_indexes_size(oid) from pg_class where relkind = 'r' and relname like 'rt!_%' escape '!'";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                found[reader.GetString(0)] = reader.GetInt64(1);
                found[reader.GetString(0) + " indexes"] = reader.GetInt64(2);
            }
        }

        return found;
    }

    /// <summary>Bytes of write-ahead log so far (PostgreSQL); what the process has written to disk so far (SQLite).</summary>
    public async Task<long> LogBytes()
    {
        if (Options.Store == StoreKind.Postgres)
        {
            await using var connection = await Connect();
            return await Number(connection, "select (pg_current_wal_lsn() - '0/0')::bigint");
        }

        return File.Exists("/proc/self/io")
            ? long.Parse(File.ReadLines("/proc/self/io").First(line => line.StartsWith("write_bytes", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture)
            : 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (_kept)
        {
            return;
        }

        if (_server is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await Execute(_server, $"drop database if exists {_name} with (force)");
        }
        else
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_name, recursive: true);
        }
    }

    public static async Task Execute(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<long> Number(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await Execute(connection, sql);
    }
}
