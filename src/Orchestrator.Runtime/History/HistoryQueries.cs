using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <summary>One fact in the life of an instance; never changed.</summary>
/// <param name="Seq">1, 2, 3 … within the instance, without gaps.</param>
/// <param name="Event">See <see cref="Engine.Execution.WriteHistory"/>.</param>
/// <param name="Data">JSON text.</param>
public sealed record HistoryRow(
    string InstanceId, long Seq, DateTimeOffset At, string? ActivityId, string? ActivityType, string? ActivityName, string Event,
    string? Outcome, string? ActorId, string? ActorName, string? Stage, int Round, string? Data);

/// <summary>Reads of history on its own connection.</summary>
public sealed class HistoryQueries
{
    private readonly IStore _store;

    internal HistoryQueries(IStore store) => _store = store;


    /// <summary>The rows of one instance in order.</summary>
    public Task<IReadOnlyList<HistoryRow>> OfInstance(string instanceId, long afterSeq = 0, int limit = 10_000, CancellationToken ct = default) =>
        _store.Reads.History(instanceId, afterSeq, limit, ct);

    /// <summary>The rows of a case and its children by time.</summary>
    public Task<IReadOnlyList<HistoryRow>> OfCase(string caseId, CancellationToken ct = default) => _store.Reads.HistoryOfCase(caseId, ct);
}
