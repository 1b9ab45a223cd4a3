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
    private readonly DefinitionStore _definitions;

    internal HistoryQueries(IStore store, DefinitionStore definitions)
    {
        _store = store;
        _definitions = definitions;
    }

    /// <summary>The rows of one instance in order.</summary>
    public async Task<IReadOnlyList<HistoryRow>> OfInstance(string instanceId, long afterSeq = 0, int limit = 10_000, CancellationToken ct = default) =>
        [.. (await Told(await _store.Reads.Steps(instanceId, afterSeq, limit, ct), ct)).Where(row => row.Seq > afterSeq).Take(limit)];

    /// <summary>The rows of a case and its children by time.</summary>
    public async Task<IReadOnlyList<HistoryRow>> OfCase(string caseId, CancellationToken ct = default) => await Told(await _store.Reads.StepsOfCase(caseId, ct), ct);

    private async Task<List<HistoryRow>> Told(IReadOnlyList<StepRow> steps, CancellationToken ct)
    {
        var rows = new List<HistoryRow>();
        foreach (var step in steps)
        {
            rows.AddRange(StepEvents.Read(step, await _definitions.Compiled(step.DefinitionId!, step.Version, ct)));
        }

        return rows;
    }
}
