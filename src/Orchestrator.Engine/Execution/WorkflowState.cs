using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

public enum InstanceStatus
{
    /// <summary>Work is queued; only seen inside a step.</summary>
    Running,

    /// <summary>Waits for people, timers, events, children or a barrier.</summary>
    Suspended,
    Finished,

    /// <summary>Stopped by an incident: nothing but open incidents is left. <see cref="RetryActivity"/> goes on from there.</summary>
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

/// <summary>An incident that is not resolved.</summary>
public sealed record OpenIncident(string Id, string ActivityId, string Message);

/// <summary>
/// The state of one instance between steps. Immutable from outside; a step makes a new one. <see cref="Save"/> writes a
/// compact, versioned form that later versions can read (<see cref="Load"/>).
/// </summary>
public sealed partial class WorkflowState
{
    private JsObject? _input;
    private JsObject? _output;

    public string InstanceId { get; internal set; } = null!;

    public string DefinitionVersionId { get; internal set; } = null!;

    public InstanceStatus Status { get; internal set; }

    /// <summary>The clock is stopped (暂停) since then.</summary>
    public DateTimeOffset? HeldSince { get; internal set; }

    public string? CorrelationId { get; internal set; }

    public string? Name { get; internal set; }

    /// <summary>The business stage that the definition last declared (activity <c>Orchestrator.Stage</c>), for lists and boards.</summary>
    public string? Stage { get; internal set; }

    /// <summary>The round that the definition last declared; 0 before the first.</summary>
    public int Round { get; internal set; }

    public int OpenIncidents => Incidents.Count;

    /// <summary>The incidents that are not resolved, oldest first.</summary>
    public IReadOnlyList<OpenIncident> OpenIncidentList => [.. Incidents.Select(i => new OpenIncident(i.Id, i.Key, i.Message))];

    /// <summary>Where the instance waits, in the order of its activities.</summary>
    public IReadOnlyList<Bookmark> Bookmarks
    {
        get
        {
            var found = new List<Bookmark>();
            Collect(Root, found);
            return found;
        }
    }

    public JsObject Input => _input ??= new JsObject();

    public JsObject Output => _output ??= new JsObject();

    /// <summary>The variables of the root scope by name, for readers.</summary>
    public JsObject Variables
    {
        get
        {
            var found = new JsObject();
            foreach (var variable in Root.Node.Variables)
            {
                found[variable.Name] = Copies.Of(
                    Root.Variables is not null && Root.Variables.TryGet(variable.Name, out var value) ? value : variable.Default);
            }

            return found;
        }
    }

    internal Frame Root { get; set; } = null!;

    /// <summary>Gives every frame its id.</summary>
    internal int Counter { get; set; }

    /// <summary>Counts ids that scripts ask for.</summary>
    internal int Drawn { get; set; }

    /// <summary>How often each activity with tasks ran.</summary>
    internal Dictionary<string, int> Passes { get; } = [];

    /// <summary>Whom steps ask instead of those whom the definition names, by activity (<see cref="ChangeHandlers"/>).</summary>
    internal Dictionary<string, JsArray> Handlers { get; } = [];

    internal List<Incident> Incidents { get; } = [];

    /// <summary>Who has agreed to something in this round, kept only where a step asks for it (<c>skip</c>).</summary>
    internal List<string>? Agreed { get; set; }

    /// <summary>Who decided for whom in this instance: whoever may not decide because of what he did, neither may the
    /// person for whom he did it.</summary>
    internal List<(string Actor, string Principal)> ActedFor { get; } = [];

    internal object? LastResult { get; set; }

    /// <summary>Outputs by activity, kept only when a script of the definition asks for them.</summary>
    internal JsObject? Register { get; set; }

    internal void Take(JsObject? input, JsObject? output)
    {
        _input = input;
        _output = output;
    }

    internal string BookmarkId(Frame frame) => TaskId(frame.Id);

    internal string TaskId(int frame) => $"{InstanceId}:{frame}";

    /// <summary>A copy that a step may change.</summary>
    /// <param name="versionId">Of another version that it shall belong to; null for the same.</param>
    internal WorkflowState Copy(string? versionId = null)
    {
        var copy = new WorkflowState
        {
            InstanceId = InstanceId,
            DefinitionVersionId = versionId ?? DefinitionVersionId,
            Status = Status,
            HeldSince = HeldSince,
            CorrelationId = CorrelationId,
            Name = Name,
            Stage = Stage,
            Round = Round,
            Counter = Counter,
            Drawn = Drawn,
            LastResult = Copies.Of(LastResult),
            Register = Register is null ? null : Copies.Of(Register),
            Agreed = Agreed is null ? null : [.. Agreed],
            _input = _input is null ? null : Copies.Of(_input),
            _output = _output is null ? null : Copies.Of(_output),
        };
        foreach (var (key, passes) in Passes)
        {
            copy.Passes[key] = passes;
        }

        foreach (var (key, people) in Handlers)
        {
            copy.Handlers[key] = people;
        }

        copy.Incidents.AddRange(Incidents);
        copy.ActedFor.AddRange(ActedFor);
        copy.Root = CopyFrame(Root, null);
        return copy;
    }

    private static Frame CopyFrame(Frame frame, Frame? parent)
    {
        var copy = new Frame
        {
            Id = frame.Id,
            Key = frame.Key,
            Parent = parent,
            Status = frame.Status,
            Variables = frame.Variables is null ? null : Copies.Of(frame.Variables),
            Data = Copies.Of(frame.Data),
            Flow = frame.Flow?.Copy(),
            SavedFlow = frame.SavedFlow,
            Wait = frame.Wait,
            Detour = frame.Detour is null ? null : [.. frame.Detour],
            Past = frame.Past is null ? null : Copies.Of(frame.Past),
            Inline = frame.Inline,
        };
        if (frame.IsResolved)
        {
            copy.Node = frame.Node;
        }

        foreach (var child in frame.Children ?? [])
        {
            copy.Add(CopyFrame(child, copy));
        }

        return copy;
    }

    private void Collect(Frame frame, List<Bookmark> found)
    {
        if (frame.Wait is { } wait)
        {
            found.Add(new Bookmark(BookmarkId(frame), wait.Kind, frame.Key, wait.Name, wait.DueAt));
        }

        foreach (var child in frame.Children ?? [])
        {
            Collect(child, found);
        }
    }
}

/// <summary>An open incident; <paramref name="Frame"/> is the id of the frame that failed.</summary>
internal sealed record Incident(string Id, int Frame, string Key, string Message);
