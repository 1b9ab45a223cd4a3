using Orchestrator.Engine.Execution;
using System.Data.Common;

namespace Orchestrator.Runtime.Storage;

/// <summary>
/// Where engine rows live. Three implementations keep one compliance suite: memory, SQLite, PostgreSQL.
/// </summary>
internal interface IStore : IAsyncDisposable
{
    StoreKind Kind { get; }

    /// <summary>Reads committed rows, outside any transaction.</summary>
    IStoreReads Reads { get; }

    /// <summary>Begins a write transaction. On one-writer stores it waits for its turn, in order of arrival.</summary>
    Task<IStoreTransaction> Begin(CancellationToken ct);

    /// <summary>
    /// Begins a transaction for a command that, as far as is known, needs no more than what <see cref="IStoreTransaction.BeginCommand"/>
    /// looks at: it may be carried out together with others. When it needs more after all, it throws a transient exception and
    /// is to be repeated in a transaction from <see cref="Begin"/>.
    /// </summary>
    /// <param name="kind">The command's name: what it needs is remembered by it.</param>
    /// <param name="newInstanceId">The instance that the command is going to begin.</param>
    Task<IStoreTransaction> BeginSmall(string kind, string? newInstanceId, CancellationToken ct) => Begin(ct);

    /// <summary>Whether repeating the transaction may help: busy, deadlock, serialization failure, a lost connection.</summary>
    bool IsTransient(Exception exception);

    /// <summary>A connection of the pool for a service's reads; null in memory.</summary>
    DbConnection? OpenRead();
}

/// <summary>The command must be carried out in a transaction of its own: nothing of it is stored, repeat it at once.</summary>
internal sealed class OwnTransactionException(Exception? why = null) : Exception("The command needs a transaction of its own.", why);

/// <summary>
/// One transaction over engine rows. Writes are queued and sent together before the next read or at the commit, so that
/// a step costs few round trips. A guarded write that meets another revision throws <see cref="LostRaceException"/> when
/// it is sent. Nothing is visible to others before <see cref="Commit"/>; disposing without it rolls back.
/// </summary>
internal partial interface IStoreTransaction : IAsyncDisposable
{
    DbConnection? Connection { get; }

    DbTransaction? Transaction { get; }

    Task Flush(CancellationToken ct);

    Task Commit(CancellationToken ct);

    // Commands and audit

    /// <summary>Makes other runs of the same command wait until this transaction ends, and looks whether it was done before.</summary>
    /// <param name="taskId">The task that the command decides, when it is one: it is locked with its instance on the same way.</param>
    Task<StoredCommand?> BeginCommand(string actorId, string commandId, string? taskId, CancellationToken ct);

    void AddCommand(StoredCommand command);

    /// <summary>Appends to a chain that is free; the store gives number and hash (<see cref="Commands.AuditChain"/>).</summary>
    Task AddAudit(AuditEntry entry, CancellationToken ct);

    // Instances

    /// <summary>The instance, locked until the end of the transaction; waits for its turn.</summary>
    Task<InstanceRecord?> LockInstance(string instanceId, CancellationToken ct);

    /// <summary>The instance, locked, or the fact that it is busy; never waits.</summary>
    Task<TriedLock> TryLockInstance(string instanceId, CancellationToken ct);

    /// <summary>The task and its instance, locked.</summary>
    Task<(TaskRow Task, InstanceRecord Instance)?> LockTask(string taskId, CancellationToken ct);

    /// <summary>Ids of the instance's children that have not ended, in order.</summary>
    Task<IReadOnlyList<string>> RunningChildren(string instanceId, CancellationToken ct);

    /// <summary>The name of an instance, without locking it.</summary>
    Task<string?> NameOf(string instanceId, CancellationToken ct);

    void InsertInstance(InstanceRecord record);

    /// <summary>Guarded by the revision before.</summary>
    void UpdateInstance(InstanceRecord record);

    // Tasks
    Task<TaskRow?> FindTask(string taskId, CancellationToken ct);

    void InsertTask(TaskRow task);

    /// <summary>Guarded: the task must be open. Raises its revision.</summary>
    void CloseTask(string taskId, TaskRowStatus status, string? outcome, string? result, DateTimeOffset at, string? actorId, string? actorName);

    /// <summary>Guarded: the task must be open. Raises its revision.</summary>
    void ReassignTask(ReassignTask to);

    void MoveTaskDeadline(string taskId, DateTimeOffset? dueAt, bool overdue);

