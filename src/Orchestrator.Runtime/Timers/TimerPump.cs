namespace Orchestrator.Runtime;

/// <summary>
/// Fires due timers in the order they are due, each in the transaction that applies its effect. Any number of pumps may
/// run against one database: a timer fires once.
/// </summary>
public sealed class TimerPump
{
    /// <summary>Fires everything that is due now, including what becomes due by it; returns how many fired.</summary>
    public Task<int> FireDue(CancellationToken ct = default) => throw new NotSupportedException();
}
