using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Specs.Simulation;

/// <summary>What operators do.</summary>
internal sealed partial class SimulatedSession
{
    public void MoveInstance(string instanceId, string versionId, int version) => Write(rows => rows.MoveInstance(instanceId, versionId, version));

    public async Task<IReadOnlyList<IncidentRow>> OpenIncidents(string instanceId, CancellationToken ct)
    {
        await Reach();
        return await Rows().OpenIncidents(instanceId, ct);
    }

    public void AddBatch(BatchRow batch) => Write(rows => rows.AddBatch(batch));

    public async Task<int> AddBatchItems(string batchId, BatchSelection selection, CancellationToken ct)
    {
        await Reach();
        var count = 0;
        Write(rows => count = rows.AddBatchItems(batchId, selection, default).Result);
        return count;
    }

    public void AddBatchTasks(string batchId, IReadOnlyList<TaskRow> tasks) => Write(rows => rows.AddBatchTasks(batchId, tasks));

    public async Task<BatchRow?> UnfinishedHandOver(string personId, CancellationToken ct)
    {
        await Reach();
        return await Rows().UnfinishedHandOver(personId, ct);
    }

    public async Task<BatchRow?> LockBatch(string batchId, CancellationToken ct)
    {
        await Lock($"batch {batchId}");
        return await Rows().LockBatch(batchId, ct);
    }

    public void MarkBatchItem(BatchItemRow item) => Write(rows => rows.MarkBatchItem(item));

    public void StopBatch(string batchId, DateTimeOffset at) => Write(rows => rows.StopBatch(batchId, at));

    public void FinishBatch(string batchId, DateTimeOffset at) => Write(rows => rows.FinishBatch(batchId, at));
}
