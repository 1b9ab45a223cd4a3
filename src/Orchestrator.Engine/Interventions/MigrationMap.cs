using Orchestrator.Engine.Definitions;

namespace Orchestrator.Engine.Interventions;

/// <summary>Which activity of the new version takes the place of one of the old. An activity that is not named keeps its id.</summary>
public sealed record MigrationMap(IReadOnlyDictionary<string, string> Activities)
{
    /// <summary>Every activity keeps its id.</summary>
    public static MigrationMap Same { get; } = new(new Dictionary<string, string>());

    public string Of(string activityId) => Activities.GetValueOrDefault(activityId, activityId);

    /// <summary>Names in the map that a version does not have, with a Chinese sentence each.</summary>
    public IEnumerable<(string ActivityId, string Message)> Unknown(Workflow from, Workflow to)
    {
        foreach (var (old, wanted) in Activities)
        {
            if (!from.Has(old))
            {
                yield return (old, $"第 {from.Version} 版没有活动“{old}”。");
            }

            if (!to.Has(wanted))
            {
                yield return (old, $"第 {to.Version} 版没有活动“{wanted}”。");
            }
        }
    }
}

/// <summary>An activity of the old version and what is proposed for it.</summary>
/// <param name="To">Null when nothing fits: an instance that is there cannot move.</param>
/// <param name="Reason"><c>same-id</c>, <c>same-type-and-name</c> or <c>none</c>.</param>
public sealed record MigrationPair(string From, string Name, string Type, string? To, string Reason);

/// <summary>Proposals for a map: the same id and type, else the only activity of the same type and name that is new.</summary>
public static class MigrationProposal
{
    public static IReadOnlyList<MigrationPair> Of(Workflow from, Workflow to)
    {
        var added = to.Nodes.Values.Where(node => !from.Nodes.ContainsKey(node.Key)).ToList();
        return [.. from.Nodes.Values.Where(node => node.Parent is not null).OrderBy(node => node.Key, StringComparer.Ordinal).Select(node => Propose(node, to, added))];
    }

    private static MigrationPair Propose(Node node, Workflow to, List<Node> added)
    {
        var name = node.DisplayText ?? node.Name ?? node.Descriptor.Zh;
        if (to.Nodes.GetValueOrDefault(node.Key) is { } same && same.Type == node.Type)
        {
            return new(node.Key, name, node.Type, same.Key, "same-id");
        }

        var alike = added.FindAll(other => other.Type == node.Type && (other.DisplayText ?? other.Name ?? other.Descriptor.Zh) == name);
        return alike.Count == 1 ? new(node.Key, name, node.Type, alike[0].Key, "same-type-and-name") : new(node.Key, name, node.Type, null, "none");
    }
}
