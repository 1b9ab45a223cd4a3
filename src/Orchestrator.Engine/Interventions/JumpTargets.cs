using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Interventions;

/// <summary>An activity inside a container that is running now: the instance may go on there, unless something forbids it.</summary>
internal readonly record struct Place(Frame Scope, Node Node, string Key);

/// <summary>
/// Where an instance can be made to go on. The container of the target must be running, once: entering a container takes
/// inputs, loop values and branches that only the flow itself can give.
/// </summary>
internal static class JumpTargets
{
    public static List<Place> All(Burst burst)
    {
        var places = new List<Place>();
        foreach (var frame in LiveFrames.Under(burst.State.Root))
        {
            // What a stopped step has only queued is not entered yet.
            if (frame.Node.Activity is IContainer && frame.Status != FrameStatus.Scheduled)
            {
                foreach (var node in frame.Inline is { } inline ? inline.Root.Children : frame.Node.Inside())
                {
                    places.Add(new(frame, node, Burst.KeyOf(frame, node)));
                }
            }
        }

        return places;
    }

    public static (Place Place, Denial? Denial) Find(Burst burst, string activityId)
    {
        var found = All(burst).FindAll(place => place.Key == activityId);
        return found.Count switch
        {
            1 => (found[0], Forbidden(found[0])),
            0 => (default, NotEntered(burst, activityId)),
            _ => (default, new("jump.ambiguous", $"活动“{activityId}”所在的范围目前同时运行 {found.Count} 次，无法确定进入哪一次。")),
        };
    }

    /// <summary>What forbids to go on there; null when nothing does.</summary>
    public static Denial? Forbidden(Place place)
    {
        var scope = place.Scope;
        if (scope.Inline is not null)
        {
            return null;
        }

        switch (scope.Node.Activity)
        {
            case Activities.Parallel or Fork or ParallelForEach or BulkDispatch:
                return new("jump.parallel", $"活动“{place.Key}”是并行活动“{scope.Key}”的一个分支，单独进入会丢掉其他分支。可以跳转到分支内部的活动，或者并行活动本身。");
            case For or ForEach when scope.Children is not { Count: > 0 }:
                return new("jump.loop-not-begun", $"循环“{scope.Key}”还没有开始这一轮，没有循环变量，不能进入。");
            case Flowchart when scope.Flow is not { } flow || !scope.Node.Flow!.From(flow.Start).Reachable[place.Node.Index]:
                return new("jump.unreachable", $"从流程图“{scope.Key}”的起点没有路径通向活动“{place.Key}”。");
            default:
                return null;
        }
    }

    private static Denial NotEntered(Burst burst, string activityId) => burst.Workflow.Nodes.GetValueOrDefault(activityId) is { Parent: { } parent }
        ? new("jump.scope-not-entered", $"活动“{activityId}”在“{parent.Key}”中，而“{parent.Key}”目前没有运行。请跳转到包含它的活动。")
        : new("jump.unknown-activity", $"流程定义第 {burst.Workflow.Version} 版没有活动“{activityId}”，或者它在没有运行的嵌入流程中。");
}
