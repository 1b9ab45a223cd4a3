using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

/// <summary>The world of a dry run: instances, timers, events and barriers in memory.</summary>
internal sealed partial class Simulation(DryRunRequest request)
{
    private const int MostSteps = 10_000;

    private readonly List<Instance> _instances = [];
    private readonly Queue<Action> _work = new();
    private readonly List<(DateTimeOffset Due, int Order, string Instance, string Timer)> _timers = [];
    private readonly Dictionary<string, BarrierState> _barriers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _outcomes = new(StringComparer.Ordinal);
    private readonly List<string> _lines = [];
    private readonly List<string> _problems = [];
    private readonly JsArray _journal = new();
    private readonly JsArray _requests = new();
    private int _order;
    private int _steps;
    private bool _working;

    public DateTimeOffset Now { get; private set; } = request.Now;

    public string? Actor { get; set; }

    /// <summary>Who is in charge of a unit, as the script has it.</summary>
    public Dictionary<string, string?> Leaders { get; } = new(StringComparer.Ordinal);

    private Instance Root => _instances[0];

    public void Begin(Workflow workflow, string? trigger = null, object? payload = null) =>
        Begin(workflow, new StartRequest(request.InstanceId, request.Input, request.CorrelationId, null, trigger, payload), null);

    public bool Problem(string text)
    {
        _problems.Add(text);
        return false;
    }

    public (Instance Instance, Bookmark Bookmark)? Find(string name)
    {
        foreach (var instance in _instances)
        {
            foreach (var bookmark in instance.State.Bookmarks)
            {
                if (bookmark.ActivityId == name || bookmark.Id == name || bookmark.Name == name)
                {
                    return (instance, bookmark);
                }
            }
        }

        return null;
    }

    public string? IncidentOf(string activity) =>
        Root.State.OpenIncidentList.FirstOrDefault(incident => incident.ActivityId == activity || incident.Id == activity)?.Id;

    public string? OnlyOutcome(string task) => _outcomes.TryGetValue(task, out var outcomes) && outcomes.Count == 1 ? outcomes[0] : null;

    public void JumpTo(DateTimeOffset? due) => Now = due > Now ? due.Value.ToOffset(Now.Offset) : Now;

    public bool DeliverToRoot(Stimulus stimulus, string place) => Deliver(Root, stimulus, place);

    public bool Deliver(Instance instance, Stimulus stimulus, string place)
    {
        var step = WorkflowEngine.Resume(instance.Workflow, instance.State, stimulus, Context());
        if (!step.Matched)
        {
            return Problem($"{place}: the step met nothing that waits for it.");
        }

        if (step.Refusal is { } refusal)
        {
            return Problem($"{place}: {refusal}");
        }

        Take(instance, step);
        Work();
        return true;
    }

    public int Publish(string name, string? correlation, Instance? only, object? payload)
    {
        var receivers = 0;
        foreach (var instance in _instances.ToArray())
        {
            if ((only is not null && instance != only) || (correlation is { Length: > 0 } && instance.State.CorrelationId != correlation))
            {
                continue;
            }

            foreach (var bookmark in instance.State.Bookmarks.Where(bookmark => bookmark.Kind == BookmarkKind.Event && bookmark.Name == name))
            {
                receivers++;
                _work.Enqueue(() => Quietly(instance, new EventArrived(bookmark.Id, payload)));
            }
        }

        Work();
        return receivers;
    }

    public void Advance(DateTimeOffset until)
    {
        while (_problems.Count == 0)
        {
            var next = -1;
            for (var i = 0; i < _timers.Count; i++)
            {
                if (_timers[i].Due <= until && (next < 0 || (_timers[i].Due, _timers[i].Order).CompareTo((_timers[next].Due, _timers[next].Order)) < 0))
                {
                    next = i;
                }
            }

            if (next < 0)
            {
                break;
            }

            var timer = _timers[next];
            _timers.RemoveAt(next);
            JumpTo(timer.Due);
            if (_instances.Find(instance => instance.State.InstanceId == timer.Instance) is { } instance)
            {
                Quietly(instance, new TimerFired(timer.Timer));
                Work();
            }
        }

        Now = until > Now ? until : Now;
    }

    public DryRunResult Result()
    {
        var incidents = new JsArray();
        var waiting = new JsArray();
        foreach (var instance in _instances)
        {
            foreach (var incident in instance.State.OpenIncidentList)
            {
                incidents.Items.Add(Of(instance, ("id", incident.Id), ("activityId", incident.ActivityId), ("message", incident.Message)));
            }

            foreach (var bookmark in instance.State.Bookmarks)
            {
                waiting.Items.Add(Of(
                    instance, ("activityId", bookmark.ActivityId), ("kind", bookmark.Kind.ToString()), ("name", bookmark.Name),
                    ("id", bookmark.Id), ("dueAt", bookmark.DueAt?.ToOffset(TimeSpan.FromHours(8)).ToString("O", System.Globalization.CultureInfo.InvariantCulture))));
            }
        }

        return new DryRunResult(
            Root.State.Status.ToString(), Root.State.Output, Root.State.Variables, _lines, _journal, waiting, incidents, _requests,
            _problems, Now, Root.State.Stage, Root.State.Round, Root.State.Save().Length);
    }

