using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Calendar;

/// <summary>
/// When a trigger of a published definition starts instances: <c>Elsa.Timer</c> every interval, <c>Elsa.Cron</c> at the
/// occurrences of its expression, <c>Elsa.StartAt</c> once. Pure; the zone is that of the working calendar.
/// </summary>
public static class TriggerSchedule
{
    /// <summary>The shortest interval of a timer that starts instances.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Ordinary = TimeSpan.FromMinutes(1);

    /// <summary>Whether the trigger has a schedule at all; an event has none.</summary>
    public static bool Has(Trigger trigger) => trigger.Type is "Elsa.Timer" or "Elsa.Cron" or "Elsa.StartAt";

    /// <summary>The first moment after publication at <paramref name="now"/>. A <c>StartAt</c> in the past is due at once.
    /// Null when there is none.</summary>
    public static DateTimeOffset? First(Trigger trigger, DateTimeOffset now, TimeZoneInfo zone) => trigger.Type switch
    {
        "Elsa.Timer" => now + Interval(trigger),
        "Elsa.Cron" => CronSchedule.Parse(trigger.Name).Next(now, zone),
        "Elsa.StartAt" => Conversion.ToMoment(trigger.Name),
        _ => null,
    };

    /// <summary>The moment after the one that was due, later than <paramref name="now"/>: what was missed meanwhile is not
    /// made up for. A timer keeps its rhythm. Null when there is none.</summary>
    public static DateTimeOffset? Next(Trigger trigger, DateTimeOffset due, DateTimeOffset now, TimeZoneInfo zone)
    {
        switch (trigger.Type)
        {
            case "Elsa.Timer":
                var interval = Interval(trigger);
                var missed = now > due ? (now - due).Ticks / interval.Ticks : 0;
                return due + TimeSpan.FromTicks((missed + 1) * interval.Ticks);
            case "Elsa.Cron":
                return CronSchedule.Parse(trigger.Name).Next(now > due ? now : due, zone);
            default:
                return null;
        }
    }

    private static TimeSpan Interval(Trigger trigger) =>
        Conversion.ToSpan(trigger.Name) is { } given && given >= Shortest ? given : trigger.Name.Length == 0 ? Ordinary : Shortest;
}
