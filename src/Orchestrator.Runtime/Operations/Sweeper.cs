using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <summary>Finds running instances that nothing will ever wake (no open task, timer, subscription, child, barrier, work
/// row or open incident) and raises an incident for each. Instances on hold are left out: their timers stand still until
/// they are released. Closes incidents that events have overtaken.</summary>
public sealed class Sweeper
{
    private const int Batch = 1_000;

    private readonly IStore _store;
    private readonly CommandRunner _runner;

    internal Sweeper(IStore store, CommandRunner runner)
    {
        _store = store;
        _runner = runner;
    }

    /// <returns>How many were found that had no incident yet.</returns>
    public async Task<int> Sweep(CancellationToken ct = default)
    {
        await CloseOvertaken(ct);
        var total = 0;
        for (var reported = Batch; reported == Batch; total += reported)
        {
            var found = await _store.Reads.Stuck(Batch, ct);
            reported = found.Count == 0 ? 0 : await _runner.RunBackground("sweep", work => Report(found, work, ct), ct);
        }

        return total;
    }

    // A timer that failed to the end and was then cancelled, a case that was ended: nobody needs to act any more.
    private async Task CloseOvertaken(CancellationToken ct)
    {
        if (await _store.Reads.Overtaken(Batch, ct) is { Count: > 0 } overtaken)
        {
            await _runner.RunBackground(
                "sweep",
                work =>
                {
                    foreach (var incident in overtaken)
                    {
                        work.Transaction.CloseIncident(incident, "Resolved", work.Now, Actor.System.Id);
                    }

                    work.Changed("operations");
                    return Task.FromResult(overtaken.Count);
                }, ct);
        }
    }

    private static async Task<int> Report(IReadOnlyList<InstanceRow> found, UnitOfWork work, CancellationToken ct)
    {
        var reported = 0;
        foreach (var instance in found)
        {
            // Since it was found it may have gone on; whoever holds it is about to.
            var now = await work.Transaction.TryLockInstance(instance.Id, ct);
            if (now.Record?.Row.Revision == instance.Revision)
            {
                Report(instance, work);
                reported++;
            }
        }

        return reported;
    }

    private static void Report(InstanceRow instance, UnitOfWork work)
    {
        work.Transaction.PutIncident(new(
            IncidentKinds.OfStuck(instance.Id), IncidentKinds.Stuck, instance.Id, instance.RootId, instance.CorrelationId, null, instance.DefinitionId,
            "流程仍在运行，但没有任何待办、定时、事件或下级流程能使其继续。", null, "Open", work.Now, null, null, 0));
        Telemetry.Incidents.Add(1, new KeyValuePair<string, object?>("kind", IncidentKinds.Stuck));
        work.Changed("operations");
    }
}
