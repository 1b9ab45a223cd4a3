using Orchestrator.Runtime.Errands;
using Orchestrator.Runtime.Live;
using Orchestrator.Runtime.Messages;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <summary>Runs everything that normally runs in the background to its end, for tests, the demo clock and CLI commands.</summary>
public sealed class BackgroundWork
{
    private readonly TimerPump _timers;
    private readonly TriggerPump _triggers;
    private readonly WorkPump _work;
    private readonly ErrandPump _errands;
    private readonly OutboxRelay _relay;
    private readonly IStore _store;
    private readonly TimeProvider _clock;
    private readonly CommandRunner _runner;

    internal BackgroundWork(TimerPump timers, TriggerPump triggers, WorkPump work, ErrandPump errands, OutboxRelay relay, IStore store, TimeProvider clock, CommandRunner runner)
    {
        _timers = timers;
        _triggers = triggers;
        _work = work;
        _errands = errands;
        _relay = relay;
        _store = store;
        _clock = clock;
        _runner = runner;
    }

    /// <summary>Due triggers, work rows, due timers, outbox messages and their handlers, until nothing is left that could run now.</summary>
    public async Task Settle(CancellationToken ct = default)
    {
        while (await _triggers.FireDue(ct) + await _work.RunDue(ct) + await _timers.FireDue(ct) + await _relay.SendDirectly(ct) > 0)
        {
            // What ran may have left more.
        }
    }

    /// <summary>Errands that are due, until none is left; they reach outside of the database and are no part of <see cref="Settle"/>.</summary>
    public async Task RunErrands(CancellationToken ct = default)
    {
        while (await _errands.RunDue(ct) > 0)
        {
            // More of them may be due.
        }
    }

    /// <summary>When the next timer wants to fire; in the past while another pump is at work on it. Timers of instances on hold
    /// and of incidents do not count.</summary>
    public async Task<DateTimeOffset?> NextTimer(CancellationToken ct = default) =>
        await _store.Reads.NextTimer(ct) is { } next && next < DateTimeOffset.MaxValue ? next : null;

    /// <summary>Whether a timer, a trigger or a work row waits for its turn, or is in the hands of another pump.</summary>
    public async Task<bool> AnythingDue(CancellationToken ct = default)
    {
        var now = _clock.GetUtcNow();
        return await NextTimer(ct) <= now || await _store.Reads.NextWork(ct) <= now || await _store.Reads.NextTrigger(ct) <= now;
    }

    /// <summary>Hands messages that a crash left between sending and handling to their handlers once more.</summary>
    /// <param name="age">Only those sent at least so long ago: younger ones may be on their way at another host.</param>
    public Task<int> Redeliver(TimeSpan age = default, CancellationToken ct = default)
    {
        var now = _clock.GetUtcNow();
        return _relay.Redeliver(_store, now - TimeSpan.FromDays(7), age > TimeSpan.Zero ? now - age : DateTimeOffset.MaxValue, ct);
    }

    /// <summary>Deletes stored answers, inbox rows and sent messages that are older than the age (at least a day); returns how many.</summary>
    public Task<int> Forget(TimeSpan age, CancellationToken ct = default) =>
        _runner.RunBackground("forget", work => work.Transaction.Forget(work.Now - TimeSpan.FromTicks(Math.Max(age.Ticks, TimeSpan.TicksPerDay)), ct), ct);
}

/// <summary>The outbox in an operator's hands.</summary>
public sealed class OutboxOperations
{
    /// <summary>Sends a failed message again. Refusals: <c>outbox.unknown</c>, <c>outbox.not-failed</c>.</summary>
    public async Task<Outcome<Done>> Retry(long outboxId, UnitOfWork work)
    {
        if (await work.Transaction.FindOutbox(outboxId, work.Cancellation) is not { } row)
        {
            return Refusal.NotFound("outbox.unknown", "没有这条消息。");
        }

        if (row.Status != "Failed")
        {
            return Refusal.Conflict("outbox.not-failed", "该消息没有失败，无需重发。");
        }

        work.Transaction.MarkOutbox(row.Id, "Pending", 0, work.Now, row.Error, null);
        work.Wakes |= Wakes.Outbox;
        work.Changed("operations");
        return Done.Value;
    }
}
