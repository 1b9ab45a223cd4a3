using Microsoft.Extensions.Logging;
using Orchestrator.Contracts;
using Orchestrator.Engine.Interventions;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Batches;

/// <summary>
/// Carries batches out, a slice at a time so that other background work gets its turn. Each instance is a command of the
/// person who began the batch: its row is marked in the same transaction, and a repetition after a crash is answered from
/// the stored answer instead of being done again.
/// </summary>
internal sealed class BatchWork(CommandRunner runner, IStore store, BatchOperations operations, ILogger<BatchWork> log)
{
    public const string WorkKind = "batch";

    /// <summary>How long a batch belongs to the pump that took it. After a crash another one goes on then.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private const int Slice = 20;

    public async Task RunSlice(WorkRow row, CancellationToken ct)
    {
        var batch = (await store.Reads.Batch(row.BookmarkId!, ct) ?? throw new InvalidOperationException($"Batch {row.BookmarkId} is missing.")).Batch;
        for (var n = 0; n < Slice && !ct.IsCancellationRequested; n++)
        {
            if (await store.Reads.NextBatchItem(batch.Id, ct) is not { } item)
            {
                await Finish(batch, row, ct);
                return;
            }

            await RunOne(batch, item, ct);
        }

        await runner.RunBackground(
            $"batch-slice:{batch.Id}",
            work =>
            {
                work.Transaction.RescheduleWork(row.Id, 0, work.Now, null);
                work.Wakes |= Live.Wakes.Work;
                work.Changed("operations");
                return Task.FromResult(true);
            }, ct);
    }

    private async Task RunOne(BatchRow batch, BatchItemRow item, CancellationToken ct)
    {
        var actor = new Actor(batch.CreatedBy, batch.CreatedByName, batch.CreatedByUnit, null, System.Collections.Frozen.FrozenSet<string>.Empty);
        var head = new CommandHead($"{batch.Id}:{item.Seq}", $"Batches.{batch.Kind}", actor, item.TaskId is null ? "instance" : "task", item.TaskId ?? item.InstanceId, null, new { batch.Id });
        try
        {
            var outcome = await runner.Run(
                head,
                async work =>
                {
                    var done = await CarryOut(batch, item, work);
                    if (done.Refusal is null)
                    {
                        work.Transaction.MarkBatchItem(item with { Status = BatchItemStatus.Done, At = work.Now });
                    }

                    return done;
                }, ct);
            if (outcome.Refusal is { } refusal)
            {
                await Mark(item with { Status = BatchItemStatus.Refused, Code = refusal.Code, Message = refusal.Message }, ct);
            }
        }
        catch (Exception failed) when (!ct.IsCancellationRequested)
        {
            log.LogError(failed, "Batch {Batch} failed at {Instance}", batch.Id, item.InstanceId);
            await Mark(item with { Status = BatchItemStatus.Failed, Code = "failure", Message = failed.Message }, ct);
        }
    }

    private async Task<Outcome<Done>> CarryOut(BatchRow batch, BatchItemRow item, UnitOfWork work)
    {
        var instanceId = item.InstanceId;
        switch (batch.Kind)
        {
            case BatchKind.Hold: return await work.Workflows.Hold(instanceId, batch.Reason);
            case BatchKind.Release: return await work.Workflows.Release(instanceId);
            case BatchKind.Cancel: return await work.Workflows.Cancel(instanceId, batch.Reason);
            case BatchKind.Retry: return await work.Workflows.RetryAll(instanceId);
            case BatchKind.HandOver: return await work.Workflows.HandOver(item.TaskId!, batch.HandOver!, batch.Reason);
            default:
                var order = batch.Migration!;
                return await operations.Check(order, work.Cancellation) is { Refusal: { } refusal }
                    ? refusal
                    : await work.Workflows.Migrate(instanceId, order.DefinitionId, order.FromVersion, order.ToVersion, new MigrationMap(order.Activities));
        }
    }

    private Task Mark(BatchItemRow item, CancellationToken ct) => runner.RunBackground(
        $"batch-item:{item.BatchId}:{item.Seq}",
        work =>
        {
            work.Transaction.MarkBatchItem(item with { At = work.Now });
            return Task.FromResult(true);
        }, ct);

    private async Task Finish(BatchRow batch, WorkRow row, CancellationToken ct)
    {
        var done = (await store.Reads.Batch(batch.Id, ct))!.Done;
        await runner.RunBackground($"batch-finished:{batch.Id}", work => Finished(work, batch, row, done), ct);
    }

    private static Task<bool> Finished(UnitOfWork work, BatchRow batch, WorkRow row, int done)
    {
        work.Transaction.FinishBatch(batch.Id, work.Now);
        work.Transaction.DeleteWork(row.Id);
        if (row.Error is not null)
        {
            work.Transaction.CloseIncident(IncidentKinds.OfWork(row.Id), "Resolved", work.Now, Actor.System.Id);
        }

        if (batch.HandOver is { } order && done > 0)
        {
            work.Send(new TasksHandedOver(batch.Id, order.FromId, order.FromName, order.ToId, order.ToName, batch.CreatedByName, done, batch.Reason));
        }

        work.Changed("operations");
        return Task.FromResult(true);
    }
}
