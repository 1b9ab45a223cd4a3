using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

public enum InstanceStatus
{
    /// <summary>Work is queued; only seen inside a step.</summary>
    Running,

    /// <summary>Waits for people, timers, events, children or a barrier.</summary>
    Suspended,
    Finished,

    /// <summary>Ended by an incident (fault strategy).</summary>
    Faulted,
    Cancelled,
}

public enum BookmarkKind
{
    Task,
    Timer,
    Event,
    Child,
    Barrier,
}

/// <summary>A place where the instance waits. <paramref name="Name"/> is the event, barrier key, child definition or step.</summary>
public sealed record Bookmark(string Id, BookmarkKind Kind, string ActivityId, string Name, DateTimeOffset? DueAt);

/// <summary>
/// The state of one instance between steps. Immutable from outside; a step makes a new one. <see cref="Save"/> writes a
/// compact, versioned form that later versions can read (<see cref="Load"/>).
/// </summary>
public sealed partial class WorkflowState
{
    public required string InstanceId { get; init; }

    public required string DefinitionVersionId { get; init; }

    public InstanceStatus Status { get; internal set; }

    /// <summary>The clock is stopped (暂停) since then.</summary>
    public DateTimeOffset? HeldSince { get; internal set; }

    public string? CorrelationId { get; internal set; }

    public string? Name { get; internal set; }

    /// <summary>The business stage that the definition last declared (activity <c>Orchestrator.Stage</c>), for lists and boards.</summary>
    public string? Stage { get; internal set; }

    /// <summary>The round that the definition last declared; 0 before the first.</summary>
    public int Round { get; internal set; }

    public int OpenIncidents { get; internal set; }

    public IReadOnlyList<Bookmark> Bookmarks => throw new NotSupportedException();

    public JsObject Input => throw new NotSupportedException();

    public JsObject Output => throw new NotSupportedException();

    /// <summary>The variables of the root scope by name, for readers.</summary>
    public JsObject Variables => throw new NotSupportedException();

    public byte[] Save() => throw new NotSupportedException();

    /// <summary>Reads a saved state. Throws <see cref="InvalidDataException"/> for an unknown format version.</summary>
    public static WorkflowState Load(ReadOnlySpan<byte> saved, Workflow workflow) => throw new NotSupportedException();
}
