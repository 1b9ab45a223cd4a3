using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Demo.Clock;

/// <summary>
/// Moves the demonstration's clock. On the way it stops at every deadline, so that what happens at a deadline happens at
/// its own time and not at the end of the leap. The stored time is always ahead of what it set off: after a crash the
/// same leap goes on from there.
/// </summary>
public sealed class DemoTime(DemoClock clock, CommandRunner commands, IServiceScopeFactory scopes, BackgroundWork background)
    : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Takes the time over from the database; true when the history has been played completely.</summary>
    public async Task<bool> Resume(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<DemoDb>().Clock.SingleOrDefaultAsync(ct) is not { } row)
        {
            return false;
        }

        clock.Apply(new DemoClock.Setting(row.Moment, row.SetAt, row.Running));
        return row.Seeded;
    }

    public async Task MoveTo(DateTimeOffset to, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            await Quiet(ct);
            while (await background.NextTimer(ct) is { } due && due < to)
            {
                if (due > clock.GetUtcNow())
                {
                    await Set(due, clock.Running, seeded: null, ct);
                }

                await Quiet(ct);
                // What is due and did not fire is on hold or failing: the clock does not wait for it again.
                if (await background.NextTimer(ct) <= due)
                {
                    break;
                }
            }

            await Set(to, clock.Running, seeded: null, ct);
            await Quiet(ct);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>The history is complete: from now on the clock runs.</summary>
    public Task Begin(bool running, CancellationToken ct) => Set(clock.GetUtcNow(), running, seeded: true, ct);

    // The pumps of this host may be at work on what is due: the clock waits for them too. What fails is put off or becomes an
    // incident, what is on hold is not due; so this ends, but it must not hang on a fault of its own.
    private async Task Quiet(CancellationToken ct)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        await background.Settle(ct);
        while (await background.AnythingDue(ct) && patience.Elapsed < Patience)
        {
            await Task.Delay(20, ct);
            await background.Settle(ct);
        }
    }

    private async Task Set(DateTimeOffset to, bool running, bool? seeded, CancellationToken ct)
    {
        var setting = clock.Moved(to, running);
        var head = new CommandHead($"clock:{setting.Moment.UtcTicks}:{setting.SetAt.UtcTicks}:{seeded}", "Demo.MoveClock", Actor.System, "clock", "demo");
        (await commands.Run<Done>(
            head,
            async work =>
            {
                var db = work.Db<DemoDb>();
                if (await db.Clock.AsTracking().SingleOrDefaultAsync(work.Cancellation) is not { } row)
                {
                    db.Add(row = new DemoClockRow { Moment = setting.Moment, SetAt = setting.SetAt, Running = running, Seeded = false });
                }

                (row.Moment, row.SetAt, row.Running) = (setting.Moment, setting.SetAt, running);
                row.Seeded = seeded ?? row.Seeded;
                return Done.Value;
            },
            ct)).Required();
        clock.Apply(setting);
    }
}
