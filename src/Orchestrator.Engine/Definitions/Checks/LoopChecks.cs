using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions.Reading;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Definitions.Checks;

/// <summary>
/// Finds loops of a flowchart that would spin for ever: nothing in them waits, and either no path leads out or nothing
/// in them changes what their decisions look at.
/// </summary>
internal static class LoopChecks
{
    public static void Run(Node node, Flow flow, Problems problems)
    {
        var graph = flow.From(flow.DefaultStart);
        var reach = Reach(flow, node.Children.Length, graph.Outbound);
        var seen = new bool[node.Children.Length];
        for (var i = 0; i < node.Children.Length; i++)
        {
            if (seen[i] || !reach[i][i] || !flow.Graphs.Any(g => g.Reachable[i]))
            {
                continue;
            }

            var loop = node.Children.Where(child => child.Index == i || (reach[i][child.Index] && reach[child.Index][i])).ToArray();
            foreach (var child in loop)
            {
                seen[child.Index] = true;
            }

            if (loop.Any(CanWait))
            {
                continue;
            }

            var leaves = loop.Any(child => child.Activity is End or Finish or Complete or Fault or Break
                || graph.Outbound[child.Index].Any(c => !loop.Contains(node.Children[graph.Connections[c].Target]))
                || HasUnconnectedPort(child, graph));
            if (!leaves || !loop.Any(Changes))
            {
                problems.Error(
                    loop[0].Path, $"The loop {string.Join(" → ", loop.Select(child => child.Id))} never waits and would run for ever.",
                    $"循环 {string.Join(" → ", loop.Select(child => child.Id))} 中没有等待，会无限执行。");
            }
        }
    }

    /// <summary>Whether the activity, or one inside it, may wait for something outside.</summary>
    public static bool CanWait(Node node) => node.Descriptor.Blocking || node.Inside().Any(CanWait);

    private static bool HasUnconnectedPort(Node node, FlowGraph graph) =>
        Ports.Of(node) is not { } ports || ports.Any(port => !graph.Outbound[node.Index].Any(c => graph.Connections[c].Port == port));

    private static bool Changes(Node node) =>
        node.Activity is SetVariable or RunJavaScript or InlineDefinition
        || node.Outputs.Count > 0
        || node.Inputs.Values.Concat(node.Cases.Select(branch => branch.Condition).OfType<Expression>()).Any(input => input is ScriptValue { Writes: true })
        || node.Inside().Any(Changes);

    private static bool[][] Reach(Flow flow, int count, int[][] outbound)
    {
        var reach = new bool[count][];
        for (var i = 0; i < count; i++)
        {
            reach[i] = new bool[count];
            var open = new Stack<int>(outbound[i].Select(c => flow.Connections[c].Target));
            while (open.TryPop(out var at))
            {
                if (!reach[i][at])
                {
                    reach[i][at] = true;
                    foreach (var c in outbound[at])
                    {
                        open.Push(flow.Connections[c].Target);
                    }
                }
            }
        }

        return reach;
    }
}
