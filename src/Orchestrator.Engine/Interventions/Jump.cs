using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Interventions;

/// <summary>
/// Makes an instance go on at another activity. Everything that is open in the container of the target is cancelled,
/// then the target is scheduled there; what runs outside that container goes on untouched.
/// </summary>
internal static class Jump
{
    /// <summary>An instance that has ended is opened again, to go on at an activity of its outermost flow.</summary>
    public static Denial? Revive(Burst burst, ReviveInstance revive)
    {
        if (burst.State.Status is not (InstanceStatus.Finished or InstanceStatus.Cancelled))
        {
            return new("revive.running", "流程没有结束，无需唤醒；需要改到别的环节时请跳转。");
        }

        burst.Ask(new WriteHistory(null, null, null, "WorkflowRevived", null, burst.Context.Actor, revive.Reason));
        burst.State.Take(burst.State.Input, null);
        var outermost = Enter(burst);
        var denial = Apply(burst, new JumpTo(revive.ActivityId, revive.Reason));
        if (denial is null && outermost is { Flow: { } flow, Children: [var begun, ..] } && begun.Parent == outermost)
        {
            // What lies before it was passed the first time, so that it can be returned to.
            var graph = outermost.Node.Flow!.From(flow.Start);
            for (var i = 0; i < flow.Nodes.Length; i++)
            {
                flow.Nodes[i] = graph.Reachable[i] && graph.Reaches(i, begun.Node.Index) ? FlowScope.Ran : flow.Nodes[i];
            }
        }

        return denial;
    }

    /// <summary>Enters the outermost container of an instance that has ended, as if nothing had run in it.</summary>
    public static Frame? Enter(Burst burst)
    {
        var root = burst.State.Root;
        if (root.Node.Inside().FirstOrDefault() is not { Activity: IContainer } node)
        {
            return null;
        }

        var frame = new Frame { Id = ++burst.State.Counter, Key = Burst.KeyOf(root, node), Parent = root, Status = FrameStatus.Running, Node = node };
        if (node.Flow is { } flow && node.Activity is Flowchart)
        {
            frame.Flow = FlowScope.New(flow.DefaultStart, flow.Count, flow.Connections.Length);
        }

        root.Add(frame);
        return frame;
    }

    public static Denial? Apply(Burst burst, JumpTo jump)
    {
        var (place, denial) = JumpTargets.Find(burst, jump.ActivityId);
        if (denial is not null)
        {
            return denial;
        }

        var (scope, node) = (place.Scope, place.Node);
        var variables = LoopValues(scope);
        burst.Ask(new WriteHistory(place.Key, node.Type, node.Name ?? node.DisplayText, "Jumped", null, burst.Context.Actor, jump.Reason));
        foreach (var child in scope.Children?.ToArray() ?? [])
        {
            burst.Cancel(child);
        }

        burst.Resolve(scope);
        scope.Status = FrameStatus.Running;
        switch (scope.Node.Activity)
        {
            case Flowchart when scope.Inline is null:
                FlowArrivals.BeginAt(scope, node.Index);
                break;
            case Sequence when scope.Inline is null:
                scope.Data = (double)node.Index;
                break;
        }

        burst.State.Status = InstanceStatus.Running;
        burst.State.Agreed = null;
        burst.Schedule(scope, node, variables);
        burst.RequeueScheduled(burst.State.Root);
        return null;
    }

    // The present pass of a loop begins again with its own values.
    private static JsObject? LoopValues(Frame scope)
    {
        if (scope.Inline is not null || scope.Node.Activity is not (For or ForEach) || scope.Children?[0].Variables is not { } values)
        {
            return null;
        }

        var kept = new JsObject();
        foreach (var name in (string[])[Loops.CurrentValue, Loops.CurrentIndex])
        {
            if (values.TryGet(name, out var value))
            {
                kept[name] = Copies.Of(value);
            }
        }

        return kept;
    }
}
