using System.Text.Json;

namespace Orchestrator.Runtime.Storage.Sql;

internal abstract partial class SqlTransaction
{
    public void MoveInstance(string instanceId, string versionId, int version) =>
        Write("update rt_instances set version_id = $2, version = $3 where id = $1", instanceId, versionId, version);

    public async Task<IReadOnlyList<IncidentRow>> OpenIncidents(string instanceId, CancellationToken ct) =>
        await Query(Rows.ReadIncident, ct, $"select {Rows.Incident} from rt_incidents where instance_id = $1 and status = 'Open' order by at, id", instanceId);

    public void AddBatch(BatchRow b) =>
        Write(
            $"insert into rt_batches ({BatchColumns.Batch}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            b.Id, b.Kind.ToString(), b.Reason, JsonSerializer.Serialize(b.Selection, RuntimeJson.Options),
            b.Migration is null ? null : JsonSerializer.Serialize(b.Migration, RuntimeJson.Options), b.Total, b.CreatedAt, b.CreatedBy, b.CreatedByName, b.CreatedByUnit,
            b.StoppedAt, b.FinishedAt, b.HandOver is null ? null : JsonSerializer.Serialize(b.HandOver, RuntimeJson.Options));

    public async Task<int> AddBatchItems(string batchId, BatchSelection selection, CancellationToken ct)
    {
        if (selection.InstanceIds is { } ids)
        {
            var named = ids.Distinct(StringComparer.Ordinal).ToList();
            for (var n = 0; n < named.Count; n++)
            {
                Write("insert into rt_batch_items (batch_id, seq, instance_id, status) values ($1, $2, $3, 'Waiting')", batchId, n + 1, named[n]);
            }

            return named.Count;
        }

        var filter = new Filter();
        var batch = filter.Next(batchId);
        filter.AndWhen(selection.DefinitionId is not null, "definition_id = {0}", () => selection.DefinitionId)
            .AndWhen(selection.Version is not null, "version = {0}", () => selection.Version)
            .AndWhen(selection.Status is not null, "status = {0}", () => selection.Status.ToString())
            .AndWhen(selection.Text is { Length: > 0 }, "(lower(name) like {0} escape '!' or lower(id) like {0} escape '!')", () => Filter.Containing(selection.Text!))
            .AndWhen(selection.WithIncidents == true, "open_incidents > {0}", () => 0)
            .AndWhen(selection.WithIncidents == false, "open_incidents = {0}", () => 0);
        if (selection.Status is null)
        {
            filter.And("finished_at is null");
        }

        return await Execute(
            new(
                $"insert into rt_batch_items (batch_id, seq, instance_id, status) select {batch}, cast(row_number() over (order by created_at, id) as integer), id, 'Waiting' from rt_instances{filter.Where}",
                [.. filter.Args]), ct);
    }

    public void AddBatchTasks(string batchId, IReadOnlyList<TaskRow> tasks)
    {
        for (var n = 0; n < tasks.Count; n++)
        {
            Write(
                "insert into rt_batch_items (batch_id, seq, instance_id, status, task_id, task_title) values ($1, $2, $3, 'Waiting', $4, $5)",
                batchId, n + 1, tasks[n].InstanceId, tasks[n].Id, tasks[n].Title);
        }
    }

    public async Task<BatchRow?> UnfinishedHandOver(string personId, CancellationToken ct) =>
        (await Query(BatchColumns.ReadBatch, ct, $"select {BatchColumns.Batch} from rt_batches where kind = $1 and finished_at is null", nameof(BatchKind.HandOver)))
        .FirstOrDefault(batch => batch.HandOver?.FromId == personId);

    public async Task<BatchRow?> LockBatch(string batchId, CancellationToken ct) =>
        (await Query(BatchColumns.ReadBatch, ct, $"select {BatchColumns.Batch} from rt_batches where id = $1" + Locked, batchId)).FirstOrDefault();

    public void MarkBatchItem(BatchItemRow i) =>
        Write(
            "update rt_batch_items set status = $3, code = $4, message = $5, at = $6 where batch_id = $1 and seq = $2 and status = 'Waiting'",
            i.BatchId, i.Seq, i.Status.ToString(), i.Code, i.Message, i.At);

    public void StopBatch(string batchId, DateTimeOffset at)
    {
        Write("update rt_batches set stopped_at = $2 where id = $1", batchId, at);
        Write("update rt_batch_items set status = 'Stopped', at = $2 where batch_id = $1 and status = 'Waiting'", batchId, at);
    }

    public void FinishBatch(string batchId, DateTimeOffset at) => Write("update rt_batches set finished_at = $2 where id = $1", batchId, at);
}
