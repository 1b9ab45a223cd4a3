using System.Threading.Channels;

namespace Orchestrator.Runtime.Live;

[Flags]
internal enum Wakes
{
    None = 0,
    Timers = 1,
    Work = 2,
    Outbox = 4,
    Triggers = 8,
    Errands = 16,
}

/// <summary>Wakes the pumps of this process when a commit left something for them.</summary>
internal sealed class Wakeups
{
    private readonly Channel<bool> _timers = One();
    private readonly Channel<bool> _work = One();
    private readonly Channel<bool> _outbox = One();
    private readonly Channel<bool> _triggers = One();
    private readonly Channel<bool> _errands = One();

    public void Wake(Wakes wakes)
    {
        foreach (var wake in new[] { Wakes.Timers, Wakes.Work, Wakes.Outbox, Wakes.Triggers, Wakes.Errands })
        {
            if (wakes.HasFlag(wake))
            {
                Of(wake).Writer.TryWrite(true);
            }
        }
    }

    /// <summary>Returns at the next wake-up, or after the time at the latest.</summary>
    public async Task Wait(Wakes wake, TimeSpan atMost, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(atMost);
        try
        {
            await Of(wake).Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The time is up.
        }
    }

    private Channel<bool> Of(Wakes wake) => wake switch { Wakes.Timers => _timers, Wakes.Work => _work, Wakes.Triggers => _triggers, Wakes.Errands => _errands, _ => _outbox };

    private static Channel<bool> One() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
}
