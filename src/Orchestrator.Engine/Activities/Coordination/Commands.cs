using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Activities;

/// <summary>Runs a named command of a service in the transaction of the step.</summary>
internal sealed class Command : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        var name = burst.Text(frame, "name") is { Length: > 0 } given ? given : throw new EvaluationException("The command has no name.", null);
        burst.Ask(new RunCommand(burst.BookmarkId(frame), name, burst.Json(frame, "payload")));
        burst.Complete(frame);
    }
}

/// <summary>Sends a message to other services.</summary>
internal sealed class SendMessageActivity : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        var type = burst.Text(frame, "messageType") is { Length: > 0 } given ? given : throw new EvaluationException("The message has no type.", null);
        burst.Ask(new SendMessage(type, burst.Json(frame, "payload")));
        burst.Complete(frame);
    }
}
