namespace Orchestrator.Runtime.Storage.InMemory;

internal sealed partial class MemoryTransaction
{
    // The version is part of the row that was updated.
    public void MoveInstance(string instanceId, string versionId, int version)
    {
        var record = _data.Instances[instanceId];
        _data = _data with { Instances = _data.Instances.SetItem(instanceId, record with { Row = record.Row with { VersionId = versionId, Version = version } }) };
    }

    public Task<IReadOnlyList<IncidentRow>> OpenIncidents(string instanceId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<IncidentRow>>(
            [.. _data.Incidents.Values.Where(i => i.InstanceId == instanceId && i.Status == "Open").OrderBy(i => i.At).ThenBy(i => i.Id, StringComparer.Ordinal)]);

    public void AddBatch(BatchRow batch) => _data = _data with { Batches = _data.Batches.Add(batch.Id, batch) };

    public Task<int> AddBatchItems(string batchId, BatchSelection selection, CancellationToken ct)
    {
        var chosen = selection.InstanceIds?.Distinct(StringComparer.Ordinal).ToList() ?? [.. _data.Instances.Values.Select(i => i.Row).Where(Fits).OrderBy(i => i.CreatedAt).ThenBy(i => i.Id, StringComparer.Ordinal).Select(i => i.Id)];
        _data = _data with
        {
            BatchItems = _data.BatchItems.AddRange(
                chosen.Select((id, n) => KeyValuePair.Create((batchId, n + 1), new BatchItemRow(batchId, n + 1, id, BatchItemStatus.Waiting, null, null, null)))),
        };
        return Task.FromResult(chosen.Count);

        bool Fits(InstanceRow i) =>
            (selection.DefinitionId is null || i.DefinitionId == selection.DefinitionId) && (selection.Version is null || i.Version == selection.Version)
            && (selection.Status is null ? i.FinishedAt is null : i.Status == selection.Status)
            && (selection.WithIncidents is null || i.OpenIncidents > 0 == selection.WithIncidents)
            && (string.IsNullOrEmpty(selection.Text) || MemoryReads.Contains(selection.Text, i.Name, i.Id));
    }

    public void AddBatchTasks(string batchId, IReadOnlyList<TaskRow> tasks) => _data = _data with
    {
        BatchItems = _data.BatchItems.AddRange(tasks.Select((task, n) => KeyValuePair.Create(
            (batchId, n + 1), new BatchItemRow(batchId, n + 1, task.InstanceId, BatchItemStatus.Waiting, null, null, null) { TaskId = task.Id, TaskTitle = task.Title }))),
    };

    public Task<BatchRow?> UnfinishedHandOver(string personId, CancellationToken ct) =>
        Task.FromResult(_data.Batches.Values.FirstOrDefault(batch => batch.FinishedAt is null && batch.HandOver?.FromId == personId));

    public Task<BatchRow?> LockBatch(string batchId, CancellationToken ct) => Task.FromResult(_data.Batches.GetValueOrDefault(batchId));

    public void MarkBatchItem(BatchItemRow item)
    {
        if (_data.BatchItems.TryGetValue((item.BatchId, item.Seq), out var known) && known.Status == BatchItemStatus.Waiting)
        {
            _data = _data with { BatchItems = _data.BatchItems.SetItem((item.BatchId, item.Seq), item) };
        }
    }

    public void StopBatch(string batchId, DateTimeOffset at)
    {
        _data = _data with { Batches = _data.Batches.SetItem(batchId, _data.Batches[batchId] with { StoppedAt = at }) };
        foreach (var item in _data.BatchItems.Values.Where(item => item.BatchId == batchId && item.Status == BatchItemStatus.Waiting))
        {
            MarkBatchItem(item with { Status = BatchItemStatus.Stopped, At = at });
        }
    }

    public void FinishBatch(string batchId, DateTimeOffset at) =>
        _data = _data with { Batches = _data.Batches.SetItem(batchId, _data.Batches[batchId] with { FinishedAt = at }) };
}