    private JsObject Of(Instance instance, params ReadOnlySpan<(string Name, object? Value)> members)
    {
        var made = new JsObject();
        foreach (var (name, value) in members)
        {
            if (value is not null || name is "outcome" or "activityId")
            {
                made[name] = value;
            }
        }

        if (instance != Root)
        {
            made["instance"] = instance.State.InstanceId;
        }

        return made;
    }

    private StepContext Context() => new(Now, Actor, request.Calendar, request.Definitions) { LeaderOf = unit => Leaders.GetValueOrDefault(unit) };

    private Instance Begin(Workflow workflow, StartRequest start, string? parentBookmark)
    {
        var step = WorkflowEngine.Start(workflow, start, Context());
        var instance = new Instance(workflow, parentBookmark) { State = step.State };
        _instances.Add(instance);
        Take(instance, step);
        Work();
        return instance;
    }

    private void Quietly(Instance instance, Stimulus stimulus)
    {
        var step = WorkflowEngine.Resume(instance.Workflow, instance.State, stimulus, Context());
        if (step is { Matched: true, Refusal: null })
        {
            Take(instance, step);
        }
    }

    private void Work()
    {
        if (_working)
        {
            return;
        }

        _working = true;
        try
        {
            WorkThrough();
        }
        finally
        {
            _working = false;
        }
    }

    private void WorkThrough()
    {
        while (_work.TryDequeue(out var next))
        {
            if (++_steps > MostSteps)
            {
                _work.Clear();
                Problem($"More than {MostSteps} steps: the instances probably wake each other for ever.");
                return;
            }

            next();
        }
    }

    private void Take(Instance instance, Step step)
    {
        instance.State = step.State;
        foreach (var asked in step.Requests)
        {
            Carry(instance, asked);
        }

        var status = step.State.Status;
        if (status is not (InstanceStatus.Finished or InstanceStatus.Cancelled or InstanceStatus.Faulted))
        {
            instance.Reported = null;
        }
        else if (instance.ParentBookmark is { } bookmark && instance.Reported != status)
        {
            instance.Reported = status;
            var ended = new ChildFinished(bookmark, step.State.InstanceId, status.ToString(), step.State.Output);
            if (ParentOf(bookmark) is { } parent)
            {
                _work.Enqueue(() => Quietly(parent, ended));
            }
        }
    }

    private void Carry(Instance instance, Request asked)
    {
        switch (asked)
        {
            case WriteHistory row:
                _journal.Items.Add(Of(
                    instance, ("activityId", row.ActivityId), ("type", row.ActivityType), ("event", row.Event), ("outcome", row.Outcome)));
                break;
            case WriteLine line:
                _lines.Add(line.Text);
                break;
            case OpenTask task:
                _outcomes[task.TaskId] = task.Outcomes;
                break;
            case StartTimer timer:
                _timers.RemoveAll(other => other.Timer == timer.TimerId);
                _timers.Add((timer.DueAt, ++_order, instance.State.InstanceId, timer.TimerId));
                break;
            case CancelTimer timer:
                _timers.RemoveAll(other => other.Timer == timer.TimerId);
                break;
            case PublishEvent published:
                _work.Enqueue(() => Publish(
                    published.EventName, published.CorrelationId, published.OnlyThisInstance ? instance : null, published.Payload));
                break;
            case StartChild child:
                _work.Enqueue(() => StartChild(child));
                break;
            case CancelChild child when _instances.Find(other => other.State.InstanceId == child.ChildInstanceId) is { } started:
                _work.Enqueue(() => Quietly(started, new CancelInstance("parent")));
                break;
            case ArriveAtBarrier arrival:
                Arrive(instance, arrival);
                break;
            case LeaveBarrier left:
                Leave(instance, left.Key);
                break;
            case OpenBarrier opened:
                _work.Enqueue(() => OpenBarrier(opened.Key, opened.Payload));
                break;
            case RunCommand command:
                _requests.Items.Add(Of(instance, ("command", command.Name), ("payload", command.Payload)));
                break;
            case SendMessage message:
                _requests.Items.Add(Of(instance, ("message", message.MessageType), ("payload", message.Payload)));
                break;
            case NotifyTask notice:
                _requests.Items.Add(Of(instance, ("notify", notice.TaskId), ("level", notice.Level)));
                break;
        }
    }

    private Instance? ParentOf(string bookmark) =>
        _instances.Find(other => bookmark.StartsWith(other.State.InstanceId + ":", StringComparison.Ordinal));

    private void StartChild(StartChild child)
    {
        if (request.Definitions(child.DefinitionId) is { } definition)
        {
            var begun = Begin(definition, new StartRequest(child.ChildInstanceId, child.Input, child.CorrelationId), child.Wait ? child.BookmarkId : null);
            if (child.Report && ParentOf(child.BookmarkId) is { } parent)
            {
                _work.Enqueue(() => Quietly(parent, new ChildReported(child.BookmarkId, child.ChildInstanceId, begun.State.Status.ToString(), begun.State.Output)));
            }
        }
        else
        {
            Problem($"Definition '{child.DefinitionId}' was not given; child '{child.ChildInstanceId}' was not started.");
        }
    }

    internal sealed class Instance(Workflow workflow, string? parentBookmark)
    {
        public Workflow Workflow => workflow;

        public string? ParentBookmark => parentBookmark;

        public InstanceStatus? Reported { get; set; }

        public required WorkflowState State { get; set; }
    }
}