    void MarkTask(string taskId, string level, bool overdue);

    /// <summary>Guarded: the task must be open.</summary>
    void SaveTaskDraft(string taskId, string draft);

    void HoldTasks(string instanceId, DateTimeOffset? heldSince);

    // Waits
    void PutTimer(TimerRow timer);

    void DeleteTimer(string instanceId, string timerId);

    void RescheduleTimer(string instanceId, string timerId, int attempts, DateTimeOffset nextAt);

    /// <summary>Takes up to <paramref name="limit"/> instances with due timers that nobody works on; held ones are left out.</summary>
    Task<IReadOnlyList<DueInstance>> TakeDueTimers(DateTimeOffset now, int limit, CancellationToken ct);

    void AddSubscription(SubscriptionRow subscription);

    void RemoveSubscription(string instanceId, string bookmarkId);

    /// <summary>Who waits for the event, by instance and bookmark. Null narrows nothing.</summary>
    Task<IReadOnlyList<SubscriptionRow>> Subscribers(string eventName, string? correlationId, string? instanceId, CancellationToken ct);

    /// <summary>Removes timers and subscriptions of an instance that has ended.</summary>
    void ClearWaits(string instanceId);

    // Barriers

    /// <summary>The barrier, locked; made closed and empty when there was none.</summary>
    Task<BarrierRow> LockBarrier(string key, CancellationToken ct);

    Task<IReadOnlyList<PartyRow>> Parties(string key, CancellationToken ct);

    void PutBarrier(BarrierRow barrier);

    void PutParty(PartyRow party);

    // History and incidents
    void AddStep(StepRow step);

    Task<IncidentRow?> FindIncident(string incidentId, CancellationToken ct);

    /// <summary>Adds it, or replaces everything but the count of retries.</summary>
    void PutIncident(IncidentRow incident);

    /// <summary>Does nothing when there is none or it is resolved.</summary>
    void CloseIncident(string incidentId, string status, DateTimeOffset at, string by);

    // Background work
    void AddWork(WorkRow work);

    void DeleteWork(long id);

    void RescheduleWork(long id, int attempts, DateTimeOffset nextAt, string? error);

    /// <summary>The oldest work that is due, that nobody else holds and that is no errand.</summary>
    Task<WorkRow?> TakeWork(DateTimeOffset now, CancellationToken ct);

    /// <summary>The oldest errand that is due and that nobody else holds.</summary>
    Task<WorkRow?> TakeErrand(DateTimeOffset now, CancellationToken ct);

    Task<WorkRow?> FindWork(long id, CancellationToken ct);

    void RewriteWork(long id, string payload);

    Task<LetterRow?> FindLetter(long workId, CancellationToken ct);

    /// <summary>Adds it or replaces it.</summary>
    void PutLetter(LetterRow letter);

    // Messages
    void AddOutbox(OutboxRow message);

    /// <summary>Pending messages in order; empty while another relay is at work.</summary>
    Task<IReadOnlyList<OutboxRow>> TakeOutbox(DateTimeOffset now, int limit, CancellationToken ct);

    Task<OutboxRow?> FindOutbox(long id, CancellationToken ct);

    void MarkOutbox(long id, string status, int attempts, DateTimeOffset nextAt, string? error, DateTimeOffset? sentAt);

    /// <summary>Remembers a message for a consumer; false when it was remembered before.</summary>
    Task<bool> EnterInbox(string consumer, string messageId, DateTimeOffset at, CancellationToken ct);

    // Definitions
    Task<IReadOnlyList<DefinitionRow>> LockDefinition(string definitionId, CancellationToken ct);

    void AddDefinition(DefinitionRow definition);

    void SetDefinitionStatus(string versionId, string status, DateTimeOffset? publishedAt, string? publishedBy);

    // Triggers

    /// <summary>The schedules of a definition, locked.</summary>
    Task<IReadOnlyList<TriggerRow>> Triggers(string definitionId, CancellationToken ct);

    /// <summary>Replaces all schedules of a definition.</summary>
    void PutTriggers(string definitionId, IReadOnlyList<TriggerRow> triggers);

