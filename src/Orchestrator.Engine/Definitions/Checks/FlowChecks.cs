using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions.Reading;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Definitions.Checks;

/// <summary>Checks of the connections of one flowchart: ports, reachability, ways back.</summary>
internal static class FlowChecks
{
    public static void Run(Node node, Flow flow, Problems problems)
    {
        CheckPorts(node, flow, problems);
        CheckOutcomes(node, flow, problems);
        foreach (var child in node.Children)
        {
            if (!flow.Graphs.Any(graph => graph.Reachable[child.Index]))
            {
                problems.Warn(child.Path, $"Activity '{child.Id}' can never run: no path leads to it from the start.", $"活动“{child.Id}”没有从起点可达的路径，永远不会执行。");
            }
        }

        if (!flow.Tokens)
        {
            CheckWaysBack(node, flow, problems);
        }
    }

    private static void CheckPorts(Node node, Flow flow, Problems problems)
    {
        var seen = new HashSet<(int, string, int)>();
        foreach (var connection in flow.Connections)
        {
            var source = node.Children[connection.Source];
            if (!seen.Add((connection.Source, connection.Port, connection.Target)))
            {
                problems.Warn(connection.Path, "The same connection exists twice.", "连线重复。");
            }

            if (Ports.Of(source) is not { } ports || ports.Contains(connection.Port, StringComparer.Ordinal))
            {
                continue;
            }

            var path = connection.Path + ".source.port";
            if (ports.Count == 0 && source.Descriptor.PortKind == PortKind.None)
            {
                problems.Warn(path, $"Nothing follows '{source.Id}': it ends the flow.", $"“{source.Id}”会结束流程，其后的连线不会执行。");
            }
            else
            {
                problems.Error(
                    path, $"'{source.Id}' never leaves by port '{connection.Port}'; its ports are {string.Join(", ", ports)}.",
                    $"“{source.Id}”没有出口“{connection.Port}”，可用出口：{string.Join("、", ports)}。");
            }
        }
    }

    // In the body of a loop an outcome without a connection just ends the pass; elsewhere it is probably forgotten.
    private static void CheckOutcomes(Node node, Flow flow, Problems problems)
    {
        if (node.Parent is { Descriptor.IsLoop: true })
        {
            return;
        }

        foreach (var task in node.Children.Where(child => child.Activity is HumanTask && child.Outcomes.Length > 1))
        {
            for (var i = 0; i < task.Outcomes.Length; i++)
            {
                if (!IsAbstention(task, task.Outcomes[i]) && !Array.Exists(flow.Connections, c => c.Source == task.Index && c.Port == task.Outcomes[i]))
                {
                    problems.Warn(
                        $"{task.Path}.outcomes[{i}]", $"Nothing follows outcome '{task.Outcomes[i]}' of '{task.Id}'.", $"“{task.Id}”的结果“{task.Outcomes[i]}”没有后续连线。");
                }
            }
        }
    }

    // What several decide passes or is refused: an abstention is an outcome of theirs, never of the step.
    private static bool IsAbstention(Node task, string outcome)
    {
        var rule = Given(task, "review") as JsObject;
        return task.Inputs.ContainsKey("participants") && outcome != (rule?["approve"] as string ?? task.Outcomes[0])
            && outcome != (rule?["reject"] as string ?? ReviewRule.Refusing(task.Outcomes)) && outcome != Given(task, "ifNobody") as string;
    }

    private static object? Given(Node task, string input) => (task.Inputs.GetValueOrDefault(input) as Constant)?.Value;

    private static void CheckWaysBack(Node node, Flow flow, Problems problems)
    {
        foreach (var graph in flow.Graphs)
        {
            for (var c = 0; c < flow.Connections.Length; c++)
            {
                var (source, _, target, path) = flow.Connections[c];
                if (graph.Backward[c] && graph.Reachable[source] && !graph.Dominates(target, source))
                {
                    problems.Error(
                        path,
                        $"Invalid backward connection: '{node.Children[source].Id}' can be reached without passing '{node.Children[target].Id}', so the flow cannot go back there.",
                        $"回退连线无效：到达“{node.Children[source].Id}”的路径不一定经过“{node.Children[target].Id}”，不能退回到该处。");
                }
            }
        }
    }
}
