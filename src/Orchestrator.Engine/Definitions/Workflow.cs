using System.Collections.Frozen;
using System.Globalization;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions.Reading;

namespace Orchestrator.Engine.Definitions;

/// <summary>
/// A workflow definition, read from Elsa 3 JSON, checked and compiled. Immutable and thread-safe; one object serves
/// every instance of the version. <see cref="Read(ReadOnlySpan{byte})"/> reports every problem, not only the first.
/// </summary>
public sealed partial class Workflow
{
    private bool? _keepsAgreement;

    internal Workflow()
    {
    }

    /// <summary>The logical id shared by all versions.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The id of this version, unique across definitions.</summary>
    public required string VersionId { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Whether other definitions may use it as an activity.</summary>
    public bool UsableAsActivity { get; init; }

    /// <summary>Whether definitions that use an older version as an activity take this one once it is published.</summary>
    public bool UpdatesConsumers { get; init; }

    public ActivationStrategy Activation { get; init; }

    public IReadOnlyList<InputDefinition> Inputs { get; init; } = [];

    public IReadOnlyList<OutputDefinition> Outputs { get; init; } = [];

    /// <summary>The outcomes that <c>Elsa.Complete</c> may end it with when it is used as an activity.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>What starts instances of this version once it is published.</summary>
    public IReadOnlyList<Trigger> Triggers { get; internal set; } = [];

    /// <summary>What happens to the rest of an instance when an activity faults.</summary>
    internal FaultPolicy OnFault { get; init; }

    internal Node Root { get; set; } = null!;

    /// <summary>The id of a numbered version: <c>definitionId:number</c>.</summary>
    public static string NumberedVersion(string definitionId, int version) => string.Create(CultureInfo.InvariantCulture, $"{definitionId}:{version}");

    /// <summary>Whether the definition itself has the activity; those of definitions used in it are not meant.</summary>
    public bool Has(string activityKey) => Nodes.ContainsKey(activityKey);

    /// <summary>Type and shown name of an activity of the definition; null when it has none of that key.</summary>
    public (string Type, string? Name)? Described(string activityKey) =>
        Nodes.TryGetValue(activityKey, out var node) ? (node.Type, node.Name ?? node.DisplayText) : null;

    internal FrozenDictionary<string, Node> Nodes { get; set; } = FrozenDictionary<string, Node>.Empty;

    /// <summary>Whether scripts ask for the last result, so that it must outlive a suspension.</summary>
    internal bool KeepsLastResult { get; set; }

    /// <summary>Whether scripts ask for outputs of activities.</summary>
    internal bool KeepsOutputs { get; set; }

    /// <summary>Whether a step asks who has agreed before (<c>skip</c>).</summary>
    internal bool KeepsAgreement => _keepsAgreement ??= Nodes.Values.Any(node => node.Activity is HumanTask && node.Inputs.ContainsKey("skip"));

    /// <summary>Reads and checks a document that uses no other definition as an activity.</summary>
    /// <returns>The workflow, or null when there are problems that forbid to run it.</returns>
    public static (Workflow? Workflow, IReadOnlyList<DefinitionProblem> Problems) Read(ReadOnlySpan<byte> utf8Json) =>
        Read(utf8Json, null);

    /// <summary>Reads and checks a document.</summary>
    /// <param name="utf8Json">The document.</param>
    /// <param name="definitions">Finds a definition for use as an activity: the published version (else the newest) by
    /// activity type or definition id, any version by its id or by <c>definitionId:number</c>; null when there is none.</param>
    public static (Workflow? Workflow, IReadOnlyList<DefinitionProblem> Problems) Read(
        ReadOnlySpan<byte> utf8Json, Func<string, Workflow?>? definitions) => DocumentReader.Read(utf8Json, definitions);
}

internal enum FaultPolicy
{
    /// <summary>No strategy named: other branches go on; when only incidents are left the instance is Faulted.</summary>
    Unstated,

    /// <summary>The whole instance stops.</summary>
    Fault,

    /// <summary>Other branches go on; the instance stays Suspended with its incidents.</summary>
    Continue,
}

/// <summary>How a target combines its inbound paths in token mode.</summary>
internal enum MergeMode
{
    Stream,
    Merge,
    Converge,
    Cascade,
    Race,
}
