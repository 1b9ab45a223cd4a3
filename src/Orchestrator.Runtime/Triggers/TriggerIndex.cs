using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Definitions;
using Orchestrator.Runtime.Live;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Triggers;

/// <summary>
/// Keeps the schedules of a definition in step with its published version, in the transaction that publishes it. A
/// schedule that the version before had too goes on as it was: publishing neither loses a due occurrence nor repeats a
/// moment that has passed.
/// </summary>
internal static class TriggerIndex
{
    /// <summary>The zone of cron expressions.</summary>
    public static TimeZoneInfo Zone => WorkingCalendar.National.Zone;

    public static async Task Write(Workflow published, string versionId, UnitOfWork work)
    {
        var before = await work.Transaction.Triggers(published.DefinitionId, work.Cancellation);
        var now = published.Triggers.Where(TriggerSchedule.Has).Select(trigger => Row(published.DefinitionId, versionId, trigger, before, work.Now)).ToList();
        if (before.Count + now.Count > 0)
        {
            work.Transaction.PutTriggers(published.DefinitionId, now);
            work.Wakes |= Wakes.Triggers;
        }
    }

    private static TriggerRow Row(string definitionId, string versionId, Trigger trigger, IReadOnlyList<TriggerRow> before, DateTimeOffset now)
    {
        var same = before.FirstOrDefault(row => row.ActivityId == trigger.ActivityId && row.Type == trigger.Type && row.Expression == trigger.Name);
        return new(definitionId, trigger.ActivityId, versionId, trigger.Type, trigger.Name, same is null ? TriggerSchedule.First(trigger, now, Zone) : same.DueAt);
    }
}
