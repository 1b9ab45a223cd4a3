using System.Globalization;
using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// A person decides, or several together (<c>participants</c>, <c>review</c>). Waits for <see cref="TaskCompleted"/>;
/// meanwhile one timer per task climbs the reminder ladder and, when the policy says so, decides at the deadline
/// (<c>onExpiry</c> names one of its outcomes).
/// </summary>
internal sealed partial class HumanTask : IClocked, IContainer
{
    public const string TimerSuffix = ":t";

    private const string Rung = "r";
    private const string Base = "b";
    private const string Expiry = "e";
    private const string Steps = "l";
    private const string Excluded = "x";
    private const string OpenedHeld = "h";
    private const string WaitsSince = "w";
    private const string Told = "t";

    public void Execute(Burst burst, Frame frame)
    {
        if (!IsSeat(frame) && frame.Node.Inputs.ContainsKey("participants"))
        {
            Convene(burst, frame);
        }
        else
        {
            var (to, outcome, by) = Casting(burst, frame);
            if (outcome is null)
            {
                Open(burst, frame, to);
            }
            else
            {
                Finish(burst, frame, outcome, null, by);
            }
        }
    }

    public void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes)
    {
        if (IsTable(frame))
        {
            Count(burst, frame, child);
        }
        else
        {
            Signed(burst, frame, child, outcomes[0]);
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

        if (RefuseStandingIn(burst, frame) is { } no)
        {
            burst.RefusalCode = no.Code;
            return no.Message;
        }

        if (Field(frame, Owners) is JsArray owners)
        {
            Answer(burst, frame, owners, decided);
            return null;
        }

        StopTimer(burst, frame);
        frame.Wait = null;
        burst.History(frame, "Resumed");
        burst.Ask(new CloseTask(burst.BookmarkId(frame), TaskClosure.Completed, decided.Outcome, Copies.Of(decided.Result), burst.Context.Actor));
        Decide(burst, frame, decided.Outcome, decided.Result, burst.Context.Actor);
        return null;
    }

    public void Release(Burst burst, Frame frame)
    {
        StopTimer(burst, frame);
        burst.Ask(new CloseTask(burst.BookmarkId(frame), TaskClosure.Cancelled, null, null, null));
    }

    private static void Open(Burst burst, Frame frame, Assignment assignment)
    {
        var node = frame.Node;
        var told = Field(frame, Due) is not null && Field(frame, Told) is not null;
        var due = Field(frame, Due) is string kept
            ? (kept.Length > 0 ? Waited(burst, frame, Parse(kept)) : null)
            : Deadline.Read(burst.Json(frame, "due"))?.Due(burst.Now, burst.Context.Calendar).ToUniversalTime();
        var expiry = burst.Text(frame, "onExpiry");
        if (expiry is not (null or "" or "Remind" or Fallback))
        {
            OneOf(frame, "onExpiry", expiry);
        }

        var ladder = burst.Json(frame, "ladder");
        Ladder.Read(ladder);
        var step = burst.Text(frame, "step") is { Length: > 0 } code ? code : node.Key;
        var pass = IsSeat(frame) ? burst.State.Passes.GetValueOrDefault(frame.Key) : NextPass(burst, frame);
        var title = burst.Text(frame, "title") is { Length: > 0 } given ? given : node.DisplayText ?? node.Name ?? step;
        var (form, outcomes, fields) = Asking(burst, frame);
        burst.Ask(new OpenTask(burst.BookmarkId(frame), frame.Key, pass, step, title, form, DoneFor(burst, frame, assignment), outcomes, due, burst.Json(frame, "payload"), fields));
        Remember(burst, frame, due is null || expiry is "" or "Remind" ? null : expiry, due is null ? null : ladder, assignment.Excluded);
        burst.Wait(frame, BookmarkKind.Task, step, due);
        if (due is { } deadline)
        {
            StartLadder(burst, frame, deadline, told);
        }
    }

    // Whoever only signs or answers fills in no form of a service: the deed is somebody else's.
    private static (string Form, IReadOnlyList<string> Outcomes, FieldRules? Fields) Asking(Burst burst, Frame frame) =>
        Field(frame, Owners) is not null ? (PeopleForms.Answer, [Approving(frame)], null)
        : Field(frame, Kind) is not null ? (PeopleForms.Sign, [Approving(frame), Refusing(frame)], null)
        : (burst.Text(frame, "form") ?? "", frame.Node.Outcomes, FieldRules.Read(burst.Json(frame, "fields")));

    private static int NextPass(Burst burst, Frame frame) => burst.State.Passes[frame.Key] = burst.State.Passes.GetValueOrDefault(frame.Key) + 1;

    private static string OneOf(Frame frame, string input, string outcome) =>
        Array.IndexOf(frame.Node.Outcomes, outcome) >= 0
            ? outcome
            : throw new EvaluationException($"{input} '{outcome}' is not an outcome of the task.", string.Join(", ", frame.Node.Outcomes));

    // Whoever was asked (委派) has answered: the owner decides.
    private static void Answer(Burst burst, Frame frame, JsArray owners, TaskCompleted answered)
    {
        var owner = owners[owners.Count - 1];
        owners.Items.RemoveAt(owners.Count - 1);
        Keep(frame, Owners, owners.Count == 0 ? null : owners);
        Happened(burst, frame, "Answered", answered.Outcome, answered.Result);
        Reassign(burst, frame, Participant.Read(owner).Offered([]));
    }

    private static void Decide(Burst burst, Frame frame, string outcome, object? result, string? actor)
    {
        if (outcome == Refusing(frame))
        {
            Leave(burst, frame, outcome, result, actor);
            return;
        }

        foreach (var signer in (Field(frame, Pending) as JsArray)?.Items ?? [])
        {
            Sign(burst, frame, signer, AddedSign.After, actor);
        }

        Forget(frame, Pending);
        if (frame.Children is { Count: > 0 })
        {
            Keep(frame, Decision, JsArray.Of(outcome, Copies.Of(result), actor));
        }
        else
        {
            Leave(burst, frame, outcome, result, actor);
        }
    }

    // A seat tells what it has decided by its data: whom it tells is the step, or the seat that it was added to.
    private static void Leave(Burst burst, Frame frame, string outcome, object? result, string? actor, bool own = true)
    {
        if (IsSeat(frame))
        {
            Keep(frame, Decision, JsArray.Of(outcome, Copies.Of(result), actor, own));
            burst.Complete(frame, [outcome]);
        }
        else
        {
            Agrees(burst, outcome, frame, actor);
            Finish(burst, frame, outcome, result, actor, own);
        }
    }

    private static void Finish(Burst burst, Frame frame, string outcome, object? result, string? actor, bool own = false)
    {
        CallingBack.Remember(burst, frame, own ? actor : null);
        burst.Output(frame, "outcome", outcome);
        burst.Output(frame, "actor", actor);
        burst.Output(frame, "result", result);
        burst.Complete(frame, [outcome]);
    }

    private static void Remember(Burst burst, Frame frame, string? expiry, object? ladder, IReadOnlyList<string> excluded)
    {
        frame.Data = LastingOf(frame);
        Forget(frame, Due);
        Forget(frame, WaitsSince);
        Forget(frame, Told);
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
