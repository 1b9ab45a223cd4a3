using Orchestrator.Engine.Definitions;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

public sealed record DiagramNode(
    string Id, string Type, string Title, string TitleZh, string TypeName, string? ParentId, bool IsContainer, bool IsStart, string? Step, double? X, double? Y);

public sealed record DiagramEdge(string Id, string Source, string Target, string Label, bool Backward);

public sealed record DiagramGraph(IReadOnlyList<DiagramNode> Nodes, IReadOnlyList<DiagramEdge> Edges);

public sealed record VisitedNode(string NodeId, int Count, DateTimeOffset LastAt);

/// <summary>The definition of a case as a drawing with the way it has taken: how often each node ran, which edges were
/// gone, and where the case waits now.</summary>
public sealed record CaseDiagram(DiagramGraph Graph, IReadOnlyList<VisitedNode> Visited, IReadOnlyList<string> Current, IReadOnlyList<string> Taken)
{
    /// <param name="history">The rows of the case's own instance in order.</param>
    /// <param name="waiting">The activities it waits at.</param>
    public static CaseDiagram Of(WorkflowGraph graph, IReadOnlyList<HistoryRow> history, IEnumerable<string> waiting)
    {
        var started = history.Where(row => row is { Event: "Started", ActivityId: not null }).ToList();
        return new CaseDiagram(
            new DiagramGraph(
                [.. graph.Nodes.Select(node => new DiagramNode(
                    node.Id, node.Type, node.Name, node.Name, node.TypeName, node.Container, node.IsContainer, node.IsStart, node.Step, node.X, node.Y))],
                [.. graph.Edges.Select(edge => new DiagramEdge(edge.Id, edge.Source, edge.Target, edge.Port, edge.Backward))]),
            [.. started.GroupBy(row => row.ActivityId!).Select(runs => new VisitedNode(runs.Key, runs.Count(), runs.Max(row => row.At)))],
            [.. waiting.Distinct()],
            EdgesGone(graph, history));
    }

    public static async Task<CaseDiagram?> Read(string caseId, InstanceQueries instances, HistoryQueries history, DefinitionStore definitions, CancellationToken ct) =>
        await instances.Detail(caseId, ct) is { } instance && await definitions.Compiled(instance.Row.VersionId, ct) is { } workflow
            ? Of(WorkflowGraph.Of(workflow), await history.OfInstance(caseId, ct: ct), instance.Waiting.Select(wait => wait.ActivityId))
            : null;

    // An edge was gone when its source completed through its port and its target started after that.
    private static List<string> EdgesGone(WorkflowGraph graph, IReadOnlyList<HistoryRow> history)
    {
        var lastStart = history.Where(row => row is { Event: "Started", ActivityId: not null }).GroupBy(row => row.ActivityId!).ToDictionary(runs => runs.Key, runs => runs.Max(row => row.Seq));
        var left = history.Where(row => row is { Event: "Completed", ActivityId: not null })
            .SelectMany(row => (row.Outcome ?? "Done").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(port => (Place: (row.ActivityId!, port), row.Seq)))
            .GroupBy(leaving => leaving.Place).ToDictionary(leavings => leavings.Key, leavings => leavings.Min(leaving => leaving.Seq));
        return [.. graph.Edges.Where(edge => left.TryGetValue((edge.Source, edge.Port), out var leftAt) && lastStart.TryGetValue(edge.Target, out var startedAt) && startedAt > leftAt).Select(edge => edge.Id)];
    }
}
