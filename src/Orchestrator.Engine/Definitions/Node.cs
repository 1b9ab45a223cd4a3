using System.Collections.Frozen;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions.Reading;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Definitions;

/// <summary>Where an output goes: a variable in scope, or an output of the workflow.</summary>
internal sealed record OutputBinding(Node? Owner, Variable? Variable, string? WorkflowOutput);

/// <summary>One branch of a switch.</summary>
internal sealed record Case(string Label, Expression? Condition, Node? Activity);

/// <summary>One activity of a definition, compiled. Immutable after reading.</summary>
internal sealed class Node
{
    public required string Id { get; set; }

    /// <summary>The path of ids from the synthetic workflow node, joined with colons.</summary>
    public string NodeId { get; set; } = "";

    /// <summary>The name by which state and requests know it: the id where that is unique in the document, else the node id.</summary>
    public string Key { get; set; } = "";

    public required ActivityDescriptor Descriptor { get; init; }

    public IActivity Activity => Descriptor.Activity;

    public required string Type { get; init; }

    public string? Name { get; init; }

    public string? DisplayText { get; init; }

    public required string Path { get; init; }

    public Node? Parent { get; init; }

    public Workflow Workflow { get; set; } = null!;

    /// <summary>Whether it, or anything in it, tells others: a service, another instance. That cannot be called back.</summary>
    public bool TellsOthers => Descriptor.TellsOthers || Uses is not null || Inside().Any(inner => inner.TellsOthers);

    /// <summary>Whether it, or anything in it, asks people.</summary>
    public bool Asks => Activity is HumanTask || Inside().Any(inner => inner.Asks);

    /// <summary>Position among the parent's <see cref="Children"/>.</summary>
    public int Index { get; set; } = -1;

    public double? X { get; init; }

    public double? Y { get; init; }

    public bool CanStartWorkflow { get; init; }

    public MergeMode? MergeMode { get; init; }

    public Variable[] Variables { get; set; } = [];

    public FrozenDictionary<string, Expression> Inputs { get; set; } = FrozenDictionary<string, Expression>.Empty;

    public FrozenDictionary<string, OutputBinding> Outputs { get; set; } = FrozenDictionary<string, OutputBinding>.Empty;

    /// <summary>The activities of a container, in order.</summary>
    public Node[] Children { get; set; } = [];

    /// <summary>Embedded activities by property name: body, then, else, default …</summary>
    public FrozenDictionary<string, Node> Slots { get; set; } = FrozenDictionary<string, Node>.Empty;

    public Case[] Cases { get; set; } = [];

    /// <summary>The outcomes a person may choose; other fixed choices of ports.</summary>
    public string[] Outcomes { get; set; } = [];

    /// <summary>How it joins its inbound connections in a flowchart.</summary>
    public JoinMode JoinMode { get; set; }

    /// <summary>The connections of a flowchart.</summary>
    public Flow? Flow { get; set; }

    /// <summary>The variable that SetVariable writes.</summary>
    public OutputBinding? Target { get; set; }

    /// <summary>For Fork: complete at the first branch.</summary>
    public bool WaitAny { get; set; }

    /// <summary>For a definition used as an activity: what chooses its version.</summary>
    public UsedDefinitions? Uses { get; init; }

    public Node? Slot(string name) => Slots.GetValueOrDefault(name);

    public IEnumerable<Node> Inside()
    {
        foreach (var child in Children)
        {
            yield return child;
        }

        foreach (var slot in Slots.OrderBy(slot => slot.Key, StringComparer.Ordinal))
        {
            yield return slot.Value;
        }

        foreach (var branch in Cases)
        {
            if (branch.Activity is not null)
            {
                yield return branch.Activity;
            }
        }
    }
}
