namespace Orchestrator.Runtime;

/// <summary>Runs everything that normally runs in the background to its end, for tests, the demo clock and CLI commands.</summary>
public sealed class BackgroundWork
{
    /// <summary>Work rows, due timers, outbox messages and their handlers, until nothing is left that could run now.</summary>
    public Task Settle(CancellationToken ct = default) => throw new NotSupportedException();
}

/// <summary>Finds running instances that nothing will ever wake (no open task, timer, subscription, child, barrier, work
/// row or open incident) and raises an incident for each.</summary>
public sealed class Sweeper
{
    /// <returns>How many were found that had no incident yet.</returns>
    public Task<int> Sweep(CancellationToken ct = default) => throw new NotSupportedException();
}

/// <summary>The outbox and failed background work in an operator's hands.</summary>
public sealed class OutboxOperations
{
    /// <summary>Sends a failed message again. Refusals: <c>outbox.unknown</c>, <c>outbox.not-failed</c>.</summary>
    public Task<Outcome<Done>> Retry(long outboxId, UnitOfWork work) => throw new NotSupportedException();
}
