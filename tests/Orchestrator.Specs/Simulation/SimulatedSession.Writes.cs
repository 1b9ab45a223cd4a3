using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Specs.Simulation;

/// <summary>Writes that wait for nobody and whose only guard is their own.</summary>
internal sealed partial class SimulatedSession
{
    public void InsertTask(TaskRow task) => Write(rows => rows.InsertTask(task));

    public void CloseTask(string taskId, TaskRowStatus status, string? outcome, string? result, DateTimeOffset at, string? actorId, string? actorName) =>
        Write(rows => rows.CloseTask(taskId, status, outcome, result, at, actorId, actorName));

    public void ReassignTask(ReassignTask to) => Write(rows => rows.ReassignTask(to));

    public void MoveTaskDeadline(string taskId, DateTimeOffset? dueAt, bool overdue) => Write(rows => rows.MoveTaskDeadline(taskId, dueAt, overdue));

    public void MarkTask(string taskId, string level, bool overdue) => Write(rows => rows.MarkTask(taskId, level, overdue));

    public void SaveTaskDraft(string taskId, string draft) => Write(rows => rows.SaveTaskDraft(taskId, draft));

    public void HoldTasks(string instanceId, DateTimeOffset? heldSince) => Write(rows => rows.HoldTasks(instanceId, heldSince));

    public void PutTimer(TimerRow timer) => Write(rows => rows.PutTimer(timer));

    public void DeleteTimer(string instanceId, string timerId) => Write(rows => rows.DeleteTimer(instanceId, timerId));

    public void RescheduleTimer(string instanceId, string timerId, int attempts, DateTimeOffset nextAt) =>
        Write(rows => rows.RescheduleTimer(instanceId, timerId, attempts, nextAt));

    public void AddSubscription(SubscriptionRow subscription) => Write(rows => rows.AddSubscription(subscription));

    public void RemoveSubscription(string instanceId, string bookmarkId) => Write(rows => rows.RemoveSubscription(instanceId, bookmarkId));

    public void ClearWaits(string instanceId) => Write(rows => rows.ClearWaits(instanceId));

    public void PutBarrier(BarrierRow barrier) => Write(rows => rows.PutBarrier(barrier));

    public void PutParty(PartyRow party) => Write(rows => rows.PutParty(party));

    public void AddStep(StepRow step) => Write(rows => rows.AddStep(step));

    public void PutIncident(IncidentRow incident) => Write(rows => rows.PutIncident(incident));

    public void CloseIncident(string incidentId, string status, DateTimeOffset at, string by) => Write(rows => rows.CloseIncident(incidentId, status, at, by));

    public void AddWork(WorkRow work) => Write(rows => rows.AddWork(work));

    public void DeleteWork(long id) => Write(rows => rows.DeleteWork(id));

    public void RescheduleWork(long id, int attempts, DateTimeOffset nextAt, string? error) => Write(rows => rows.RescheduleWork(id, attempts, nextAt, error));

    public void RewriteWork(long id, string payload) => Write(rows => rows.RewriteWork(id, payload));

    public void PutLetter(LetterRow letter) => Write(rows => rows.PutLetter(letter));

    public void AddOutbox(OutboxRow message) => Write(rows => rows.AddOutbox(message));

    public void MarkOutbox(long id, string status, int attempts, DateTimeOffset nextAt, string? error, DateTimeOffset? sentAt) =>
        Write(rows => rows.MarkOutbox(id, status, attempts, nextAt, error, sentAt));

    public void AddDefinition(DefinitionRow definition) => Write(rows => rows.AddDefinition(definition));

    public void SetDefinitionStatus(string versionId, string status, DateTimeOffset? publishedAt, string? publishedBy) =>
        Write(rows => rows.SetDefinitionStatus(versionId, status, publishedAt, publishedBy));

    public void PutTriggers(string definitionId, IReadOnlyList<TriggerRow> triggers) => Write(rows => rows.PutTriggers(definitionId, triggers));

    public void MoveTrigger(string definitionId, string activityId, DateTimeOffset? dueAt) => Write(rows => rows.MoveTrigger(definitionId, activityId, dueAt));

    public void CorrelateSubscriptions(string instanceId, string? correlationId) => Write(rows => rows.CorrelateSubscriptions(instanceId, correlationId));
}
