using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Activities;

/// <summary>Activities joined by connections. Source: section 5 of the format; counter mode unless it asks for tokens.</summary>
internal sealed class Flowchart : IContainer
{
    public void Execute(Burst burst, Frame frame)
    {
        var node = frame.Node;
        if (frame.Flow is not null || node.Flow is not { } flow)
        {
            CompleteWhenIdle(burst, frame);
            return;
        }

        var start = flow.DefaultStart;
        if (burst.TriggeredBy is { } trigger && trigger.Parent == node)
        {
            start = trigger.Index;
        }

        frame.Flow = FlowScope.New(start, flow.Count, flow.Connections.Length);
        frame.Flow.Nodes[start] = FlowScope.Ran;
        burst.Schedule(frame, node.Children[start]);
    }

    public void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes)
    {
        var flow = frame.Node.Flow!;
        if (flow.Tokens)
        {
            new TokenFlow(burst, frame).Completed(child.Node.Index, outcomes);
        }
        else
        {
            new CounterFlow(burst, frame).Completed(child.Node.Index, outcomes);
        }

        CompleteWhenIdle(burst, frame);
    }

    private static void CompleteWhenIdle(Burst burst, Frame frame)
    {
        if (frame.Children is not { Count: > 0 })
        {
            burst.Complete(frame);
        }
    }
}
