using System.Globalization;

namespace Orchestrator.Runtime;

/// <summary>What failed, and the ids that incidents of background work derive from it: failing twice is one incident.</summary>
internal static class IncidentKinds
{
    public const string Activity = "Activity";
    public const string Timer = "Timer";
    public const string Work = "Work";
    public const string Errand = "Errand";
    public const string Stuck = "Stuck";

    public static string OfWork(long workId) => string.Create(CultureInfo.InvariantCulture, $"work-{workId}");

    public static long WorkId(string incidentId) => long.Parse(incidentId.AsSpan("work-".Length), CultureInfo.InvariantCulture);

    public static string OfTimer(string instanceId, string timerId) => $"timer-{instanceId}-{timerId}";

    public static string OfErrand(string errand, string id) => $"errand-{errand}-{id}";

    public static string OfStuck(string instanceId) => $"stuck-{instanceId}";
}
