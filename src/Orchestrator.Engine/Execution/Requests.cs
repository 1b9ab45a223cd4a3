using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

/// <summary>
/// What a step asks the runtime to carry out, in order, in the transaction that saves the new state. Requests are
/// plain facts: repeating a step gives the same requests with the same ids.
/// </summary>
public abstract record Request;

/// <summary>Who may act on a task. A person matches when named in <paramref name="Persons"/>, or when the unit and the
/// role both match (a null unit or role matches any). <paramref name="Excluded"/> persons never match (separation of
/// duties, rule T-04).</summary>
public sealed record Assignment(IReadOnlyList<string> Persons, string? Unit, string? Role, IReadOnlyList<string> Excluded)
{
    /// <summary>The unit that the task is done for (承办单位), whoever has it: it stays when somebody takes the task or gets it.</summary>
    public string? ForUnit { get; init; }

    /// <summary>The post that the task was meant for.</summary>
    public string? ForRole { get; init; }
}

/// <summary>Opens a human task. <paramref name="TaskId"/> is derived from instance, activity and pass and equals the id
/// of the bookmark that waits. <paramref name="Step"/> is the stable code of the step (for filters and permissions),
/// <paramref name="Form"/> the key of the form, for example <c>reviews/intake</c>. <paramref name="Outcomes"/> are the
/// ports a person may choose. <paramref name="Payload"/> is read-only data for the form, <paramref name="Fields"/> what the
/// step changes about the form.</summary>
public sealed record OpenTask(
    string TaskId, string ActivityId, int Pass, string Step, string Title, string Form, Assignment Assignment,
    IReadOnlyList<string> Outcomes, DateTimeOffset? DueAt, object? Payload, FieldRules? Fields = null) : Request;

public enum TaskClosure
{
    /// <summary>A person decided.</summary>
    Completed,

    /// <summary>The flow went on without it: sibling decided, branch or instance cancelled.</summary>
    Cancelled,

    /// <summary>The deadline passed and the task's policy decided.</summary>
    Expired,

    /// <summary>It comes again: others are heard first, or something earlier is corrected first.</summary>
    Deferred,
}

public sealed record CloseTask(string TaskId, TaskClosure Closure, string? Outcome, object? Result, string? Actor) : Request;

/// <summary>An open task is somebody else's from now on (转办, 委派, 领取): same id, same deadline. Whoever is only asked gets
/// another form and other outcomes.</summary>
public sealed record ReassignTask(string TaskId, Assignment Assignment, string Form, IReadOnlyList<string> Outcomes, FieldRules? Fields = null) : Request;

/// <summary>The deadline of an open task moved (extension, hold).</summary>
public sealed record MoveTaskDeadline(string TaskId, DateTimeOffset? DueAt) : Request;

/// <summary>A rung of the reminder ladder was reached. <paramref name="Level"/> is one of <c>remind</c>,
/// <c>overdue</c>, <c>urge</c> (催办), <c>supervise</c> (督办), <c>interview</c> (约谈).</summary>
public sealed record NotifyTask(string TaskId, string Level) : Request;

/// <summary>Wakes the instance at <paramref name="DueAt"/> with <see cref="TimerFired"/>. Replaces a timer of the same id.</summary>
public sealed record StartTimer(string TimerId, DateTimeOffset DueAt) : Request;

public sealed record CancelTimer(string TimerId) : Request;

/// <summary>The instance waits for an event of that name; the runtime delivers <see cref="EventArrived"/>.</summary>
public sealed record SubscribeEvent(string BookmarkId, string EventName) : Request;

public sealed record UnsubscribeEvent(string BookmarkId) : Request;

/// <summary>Publishes an event to waiting instances, and to definitions started by it.
/// <paramref name="OnlyThisInstance"/> keeps it local; a <paramref name="CorrelationId"/> narrows the receivers.</summary>
public sealed record PublishEvent(string EventName, string? CorrelationId, bool OnlyThisInstance, object? Payload) : Request;

/// <summary>Starts a child instance. With <paramref name="Wait"/> the runtime delivers <see cref="ChildFinished"/> to
/// <paramref name="BookmarkId"/> when it ends; with <paramref name="Report"/> it delivers <see cref="ChildReported"/> there
/// as soon as its first step is done.</summary>
public sealed record StartChild(
    string BookmarkId, string ChildInstanceId, string DefinitionId, string? CorrelationId, JsObject Input, bool Wait, bool Report = false) : Request;

public sealed record CancelChild(string ChildInstanceId) : Request;

/// <summary>The instance arrives at a barrier shared by many instances. When <paramref name="Expected"/> parties have
/// arrived (or left), the runtime publishes the event <c>barrier-gathered:{key}</c>; with <paramref name="AutoOpen"/>
/// it opens at once. An open barrier lets later arrivals pass: <see cref="BarrierOpened"/> is delivered.</summary>
public sealed record ArriveAtBarrier(string BookmarkId, string Key, int? Expected, bool AutoOpen) : Request;

/// <summary>The instance will not arrive (any more): withdrawn or cancelled parties are not waited for.</summary>
public sealed record LeaveBarrier(string Key) : Request;

/// <summary>Opens a barrier: everyone who waits there goes on with <paramref name="Payload"/>.</summary>
public sealed record OpenBarrier(string Key, object? Payload) : Request;

/// <summary>Runs a named command of a service in the same transaction (a ledger entry, a document number, a case
/// state). Refusal by the service fails the step, which becomes an incident.</summary>
public sealed record RunCommand(string CommandId, string Name, object? Payload) : Request;

/// <summary>Sends a message to other services through the outbox.</summary>
public sealed record SendMessage(string MessageType, object? Payload) : Request;

/// <summary>A text written by WriteLine, kept for the author's dry run and the log.</summary>
public sealed record WriteLine(string Text) : Request;

/// <summary>One row of the instance's history. <paramref name="Event"/> is one of <c>Started Completed Suspended
/// Resumed Faulted Canceled</c> for activities, <c>Stage</c> (stage and round were declared; data has both) and
/// <c>Extended</c> (the deadline of a task moved; data is the new one), and <c>WorkflowStarted WorkflowFinished WorkflowCancelled
/// WorkflowFaulted WorkflowHeld WorkflowReleased</c> for the instance. An operator leaves <c>VariableRepaired</c> (outcome is the
/// variable), <c>Jumped</c> (of the target) and <c>WorkflowMigrated</c> (data has both versions); data is the reason.</summary>
public sealed record WriteHistory(
    string? ActivityId, string? ActivityType, string? ActivityName, string Event, string? Outcome, string? Actor, object? Data) : Request;

/// <summary>Something failed that an operator must see. The activity can be retried with <see cref="RetryActivity"/>.</summary>
public sealed record RaiseIncident(string IncidentId, string ActivityId, string ActivityType, string Message, string? Detail) : Request;

public sealed record ResolveIncident(string IncidentId) : Request;
