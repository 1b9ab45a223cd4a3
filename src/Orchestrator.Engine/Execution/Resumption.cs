using System.Globalization;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Interventions;

namespace Orchestrator.Engine.Execution;

/// <summary>Brings a stimulus to what waits for it.</summary>
internal static class Resumption
{
    private const string Held = "流程已暂停，恢复后才能办理。";
    private static readonly (bool, string?) Missed = (false, null);
    private static readonly (bool, string?) Taken = (true, null);

    public static (bool Matched, string? Refusal) Apply(Burst burst, Stimulus stimulus)
    {
        var state = burst.State;
        switch (stimulus)
        {
            case CancelInstance cancel:
                Cancel(burst, cancel.Reason);
                return Taken;
            case HoldInstance hold when state.Status != InstanceStatus.Faulted:
                return state.HeldSince is null ? Holding.Hold(burst, hold.Reason) : (true, "流程已处于暂停状态。");
            case ReleaseInstance:
                return state.HeldSince is null ? (true, "流程没有暂停。") : Holding.Release(burst);
            case RetryActivity retry:
                return Retry(burst, retry.IncidentId);
            case RepairVariable repair:
                return Asked(burst, VariableRepair.Apply(burst, repair));
            case ChangeHandlers change:
                return Asked(burst, Handlers.Change(burst, change));
            case ReviveInstance revive:
                return Asked(burst, Jump.Revive(burst, revive));
            case JumpTo jump:
                return Asked(burst, Jump.Apply(burst, jump));
            case ExtendTask extend when Find(burst, extend.TaskId) is { Node.Activity: HumanTask } frame:
                return (true, HumanTask.Extend(burst, frame, extend.DueAt));
            case AddSigners add:
                return OnTask(burst, add.TaskId, seat => HumanTask.Add(burst, seat, add));
            case RemoveSigner remove:
                return OnTask(burst, remove.TaskId, seat => HumanTask.Remove(burst, seat, remove));
            case PassOn pass:
                return OnTask(burst, pass.TaskId, seat => HumanTask.Pass(burst, seat, pass));
            case HandOver hand when Find(burst, hand.TaskId) is { Gone: false, Node.Activity: HumanTask } seat && (seat.Wait is not null || HumanTask.IsDeferred(seat)):
                return burst.IsHeld ? (true, Held) : Asked(burst, HumanTask.Take(burst, seat, hand));
            case ClaimTask claim:
                return OnTask(burst, claim.TaskId, seat => HumanTask.Claim(burst, seat));
            case UnclaimTask unclaim:
                return OnTask(burst, unclaim.TaskId, seat => HumanTask.Unclaim(burst, seat));
            case ReturnTask back:
                return OnTask(burst, back.TaskId, seat => Returning.Apply(burst, seat, back));
            case CallBack back:
                return burst.IsHeld ? (true, Held) : TaskNumber(burst, back.TaskId) is { } task ? Asked(burst, CallingBack.Apply(burst, task, back.Withdraw, back.Reason)) : Missed;
            case TaskCompleted done:
                return Deliver(burst, done.TaskId, BookmarkKind.Task, stimulus);
            case TimerFired timer:
                return burst.IsHeld ? Missed : Fire(burst, timer);
            case EventArrived arrived:
                return Deliver(burst, arrived.BookmarkId, BookmarkKind.Event, stimulus);
            case ChildFinished child:
                return Deliver(burst, child.BookmarkId, BookmarkKind.Child, stimulus);
            case ChildReported child:
                return Deliver(burst, child.BookmarkId, BookmarkKind.Child, stimulus);
            case BarrierOpened opened:
                return Deliver(burst, opened.BookmarkId, BookmarkKind.Barrier, stimulus);
            default:
                return Missed;
        }
    }

