using Microsoft.Extensions.Logging;
using Orchestrator.Engine.Execution;
using Orchestrator.Runtime.Live;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <summary>
/// Fires due timers in the order they are due, each in the transaction that applies its effect. Any number of pumps may
/// run against one database: a timer fires once, because its row goes in that transaction and the instance is locked
/// while it runs.
/// </summary>
public sealed class TimerPump
{
    private const int Batch = 16;
    private const int Attempts = 5;

    private readonly IStore _store;
    private readonly CommandRunner _runner;
    private readonly TimeProvider _clock;
    private readonly ILogger<TimerPump> _log;

    internal TimerPump(IStore store, CommandRunner runner, TimeProvider clock, ILogger<TimerPump> log)
    {
        _store = store;
        _runner = runner;
        _clock = clock;
        _log = log;
    }

    /// <summary>Fires everything that is due now, including what becomes due by it; returns how many fired.</summary>
    public async Task<int> FireDue(CancellationToken ct = default)
    {
        var total = 0;
        for (var fired = -1; fired != 0; total += fired)
        {
            fired = await FireBatch(Batch, ct);
        }

        return total;
    }

    private async Task<int> FireBatch(int limit, CancellationToken ct)
    {
        var failing = default(TimerRow);
        try
        {
            return await _runner.RunBackground(
                "timers",
                async work =>
                {
                    var due = await work.Transaction.TakeDueTimers(work.Now, limit, ct);
                    var timers = due.SelectMany(instance => instance.Timers.Select(timer => (instance.Record, Timer: timer))).OrderBy(pair => pair.Timer.DueAt).ToList();
                    // Once per instance: what a first timer did to it must be seen by the second.
                    due.ToList().ForEach(instance => work.Driver.Hold(instance.Record));
                    foreach (var (record, timer) in timers)
                    {
                        failing = timer;
                        await Fire(work, record, timer);
                        failing = null;
                    }

                    return timers.Count;
                }, ct);
        }
        catch (Exception failed) when (failing is { } timer && !ct.IsCancellationRequested)
        {
            // The others of the batch come again in the next one, without the one that failed.
            await Postpone(timer, failed, ct);
            return 1;
        }
    }

    private static async Task Fire(UnitOfWork work, InstanceRecord record, TimerRow timer)
    {
        // An earlier timer of this batch may have ended the instance or cancelled this timer: the engine then reports no match.
        var current = (await work.Driver.Lock(record.Row.Id))!;
        work.Transaction.DeleteTimer(timer.InstanceId, timer.TimerId);
        if (timer.Attempts > 0)
        {
            work.Transaction.CloseIncident(IncidentKinds.OfTimer(timer.InstanceId, timer.TimerId), "Resolved", work.Now, Actor.System.Id);
        }

        if (!current.Row.Ended)
        {
            var step = await work.Driver.Apply(current, new TimerFired(timer.TimerId));
            if (step.Refusal is { } refusal)
            {
                throw new InvalidOperationException($"Instance {record.Row.Id} refused timer {timer.TimerId}: {refusal}");
            }

            await work.Driver.Drain();
        }

        work.AfterCommit(() =>
        {
            Telemetry.TimersFired.Add(1);
            Telemetry.TimerLateness.Record((work.Now - timer.DueAt).TotalSeconds);
        });
    }

    private async Task Postpone(TimerRow timer, Exception failed, CancellationToken ct)
    {
        _log.LogError(failed, "Timer {Timer} of {Instance} failed", timer.TimerId, timer.InstanceId);
        await _runner.RunBackground(
            $"timer-failed:{timer.TimerId}",
            async work =>
            {
                // Fired after all, and only the answer was lost; or another host has tried it meanwhile.
                await work.Driver.Lock(timer.InstanceId);
                if (!(await _store.Reads.Timers(timer.InstanceId, 1, int.MaxValue, ct)).Items.Contains(timer))
                {
                    return false;
                }

                var attempts = timer.Attempts + 1;
                var givenUp = attempts >= Attempts;
                work.Transaction.RescheduleTimer(
                    timer.InstanceId, timer.TimerId, attempts, givenUp ? DateTimeOffset.MaxValue : work.Now + TimeSpan.FromSeconds(1 << attempts));
                if (givenUp)
                {
                    work.Transaction.PutIncident(new(
                        IncidentKinds.OfTimer(timer.InstanceId, timer.TimerId), IncidentKinds.Timer, timer.InstanceId, null, null, timer.TimerId, null,
                        failed.Message, failed.ToString(), "Open", work.Now, null, null, 0));
                    Telemetry.Incidents.Add(1, new KeyValuePair<string, object?>("kind", IncidentKinds.Timer));
                    work.Changed("operations");
                }

                return true;
            }, ct);
    }
}
