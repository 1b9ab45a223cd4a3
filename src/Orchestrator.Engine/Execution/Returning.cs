using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Interventions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

/// <summary>An earlier task that an open task can be sent back to.</summary>
internal readonly record struct ReturnPlace(Frame Scope, Node Node, Frame From, string Key);

/// <summary>
/// Sends an instance back to a task that it has passed (退回). 重走: what lies behind that task ends and begins anew, as over
/// a backward connection. 直达: nothing behind it ends; its open tasks close and wait, the earlier task runs beside them as
/// a detour, and when it is done they open again. A detour whose waiting tasks have all gone is taken back; a waiting task
/// whose detour has gone opens again: so neither can be left over.
/// </summary>
internal static class Returning
{
    /// <summary>Where the task can be sent back to, nearest first.</summary>
    public static List<ReturnPlace> Places(Frame seat)
    {
        var places = new List<ReturnPlace>();
        var from = HumanTask.StepOf(seat);
        for (var scope = from.Parent; scope is not null; from = scope, scope = scope.Parent)
        {
            if (scope.Inline is not null || !scope.IsResolved)
            {
                continue;
            }

            var earlier = scope.Node.Activity switch
            {
                Flowchart when scope.Flow is { } flow && !scope.Node.Flow!.Tokens => Passed(scope, flow, from.Node.Index),
                Sequence => [.. Enumerable.Range(0, from.Node.Index).Reverse()],
                _ => [],
            };
            foreach (var node in earlier.Select(index => scope.Node.Children[index]).Where(node => node.Activity is HumanTask))
            {
                places.Add(new(scope, node, from, Burst.KeyOf(scope, node)));
            }
        }

        return places;
    }

    public static Denial? Apply(Burst burst, Frame seat, ReturnTask back)
    {
        var allowed = burst.Texts(seat, "allow");
        if (!allowed.Contains(back.Straight ? "returnStraight" : "return"))
        {
            return new("operation.not-allowed", back.Straight ? "该环节没有开放退回后直达。" : "该环节没有开放退回重走。");
        }

        if (string.IsNullOrWhiteSpace(back.Reason))
        {
            return new("return.reason", "退回必须填写理由。");
        }

        var places = Places(seat);
        if (places.FindIndex(place => place.Key == back.ToActivityId) is var at && at < 0)
        {
            return new("return.not-passed", places.Count == 0 ? "前面没有可以退回的环节。" : $"不能退回到“{back.ToActivityId}”，可以退回到：{string.Join("、", places.Select(place => place.Key))}。");
        }

        var to = places[at];
        burst.State.Status = InstanceStatus.Running;
        // What is corrected was not agreed to.
        burst.State.Agreed = null;
        burst.History(seat, "Returned", to.Key, JsObject.Of(("to", to.Key), ("straight", back.Straight), ("reason", back.Reason)));
        if (back.Straight)
        {
            Park(burst, seat, to, back.Siblings);
        }
        else
        {
            GoBack(burst, to.Scope, to.From, to.Node);
        }

        return null;
    }

    /// <summary>The detour is done.</summary>
    /// <returns>Whether that was all: false when its outcome leads elsewhere than the first time.</returns>
    public static bool Arrive(Burst burst, Frame scope, Frame detour, IReadOnlyList<string> outcomes)
    {
        var waiting = Waiting(burst, detour.Detour!);
        if (outcomes is [var outcome] && outcome == detour.Node.Outcomes[0])
        {
            foreach (var seat in waiting)
            {
                burst.Reschedule(seat);
            }

            return waiting.Count > 0;
        }

        // It decided something else, a withdrawal perhaps: what waited for it ends, and the flow goes on from there.
        Forget(burst, scope, [.. waiting.Select(seat => ChildOf(scope, seat))], detour.Node);
        if (scope.Flow is { } flow)
        {
            flow.Nodes[detour.Node.Index] = FlowScope.Ran;
        }

        return false;
    }

    /// <summary>Takes back detours that nobody waits for, and opens tasks that wait for no detour.</summary>
    /// <returns>Whether anything was done.</returns>
    public static bool Tidy(Burst burst)
    {
        if (!AnyWaits(burst.State.Root))
        {
            return false;
        }

        var frames = LiveFrames.Under(burst.State.Root).ToList();
        var orphan = frames.Find(frame => frame.Detour is { } ids && Waiting(burst, ids).Count == 0);
        if (orphan is not null)
        {
            var scope = orphan.Parent!;
            burst.Cancel(orphan);
            if (scope.Node.Activity is Flowchart)
            {
                // Perhaps it was the last that ran there.
                burst.Continue(scope);
            }

            return true;
        }

        var lost = frames.Find(frame => HumanTask.IsDeferred(frame) && frame.Children is not { Count: > 0 } && !frames.Exists(other => other.Detour?.Contains(frame.Id) == true));
        if (lost is not null)
        {
            burst.Reschedule(lost);
            return true;
        }

        return false;
    }

