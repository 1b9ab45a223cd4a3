using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Interventions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

/// <summary>
/// Whoever has decided calls his decision back: 拿回 as long as nobody has acted on it, 撤回 by whoever handed the matter in,
/// at any time before the flow ends. Everything that came of the decision ends, and the step is his again. Steps allow it
/// with <c>takeBack</c> and <c>withdraw</c>; only for those is it kept who decided (<see cref="Frame.Past"/>).
/// </summary>
internal static class CallingBack
{
    private static readonly Denial Nothing = new("callback.nothing", "该决定不能收回：该环节没有开放收回，或者流程已经退回、跳转到别处。");

    /// <summary>Keeps who decided a step, where the step may be called back; whoever did so before can do it no more.</summary>
    /// <param name="actor">Null when no one person decided it.</param>
    public static void Remember(Burst burst, Frame step, string? actor)
    {
        if (step.Parent is not { } scope || !step.Node.Inputs.ContainsKey("allow"))
        {
            return;
        }

        scope.Past?.Remove(step.Node.Key);
        if (actor is null || IsForOthers(burst, actor))
        {
            return;
        }

        var allowed = burst.Texts(step, "allow");
        var (takeBack, withdraw) = (allowed.Contains("takeBack"), allowed.Contains("withdraw"));
        if (takeBack || withdraw)
        {
            (scope.Past ??= new JsObject())[step.Node.Key] = JsArray.Of((double)step.Id, actor, takeBack, withdraw, burst.State.Stage, (double)burst.State.Round);
        }
    }

    /// <summary>Whether the person has decided for somebody else in this instance: such decisions are not called back, they
    /// would go to whom they do not belong.</summary>
    public static bool IsForOthers(Burst burst, string? actor) => burst.State.ActedFor.Exists(pair => pair.Actor == actor);

    public static Denial? Apply(Burst burst, int task, bool withdraw, string reason)
    {
        if (!withdraw && HumanTask.CallBackBallot(burst, task, reason, out var denial))
        {
            return denial;
        }

        foreach (var scope in LiveFrames.Under(burst.State.Root))
        {
            foreach (var node in scope.Past is { } past ? scope.Node.Children : [])
            {
                if (scope.Past![node.Key] is JsArray entry && entry[0] is double id && (int)id == task)
                {
                    return Reopen(burst, scope, node, entry, withdraw, reason);
                }
            }
        }

        return Nothing;
    }

    private static Denial? Reopen(Burst burst, Frame scope, Node node, JsArray entry, bool withdraw, string reason)
    {
        var actor = (string)entry[1]!;
        if (entry[withdraw ? 3 : 2] is not true)
        {
            return new("operation.not-allowed", withdraw ? "该环节没有开放撤回。" : "该环节没有开放拿回。");
        }

        if (burst.Context.Actor is { } caller && caller != actor)
        {
            return new("callback.not-yours", "只有本人可以收回自己的决定。");
        }

        if (scope.Children?.Exists(child => child.Node == node) == true || !IsPassed(scope, node))
        {
            return Nothing;
        }

        if (!withdraw && ActedOn(burst, scope, node) is { } acted)
        {
            return acted;
        }

        burst.State.Status = InstanceStatus.Running;
        burst.State.Agreed = null;
        scope.Past!.Remove(node.Key);
        burst.Ask(new WriteHistory(
            Burst.KeyOf(scope, node), node.Type, node.Name ?? node.DisplayText, withdraw ? "Withdrawn" : "TakenBack", null, burst.Context.Actor, JsObject.Of(("task", burst.State.TaskId((int)(double)entry[0]!)), ("reason", reason))));
        if (scope.Flow is { } flow)
        {
            new CounterFlow(burst, scope).ForgetFrom(node.Index);
            flow.Nodes[node.Index] = FlowScope.Ran;
        }
        else
        {
            scope.Children?.ToList().ForEach(burst.Cancel);
            scope.Data = (double)node.Index;
        }

        var step = burst.Schedule(scope, node);
        if (entry.Count > 4)
        {
            Stage.Declare(burst, step, entry[4] as string, (int)(double)entry[5]!);
        }
        else
        {
            // Decided before stages were kept with decisions.
            Stage.Again(burst, scope, node);
        }

        HumanTask.Give(step, actor);
        return null;
    }

    // Whether anything that came of the decision cannot be taken back: somebody has decided, or the world outside was told.
    private static Denial? ActedOn(Burst burst, Frame scope, Node node)
    {
        foreach (var (later, live) in Entered(scope, node.Index))
        {
            var name = later.DisplayText ?? later.Name ?? later.Key;
            if (IsActedOn(burst, later, live))
            {
                return new("callback.too-late", $"“{name}”已有人办理，不能拿回。可以请对方退回。");
            }

            if (later.TellsOthers)
            {
                return new("callback.too-late", $"“{name}”已经执行，不能拿回。可以请后面的办理人退回。");
            }
        }

        return null;
    }

    private static bool IsActedOn(Burst burst, Node node, Frame? live) =>
        node.Activity is HumanTask
            ? live is null || Returning.IsActedOn(burst, live)
            : node.Asks && (live is null || Entered(live, -1).Any(inner => IsActedOn(burst, inner.Node, inner.Live)));

    private static bool IsPassed(Frame scope, Node node) =>
        scope.Flow is { } flow ? flow.Nodes[node.Index] == FlowScope.Ran : scope.Data is double now && now > node.Index;

    // What was entered in a container after one of its activities, or at all, and where it still runs.
    private static IEnumerable<(Node Node, Frame? Live)> Entered(Frame scope, int after)
    {
        var nodes = scope.Node.Children;
        for (var at = 0; at < nodes.Length; at++)
        {
            var live = scope.Children?.Find(child => child.Node == nodes[at] && child.Detour is null);
            var entered = scope.Node.Activity switch
            {
                Flowchart => at != after && scope.Flow!.Nodes[at] == FlowScope.Ran && (after < 0 || scope.Node.Flow!.From(scope.Flow.Start).Reaches(after, at)),
                Sequence => at > after && scope.Data is double now && at <= (int)now,
                _ => true,
            };
            if (entered)
            {
                yield return (nodes[at], live);
            }
        }
    }
}
