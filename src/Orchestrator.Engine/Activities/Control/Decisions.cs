using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Activities;

/// <summary>Chooses between the ports True and False.</summary>
internal sealed class FlowDecision : IActivity
{
    private static readonly string[] True = ["True"];
    private static readonly string[] False = ["False"];

    public void Execute(Burst burst, Frame frame) => burst.Complete(frame, burst.Flag(frame, "condition") ? True : False);
}

/// <summary>Chooses the ports of the cases that match.</summary>
internal sealed class FlowSwitch : IActivity
{
    private static readonly string[] Default = ["Default"];

    public void Execute(Burst burst, Frame frame)
    {
        var matching = Matching(burst, frame);
        burst.Complete(frame, matching.Count == 0 ? Default : [.. matching.Select(found => found.Label)]);
    }

    /// <summary>The cases that match: the first, or all in mode MatchAny.</summary>
    public static List<Case> Matching(Burst burst, Frame frame)
    {
        var any = string.Equals(burst.Text(frame, "mode"), "MatchAny", StringComparison.OrdinalIgnoreCase);
        var found = new List<Case>();
        foreach (var branch in frame.Node.Cases)
        {
            if (!Matches(burst, frame, branch))
            {
                continue;
            }

            found.Add(branch);
            if (!any)
            {
                break;
            }
        }

        return found;
    }

    private static bool Matches(Burst burst, Frame frame, Case branch)
    {
        try
        {
            return Conversion.ToFlag(branch.Condition?.Evaluate(burst, frame));
        }
        catch (Exception e)
        {
            throw new EvaluationException(
                $"Failed to evaluate the condition of case '{branch.Label}': {e.Message}", (e as EvaluationException)?.Detail ?? e.GetType().Name, e);
        }
    }
}

/// <summary>Runs the embedded activity of a case.</summary>
internal sealed class Switch : IContainer
{
    public void Execute(Burst burst, Frame frame)
    {
        var matching = FlowSwitch.Matching(burst, frame);
        foreach (var branch in matching)
        {
            if (branch.Activity is not null)
            {
                burst.Schedule(frame, branch.Activity);
            }
        }

        if (matching.Count == 0 && frame.Node.Slot("default") is { } otherwise)
        {
            burst.Schedule(frame, otherwise);
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

/// <summary>Runs then or else.</summary>
internal sealed class If : IContainer
{
    public void Execute(Burst burst, Frame frame)
    {
        var condition = burst.Flag(frame, "condition");
        burst.Output(frame, "result", condition);
        if (frame.Node.Slot(condition ? "then" : "else") is { } branch)
        {
            burst.Schedule(frame, branch);
        }
        else
        {
            burst.Complete(frame);
        }
    }

    public void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes) => burst.Complete(frame);
}

/// <summary>Follows all the branches it names.</summary>
internal sealed class FlowFork : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        var branches = burst.Texts(frame, "branches");
        burst.Complete(frame, branches.Count == 0 ? Burst.Done : branches);
    }
}
