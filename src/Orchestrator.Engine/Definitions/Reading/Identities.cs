using System.Collections.Frozen;

namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>Ids, node ids and keys of the activities of one document.</summary>
internal static class Identities
{
    public static void Assign(Workflow workflow, Node top, Problems problems)
    {
        var all = new List<Node>();
        Collect(top, all);
        var taken = all.Where(node => node.Id.Length > 0).Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var node in all)
        {
            if (node.Id.Length == 0)
            {
                node.Id = Generate(node.Type, taken);
            }

            node.NodeId = $"{node.Parent!.NodeId}:{node.Id}";
        }

        var byId = all.GroupBy(node => node.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var nodes = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var node in all)
        {
            node.Key = byId[node.Id] == 1 ? node.Id : node.NodeId[(top.Id.Length + 1)..];
            if (!nodes.TryAdd(node.Key, node))
            {
                problems.Error(node.Path + ".id", $"Activity id '{node.Id}' is used twice in one container.", $"活动标识“{node.Id}”在同一容器中重复。");
            }
        }

        workflow.Nodes = nodes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Collect(Node node, List<Node> all)
    {
        foreach (var child in node.Inside())
        {
            all.Add(child);
            Collect(child, all);
        }
    }

    private static string Generate(string type, HashSet<string> taken)
    {
        var bare = type[(type.LastIndexOf('.') + 1)..];
        for (var n = 1; ; n++)
        {
            if (taken.Add($"{bare}{n}"))
            {
                return $"{bare}{n}";
            }
        }
    }
}
