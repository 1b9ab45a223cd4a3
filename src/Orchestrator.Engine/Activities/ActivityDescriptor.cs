namespace Orchestrator.Engine.Activities;

/// <summary>What an input is converted to.</summary>
public enum InputKind
{
    Object,
    String,
    Boolean,
    Integer,
    TimeSpan,
    DateTimeOffset,

    /// <summary>A list of values; text with JSON in it is parsed.</summary>
    List,

    /// <summary>A map of names to values; text with JSON in it is parsed.</summary>
    Map,

    /// <summary>Any value; text with a JSON object or array in it is parsed.</summary>
    Json,

    /// <summary>A script in a literal, run by the activity itself.</summary>
    Script,
}

/// <summary>How the ports of an activity are known.</summary>
public enum PortKind
{
    /// <summary>As listed.</summary>
    Fixed,

    /// <summary>The labels of its cases, and Default.</summary>
    Cases,

    /// <summary>The array <c>outcomes</c> of the activity.</summary>
    Outcomes,

    /// <summary>The literal input <c>branches</c>, or Done when it is empty; unknown when computed.</summary>
    Branches,

    /// <summary>The literal input <c>possibleOutcomes</c> and Done; unknown when neither is given.</summary>
    PossibleOutcomes,

    /// <summary>The outcomes that the definition used as an activity declares, and Done.</summary>
    Definition,

    /// <summary>None: the activity ends its container or the instance.</summary>
    None,
}

/// <summary>An input of an activity.</summary>
public sealed record InputDescriptor(
    string Name, InputKind Kind, string Zh, string En, bool Required = false, IReadOnlyList<string>? Options = null);

/// <summary>An output of an activity.</summary>
public sealed record OutputDescriptor(string Name, string Zh, string En);

/// <summary>Describes an activity type for readers, validators and designers.</summary>
/// <param name="Type">The type in a definition, for example <c>Orchestrator.HumanTask</c>.</param>
/// <param name="Category">The group it is shown in.</param>
/// <param name="Zh">Chinese display name.</param>
/// <param name="En">English display name.</param>
public sealed record ActivityDescriptor(string Type, string Category, string Zh, string En)
{
    public IReadOnlyList<InputDescriptor> Inputs { get; init; } = [];

    public IReadOnlyList<OutputDescriptor> Outputs { get; init; } = [];

    /// <summary>The fixed ports.</summary>
    public IReadOnlyList<string> Ports { get; init; } = ["Done"];

    public PortKind PortKind { get; init; }

    /// <summary>Names of embedded activities: body, then, else …</summary>
    public IReadOnlyList<string> Slots { get; init; } = [];

    /// <summary>The property with a list of child activities: <c>activities</c>, <c>branches</c>; null when there is none.</summary>
    public string? Children { get; init; }

    /// <summary>Whether it waits for something outside, so that a loop through it cannot spin.</summary>
    public bool Blocking { get; init; }

    /// <summary>Whether it may start an instance.</summary>
    public bool IsTrigger { get; init; }

    /// <summary>Whether its body sees CurrentValue and CurrentIndex.</summary>
    public bool IsLoop { get; init; }

    /// <summary>Whether others learn of it: services, other instances. That cannot be called back.</summary>
    public bool TellsOthers { get; init; }

    internal IActivity Activity { get; init; } = null!;
}
