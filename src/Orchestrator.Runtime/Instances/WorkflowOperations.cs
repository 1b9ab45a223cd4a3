using Orchestrator.Engine.Values;

namespace Orchestrator.Runtime;

/// <param name="DefinitionId">Its published version is used.</param>
/// <param name="InstanceId">Given by the caller, so that starting twice is noticed: <c>instance.exists</c> (409).</param>
/// <param name="CorrelationId">The campaign id.</param>
/// <param name="Subject">The unit that the instance is about; lists filter by it.</param>
public sealed record StartInstance(
    string DefinitionId, string InstanceId, string Name, string? CorrelationId, JsObject Input, string? Subject = null);

/// <param name="Status">Of the instance after the step: <c>Suspended</c>, <c>Finished</c> …</param>
public sealed record TaskDone(string TaskId, string CaseId, string Status);

/// <summary>
/// What can be done to workflow instances inside a unit of work. Every method carries the engine's requests out in the
/// same transaction; effects on other instances beyond a bound go through durable work rows.
/// </summary>
public sealed class WorkflowOperations
{
    /// <summary>Starts an instance and returns its id. Refusals: <c>definition.unknown</c>, <c>instance.exists</c>.</summary>
    public Task<Outcome<string>> Start(StartInstance start) => throw new NotSupportedException();

    /// <summary>
    /// Decides a task: checks the person (403 <c>task.not-yours</c>, 404 when unknown or invisible), the revision and
    /// that it is open (409 <c>task.stale</c>, <c>task.already-decided</c>), the outcome (422), the form's schema, runs
    /// the form's <see cref="ITaskForm"/> chain, then resumes the instance.
    /// </summary>
    public Task<Outcome<TaskDone>> CompleteTask(string taskId, long revision, string outcome, JsObject data) => throw new NotSupportedException();

    /// <summary>Delivers an event to the instances that wait for it; returns how many there are. Nobody waiting is fine.</summary>
    /// <param name="correlationId">Only instances of this correlation; null for all.</param>
    /// <param name="instanceId">Only this instance; null for all.</param>
    public Task<Outcome<int>> PublishEvent(string name, string? correlationId, string? instanceId, object? payload) => throw new NotSupportedException();

    /// <summary>Stops the clock of the instance and its children.</summary>
    public Task<Outcome<Done>> Hold(string instanceId, string reason) => throw new NotSupportedException();

    /// <summary>Starts the clock again; deadlines move by the working days held.</summary>
    public Task<Outcome<Done>> Release(string instanceId) => throw new NotSupportedException();

    /// <summary>Ends the instance and its children; open tasks, timers and subscriptions close.</summary>
    public Task<Outcome<Done>> Cancel(string instanceId, string reason) => throw new NotSupportedException();

    /// <summary>Moves the deadline of an open task.</summary>
    public Task<Outcome<Done>> ExtendTask(string taskId, DateTimeOffset dueAt) => throw new NotSupportedException();

    /// <summary>Runs the activity or the background work of an open incident again.</summary>
    public Task<Outcome<Done>> Retry(string incidentId) => throw new NotSupportedException();

    /// <summary>Keeps what a person has typed so far; does not change the task's revision.</summary>
    public Task<Outcome<Done>> SaveTaskDraft(string taskId, JsObject data) => throw new NotSupportedException();
}
