using System.Globalization;
using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Activities;

/// <summary>Waits for a moment.</summary>
internal static class Moments
{
    public static void Wait(Burst burst, Frame frame, DateTimeOffset at)
    {
        burst.Wait(frame, BookmarkKind.Timer, frame.Node.Type, at);
        Start(burst, frame);
    }

    public static void Start(Burst burst, Frame frame)
    {
        if (!burst.IsHeld)
        {
            burst.Ask(new StartTimer(burst.BookmarkId(frame), frame.Wait!.DueAt!.Value));
        }
        else
        {
            frame.Data = burst.Now.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
        }
    }

    public static string? Fired(Burst burst, Frame frame)
    {
        if (frame.Wait!.DueAt > burst.Now)
        {
            burst.Ask(new StartTimer(burst.BookmarkId(frame), frame.Wait.DueAt.Value));
            return null;
        }

        frame.Wait = null;
        burst.History(frame, "Resumed");
        burst.Complete(frame);
        return null;
    }

    public static void Stop(Burst burst, Frame frame)
    {
        if (!burst.IsHeld)
        {
            burst.Ask(new CancelTimer(burst.BookmarkId(frame)));
        }
    }

    /// <summary>Since when the clock of this wait was stopped: the hold, or its own beginning when that was later.</summary>
    public static DateTimeOffset HeldSince(Frame frame, DateTimeOffset since)
    {
        var own = frame.Data is string text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : since;
        frame.Data = null;
        return own;
    }

    public static void Move(Burst burst, Frame frame, DateTimeOffset at)
    {
        frame.Wait = frame.Wait! with { DueAt = at.ToUniversalTime() };
        Start(burst, frame);
    }
}

/// <summary>Waits for a time span: Delay, and Timer inside a flow.</summary>
internal sealed class Delay(string input) : IClocked
{
    public void Execute(Burst burst, Frame frame)
    {
        if (burst.TriggeredBy == frame.Node)
        {
            burst.TriggeredBy = null;
            burst.Complete(frame);
            return;
        }

        var span = burst.Span(frame, input) ?? TimeSpan.FromMinutes(1);
        if (span > TimeSpan.FromDays(36_500))
        {
            throw new EvaluationException($"The time span {span} is too long.", null);
        }

        Moments.Wait(burst, frame, burst.Now + (span < TimeSpan.Zero ? TimeSpan.Zero : span));
    }

    public string? Resume(Burst burst, Frame frame, Stimulus stimulus) => Moments.Fired(burst, frame);

    public void Release(Burst burst, Frame frame) => Moments.Stop(burst, frame);

    public void StopClock(Burst burst, Frame frame) => Moments.Stop(burst, frame);

    public void StartClock(Burst burst, Frame frame, DateTimeOffset since) =>
        Moments.Move(burst, frame, frame.Wait!.DueAt!.Value + (burst.Now - Moments.HeldSince(frame, since)));
}

/// <summary>Waits for a moment that is named; a hold does not move it.</summary>
internal sealed class StartAt : IClocked
{
    public void Execute(Burst burst, Frame frame)
    {
        var at = burst.Moment(frame, "dateTime") ?? throw new EvaluationException("StartAt has no dateTime.", null);
        if (burst.TriggeredBy == frame.Node || at <= burst.Now)
        {
            burst.TriggeredBy = burst.TriggeredBy == frame.Node ? null : burst.TriggeredBy;
            burst.Complete(frame);
            return;
        }

        Moments.Wait(burst, frame, at);
    }

    public string? Resume(Burst burst, Frame frame, Stimulus stimulus) => Moments.Fired(burst, frame);

    public void Release(Burst burst, Frame frame) => Moments.Stop(burst, frame);

    public void StopClock(Burst burst, Frame frame) => Moments.Stop(burst, frame);

    public void StartClock(Burst burst, Frame frame, DateTimeOffset since)
    {
        frame.Data = null;
        Moments.Start(burst, frame);
    }
}

/// <summary>Waits for a working-day deadline; a hold moves it by the working days that were held.</summary>
internal sealed class DeadlineTimer : IClocked
{
    public void Execute(Burst burst, Frame frame)
    {
        var deadline = Deadline.Read(burst.Json(frame, "due")) ?? throw new EvaluationException("Deadline has no due.", null);
        var due = deadline.Due(burst.Now, burst.Context.Calendar);
        if (due <= burst.Now)
        {
            burst.Complete(frame);
            return;
        }

        Moments.Wait(burst, frame, due);
    }

    public string? Resume(Burst burst, Frame frame, Stimulus stimulus) => Moments.Fired(burst, frame);

    public void Release(Burst burst, Frame frame) => Moments.Stop(burst, frame);

    public void StopClock(Burst burst, Frame frame) => Moments.Stop(burst, frame);

    public void StartClock(Burst burst, Frame frame, DateTimeOffset since)
    {
        var from = Moments.HeldSince(frame, since);
        var due = frame.Wait!.DueAt!.Value;
        Moments.Move(burst, frame, due >= from ? Holding.Shift(due, from, burst) : due);
    }
}
