using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

/// <summary>
/// One burst of execution: works on a copy of the state until nothing is queued any more. Activities run one at a time,
/// first queued first.
/// </summary>
internal sealed partial class Burst
{
    public static readonly IReadOnlyList<string> Done = ["Done"];

    private readonly Queue<Frame> _queue = new();
    private ScriptEnvironment? _scripts;
    private int _steps;
    private bool _faulted;

    public Burst(Workflow workflow, WorkflowState state, StepContext context)
    {
        Workflow = workflow;
        State = state;
        Context = context;
    }

    public Workflow Workflow { get; }

    public WorkflowState State { get; }

    public StepContext Context { get; }

    public List<Request> Requests { get; } = [];

    public DateTimeOffset Now => Context.Now;

    public bool IsHeld => State.HeldSince is not null;

    public ScriptEnvironment Scripts => _scripts ??= new ScriptEnvironment(this);

    /// <summary>The trigger that started the instance, consumed by its activity.</summary>
    public Node? TriggeredBy { get; set; }

    public object? TriggerPayload { get; set; }

    /// <summary>Who has agreed in this burst, so that the steps that follow at once need not ask the same person.</summary>
    public string? JustAgreed { get; set; }

    /// <summary>The stable code of the refusal, where it has one.</summary>
    public string? RefusalCode { get; set; }

    public void Ask(Request request) => Requests.Add(request);

    public Frame Schedule(Frame parent, Node node, JsObject? variables = null)
    {
        var frame = new Frame
        {
            Id = ++State.Counter,
            Key = KeyOf(parent, node),
            Parent = parent,
            Status = FrameStatus.Scheduled,
            Variables = variables,
            Node = node,
        };
        parent.Add(frame);
        _queue.Enqueue(frame);
        return frame;
    }

    /// <summary>Queues a frame again, under a new id, so that what it asks for next differs from what it asked before.</summary>
    public void Reschedule(Frame frame)
    {
        frame.Id = ++State.Counter;
        frame.Status = FrameStatus.Scheduled;
        _queue.Enqueue(frame);
    }

    /// <summary>Queues a container to go on with its next piece of work.</summary>
    public void Continue(Frame frame) => _queue.Enqueue(frame);

    public void Run()
    {
        do
        {
            Work();
        }
        while (State.Status == InstanceStatus.Running && Returning.Tidy(this));
        Settle();
    }

    private void Work()
    {
        while (_queue.TryDequeue(out var frame))
        {
            if (frame.Gone || frame.Status == FrameStatus.Faulted || State.Status != InstanceStatus.Running)
            {
                continue;
            }

            if (++_steps > Context.ActivityBudget)
            {
                Fault(frame, $"More than {Context.ActivityBudget} activities ran without anything to wait for.", "The flow probably loops for ever.");
                while (_queue.TryDequeue(out var left))
                {
                    if (!left.Gone && left.Status == FrameStatus.Running)
                    {
                        Fault(left, "Stopped together with an endless loop.", null);
                    }
                }

                break;
            }

            var first = frame.Status == FrameStatus.Scheduled;
            frame.Status = FrameStatus.Running;
            if (first)
            {
                History(frame, "Started");
            }

            Guard(frame, static (burst, at) => at.Node.Activity.Execute(burst, at));
        }
    }

    public void Complete(Frame frame) => Complete(frame, Done);

    public void Complete(Frame frame, IReadOnlyList<string> outcomes)
    {
        if (frame.Gone)
        {
            return;
        }

        frame.Gone = true;
        frame.Wait = null;
        if (frame.Children is { Count: > 0 } children)
        {
            foreach (var child in children.ToArray())
            {
                Cancel(child);
            }
        }

        if (frame.Parent is not { } parent)
        {
            State.Status = InstanceStatus.Finished;
            Ask(new WriteHistory(null, null, null, "WorkflowFinished", Join(outcomes), Context.Actor, null));
            return;
        }

        History(frame, "Completed", Join(outcomes));
        parent.Remove(frame);
        try
        {
            if (frame.Detour is null || !Returning.Arrive(this, parent, frame, outcomes))
            {
                ((IContainer)parent.Node.Activity).ChildCompleted(this, parent, frame, outcomes);
            }
        }
        catch (Exception e)
        {
            Fault(parent, e);
        }
    }

    /// <summary>Ends a container from an activity somewhere inside it.</summary>
    public void EndWith(Frame frame, Frame container, IReadOnlyList<string> outcomes)
    {
        frame.Gone = true;
        History(frame, "Completed", Join(Done));
        frame.Parent!.Remove(frame);
        if (container.Inline is not null)
        {
            InlineDefinition.End(this, container, outcomes);
        }
        else
        {
            Complete(container, outcomes);
        }
    }

