using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Activities;

/// <summary>Runs its activities one after the other.</summary>
internal sealed class Sequence : IContainer
{
    public void Execute(Burst burst, Frame frame)
    {
        var next = frame.Data is double at ? (int)at : 0;
        if (next < frame.Node.Children.Length)
        {
            frame.Data = (double)next;
            burst.Schedule(frame, frame.Node.Children[next]);
        }
        else
        {
            burst.Complete(frame);
        }
    }

    public void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes)
    {
        frame.Data = (double)(child.Node.Index + 1);
        Execute(burst, frame);
    }
}

/// <summary>Runs all its activities at once and completes when all have.</summary>
internal sealed class Parallel : IContainer
{
    public void Execute(Burst burst, Frame frame)
    {
        if (frame.Data is null)
        {
            frame.Data = true;
            foreach (var child in frame.Node.Children)
            {
                burst.Schedule(frame, child);
            }
        }

        ChildCompleted(burst, frame, frame, Burst.Done);
    }

    public void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes)
    {
        if (frame.Children is not { Count: > 0 })
        {
            burst.Complete(frame);
        }
    }
}

/// <summary>Runs its branches at once; completes when all have, or at the first one and cancels the rest.</summary>
internal sealed class Fork : IContainer
{
    public void Execute(Burst burst, Frame frame)
    {
        if (frame.Data is null)
        {
            frame.Data = true;
            foreach (var branch in frame.Node.Children)
            {
                burst.Schedule(frame, branch);
            }
        }

        if (frame.Children is not { Count: > 0 })
        {
            burst.Complete(frame);
        }
    }

    public void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes)
    {
        if (frame.Node.WaitAny || frame.Children is not { Count: > 0 })
        {
            burst.Complete(frame);
        }
    }
}

/// <summary>A container of one embedded activity, body, which it runs once.</summary>
internal sealed class FlowNode : IContainer
{
    public void Execute(Burst burst, Frame frame)
    {
        if (frame.Node.Slot("body") is { } body)
        {
            burst.Schedule(frame, body);
        }
        else
        {
            burst.Complete(frame);
        }
    }

    public void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes) => burst.Complete(frame);
}
