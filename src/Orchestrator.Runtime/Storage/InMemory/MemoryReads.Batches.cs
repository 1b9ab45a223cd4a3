namespace Orchestrator.Runtime.Storage.InMemory;

internal sealed partial class MemoryReads
{
    public Task<IReadOnlyList<TaskRow>> TasksNaming(string personId, CancellationToken ct) => Task.FromResult<IReadOnlyList<TaskRow>>(
    [
        .. Data.Tasks.Values.Where(task => task.Persons.Contains(personId)
            && (task.Status == TaskRowStatus.Open || (task.Status == TaskRowStatus.Cancelled && Data.Instances[task.InstanceId].Row.FinishedAt is null)))
            .OrderBy(task => task.OpenedAt).ThenBy(task => task.Id, StringComparer.Ordinal),
    ]);

    public Task<Page<BatchProgress>> Batches(int page, int size, CancellationToken ct) =>
        Task.FromResult(Paged(Data.Batches.Values.OrderByDescending(b => b.CreatedAt).ThenBy(b => b.Id, StringComparer.Ordinal).Select(Progress).ToList(), page, size));

    public Task<BatchProgress?> Batch(string batchId, CancellationToken ct) =>
        Task.FromResult(Data.Batches.TryGetValue(batchId, out var batch) ? Progress(batch) : null);

    public Task<Page<BatchItemRow>> BatchItems(string batchId, BatchItemStatus? status, int page, int size, CancellationToken ct) =>
        Task.FromResult(Paged(ItemsOf(batchId).Where(item => status is null || item.Status == status).ToList(), page, size));

    public Task<BatchItemRow?> NextBatchItem(string batchId, CancellationToken ct) =>
        Task.FromResult(ItemsOf(batchId).FirstOrDefault(item => item.Status == BatchItemStatus.Waiting));

    private IEnumerable<BatchItemRow> ItemsOf(string batchId) => Data.BatchItems.Values.Where(item => item.BatchId == batchId).OrderBy(item => item.Seq);

    private BatchProgress Progress(BatchRow batch)
    {
        var counts = ItemsOf(batch.Id).CountBy(item => item.Status).ToDictionary();
        int Of(BatchItemStatus status) => counts.GetValueOrDefault(status);
        return new(batch, Of(BatchItemStatus.Waiting), Of(BatchItemStatus.Done), Of(BatchItemStatus.Refused), Of(BatchItemStatus.Failed), Of(BatchItemStatus.Stopped));
    }
}
