using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Runtime.Errands;
using Orchestrator.Runtime.Live;
using Orchestrator.Runtime.Messages;
using Orchestrator.Runtime.Messages.Rabbit;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Operations;

/// <summary>
/// The background loops of a host: timers, triggers, work rows, errands, outbox, sweeper. Each is woken by commits of this process, by the
/// next due moment, and looks by itself now and then for what other hosts have left.
/// </summary>
internal sealed class Pumps(
    IStore store, TimerPump timers, TriggerPump triggers, WorkPump work, ErrandPump errands, OutboxRelay relay, MessageBus bus, Sweeper sweeper, BackgroundWork background, OperationQueries queries, ErrorCollector errors, QueueQueries queues, Wakeups wakeups, PumpPulse pulse,
    TimeProvider clock, RuntimeOptions options, ILogger<Pumps> log) : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Lost = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Elsewhere = TimeSpan.FromMilliseconds(50);

    private TimeSpan Look => store.Kind == StoreKind.Postgres ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Pumps)
        {
            return;
        }

        await Task.Yield();
        await Task.WhenAll(
            Loop("timers", pulse.Timers, Wakes.Timers, timers.FireDue, store.Reads.NextTimer, stoppingToken),
            Loop("triggers", pulse.Triggers, Wakes.Triggers, triggers.FireDue, store.Reads.NextTrigger, stoppingToken),
            Loop("work", pulse.Work, Wakes.Work, work.RunDue, store.Reads.NextWork, stoppingToken),
            Loop("errands", pulse.Errands, Wakes.Errands, errands.RunDue, store.Reads.NextErrand, stoppingToken),
            Loop("relay", pulse.Relay, Wakes.Outbox, ct => relay.Send(bus, ct), _ => Task.FromResult<DateTimeOffset?>(null), stoppingToken),
            Once("redelivery", ct => background.Redeliver(ct: ct), stoppingToken),
            Sweep(stoppingToken));
    }

    private async Task Loop(string name, PumpPulse.Pulse beat, Wakes wake, Func<CancellationToken, Task<int>> run, Func<CancellationToken, Task<DateTimeOffset?>> next, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var ran = await run(ct);
                beat.Beat();
                var wait = await next(ct) is { } due && due - clock.GetUtcNow() is var left && left < Look ? left : Look;
                if (wait > TimeSpan.Zero)
                {
                    await wakeups.Wait(wake, wait, ct);
                }
                else if (ran == 0)
                {
                    // It is due, but another host is at work on it.
                    await Pause(Elsewhere, ct);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed)
            {
                log.LogError(failed, "The {Pump} pump failed and tries again", name);
                await Pause(TimeSpan.FromSeconds(1), ct);
            }
        }
    }

    private async Task Sweep(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await Pause(SweepEvery, ct);
            await Once("sweeper", async token => await sweeper.Sweep(token), ct);

            // What a host that died had in its memory need not wait until some host starts.
            await Once("redelivery", token => background.Redeliver(Lost, token), ct);
            await Once("collector", token => errors.Collect(token), ct);
            await Once("figures", token => queries.Figures(token), ct);
            await Once("queues", token => queues.Look(token), ct);
        }
    }

    private async Task Once(string name, Func<CancellationToken, Task> run, CancellationToken ct)
    {
        try
        {
            await run(ct);
        }
        catch (Exception failed) when (!ct.IsCancellationRequested)
        {
            log.LogError(failed, "The {Pump} failed", name);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private static async Task Pause(TimeSpan time, CancellationToken ct)
    {
        try
        {
            await Task.Delay(time, ct);
        }
        catch (OperationCanceledException)
        {
            // The host stops; the loop sees it.
        }
    }
}
