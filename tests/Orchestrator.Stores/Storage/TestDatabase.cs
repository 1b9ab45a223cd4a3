using Microsoft.Data.Sqlite;
using Npgsql;
using Orchestrator.Runtime;

namespace Orchestrator.Stores.Storage;

/// <summary>A database of one test's own, gone when it is disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<Task> _drop;

    private TestDatabase(RuntimeOptions options, Func<Task> drop)
    {
        Options = options;
        _drop = drop;
    }

    public RuntimeOptions Options { get; }

    public static async Task<TestDatabase> Create(StoreKind kind) => kind switch
    {
        StoreKind.Postgres => await Postgres(),
        StoreKind.Sqlite => Sqlite(),
        _ => new TestDatabase(RuntimeOptions.Memory() with { Pumps = false }, () => Task.CompletedTask),
    };

    /// <summary>A PostgreSQL database with everything that another one has, to which nobody is connected.</summary>
    public static Task<TestDatabase> CopyOf(string database) => Postgres($" template {database}");

    /// <summary>Nobody is connected any more, and the database stays as long as its server.</summary>
    /// <returns>Its name.</returns>
    public string Release()
    {
        using var connection = new NpgsqlConnection(Options.ConnectionString);
        NpgsqlConnection.ClearPool(connection);
        return connection.Database;
    }

    public async ValueTask DisposeAsync() => await _drop();

    private static TestDatabase Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-test-");
        return new(RuntimeOptions.Sqlite(Path.Combine(folder.FullName, "test.db")) with { Pumps = false }, () =>
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
            return Task.CompletedTask;
        });
    }

    private static async Task<TestDatabase> Postgres(string from = "")
    {
        var server = Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            throw new InvalidOperationException("No PostgreSQL server for tests (ORCHESTRATOR_TEST_POSTGRES is not set): run tests through: bash tests/run");
        }

        var name = $"test_{Guid.NewGuid():N}";
        await Execute(server, $"create database {name}{from}");
        var own = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = true }.ToString();
        return new(RuntimeOptions.Postgres(own) with { Pumps = false }, () => Execute(server, $"drop database if exists {name} with (force)"));
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
