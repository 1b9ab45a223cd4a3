namespace Orchestrator.Engine.Definitions;

/// <summary>One activity in a diagram.</summary>
/// <param name="Id">The activity id as history and bookmarks name it.</param>
/// <param name="Name">What people read: display text, name, or the type's Chinese name.</param>
/// <param name="TypeName">The Chinese name of the type.</param>
/// <param name="Container">The id of the activity it lies in; null at the top.</param>
/// <param name="Slot">Which embedded activity of the container it is (then, else, body, a case label); null in a list or flowchart.</param>
/// <param name="IsContainer">Whether other nodes lie in it.</param>
/// <param name="Step">The step code of a human task, when it is a literal.</param>
/// <param name="Ports">The outcomes it can leave by, as far as they are known.</param>
/// <param name="X">Position in the container's own drawing; null when the definition has none.</param>
public sealed record GraphNode(
    string Id, string Type, string Name, string TypeName, string? Container, string? Slot, bool IsContainer, bool IsStart,
    string? Step, IReadOnlyList<string> Ports, double? X, double? Y);

/// <summary>A way from one activity to the next.</summary>
/// <param name="Id"><c>source:port->target</c>; unique.</param>
/// <param name="Backward">Whether it leads back to an earlier activity.</param>
public sealed record GraphEdge(string Id, string Source, string Port, string Target, bool Backward);

/// <summary>A definition as a diagram: all containers flattened into one list, containers before what lies in them.</summary>
public sealed record WorkflowGraph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    public static WorkflowGraph Of(Workflow workflow)
    {
        var nodes = new List<GraphNode>();
        var edges = new Dictionary<string, GraphEdge>(StringComparer.Ordinal);
        Add(workflow.Root.Children[0], null, null, true, nodes, edges);
        return new WorkflowGraph(nodes, [.. edges.Values]);
    }

    private static void Add(Node node, string? container, string? slot, bool start, List<GraphNode> nodes, Dictionary<string, GraphEdge> edges)
    {
        nodes.Add(new GraphNode(
            node.Key, node.Type, node.DisplayText ?? node.Name ?? node.Descriptor.Zh, node.Descriptor.Zh, container, slot,
            node.Inside().Any(), start, StepOf(node), Ports.Of(node) ?? [], node.X, node.Y));
        for (var i = 0; i < node.Children.Length; i++)
        {
            var first = node.Flow is { } flow ? i == flow.DefaultStart : i == 0 || node.Descriptor.Type != "Elsa.Sequence";
            Add(node.Children[i], node.Key, null, first, nodes, edges);
            if (node.Descriptor.Type == "Elsa.Sequence" && i > 0)
            {
                Connect(node.Children[i - 1], "Done", node.Children[i], false, edges);
            }
        }

        foreach (var (name, child) in node.Slots.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add(child, node.Key, name, true, nodes, edges);
        }

        foreach (var branch in node.Cases)
        {
            if (branch.Activity is { } activity)
            {
                Add(activity, node.Key, branch.Label, true, nodes, edges);
            }
        }

        if (node.Flow is { } connected)
        {
            var graph = connected.From(connected.DefaultStart);
            for (var c = 0; c < connected.Connections.Length; c++)
            {
                var connection = connected.Connections[c];
                Connect(node.Children[connection.Source], connection.Port, node.Children[connection.Target], graph.Backward[c], edges);
            }
        }
    }

    private static void Connect(Node source, string port, Node target, bool backward, Dictionary<string, GraphEdge> edges)
    {
        var id = $"{source.Key}:{port}->{target.Key}";
        edges.TryAdd(id, new GraphEdge(id, source.Key, port, target.Key, backward));
    }

    private static string? StepOf(Node node) =>
        node.Inputs.GetValueOrDefault("step") is Expressions.Constant { Value: string step } ? step : null;
}
