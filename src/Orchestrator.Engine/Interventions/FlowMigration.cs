using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Interventions;

/// <summary>Carries the progress of a flowchart over to its counterpart: which activities ran, which connections have been used.</summary>
internal static class FlowMigration
{
    public static void Move(Frame old, Frame frame, MigrationMap map, Action<string, string> refuse)
    {
        if (old.Flow is not { } before)
        {
            return;
        }

        if (frame.Node.Flow is not { } flow || flow.Tokens != old.Node.Flow!.Tokens)
        {
            refuse("flow-mode", $"流程图“{old.Key}”在新版本按另一种方式（令牌或计数）运行。");
            return;
        }

        var position = old.Node.Children.Select(child => Array.FindIndex(frame.Node.Children, other => other.Key == map.Of(child.Key))).ToArray();
        if (StartOf(before.Start, position, old.Node.Flow, flow) is not { } start)
        {
            refuse("start-lost", $"流程图“{old.Key}”从“{old.Node.Children[before.Start].Key}”开始，新版本没有这个起点。");
            return;
        }

        var scope = frame.Flow = FlowScope.New(start, flow.Count, flow.Connections.Length);
        for (var i = 0; i < position.Length; i++)
        {
            if (position[i] >= 0)
            {
                scope.Nodes[position[i]] = Math.Max(scope.Nodes[position[i]], before.Nodes[i]);
            }
        }

        MoveArrivals(old, frame, position, refuse);
        var graph = flow.From(start);
        var live = frame.Children?.Select(child => child.Node.Index).ToHashSet() ?? [];
        foreach (var lost in live.Where(node => !graph.Reachable[node]))
        {
            refuse("unreachable", $"新版本的流程图“{frame.Key}”中没有路径通向正在进行的活动“{frame.Node.Children[lost].Key}”。");
        }

        if (!flow.Tokens)
        {
            var ahead = Enumerable.Range(0, scope.Nodes.Length).Where(node => scope.Nodes[node] == FlowScope.Untouched).ToList();
            FlowArrivals.CloseOff(frame, live);
            RefusePassedJoins(frame, graph, ahead, refuse);
        }
    }

    private static int? StartOf(int start, int[] position, Flow from, Flow to) =>
        position[start] >= 0 && to.HasStart(position[start]) ? position[start] : start == from.DefaultStart ? to.DefaultStart : null;

    private static void MoveArrivals(Frame old, Frame frame, int[] position, Action<string, string> refuse)
    {
        var (from, before, to, scope) = (old.Node.Flow!, old.Flow!, frame.Node.Flow!, frame.Flow!);
        for (var c = 0; c < before.Arrivals.Length; c++)
        {
            if (before.Arrivals[c] == FlowScope.Untouched)
            {
                continue;
            }

            var used = from.Connections[c];
            var same = Array.FindIndex(to.Connections, other => other.Source == position[used.Source] && other.Port == used.Port && other.Target == position[used.Target]);
            if (same >= 0)
            {
                scope.Arrivals[same] = before.Arrivals[c];
            }
            else if (from.Tokens || (before.Arrivals[c] == FlowScope.LiveArrival && before.Nodes[used.Target] == FlowScope.Untouched))
            {
                // What came over it has not been used yet and would be lost.
                refuse("arrival-lost", $"流程图“{old.Key}”的汇合活动“{old.Node.Children[used.Target].Key}”已经等到“{old.Node.Children[used.Source].Key}”，而新版本没有这条连线。");
            }
        }
    }

    // A join that has everything it waits for but has not run: nothing would come that makes it run.
    private static void RefusePassedJoins(Frame frame, FlowGraph graph, List<int> ahead, Action<string, string> refuse)
    {
        var scope = frame.Flow!;
        foreach (var node in ahead)
        {
            var inbound = graph.ForwardInbound[node];
            var any = frame.Node.Children[node].JoinMode == JoinMode.WaitAny;
            if (inbound.Any(c => scope.Arrivals[c] == FlowScope.LiveArrival)
                && (any || inbound.All(c => scope.Arrivals[c] != FlowScope.Untouched)))
            {
                refuse("join-passed", $"流程图“{frame.Key}”在新版本中，汇合活动“{frame.Node.Children[node].Key}”的各路径都已走完，不会再有到达使其开始。");
            }
        }
    }
}
