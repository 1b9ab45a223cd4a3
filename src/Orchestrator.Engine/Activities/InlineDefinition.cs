using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// A published definition used as an activity: runs inside the instance, has its own scope, and stays on the version it
/// began with. Its inputs are variables of that scope; its outputs are outputs of the activity.
/// </summary>
internal sealed class InlineDefinition : IContainer
{
    private const string VersionField = "d";
    private const string OutputsField = "o";

    public void Execute(Burst burst, Frame frame)
    {
        if (frame.Inline is not null && frame.Children is { Count: > 0 })
        {
            return;
        }

        var uses = frame.Node.Uses!;
        var definition = uses.Find(burst.Context.Definitions) ?? throw new InvalidOperationException($"Definition '{uses.Name}' is not published.");
        RefuseRecursion(frame, definition);
        var values = new JsObject();
        foreach (var input in definition.Inputs)
        {
            var typed = new Variable(input.Name, input.Name, input.TypeName, input.IsArray, null);
            values[input.Name] = Conversion.ToVariable(typed, Copies.Of(burst.Value(frame, Camel(input.Name))));
        }

        frame.Inline = definition;
        frame.Data = JsObject.Of((VersionField, definition.VersionId));
        frame.Variables = values;
        burst.Schedule(frame, definition.Root.Children[0]);
    }

    public void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes) =>
        End(burst, frame, Burst.Done);

    public static void End(Burst burst, Frame frame, IReadOnlyList<string> outcomes)
    {
        var outputs = (frame.Data as JsObject)?[OutputsField] as JsObject;
        foreach (var output in frame.Inline!.Outputs)
        {
            burst.Output(frame, Camel(output.Name), outputs?[output.Name]);
        }

        burst.Complete(frame, outcomes);
    }

    /// <summary>Joins loaded frames inside definitions used as activities to the versions they began with.</summary>
    public static void Resolve(Burst burst, Frame frame)
    {
        if (frame.IsResolved && frame.Node.Activity is InlineDefinition && frame.Inline is null
            && (frame.Data as JsObject)?[VersionField] is string version)
        {
            frame.Inline = burst.Context.Definitions(version)
                ?? throw new InvalidDataException($"Definition version '{version}', which activity '{frame.Key}' runs, cannot be found.");
        }

        foreach (var child in frame.Children ?? [])
        {
            if (!child.IsResolved)
            {
                child.Resolve(NodeOf(child));
            }

            Resolve(burst, child);
        }
    }

    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    private static Node NodeOf(Frame frame)
    {
        for (var at = frame.Parent; at is not null; at = at.Parent)
        {
            if (at.Inline is { } definition)
            {
                var key = frame.Key[(at.Key.Length + 1)..];
                return definition.Nodes.GetValueOrDefault(key)
                    ?? throw new InvalidDataException($"The saved state is at activity '{key}', which definition '{definition.VersionId}' does not have.");
            }
        }

        throw new InvalidDataException($"The saved state is at activity '{frame.Key}', which its definition does not have.");
    }

    private static void RefuseRecursion(Frame frame, Workflow definition)
    {
        for (var at = frame.Parent; at is not null; at = at.Parent)
        {
            if ((at.Inline ?? (at.Parent is null ? at.Node.Workflow : null))?.DefinitionId == definition.DefinitionId)
            {
                throw new InvalidOperationException($"Definition '{definition.DefinitionId}' uses itself as an activity.");
            }
        }
    }
}
