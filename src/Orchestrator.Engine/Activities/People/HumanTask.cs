using System.Globalization;
using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// A person decides. Waits for <see cref="TaskCompleted"/>; meanwhile one timer per task climbs the reminder ladder and,
/// when the policy says so, decides at the deadline (<c>onExpiry</c> names one of its outcomes).
/// </summary>
internal sealed class HumanTask : IClocked
{
    public const string TimerSuffix = ":t";

    private const string Rung = "r";
    private const string Base = "b";
    private const string Expiry = "e";
    private const string Steps = "l";
    private const string Excluded = "x";
    private const string OpenedHeld = "h";

    public void Execute(Burst burst, Frame frame)
    {
        var node = frame.Node;
        var due = Deadline.Read(burst.Json(frame, "due"))?.Due(burst.Now, burst.Context.Calendar).ToUniversalTime();
        var expiry = burst.Text(frame, "onExpiry");
        if (expiry is not (null or "" or "Remind") && Array.IndexOf(node.Outcomes, expiry) < 0)
        {
            throw new EvaluationException($"onExpiry '{expiry}' is not an outcome of the task.", string.Join(", ", node.Outcomes));
        }

        var ladder = burst.Json(frame, "ladder");
        Ladder.Read(ladder);
        var excluded = burst.Texts(frame, "excluded");
        var step = burst.Text(frame, "step") is { Length: > 0 } code ? code : node.Key;
        var pass = burst.State.Passes[frame.Key] = burst.State.Passes.GetValueOrDefault(frame.Key) + 1;
        var title = burst.Text(frame, "title") is { Length: > 0 } given ? given : node.DisplayText ?? node.Name ?? step;
        burst.Ask(new OpenTask(
            burst.BookmarkId(frame), frame.Key, pass, step, title, burst.Text(frame, "form") ?? "",
            new Assignment(burst.Texts(frame, "persons"), Blank(burst.Text(frame, "unit")), Blank(burst.Text(frame, "role")), excluded),
            node.Outcomes, due, burst.Json(frame, "payload")));
        Remember(burst, frame, due is null || expiry is "" or "Remind" ? null : expiry, due is null ? null : ladder, excluded);
        burst.Wait(frame, BookmarkKind.Task, step, due);
        if (due is { } deadline)
        {
            StartLadder(burst, frame, deadline);
        }
    }

    public string? Resume(Burst burst, Frame frame, Stimulus stimulus)
    {
        if (stimulus is TimerFired)
        {
            Tick(burst, frame);
            return null;
        }

        var decided = (TaskCompleted)stimulus;
        var outcomes = frame.Node.Outcomes;
        if (Array.IndexOf(outcomes, decided.Outcome) < 0)
        {
            return $"“{decided.Outcome}”不是该任务的可选结果，可选：{string.Join("、", outcomes)}。";
        }

        if (burst.Context.Actor is { } actor && Field(frame, Excluded) is JsArray excluded && excluded.Items.Contains(actor))
        {
            return "按照职责分离要求，您不能办理该任务。";
        }

        StopTimer(burst, frame);
        frame.Wait = null;
        burst.History(frame, "Resumed");
        burst.Ask(new CloseTask(burst.BookmarkId(frame), TaskClosure.Completed, decided.Outcome, Copies.Of(decided.Result), burst.Context.Actor));
        Finish(burst, frame, decided.Outcome, decided.Result, burst.Context.Actor);
        return null;
    }

    public void Release(Burst burst, Frame frame)
    {
        StopTimer(burst, frame);
        burst.Ask(new CloseTask(burst.BookmarkId(frame), TaskClosure.Cancelled, null, null, null));
    }

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
        burst.Ask(new MoveTaskDeadline(burst.BookmarkId(frame), frame.Wait.DueAt));
        burst.History(frame, "Extended", null, Format(dueAt));
        StopTimer(burst, frame);
        SkipPast(burst, frame);
        StartTimer(burst, frame);
        return null;
    }

    private static void Finish(Burst burst, Frame frame, string outcome, object? result, string? actor)
    {
        burst.Output(frame, "outcome", outcome);
        burst.Output(frame, "actor", actor);
        burst.Output(frame, "result", result);
        burst.Complete(frame, [outcome]);
    }

    private static void StartLadder(Burst burst, Frame frame, DateTimeOffset due)
    {
        SkipPast(burst, frame);
        if (due <= burst.Now && Field(frame, Expiry) is null)
        {
            burst.Ask(new NotifyTask(burst.BookmarkId(frame), "overdue"));
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

        if (Field(frame, Expiry) is string outcome && due <= burst.Now)
        {
            StopTimer(burst, frame);
            frame.Wait = null;
            burst.History(frame, "Resumed");
            burst.Ask(new CloseTask(burst.BookmarkId(frame), TaskClosure.Expired, outcome, null, null));
            Finish(burst, frame, outcome, null, null);
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
                burst.Ask(new NotifyTask(burst.BookmarkId(frame), moments[next].Level));
            }

            next++;
        }

        Keep(frame, Rung, (double)next);
        StartTimer(burst, frame);
    }

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

    private static void Remember(Burst burst, Frame frame, string? expiry, object? ladder, List<string> excluded)
    {
        frame.Data = null;
        Keep(frame, Expiry, expiry);
        Keep(frame, Steps, ladder);
        Keep(frame, Excluded, excluded.Count == 0 ? null : new JsArray(excluded));
    }

    private static object? Field(Frame frame, string name) => (frame.Data as JsObject)?[name];

    private static void Keep(Frame frame, string name, object? value)
    {
        if (value is null)
        {
            Forget(frame, name);
            return;
        }

        if (frame.Data is not JsObject data)
        {
            frame.Data = data = new JsObject();
        }

        data[name] = value;
    }

    private static void Forget(Frame frame, string name)
    {
        if (frame.Data is JsObject data && data.Remove(name) && data.Count == 0)
        {
            frame.Data = null;
        }
    }

    private static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string Format(DateTimeOffset moment) => moment.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUniversalTime();
}
