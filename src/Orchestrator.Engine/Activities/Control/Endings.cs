using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Activities;

/// <summary>Does nothing: Start, FlowJoin (the flowchart does the joining).</summary>
internal sealed class Milestone : IActivity
{
    public void Execute(Burst burst, Frame frame) => burst.Complete(frame);
}

/// <summary>Ends the enclosing flowchart or sequence; what else runs in it is cancelled.</summary>
internal sealed class End : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        for (var at = frame.Parent; at is not null; at = at.Parent)
        {
            if (at.Node.Activity is Flowchart or Sequence)
            {
                burst.EndWith(frame, at, Burst.Done);
                return;
            }
        }

        burst.Complete(frame);
    }
}

/// <summary>Ends the instance, from any depth.</summary>
internal sealed class Finish : IActivity
{
    public void Execute(Burst burst, Frame frame) => burst.EndWith(frame, burst.State.Root, Burst.Done);
}

/// <summary>Ends the nearest definition (the workflow, or a definition used as an activity) with outcomes.</summary>
internal sealed class Complete : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        var outcomes = burst.Texts(frame, "outcomes");
        for (var at = frame.Parent; at is not null; at = at.Parent)
        {
            if (at.Inline is not null || at.Parent is null)
            {
                burst.EndWith(frame, at, outcomes.Count == 0 ? Burst.Done : outcomes);
                return;
            }
        }
    }
}

/// <summary>Fails on purpose.</summary>
internal sealed class Fault : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        var code = burst.Text(frame, "code") ?? "0";
        var category = burst.Text(frame, "category") ?? "General";
        var type = burst.Text(frame, "faultType") ?? "System";
        throw new EvaluationException(burst.Text(frame, "message") ?? "Fault", $"{type}/{category}/{code}");
    }
}
