using Orchestrator.Engine.Activities;

namespace Orchestrator.Engine.Execution;

/// <summary>
/// Stops and starts the clock of an instance (暂停). Deadlines of tasks move by the working days that were held; delays
/// by the exact time; a named moment (StartAt) does not move. Events, children and barriers are still taken while held:
/// what arrives from outside must not be lost. What they open starts its clock at the release.
/// </summary>
internal static class Holding
{
    public static (bool, string?) Hold(Burst burst, string reason)
    {
        foreach (var frame in Waiting(burst.State.Root))
        {
            ((IClocked)frame.Node.Activity).StopClock(burst, frame);
        }

        burst.State.HeldSince = burst.Now.ToUniversalTime();
        burst.Ask(new WriteHistory(null, null, null, "WorkflowHeld", null, burst.Context.Actor, reason));
        return Keep(burst);
    }

    public static (bool, string?) Release(Burst burst)
    {
        var since = burst.State.HeldSince!.Value;
        burst.State.HeldSince = null;
        foreach (var frame in Waiting(burst.State.Root))
        {
            ((IClocked)frame.Node.Activity).StartClock(burst, frame, since);
        }

        burst.Ask(new WriteHistory(null, null, null, "WorkflowReleased", null, burst.Context.Actor, null));
        return Keep(burst);
    }

    /// <summary>The moment moved by the working days in (since, now], at the same time of day.</summary>
    public static DateTimeOffset Shift(DateTimeOffset moment, DateTimeOffset since, Burst burst)
    {
        var calendar = burst.Context.Calendar;
        var days = calendar.WorkingDaysBetween(calendar.LocalDate(since), calendar.LocalDate(burst.Now));
        if (days <= 0)
        {
            return moment;
        }

        var local = TimeZoneInfo.ConvertTime(moment, calendar.Zone);
        var day = calendar.AddWorkingDays(DateOnly.FromDateTime(local.DateTime), days);
        return calendar.At(day, TimeOnly.FromDateTime(local.DateTime)).ToUniversalTime();
    }

    private static (bool, string?) Keep(Burst burst)
    {
        burst.State.Status = InstanceStatus.Running;
        return (true, null);
    }

    private static List<Frame> Waiting(Frame root)
    {
        var found = new List<Frame>();
        Collect(root, found);
        return found;
    }

    private static void Collect(Frame frame, List<Frame> found)
    {
        if (frame.Wait is not null && frame.Node.Activity is IClocked)
        {
            found.Add(frame);
        }

        foreach (var child in frame.Children ?? [])
        {
            Collect(child, found);
        }
    }
}
