using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

internal enum FrameStatus
{
    /// <summary>Queued; only saved when a step stopped before its turn came.</summary>
    Scheduled,

    /// <summary>Waits, or has children.</summary>
    Running,

    /// <summary>Failed; an incident tells why.</summary>
    Faulted,
}

/// <summary>What a frame waits for.</summary>
internal sealed record Wait(BookmarkKind Kind, string Name, DateTimeOffset? DueAt);

/// <summary>One live execution of one activity. Completed executions leave no frame.</summary>
internal sealed class Frame
{
    private Node? _node;

    /// <summary>Unique in the instance; part of every id derived from the frame.</summary>
    public required int Id { get; set; }

    /// <summary>The name of the activity in requests: <see cref="Node.Key"/>, prefixed by the definition it is used in.</summary>
    public required string Key { get; init; }

    public Frame? Parent { get; init; }

    public FrameStatus Status { get; set; }

    public List<Frame>? Children { get; private set; }

    /// <summary>Values of variables that this frame owns.</summary>
    public JsObject? Variables { get; set; }

    /// <summary>What the activity remembers, in the value model.</summary>
    public object? Data { get; set; }

    /// <summary>Progress of a flowchart.</summary>
    public FlowScope? Flow { get; set; }

    /// <summary>Saved progress of a flowchart whose definition is not at hand yet.</summary>
    public string? SavedFlow { get; set; }

    public Wait? Wait { get; set; }

    /// <summary>Ids of the seats that go on when this frame has completed: it was sent back to, and answers straight to who
    /// sent it.</summary>
    public List<int>? Detour { get; set; }

    /// <summary>Who decided the steps of this container that may be called back, by activity: the task, the person and what he
    /// may do (<see cref="CallingBack"/>). Kept for those steps only.</summary>
    public JsObject? Past { get; set; }

    /// <summary>It has ended; what still refers to it must let it be.</summary>
    public bool Gone { get; set; }

    public Node Node
    {
        get => _node ?? throw new InvalidOperationException($"Activity '{Key}' is not in the definition.");
        set => _node = value;
    }

    /// <summary>The definition that this frame runs inline, when it is a definition used as an activity.</summary>
    public Workflow? Inline { get; set; }

    /// <summary>The node whose variables live in this frame.</summary>
    public Node Scoping => Inline?.Root ?? Node;

    /// <summary>Joins a loaded frame to its activity.</summary>
    public void Resolve(Node node)
    {
        Node = node;
        if (SavedFlow is not null && node.Flow is { } flow)
        {
            Flow = FlowScope.Load(SavedFlow, flow.Count, flow.Connections.Length);
            SavedFlow = null;
        }
    }

    public bool IsResolved => _node is not null;

    /// <summary>Names are not looked for beyond this frame.</summary>
    public bool IsBoundary => Parent is null || Inline is not null || Node.Activity is InlineDefinition;

    public void Set(string name, object? value) => (Variables ??= new JsObject())[name] = value;

    public void Add(Frame child) => (Children ??= []).Add(child);

    public void Remove(Frame child) => Children!.Remove(child);
}
