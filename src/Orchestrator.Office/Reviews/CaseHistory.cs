using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

public sealed record HistoryView(
    string InstanceId, long Seq, DateTimeOffset At, string? ActivityId, string? ActivityType, string? ActivityName, string Event, string? Outcome, string? ActorName, int Round, string? Stage);

/// <summary>The engine's rows of a case in order, for replay: what ran and when, without any content.</summary>
public static class CaseHistory
{
    public static async Task<IReadOnlyList<HistoryView>> Read(string caseId, HistoryQueries history, CancellationToken ct) =>
    [
        .. (await history.OfCase(caseId, ct)).Select(row => new HistoryView(
            row.InstanceId, row.Seq, row.At, row.ActivityId, row.ActivityType, row.ActivityName, row.Event, row.Outcome, row.ActorName, row.Round, row.Stage)),
    ];
}
