using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

/// <summary>Plays one step of a dry run's script.</summary>
internal static class DryRunScript
{
    /// <returns>False when the step failed; the simulation then has the reason.</returns>
    public static bool Play(Simulation world, object? step, string place)
    {
        if (step is not JsObject map)
        {
            return world.Problem($"{place}: a step is an object.");
        }

        try
        {
            return PlayStep(world, map, place);
        }
        catch (FormatException e)
        {
            return world.Problem($"{place}: {e.Message}");
        }
    }

    private static bool PlayStep(Simulation world, JsObject map, string place)
    {
        world.Actor = map["actor"] as string;
        if (map["resume"] is string resume)
        {
            return Resume(world, map, resume, place);
        }

        if (map["event"] is string name)
        {
            return world.Publish(name, map["correlationId"] as string, null, map["payload"]) > 0
                || world.Problem($"{place}: nothing waits for event '{name}'.");
        }

        if (map.Has("advance"))
        {
            var span = Conversion.ToSpan(map["advance"]) is { } given && given >= TimeSpan.Zero
                ? given
                : throw new FormatException("'advance' is a duration such as PT1H.");
            world.Advance(world.Now + span);
            return true;
        }

        if (map.Has("advanceTo"))
        {
            world.Advance(Conversion.ToMoment(map["advanceTo"]) ?? throw new FormatException("'advanceTo' is a moment."));
            return true;
        }

        if (map["openBarrier"] is string key)
        {
            world.OpenBarrier(key, map["payload"]);
            return true;
        }

        if (map["leader"] is string unit)
        {
            world.Leaders[unit] = map["person"] as string;
            return true;
        }

        Stimulus? stimulus = map switch
        {
            _ when map["hold"] is string reason => new HoldInstance(reason),
            _ when map.Has("release") => new ReleaseInstance(),
            _ when map["cancel"] is string reason => new CancelInstance(reason),
            _ when map["retry"] is string activity => new RetryActivity(world.IncidentOf(activity) ?? activity),
            _ when map["extend"] is string task => new ExtendTask(
                world.Find(task)?.Bookmark.Id ?? task, Conversion.ToMoment(map["dueAt"]) ?? throw new FormatException("'dueAt' is missing.")),
            _ => null,
        };
        return stimulus is null
            ? world.Problem($"{place}: unknown step; steps are trigger (the first only), resume, event, advance, advanceTo, openBarrier, leader, hold, release, cancel, retry, extend.")
            : world.DeliverToRoot(stimulus, place);
    }

    private static bool Resume(Simulation world, JsObject map, string name, string place)
    {
        if (world.Find(name) is not { } found)
        {
            return world.Problem($"{place}: nothing waits at '{name}'.");
        }

        var (instance, bookmark) = found;
        Stimulus stimulus = bookmark.Kind switch
        {
            BookmarkKind.Task => new TaskCompleted(bookmark.Id, map["outcome"] as string ?? world.OnlyOutcome(bookmark.Id) ?? "Done", map["input"]),
            BookmarkKind.Event => new EventArrived(bookmark.Id, map["input"]),
            BookmarkKind.Barrier => new BarrierOpened(bookmark.Id, map["input"]),
            BookmarkKind.Child => new ChildFinished(bookmark.Id, map["childInstanceId"] as string ?? "child", "Finished", map["input"]),
            _ => new TimerFired(bookmark.Id),
        };
        if (bookmark.Kind == BookmarkKind.Timer)
        {
            world.JumpTo(bookmark.DueAt);
        }

        return world.Deliver(instance, stimulus, place);
    }
}
