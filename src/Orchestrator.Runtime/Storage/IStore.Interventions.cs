namespace Orchestrator.Runtime.Storage;

// What operators need: batches, versions that move, incidents of one instance.
internal partial interface IStoreTransaction
{
    /// <summary>The instance runs on another version of its definition from now on.</summary>
    void MoveInstance(string instanceId, string versionId, int version);

    /// <summary>Open incidents of the instance itself, oldest first.</summary>
    Task<IReadOnlyList<IncidentRow>> OpenIncidents(string instanceId, CancellationToken ct);

    void AddBatch(BatchRow batch);

    /// <summary>Writes down which instances a batch means; returns how many.</summary>
    Task<int> AddBatchItems(string batchId, BatchSelection selection, CancellationToken ct);

    /// <summary>Writes down which tasks a batch means.</summary>
    void AddBatchTasks(string batchId, IReadOnlyList<TaskRow> tasks);

    /// <summary>The hand-over from the person that has not finished.</summary>
    Task<BatchRow?> UnfinishedHandOver(string personId, CancellationToken ct);

    Task<BatchRow?> LockBatch(string batchId, CancellationToken ct);

    /// <summary>Does nothing when the item has had its turn.</summary>
    void MarkBatchItem(BatchItemRow item);

    /// <summary>What waits is not done any more.</summary>
    void StopBatch(string batchId, DateTimeOffset at);

    void FinishBatch(string batchId, DateTimeOffset at);
}

internal partial interface IStoreReads
{
    /// <summary>Tasks that name the person, oldest first: open ones, and those of running instances that closed undecided and
    /// may come again.</summary>
    Task<IReadOnlyList<TaskRow>> TasksNaming(string personId, CancellationToken ct);

    Task<Page<BatchProgress>> Batches(int page, int size, CancellationToken ct);

    Task<BatchProgress?> Batch(string batchId, CancellationToken ct);

    Task<Page<BatchItemRow>> BatchItems(string batchId, BatchItemStatus? status, int page, int size, CancellationToken ct);

    /// <summary>The first item that waits.</summary>
    Task<BatchItemRow?> NextBatchItem(string batchId, CancellationToken ct);
}
