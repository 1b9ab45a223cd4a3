using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// The deadline of a task: one timer climbs the reminder ladder and, where the policy says so, ends the waiting at the
/// deadline. A hold stops it, and so does a task that waits for others.
/// </summary>
internal sealed partial class HumanTask
{
    public void StopClock(Burst burst, Frame frame) => StopTimer(burst, frame);

    public void StartClock(Burst burst, Frame frame, DateTimeOffset since)
    {
        if (frame.Wait!.DueAt is not { } due)
        {
            return;
        }

        var from = Field(frame, OpenedHeld) is string opened ? Parse(opened) : since;
        var ladderBase = Holding.Shift(LadderBase(frame, due), from, burst);
        if (due >= from)
        {
            due = Holding.Shift(due, from, burst);
            burst.Ask(new MoveTaskDeadline(burst.BookmarkId(frame), due));
        }

        frame.Wait = frame.Wait with { DueAt = due };
        Forget(frame, OpenedHeld);
        Keep(frame, Base, ladderBase == due ? null : Format(ladderBase));
        StartTimer(burst, frame);
    }

    /// <summary>Moves the deadline (延期): the ladder begins anew from the new one.</summary>
    /// <returns>Why it is refused, or null.</returns>
    public static string? Extend(Burst burst, Frame frame, DateTimeOffset dueAt)
    {
        if (frame.Wait is null)
        {
            return "该任务已办结，不能延期。";
        }

        if (dueAt <= burst.Now)
        {
            return "新的截止时间必须晚于现在。";
        }

        burst.State.Status = InstanceStatus.Running;
        frame.Wait = frame.Wait with { DueAt = dueAt.ToUniversalTime() };
        Forget(frame, Base);
        Forget(frame, Told);
        burst.Ask(new MoveTaskDeadline(burst.BookmarkId(frame), frame.Wait.DueAt));
        burst.History(frame, "Extended", null, Format(dueAt));
        StopTimer(burst, frame);
        SkipPast(burst, frame);
        StartTimer(burst, frame);
        return null;
    }

    /// <param name="told">It comes again after waiting for others, and had been said to be late before.</param>
    private static void StartLadder(Burst burst, Frame frame, DateTimeOffset due, bool told)
    {
        SkipPast(burst, frame);
        if (told)
        {
            Keep(frame, Told, true);
        }
        else if (due <= burst.Now && Field(frame, Expiry) is null)
        {
            Tell(burst, frame, "overdue");
        }

        if (burst.IsHeld)
        {
            Keep(frame, OpenedHeld, Format(burst.Now));
        }

        StartTimer(burst, frame);
    }

    // The next rung is the first that is still ahead.
    private static void SkipPast(Burst burst, Frame frame)
    {
        var moments = Moments(burst, frame);
        var next = 0;
        while (next < moments.Count && moments[next].At <= burst.Now)
        {
            next++;
        }

        Keep(frame, Rung, next == 0 ? null : (double)next);
    }

    private static void Tick(Burst burst, Frame frame)
    {
        if (frame.Wait!.DueAt is not { } due)
        {
            return;
        }

        if (Field(frame, Expiry) is Fallback && due <= burst.Now)
        {
            HandUp(burst, frame);
        }

        if (Field(frame, Expiry) is string outcome && due <= burst.Now)
        {
            StopTimer(burst, frame);
            frame.Wait = null;
            burst.History(frame, "Resumed");
            burst.Ask(new CloseTask(burst.BookmarkId(frame), TaskClosure.Expired, outcome, null, null));
            Decide(burst, frame, outcome, null, null);
            return;
        }

        var moments = Moments(burst, frame);
        var next = Next(frame);
        while (next < moments.Count && moments[next].At <= burst.Now)
        {
            // After a long pause of the service, reminders that later rungs have overtaken are not sent.
            var overtaken = moments[next].Level == "remind" && next + 1 < moments.Count && moments[next + 1].At <= burst.Now;
            if (!overtaken)
            {
                Tell(burst, frame, moments[next].Level);
            }

            next++;
        }

        Keep(frame, Rung, (double)next);
        StartTimer(burst, frame);
    }

    private static void Tell(Burst burst, Frame frame, string level)
    {
        burst.Ask(new NotifyTask(burst.BookmarkId(frame), level));
        if (level != "remind")
        {
            Keep(frame, Told, true);
        }
    }

    // The deadline has passed: whoever was asked is so no longer. The reminders go on, to the one who has it now.
    private static void HandUp(Burst burst, Frame frame)
    {
        Forget(frame, Expiry);
        Forget(frame, Owners);
        Forget(frame, Offer);
        var to = Substitute(burst, frame, "onExpiry");
        Happened(burst, frame, "HandedUp", null, JsObject.Of(("to", Saved(to))));
        Reassign(burst, frame, to);
    }

    // The clock stood still while the task waited for a correction or for signers; what was late stays late.
    private static DateTimeOffset Waited(Burst burst, Frame frame, DateTimeOffset due) =>
        Field(frame, WaitsSince) is string since && due >= Parse(since) ? Holding.Shift(due, Parse(since), burst) : due;

    private static void StartTimer(Burst burst, Frame frame)
    {
        if (!burst.IsHeld && NextMoment(burst, frame) is { } at)
        {
            burst.Ask(new StartTimer(burst.BookmarkId(frame) + TimerSuffix, at));
        }
    }

    private static void StopTimer(Burst burst, Frame frame)
    {
        if (!burst.IsHeld && NextMoment(burst, frame) is not null)
        {
            burst.Ask(new CancelTimer(burst.BookmarkId(frame) + TimerSuffix));
        }
    }

    private static DateTimeOffset? NextMoment(Burst burst, Frame frame)
    {
        if (frame.Wait?.DueAt is not { } due)
        {
            return null;
        }

        var moments = Moments(burst, frame);
        var next = Next(frame);
        DateTimeOffset? rung = next < moments.Count ? moments[next].At : null;
        return Field(frame, Expiry) is null ? rung : rung is { } at && at < due ? at : due;
    }

    private static List<(DateTimeOffset At, string Level)> Moments(Burst burst, Frame frame)
    {
        if (frame.Wait?.DueAt is not { } due)
        {
            return [];
        }

        return Ladder.Moments(Ladder.Read(Field(frame, Steps)), LadderBase(frame, due), burst.Context.Calendar);
    }

    // A hold moves the ladder of an overdue task on, though the deadline itself stays missed.
    private static DateTimeOffset LadderBase(Frame frame, DateTimeOffset due) => Field(frame, Base) is string moved ? Parse(moved) : due;

    private static int Next(Frame frame) => Field(frame, Rung) is double next ? (int)next : 0;
}
