namespace Orchestrator.Runtime;

/// <summary>
/// Something to be done outside of the database: a mail, a call of another system. It is written down with
/// <see cref="UnitOfWork.Entrust"/> in the transaction that causes it, and done by any host after that commit: at least
/// once, again when the host died before it could write down that it was done. The receiver drops repetitions by the id.
/// </summary>
public interface IErrand
{
    /// <summary>Stable; written into the work rows: <c>notice-delivery</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Does it, outside of any transaction and within 30 seconds. What it throws is repeated with growing pauses, about
    /// eight hours long, and is an incident then; <see cref="ErrandRefusedException"/> is not repeated.
    /// </summary>
    /// <returns>What to write in the transaction that ends the errand.</returns>
    Task<Func<UnitOfWork, Task>> Run(string id, CancellationToken ct);

    /// <summary>Writes down a failed attempt, in the transaction that puts the errand off or gives it up.</summary>
    Task Failed(string id, ErrandFailure failure, UnitOfWork work);

    /// <summary>Writes down that somebody has it done again after it was given up.</summary>
    Task Again(string id, UnitOfWork work);
}

/// <param name="Attempts">How many there were.</param>
/// <param name="Reason">For people.</param>
/// <param name="NextAt">Null when it was given up.</param>
public sealed record ErrandFailure(int Attempts, string Reason, DateTimeOffset? NextAt);

/// <summary>The other side has said no for good; the message tells why, in Chinese.</summary>
public sealed class ErrandRefusedException(string message, Exception? inner = null) : Exception(message, inner);