    /// <summary>Ends a frame and everything in it, taking back what it waits for.</summary>
    public void Cancel(Frame frame)
    {
        if (frame.Gone)
        {
            return;
        }

        if (frame.Children is { Count: > 0 } children)
        {
            foreach (var child in children.ToArray())
            {
                Cancel(child);
            }
        }

        frame.Gone = true;
        StopWaiting(frame);
        if (frame.Status == FrameStatus.Faulted)
        {
            Resolve(frame);
        }

        if (frame.Parent is { } parent)
        {
            if (frame.Status != FrameStatus.Scheduled)
            {
                History(frame, "Canceled");
            }

            parent.Remove(frame);
        }
    }

    public void Wait(Frame frame, BookmarkKind kind, string name, DateTimeOffset? dueAt = null)
    {
        frame.Wait = new Wait(kind, name, dueAt?.ToUniversalTime());
        History(frame, "Suspended");
    }

    public void StopWaiting(Frame frame)
    {
        if (frame.Wait is not null)
        {
            ((IWaiting)frame.Node.Activity).Release(this, frame);
            frame.Wait = null;
        }
    }

    public string BookmarkId(Frame frame) => State.BookmarkId(frame);

    public void History(Frame frame, string happened, string? outcome = null, object? data = null) =>
        Ask(new WriteHistory(frame.Key, frame.Node.Type, frame.Node.Name ?? frame.Node.DisplayText, happened, outcome, Context.Actor, data));

    public static string KeyOf(Frame parent, Node node)
    {
        for (var at = parent; at is not null; at = at.Parent)
        {
            if (at.Inline is not null)
            {
                return $"{at.Key}:{node.Key}";
            }
        }

        return node.Key;
    }

    /// <summary>The definition that the frame runs in, and what its frames' keys begin with.</summary>
    public (Workflow Definition, string Prefix) DefinitionAround(Frame? frame)
    {
        for (var at = frame; at is not null; at = at.Parent)
        {
            if (at.Inline is { } inline)
            {
                return (inline, at.Key + ":");
            }
        }

        return (Workflow, "");
    }

    private static string Join(IReadOnlyList<string> outcomes) => outcomes.Count == 1 ? outcomes[0] : string.Join(',', outcomes);

    private static bool WaitsAnywhere(Frame frame)
    {
        if (frame.Wait is not null)
        {
            return true;
        }

        foreach (var child in frame.Children ?? [])
        {
            if (WaitsAnywhere(child))
            {
                return true;
            }
        }

        return false;
    }

    // Decides what the instance is now that nothing is queued. It never ends up waiting for nothing: then there is an
    // incident that says so and can be retried.
    private void Settle()
    {
        if (State.Status != InstanceStatus.Running)
        {
            return;
        }

        var waits = WaitsAnywhere(State.Root);
        if (!waits && State.Incidents.Count == 0)
        {
            Fault(Deepest(State.Root), "The flow has nothing left to wait for and has not ended.", null);
        }

        if (_faulted && Workflow.OnFault == FaultPolicy.Fault)
        {
            Park(State.Root);
            waits = false;
        }

        if (waits || Workflow.OnFault == FaultPolicy.Continue)
        {
            State.Status = InstanceStatus.Suspended;
            return;
        }

        State.Status = InstanceStatus.Faulted;
        Ask(new WriteHistory(null, null, null, "WorkflowFaulted", null, Context.Actor, State.Incidents[^1].Message));
    }

    /// <summary>Queues everything that a stopped step left behind.</summary>
    public void RequeueScheduled(Frame frame)
    {
        if (frame.Status == FrameStatus.Scheduled && !_queue.Contains(frame))
        {
            _queue.Enqueue(frame);
        }

        foreach (var child in frame.Children ?? [])
        {
            RequeueScheduled(child);
        }
    }

    private static Frame Deepest(Frame frame)
    {
        while (frame.Children is { Count: > 0 } children)
        {
            frame = children[0];
        }

        return frame;
    }

    // The fault strategy stops the whole instance: what waits is taken back, and asked for anew after a retry.
    private void Park(Frame frame)
    {
        if (frame.Wait is not null)
        {
            StopWaiting(frame);
            History(frame, "Canceled");
            frame.Data = frame.Node.Activity is HumanTask ? HumanTask.LastingOf(frame) : null;
            frame.Id = ++State.Counter;
            frame.Status = FrameStatus.Scheduled;
        }

        foreach (var child in frame.Children ?? [])
        {
            Park(child);
        }
    }
}
