using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions.Reading;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Definitions.Checks;

/// <summary>
/// Checks of WaitAll joins in counter mode. Such a join is passed over when one of its paths is dead. When two of its
/// paths exclude each other it never runs at all.
/// </summary>
internal static class JoinChecks
{
    public static void Run(Node node, Flow flow, Problems problems)
    {
        if (flow.Tokens)
        {
            return;
        }

        var graph = flow.From(flow.DefaultStart);
        foreach (var join in node.Children.Where(child => child.Descriptor.Type == "Elsa.FlowJoin" && child.JoinMode == JoinMode.WaitAll))
        {
            Check(node, graph, join, problems);
        }
    }

    private static void Check(Node node, FlowGraph graph, Node join, Problems problems)
    {
        var conditions = graph.ForwardInbound[join.Index].Select(c => Conditions(node, graph, c, join.Index)).ToArray();
        var all = conditions.SelectMany(set => set).Distinct().ToArray();
        foreach (var (decision, port) in all)
        {
            var other = conditions.SelectMany(set => set).FirstOrDefault(condition => condition.Decision == decision && condition.Port != port);
            if (other.Port is not null)
            {
                problems.Error(
                    join.Path,
                    $"Join '{join.Id}' waits for all its paths, but those behind '{node.Children[decision].Id}' exclude each other ({port}, {other.Port}): it can never run. Use WaitAllActive.",
                    $"汇合“{join.Id}”要求全部路径到达，但“{node.Children[decision].Id}”之后的路径互斥（{port}、{other.Port}），永远不会执行，应改用 WaitAllActive。");
                return;
            }
        }

        var partial = all.FirstOrDefault(condition => conditions.Any(set => !set.Contains(condition)));
        if (partial.Port is not null)
        {
            problems.Warn(
                join.Path,
                $"Join '{join.Id}' waits for all its paths; it is passed over unless '{node.Children[partial.Decision].Id}' leaves by '{partial.Port}'. WaitAllActive would wait for the live ones.",
                $"汇合“{join.Id}”要求全部路径到达；“{node.Children[partial.Decision].Id}”不走“{partial.Port}”时将被跳过，可改用 WaitAllActive。");
        }
    }

    // The decisions that must have gone one way for an arrival over this connection.
    private static HashSet<(int Decision, string Port)> Conditions(Node node, FlowGraph graph, int connection, int join)
    {
        var found = new HashSet<(int, string)>();
        var source = graph.Connections[connection].Source;
        foreach (var decision in node.Children.Where(IsExclusive))
        {
            var at = decision.Index;
            if (!graph.Reachable[at] || (at != source && !graph.Reaches(at, source)) || !graph.Dominates(at, source) || at == join)
            {
                continue;
            }

            var ports = graph.Outbound[at]
                .Where(c => !graph.Backward[c] && (c == connection || graph.Connections[c].Target == source || graph.Reaches(graph.Connections[c].Target, source)))
                .Select(c => graph.Connections[c].Port).Distinct().ToArray();
            if (ports.Length == 1 && Ports.Of(decision) is { Count: > 1 })
            {
                found.Add((at, ports[0]));
            }
        }

        return found;
    }

    private static bool IsExclusive(Node node) => node.Activity is FlowDecision or HumanTask
        || (node.Activity is FlowSwitch && node.Inputs.GetValueOrDefault("mode") is null or Constant { Value: "MatchFirst" or "" or null });
}