    // Asked after every step of every instance: it makes no list.
    private static bool AnyWaits(Frame frame)
    {
        if (frame.Detour is not null || HumanTask.IsDeferred(frame))
        {
            return true;
        }

        for (var at = 0; at < frame.Children?.Count; at++)
        {
            if (AnyWaits(frame.Children[at]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the seat waits for a detour.</summary>
    public static bool IsParked(Burst burst, Frame seat) => LiveFrames.Under(burst.State.Root).Any(frame => frame.Detour?.Contains(seat.Id) == true);

    /// <summary>Whether anybody has decided in the step, or sent it back: that is acting on it too.</summary>
    public static bool IsActedOn(Burst burst, Frame step) =>
        HumanTask.IsBegun(step) || LiveFrames.Under(step).Any(seat => HumanTask.IsDeferred(seat) && IsParked(burst, seat));

    private static List<int> Passed(Frame scope, FlowScope flow, int from)
    {
        var graph = scope.Node.Flow!.From(flow.Start);
        var passed = Enumerable.Range(0, flow.Nodes.Length)
            .Where(node => node != from && flow.Nodes[node] == FlowScope.Ran && graph.Reaches(node, from) && scope.Children!.TrueForAll(child => child.Node.Index != node || child.Detour is not null))
            .ToList();

        // What leads to another one lies before it.
        passed.Sort((a, b) => graph.Reaches(a, b) ? 1 : graph.Reaches(b, a) ? -1 : a.CompareTo(b));
        return passed;
    }

    private static void GoBack(Burst burst, Frame scope, Frame from, Node target)
    {
        Forget(burst, scope, [from], target);
        if (scope.Flow is { } flow)
        {
            flow.Nodes[target.Index] = FlowScope.Ran;
        }
        else
        {
            scope.Data = (double)target.Index;
        }

        Stage.Again(burst, scope, target);
        burst.Schedule(scope, target);
    }

    // What lies between the target and any of the children ends, these included. A correction that ends takes along whoever
    // waits for it: what it was to correct is done again.
    private static void Forget(Burst burst, Frame scope, List<Frame> children, Node target)
    {
        for (var before = 0; before < children.Count;)
        {
            before = children.Count;
            var ending = scope.Children!.FindAll(child => children.Exists(source => source == child || IsBetween(burst, scope, child, source, target)));
            children.AddRange(ending.SelectMany(child => Waiting(burst, child.Detour ?? [])).Select(seat => ChildOf(scope, seat)).Except(children).ToList());
        }

        if (scope.Node.Activity is Flowchart)
        {
            new CounterFlow(burst, scope).Forget([.. children.Select(child => child.Node.Index).Distinct()], target.Index);
        }

        children.ForEach(burst.Cancel);
    }

    private static bool IsBetween(Burst burst, Frame scope, Frame child, Frame source, Node target) =>
        scope.Node.Activity is Flowchart && new CounterFlow(burst, scope).IsBetween(child.Node.Index, source.Node.Index, target.Index);

    private static void Park(Burst burst, Frame seat, ReturnPlace to, bool siblings)
    {
        var region = to.Scope.Children!.FindAll(child => child == to.From || IsBetween(burst, to.Scope, child, to.From, to.Node));
        var parked = siblings
            ? [seat]
            : region.SelectMany(LiveFrames.Under).Where(frame => frame is { Wait.Kind: BookmarkKind.Task, Node.Activity: HumanTask }).ToList();
        parked.RemoveAll(frame => to.Scope.Children!.Exists(child => child.Detour is not null && child.Node == to.Node && Within(child, frame)));
        parked.ForEach(waiting => HumanTask.Defer(burst, waiting));

        // Somebody else may have sent it there already: one correction, for all who wait for it.
        var detour = to.Scope.Children!.Find(child => child.Detour is not null && child.Node == to.Node) ?? burst.Schedule(to.Scope, to.Node);
        detour.Detour = [.. detour.Detour ?? [], .. parked.Select(frame => frame.Id)];
    }

    private static List<Frame> Waiting(Burst burst, List<int> ids) =>
        [.. LiveFrames.Under(burst.State.Root).Where(frame => ids.Contains(frame.Id) && HumanTask.IsDeferred(frame))];

    private static Frame ChildOf(Frame scope, Frame inner) => inner.Parent == scope ? inner : ChildOf(scope, inner.Parent!);

    private static bool Within(Frame outer, Frame inner) => outer == inner || (inner.Parent is { } parent && Within(outer, parent));
}
