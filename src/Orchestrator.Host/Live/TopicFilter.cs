using Orchestrator.Host.Identity;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Live;

/// <summary>
/// Which topics a person may hear. Lists belong to everybody (what is in them is decided when they are read), operations
/// to those who run the system, a case to those who take part in it or got a copy. One filter serves one open line.
/// </summary>
public sealed class TopicFilter(TaskQueries tasks, IFlowReaders readers, IdentityClock clock)
{
    private const string CasePrefix = "case:";
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, (bool May, DateTimeOffset At)> _cases = new(StringComparer.Ordinal);

    public async ValueTask<bool> MayKnow(string topic, Actor actor, CancellationToken ct)
    {
        if (topic == "operations")
        {
            return actor.HasAny("SA", "ZB");
        }

        if (!topic.StartsWith(CasePrefix, StringComparison.Ordinal))
        {
            return true;
        }

        if (actor.HasAny("SA", "SE", "AU"))
        {
            return false;
        }

        return actor.HasAny("BB-SH", "BB-ZR", "ZB", "LD", "DC", "MS") || await TakesPart(topic[CasePrefix.Length..], actor, ct);
    }

    // A yes stays a yes; a no may turn with the next task, so it is asked again after a while.
    private async ValueTask<bool> TakesPart(string caseId, Actor actor, CancellationToken ct)
    {
        if (_cases.TryGetValue(caseId, out var known) && (known.May || clock.Now - known.At < AskAgain))
        {
            return known.May;
        }

        var may = await tasks.HasTaskOn(caseId, actor, ct) || await readers.MayRead(caseId, actor, ct);
        _cases[caseId] = (may, clock.Now);
        return may;
    }
}