    /// <summary>Takes schedules that are due and that nobody else holds, earliest first.</summary>
    Task<IReadOnlyList<TriggerRow>> TakeDueTriggers(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>Guarded: the schedule must be there. Null ends it.</summary>
    void MoveTrigger(string definitionId, string activityId, DateTimeOffset? dueAt);

    /// <summary>The id of an instance that has not ended, of a definition (null: of any) and with a correlation id (null:
    /// without one). Whoever asks the same later waits until this transaction ends.</summary>
    Task<string?> LockRunning(string? definitionId, string? correlationId, bool anyCorrelation, CancellationToken ct);

    /// <summary>The instance has another correlation id: its subscriptions follow.</summary>
    void CorrelateSubscriptions(string instanceId, string? correlationId);

    /// <summary>Deletes stored answers, inbox rows, sent messages and what was done to messages that wait no more, older than the
    /// moment; returns how many.</summary>
    Task<int> Forget(DateTimeOffset before, CancellationToken ct);
}

/// <summary>Reads of committed rows.</summary>
internal partial interface IStoreReads
{
    Task<TaskPage> Tasks(TaskListQuery query, Actor actor, DateTimeOffset now, DateTimeOffset endOfToday, CancellationToken ct);

    Task<TaskRow?> Task(string taskId, CancellationToken ct);

    /// <summary>Those of the given ids that exist, in no order.</summary>
    Task<IReadOnlyList<TaskRow>> Tasks(IReadOnlyCollection<string> taskIds, CancellationToken ct);

    Task<IReadOnlyList<TaskRow>> TasksOfCase(string caseId, bool openOnly, CancellationToken ct);

    Task<IReadOnlyList<string>> CasesWithTaskFor(Actor actor, string? correlationId, string? caseId, int limit, CancellationToken ct);

    Task<InstanceRecord?> Instance(string instanceId, CancellationToken ct);

    Task<Page<InstanceRow>> Instances(InstanceListQuery query, CancellationToken ct);

    /// <summary>Steps of an instance in order, from the one with event <paramref name="afterSeq"/> + 1.</summary>
    Task<IReadOnlyList<StepRow>> Steps(string instanceId, long afterSeq, int limit, CancellationToken ct);

    /// <summary>Steps of a case and its children by time.</summary>
    Task<IReadOnlyList<StepRow>> StepsOfCase(string caseId, CancellationToken ct);

    Task<Page<IncidentRow>> Incidents(string? status, string? instanceId, int page, int size, CancellationToken ct);

    Task<Page<TimerRow>> Timers(string? instanceId, int page, int size, CancellationToken ct);

    Task<DateTimeOffset?> NextTimer(CancellationToken ct);

    /// <summary>Errands do not count.</summary>
    Task<DateTimeOffset?> NextWork(CancellationToken ct);

    Task<DateTimeOffset?> NextErrand(CancellationToken ct);

    Task<DateTimeOffset?> NextTrigger(CancellationToken ct);

    /// <summary>Every schedule that starts instances, by definition and activity.</summary>
    Task<IReadOnlyList<TriggerRow>> Triggers(CancellationToken ct);

    Task<Page<OutboxRow>> Outbox(string? status, int page, int size, CancellationToken ct);

    Task<Page<WorkRow>> Work(int page, int size, CancellationToken ct);

    /// <summary>Messages that failed, those that failed last first.</summary>
    Task<Page<LetterEntry>> Letters(LetterFilter wanted, int page, int size, CancellationToken ct);

    Task<Page<AuditRow>> Audit(AuditQuery query, CancellationToken ct);

    Task<IReadOnlyList<ChainHead>> Chains(CancellationToken ct);

    Task<IReadOnlyList<AuditRow>> ChainRows(int chain, long afterSeq, int limit, CancellationToken ct);

    Task<RuntimeHealth> Health(DateTimeOffset now, CancellationToken ct);

    Task<Backlog> Backlog(DateTimeOffset now, CancellationToken ct);

    /// <summary>Running instances that nothing will wake and that have no open incident.</summary>
    Task<IReadOnlyList<InstanceRow>> Stuck(int limit, CancellationToken ct);

    /// <summary>Open incidents of timers, work and stuck instances that are no more: ids, in order.</summary>
    Task<IReadOnlyList<string>> Overtaken(int limit, CancellationToken ct);

    /// <summary>Messages that were sent since the moment and that a consumer of their type has not taken in.</summary>
    Task<IReadOnlyList<OutboxRow>> NotTakenIn(string consumer, string messageType, DateTimeOffset since, DateTimeOffset until, CancellationToken ct);

    Task<IReadOnlyList<DefinitionVersion>> Definitions(string? definitionId, CancellationToken ct);

    Task<DefinitionRow?> Definition(string? versionId, string? definitionId, int? version, CancellationToken ct);
}
