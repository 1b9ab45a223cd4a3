using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <summary>Reads of batches on their own connection.</summary>
public sealed class BatchQueries
{
    private readonly IStore _store;

    internal BatchQueries(IStore store) => _store = store;

    /// <summary>Newest first.</summary>
    public Task<Page<BatchProgress>> List(int page = 1, int size = 50, CancellationToken ct = default) => _store.Reads.Batches(page, size, ct);

    public Task<BatchProgress?> Find(string batchId, CancellationToken ct = default) => _store.Reads.Batch(batchId, ct);

    /// <summary>The instances in the order of their turn.</summary>
    public Task<Page<BatchItemRow>> Items(string batchId, BatchItemStatus? status = null, int page = 1, int size = 50, CancellationToken ct = default) =>
        _store.Reads.BatchItems(batchId, status, page, size, ct);
}