    // What whoever has an open human task does with it beside deciding it.
    private static (bool, string?) OnTask(Burst burst, string taskId, Func<Frame, Denial?> deed)
    {
        if (Find(burst, taskId) is not { Node.Activity: HumanTask, Wait: not null } seat)
        {
            return Missed;
        }

        return burst.IsHeld ? (true, Held) : Asked(burst, deed(seat));
    }

    private static (bool, string?) Asked(Burst burst, Denial? denial)
    {
        burst.RefusalCode = denial?.Code;
        return (true, denial?.Message);
    }

    private static (bool, string?) Deliver(Burst burst, string bookmarkId, BookmarkKind kind, Stimulus stimulus)
    {
        if (Find(burst, bookmarkId) is not { Wait: { } wait } frame || wait.Kind != kind)
        {
            return Missed;
        }

        if (burst.IsHeld && kind == BookmarkKind.Task)
        {
            return (true, Held);
        }

        return Resume(burst, frame, stimulus);
    }

    // The timer of a task is the task's id with a suffix; every other timer has the id of its bookmark.
    private static (bool, string?) Fire(Burst burst, TimerFired timer)
    {
        var suffixed = timer.TimerId.EndsWith(HumanTask.TimerSuffix, StringComparison.Ordinal);
        var frame = Find(burst, suffixed ? timer.TimerId[..^HumanTask.TimerSuffix.Length] : timer.TimerId);
        if (frame?.Wait is not { } wait || wait.Kind != (suffixed ? BookmarkKind.Task : BookmarkKind.Timer))
        {
            return Missed;
        }

        return Resume(burst, frame, timer);
    }

    private static (bool, string?) Resume(Burst burst, Frame frame, Stimulus stimulus)
    {
        burst.State.Status = InstanceStatus.Running;
        try
        {
            return (true, ((IWaiting)frame.Node.Activity).Resume(burst, frame, stimulus));
        }
        catch (Exception e)
        {
            burst.Fault(frame, e);
            return Taken;
        }
    }

    private static Frame? Find(Burst burst, string bookmarkId) => TaskNumber(burst, bookmarkId) is { } id ? Find(burst.State.Root, id) : null;

    private static int? TaskNumber(Burst burst, string bookmarkId)
    {
        var colon = bookmarkId.LastIndexOf(':');
        return colon == burst.State.InstanceId.Length
            && bookmarkId.StartsWith(burst.State.InstanceId, StringComparison.Ordinal)
            && int.TryParse(bookmarkId.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
    }

    private static Frame? Find(Frame frame, int id)
    {
        if (frame.Id == id)
        {
            return frame;
        }

        foreach (var child in frame.Children ?? [])
        {
            if (Find(child, id) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static void Cancel(Burst burst, string reason)
    {
        foreach (var child in burst.State.Root.Children?.ToArray() ?? [])
        {
            burst.Cancel(child);
        }

        burst.State.Root.Gone = true;
        foreach (var incident in burst.State.Incidents)
        {
            burst.Ask(new ResolveIncident(incident.Id));
        }

        burst.State.Incidents.Clear();
        burst.State.HeldSince = null;
        burst.State.Status = InstanceStatus.Cancelled;
        burst.Ask(new WriteHistory(null, null, null, "WorkflowCancelled", null, burst.Context.Actor, reason));
    }

    private static (bool, string?) Retry(Burst burst, string incidentId)
    {
        var incident = burst.State.Incidents.Find(i => i.Id == incidentId);
        if (incident is null)
        {
            return Missed;
        }

        if (burst.IsHeld)
        {
            return (true, Held);
        }

        if (Find(burst.State.Root, incident.Frame) is not { } frame)
        {
            burst.State.Incidents.Remove(incident);
            burst.Ask(new ResolveIncident(incident.Id));
            return Taken;
        }

        burst.State.Status = InstanceStatus.Running;
        burst.Resolve(frame);
        burst.Reschedule(frame);
        burst.RequeueScheduled(burst.State.Root);
        return Taken;
    }
}
