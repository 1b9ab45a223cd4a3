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
        return Apply(burst, new JumpTo(revive.ActivityId, revive.Reason));
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
