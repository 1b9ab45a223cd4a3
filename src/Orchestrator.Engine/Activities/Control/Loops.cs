using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>A loop that Break ends.</summary>
internal interface ILoop : IContainer;

/// <summary>Counts from start to end.</summary>
internal sealed class For : ILoop
{
    public void Execute(Burst burst, Frame frame)
    {
        double start = burst.Whole(frame, "start") ?? 0;
        double end = burst.Whole(frame, "end") ?? 0;
        double step = burst.Whole(frame, "step") ?? 1;
        if (step == 0)
        {
            throw new EvaluationException("The step of a For loop is 0.", null);
        }

        var inclusive = !frame.Node.Inputs.ContainsKey("outerBoundInclusive") || burst.Flag(frame, "outerBoundInclusive");
        var value = frame.Data is double current ? current : start;
        var inside = step > 0 ? value < end || (inclusive && value == end) : value > end || (inclusive && value == end);
        if (!inside)
        {
            burst.Complete(frame);
            return;
        }

        frame.Data = value;
        burst.Output(frame, "currentValue", value);
        Loops.Pass(burst, frame, value, null);
    }

    public void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes)
    {
        frame.Data = (frame.Data is double current ? current : 0) + (burst.Whole(frame, "step") ?? 1);
        burst.Continue(frame);
    }
}

/// <summary>Runs the body once per item, one after the other. The items are evaluated before each pass.</summary>
internal sealed class ForEach : ILoop
{
    public void Execute(Burst burst, Frame frame)
    {
        var items = burst.List(frame, "items");
        var index = frame.Data is double at ? (int)at : 0;
        if (index >= items.Count)
        {
            burst.Complete(frame);
            return;
        }

        frame.Data = (double)index;
        burst.Output(frame, "currentValue", items[index]);
        Loops.Pass(burst, frame, items[index], index);
    }

    public void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes)
    {
        frame.Data = (frame.Data is double at ? at : 0) + 1;
        burst.Continue(frame);
    }
}

/// <summary>Runs the body while the condition, evaluated before each pass, is true.</summary>
internal sealed class While : ILoop
{
    public void Execute(Burst burst, Frame frame)
    {
        if (!burst.Flag(frame, "condition"))
        {
            burst.Complete(frame);
        }
        else if (frame.Node.Slot("body") is { } body)
        {
            burst.Schedule(frame, body);
        }
        else
        {
            burst.Continue(frame);
        }
    }

    public void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes) => burst.Continue(frame);
}

/// <summary>Runs the body once per item, all at once; completes when all have.</summary>
internal sealed class ParallelForEach : IContainer
{
    public void Execute(Burst burst, Frame frame)
    {
        if (frame.Data is null)
        {
            var items = burst.List(frame, "items");
            frame.Data = true;
            if (frame.Node.Slot("body") is { } body)
            {
                for (var i = 0; i < items.Count; i++)
                {
                    burst.Schedule(frame, body, Loops.Values(items[i], i));
                }
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

/// <summary>Ends the nearest loop.</summary>
internal sealed class Break : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        for (var at = frame.Parent; at is not null && !at.IsBoundary; at = at.Parent)
        {
            if (at.Node.Activity is ILoop)
            {
                burst.EndWith(frame, at, Burst.Done);
                return;
            }
        }

        throw new InvalidOperationException("Break is not inside a loop.");
    }
}

internal static class Loops
{
    public const string CurrentValue = "CurrentValue";
    public const string CurrentIndex = "CurrentIndex";

    public static JsObject Values(object? value, int? index)
    {
        var values = JsObject.Of((CurrentValue, Copies.Of(value)));
        if (index is { } position)
        {
            values[CurrentIndex] = (double)position;
        }

        return values;
    }

    public static void Pass(Burst burst, Frame frame, object? value, int? index)
    {
        if (frame.Node.Slot("body") is { } body)
        {
            burst.Schedule(frame, body, Values(value, index));
        }
        else
        {
            frame.Node.Activity.ToContainer().ChildCompleted(burst, frame, frame, Burst.Done);
        }
    }

    private static IContainer ToContainer(this IActivity activity) => (IContainer)activity;
}
