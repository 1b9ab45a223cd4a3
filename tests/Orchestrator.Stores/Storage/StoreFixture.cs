using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Storage.InMemory;
using Orchestrator.Runtime.Storage.Sql;
using Xunit;

namespace Orchestrator.Stores.Storage;

/// <summary>One migrated store for the tests of a class; each test uses ids of its own.</summary>
public abstract class StoreFixture(StoreKind kind) : IAsyncLifetime
{
    private TestDatabase? _database;

    internal IStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Create(kind);
        Store = kind switch
        {
            StoreKind.Postgres => new PostgresStore(_database.Options.ConnectionString),
            StoreKind.Sqlite => new SqliteStore(_database.Options.ConnectionString),
            _ => new MemoryStore(),
        };
        await new Migrator(Store, TimeProvider.System, [new("runtime", typeof(Migrator).Assembly)]).Migrate();
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _database!.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class MemoryFixture() : StoreFixture(StoreKind.Memory);

public sealed class SqliteFixture() : StoreFixture(StoreKind.Sqlite);

public sealed class PostgresFixture() : StoreFixture(StoreKind.Postgres);
