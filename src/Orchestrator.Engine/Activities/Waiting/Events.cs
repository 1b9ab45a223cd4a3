using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Activities;

/// <summary>Waits for a published event; as the trigger that started the instance it goes on at once.</summary>
internal sealed class Event : IWaiting
{
    public void Execute(Burst burst, Frame frame)
    {
        if (burst.TriggeredBy == frame.Node)
        {
            burst.TriggeredBy = null;
            burst.Output(frame, "result", burst.TriggerPayload);
            burst.Complete(frame);
            return;
        }

        var name = burst.Text(frame, "eventName");
        if (string.IsNullOrEmpty(name))
        {
            throw new EvaluationException("Event has no eventName.", null);
        }

        burst.Ask(new SubscribeEvent(burst.BookmarkId(frame), name));
        burst.Wait(frame, BookmarkKind.Event, name);
    }

    public string? Resume(Burst burst, Frame frame, Stimulus stimulus)
    {
        Release(burst, frame);
        frame.Wait = null;
        burst.History(frame, "Resumed");
        burst.Output(frame, "result", ((EventArrived)stimulus).Payload);
        burst.Complete(frame);
        return null;
    }

    public void Release(Burst burst, Frame frame) => burst.Ask(new UnsubscribeEvent(burst.BookmarkId(frame)));
}

/// <summary>Publishes an event.</summary>
internal sealed class PublishEventActivity : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        var name = burst.Text(frame, "eventName");
        if (string.IsNullOrEmpty(name))
        {
            throw new EvaluationException("PublishEvent has no eventName.", null);
        }

        burst.Ask(new PublishEvent(name, burst.Text(frame, "correlationId"), burst.Flag(frame, "isLocalEvent"), burst.Json(frame, "payload")));
        burst.Complete(frame);
    }
}
