namespace Orchestrator.Runtime.Storage.Sql;

internal sealed partial class SqlReads
{
    public async Task<IReadOnlyList<TaskRow>> TasksNaming(string personId, CancellationToken ct) => await db.Query(Rows.ReadTaskOfDefinition, ct, Rows.TasksNaming, personId);

    public Task<Page<BatchProgress>> Batches(int page, int size, CancellationToken ct) =>
        Paged(BatchColumns.ReadProgress, BatchColumns.Progress, "rt_batches", new Filter(), "created_at desc, id", page, size, ct);

    public async Task<BatchProgress?> Batch(string batchId, CancellationToken ct) =>
        (await db.Query(BatchColumns.ReadProgress, ct, $"select {BatchColumns.Progress} from rt_batches where id = $1", batchId)).FirstOrDefault();

    public Task<Page<BatchItemRow>> BatchItems(string batchId, BatchItemStatus? status, int page, int size, CancellationToken ct) =>
        Paged(
            BatchColumns.ReadItem, BatchColumns.Item, "rt_batch_items",
            new Filter().And("batch_id = {0}", batchId).AndWhen(status is not null, "status = {0}", () => status.ToString()), "seq", page, size, ct);

    public async Task<BatchItemRow?> NextBatchItem(string batchId, CancellationToken ct) =>
        (await db.Query(BatchColumns.ReadItem, ct, $"select {BatchColumns.Item} from rt_batch_items where batch_id = $1 and status = 'Waiting' order by seq limit 1", batchId)).FirstOrDefault();
}
