using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Interventions;

/// <summary>Puts the progress of a flowchart in order when it goes on at another place than its connections led to.</summary>
internal static class FlowArrivals
{
    /// <summary>Only <paramref name="target"/> runs from now on: what lies behind it begins anew, and joins there do not wait
    /// for the paths that were cancelled.</summary>
    public static void BeginAt(Frame frame, int target)
    {
        var (scope, flow) = (frame.Flow!, frame.Node.Flow!);
        if (flow.Tokens)
        {
            Array.Clear(scope.Arrivals);
            return;
        }

        var graph = flow.From(scope.Start);
        for (var i = 0; i < scope.Nodes.Length; i++)
        {
            if (i != target && !graph.Reaches(target, i))
            {
                continue;
            }

            scope.Nodes[i] = FlowScope.Untouched;
            foreach (var c in graph.Outbound[i])
            {
                scope.Arrivals[c] = FlowScope.Untouched;
            }
        }

        scope.Nodes[target] = FlowScope.Ran;
        CloseOff(frame, [target]);
    }

    /// <summary>Marks the connections over which nothing can come any more, so that no join waits for them. A join that wants
    /// every path takes such a connection as arrived: it must go on when the others have.</summary>
    /// <param name="live">The activities that run.</param>
    public static void CloseOff(Frame frame, IReadOnlyCollection<int> live)
    {
        var scope = frame.Flow!;
        var graph = frame.Node.Flow!.From(scope.Start);
        for (var c = 0; c < scope.Arrivals.Length; c++)
        {
            var (source, target) = (graph.Connections[c].Source, graph.Connections[c].Target);
            if (graph.Backward[c] || !graph.Reachable[source] || scope.Arrivals[c] != FlowScope.Untouched
                || live.Any(running => running == source || graph.Reaches(running, source)))
            {
                continue;
            }

            scope.Arrivals[c] = frame.Node.Children[target].JoinMode == JoinMode.WaitAll ? FlowScope.LiveArrival : FlowScope.DeadArrival;
            if (scope.Nodes[source] == FlowScope.Untouched)
            {
                scope.Nodes[source] = FlowScope.Dead;
            }
        }
    }
}
