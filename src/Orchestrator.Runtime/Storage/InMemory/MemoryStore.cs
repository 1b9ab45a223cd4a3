using System.Data.Common;

namespace Orchestrator.Runtime.Storage.InMemory;

/// <summary>One writer at a time over immutable tables: the reference that the databases are compared with.</summary>
internal sealed class MemoryStore : IStore
{
    private readonly SemaphoreSlim _turns = new(1, 1);

    public MemoryStore() => Reads = new MemoryReads(this);

    public MemoryData Committed { get; set; } = new();

    public StoreKind Kind => StoreKind.Memory;

    public IStoreReads Reads { get; }

    public async Task<IStoreTransaction> Begin(CancellationToken ct)
    {
        await _turns.WaitAsync(ct);
        return new MemoryTransaction(this, _turns);
    }

    public bool IsTransient(Exception exception) => false;

    public DbConnection? OpenRead() => null;

    public ValueTask DisposeAsync()
    {
        _turns.Dispose();
        return ValueTask.CompletedTask;
    }
}
