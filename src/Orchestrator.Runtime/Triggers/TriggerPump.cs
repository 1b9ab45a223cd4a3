using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Definitions;
using Orchestrator.Runtime.Commands;
using Orchestrator.Runtime.Instances;
using Orchestrator.Runtime.Live;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Triggers;

namespace Orchestrator.Runtime;

/// <summary>
/// Starts instances whose time has come. Any number of pumps may run against one database: an occurrence starts one
/// instance, because its row moves on in the transaction that writes the start down as work. What was missed while no
/// host ran starts one instance, not one per interval. A start that fails is repeated and becomes an incident, as all work.
/// </summary>
public sealed class TriggerPump
{
    private const int Batch = 16;

    private readonly CommandRunner _runner;

    internal TriggerPump(CommandRunner runner) => _runner = runner;

    /// <summary>Fires everything that is due now; returns how many occurrences.</summary>
    public async Task<int> FireDue(CancellationToken ct = default)
    {
        var total = 0;
        for (var fired = -1; fired != 0; total += fired)
        {
            fired = await FireBatch(ct);
        }

        return total;
    }

    private Task<int> FireBatch(CancellationToken ct) => _runner.RunBackground(
        "triggers",
        async work =>
        {
            var due = await work.Transaction.TakeDueTriggers(work.Now, Batch, ct);
            foreach (var row in due)
            {
                Fire(row, work);
            }

            return due.Count;
        }, ct);

    private static void Fire(TriggerRow row, UnitOfWork work)
    {
        var trigger = new Trigger(row.ActivityId, row.Type, row.Expression);
        var occurrence = row.DueAt!.Value;
        work.Transaction.MoveTrigger(row.DefinitionId, row.ActivityId, TriggerSchedule.Next(trigger, occurrence, work.Now, TriggerIndex.Zone));
        var id = MessageId.Derive("", row.VersionId, occurrence, 0, row.ActivityId);
        work.Transaction.AddWork(Launch.Of(row.DefinitionId, id, row.VersionId, row.ActivityId, correlationId: null, payload: null).ToRow(work.Now));
        work.Wakes |= Wakes.Work;
    }
}
