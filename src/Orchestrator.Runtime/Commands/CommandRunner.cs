namespace Orchestrator.Runtime;

/// <summary>
/// The way to change anything. One database transaction holds the idempotency row, what the body writes (engine rows and
/// services' rows), the audit row and the outgoing messages; live updates follow the commit. Busy and serialization
/// failures are repeated; a lost race is a <see cref="RefusalKind.Conflict"/>. A refusal rolls everything back and is
/// itself audited. Thread-safe.
/// </summary>
public sealed class CommandRunner
{
    /// <param name="body">May run more than once (after a rolled back attempt): it must have no effect outside the unit of work.</param>
    /// <exception cref="Exception">What the body throws, after the rollback.</exception>
    public Task<Outcome<T>> Run<T>(CommandHead head, Func<UnitOfWork, Task<Outcome<T>>> body, CancellationToken ct = default) => throw new NotSupportedException();
}
