using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Interventions;

/// <summary>
/// What a deed does, read off the very step that would carry it out: a preview that cannot differ from the execution as
/// long as the instance is at the same revision.
/// </summary>
/// <param name="Cancelled">Waits that end: tasks, timers, events, barriers, children.</param>
/// <param name="Deferred">Tasks that close and come again, when something earlier is corrected or others have signed.</param>
/// <param name="CancelledChildren">Ids of child instances that are cancelled.</param>
/// <param name="Resolved">Incidents that are closed with what they belong to.</param>
/// <param name="Opened">Waits that begin.</param>
/// <param name="Tasks">The tasks among them, with who may act.</param>
/// <param name="Commands">Commands of services that run on the way.</param>
/// <param name="Messages">Messages and events that are sent on the way.</param>
/// <param name="Failures">Incidents that the deed itself would raise.</param>
/// <param name="Status">Of the instance afterwards.</param>
public sealed record StepPlan(
    IReadOnlyList<Bookmark> Cancelled, IReadOnlyList<Bookmark> Deferred, IReadOnlyList<string> CancelledChildren, IReadOnlyList<OpenIncident> Resolved, IReadOnlyList<Bookmark> Opened,
    IReadOnlyList<OpenTask> Tasks, IReadOnlyList<string> Commands, IReadOnlyList<string> Messages, IReadOnlyList<OpenIncident> Failures, InstanceStatus Status)
{
    public static StepPlan Of(WorkflowState before, Step step)
    {
        var (old, now) = (before.Bookmarks, step.State.Status is InstanceStatus.Finished or InstanceStatus.Cancelled ? [] : step.State.Bookmarks);
        var opened = now.Where(wait => old.All(other => other.Id != wait.Id)).ToList();
        var (openBefore, openNow) = (before.OpenIncidentList, step.State.OpenIncidentList);
        var deferred = step.Requests.OfType<CloseTask>().Where(close => close.Closure == TaskClosure.Deferred).Select(close => close.TaskId).ToHashSet();
        var ended = old.Where(wait => now.All(other => other.Id != wait.Id)).ToLookup(wait => deferred.Contains(wait.Id));
        return new(
            [.. ended[false]],
            [.. ended[true]],
            [.. step.Requests.OfType<CancelChild>().Select(child => child.ChildInstanceId)],
            [.. openBefore.Where(incident => openNow.All(other => other.Id != incident.Id))],
            opened,
            [.. step.Requests.OfType<OpenTask>().Where(task => opened.Any(wait => wait.Id == task.TaskId))],
            [.. step.Requests.OfType<RunCommand>().Select(command => command.Name)],
            [.. step.Requests.OfType<SendMessage>().Select(message => message.MessageType), .. step.Requests.OfType<PublishEvent>().Select(published => published.EventName)],
            [.. openNow.Where(incident => openBefore.All(other => other.Id != incident.Id))],
            step.State.Status);
    }
}
