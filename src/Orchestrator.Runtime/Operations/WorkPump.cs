using Microsoft.Extensions.Logging;
using Orchestrator.Runtime.Batches;
using Orchestrator.Runtime.Instances;
using Orchestrator.Runtime.Messages;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Operations;

/// <summary>
/// Carries out work rows: what a step left to be done at another instance, and messages whose handler failed. A row goes
/// in the transaction of its effect. Failures come again with growing pauses and become an incident in the end.
/// </summary>
internal sealed class WorkPump(CommandRunner runner, MessageDelivery messages, BatchWork batches, ILogger<WorkPump> log)
{
    public const int Attempts = 6;

    private static readonly TimeSpan WhileHeld = TimeSpan.FromSeconds(30);

    /// <summary>Everything that is due now; returns how many rows.</summary>
    public async Task<int> RunDue(CancellationToken ct)
    {
        var total = 0;
        while (await RunOne(ct))
        {
            total++;
        }

        return total;
    }

    public async Task<bool> RunOne(CancellationToken ct)
    {
        var taken = default(WorkRow);
        try
        {
            var found = await runner.RunBackground(
                "work",
                async work =>
                {
                    taken = await work.Transaction.TakeWork(work.Now, ct);
                    if (taken is null)
                    {
                        return false;
                    }

                    if (taken.Kind == BatchWork.WorkKind)
                    {
                        // Its steps are transactions of their own; the row is only kept from others meanwhile.
                        taken = taken with { NextAt = work.Now + BatchWork.Lease };
                        work.Transaction.RescheduleWork(taken.Id, taken.Attempts, taken.NextAt, taken.Error);
                    }
                    else if (await CarryOut(taken, work))
                    {
                        work.Transaction.DeleteWork(taken.Id);
                        if (taken.Error is not null)
                        {
                            work.Transaction.CloseIncident(IncidentKinds.OfWork(taken.Id), "Resolved", work.Now, Actor.System.Id);
                        }
                    }
                    else
                    {
                        work.Transaction.RescheduleWork(taken.Id, taken.Attempts, work.Now + WhileHeld, taken.Error);
                    }

                    return true;
                }, ct);
            if (found && taken is { Kind: BatchWork.WorkKind } batch)
            {
                await batches.RunSlice(batch, ct);
            }

            return found;
        }
        catch (Exception failed) when (taken is { } row && !ct.IsCancellationRequested)
        {
            await Postpone(row, failed, ct);
            return true;
        }
    }

    private async Task<bool> CarryOut(WorkRow row, UnitOfWork work)
    {
        if (row.Kind == MessageDelivery.WorkKind)
        {
            await messages.Deliver(row, work);
            return true;
        }

        var done = await work.Driver.Deliver(Delivery.Read(row), wait: true);
        await work.Driver.Drain();
        return done;
    }

    private async Task Postpone(WorkRow row, Exception failed, CancellationToken ct)
    {
        log.LogError(failed, "Work {Work} ({Kind}) of {Instance} failed", row.Id, row.Kind, row.InstanceId);
        await runner.RunBackground(
            $"work-failed:{row.Id}",
            async work =>
            {
                // Done after all, and only the answer was lost; or another host has tried it meanwhile.
                if (await work.Transaction.FindWork(row.Id, ct) != row)
                {
                    return false;
                }

                var attempts = row.Attempts + 1;
                var givenUp = attempts >= Attempts;
                work.Transaction.RescheduleWork(row.Id, attempts, givenUp ? DateTimeOffset.MaxValue : work.Now + TimeSpan.FromSeconds(1 << attempts), failed.Message);
                if (givenUp)
                {
                    work.Transaction.PutIncident(new(
                        IncidentKinds.OfWork(row.Id), IncidentKinds.Work, row.InstanceId.Length == 0 ? null : row.InstanceId, null, null, row.BookmarkId, row.Kind,
                        failed.Message, failed.ToString(), "Open", work.Now, null, null, 0));
                    Telemetry.Incidents.Add(1, new KeyValuePair<string, object?>("kind", IncidentKinds.Work));
                    work.Changed("operations");
                }

                return true;
            }, ct);
    }
}
