using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Activities;

/// <summary>Waits until a barrier that many instances share is opened.</summary>
internal sealed class Barrier : IWaiting
{
    public void Execute(Burst burst, Frame frame)
    {
        var key = Key(burst, frame);
        burst.Ask(new ArriveAtBarrier(burst.BookmarkId(frame), key, burst.Whole(frame, "expected"), burst.Flag(frame, "autoOpen")));
        burst.Wait(frame, BookmarkKind.Barrier, key);
    }

    public string? Resume(Burst burst, Frame frame, Stimulus stimulus)
    {
        frame.Wait = null;
        burst.History(frame, "Resumed");
        burst.Output(frame, "result", ((BarrierOpened)stimulus).Payload);
        burst.Complete(frame);
        return null;
    }

    public void Release(Burst burst, Frame frame) => burst.Ask(new LeaveBarrier(frame.Wait!.Name));

    public static string Key(Burst burst, Frame frame) =>
        burst.Text(frame, "key") is { Length: > 0 } key ? key : throw new EvaluationException("The barrier has no key.", null);
}

internal sealed class OpenBarrierActivity : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        burst.Ask(new OpenBarrier(Barrier.Key(burst, frame), burst.Json(frame, "payload")));
        burst.Complete(frame);
    }
}

internal sealed class LeaveBarrierActivity : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        burst.Ask(new LeaveBarrier(Barrier.Key(burst, frame)));
        burst.Complete(frame);
    }
}
