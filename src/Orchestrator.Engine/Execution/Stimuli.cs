namespace Orchestrator.Engine.Execution;

/// <summary>Something that happened to a waiting instance. A stimulus that matches nothing leaves the state as it was
/// and is reported by <see cref="Step.Matched"/>.</summary>
public abstract record Stimulus;

/// <summary>A person decided a task. <paramref name="Outcome"/> must be one of the task's outcomes.</summary>
public sealed record TaskCompleted(string TaskId, string Outcome, object? Result) : Stimulus;

public sealed record TimerFired(string TimerId) : Stimulus;

public sealed record EventArrived(string BookmarkId, object? Payload) : Stimulus;

/// <summary><paramref name="Status"/> is <c>Finished</c>, <c>Faulted</c> or <c>Cancelled</c>.</summary>
public sealed record ChildFinished(string BookmarkId, string ChildInstanceId, string Status, object? Output) : Stimulus;

/// <summary>How far a child has come that is not waited for: <paramref name="Status"/> is also <c>Suspended</c>.</summary>
public sealed record ChildReported(string BookmarkId, string ChildInstanceId, string Status, object? Output) : Stimulus;

public sealed record BarrierOpened(string BookmarkId, object? Payload) : Stimulus;

/// <summary>Moves the deadline of an open task (延期); reminders follow it.</summary>
public sealed record ExtendTask(string TaskId, DateTimeOffset DueAt) : Stimulus;

/// <summary>How somebody is added to an open task (加签).</summary>
public enum AddedSign
{
    /// <summary>Heard first; then the task comes again.</summary>
    Before,

    /// <summary>Heard when the task was agreed to.</summary>
    After,

    /// <summary>Heard at the same time; the task counts when both have agreed.</summary>
    Parallel,
}

/// <summary>Others sign too (加签). A refusal by one of them refuses the task.</summary>
public sealed record AddSigners(string TaskId, AddedSign Kind, IReadOnlyList<Assignment> Signers, string Reason) : Stimulus;

/// <summary>Takes an added signer off again (减签). An operator may also take off one of several who decide together.</summary>
public sealed record RemoveSigner(string TaskId, string Reason, bool ByOperator = false) : Stimulus;

/// <summary>Gives an open task to somebody else (转办); with <paramref name="ComesBack"/> the answer comes back to the owner,
/// who then decides (委派).</summary>
public sealed record PassOn(string TaskId, Assignment To, bool ComesBack, string Reason) : Stimulus;

/// <summary>An operator gives what names a person who leaves to somebody else (移交), whether the step allows passing on or
/// not; also a task that is set aside and comes again. Refusals: <c>handover.not-theirs</c>, <c>task.excluded</c>,
/// <c>task.same-step</c>.</summary>
/// <param name="ToUnit">The receiver's own unit; with <paramref name="ToRoles"/> it tells which seats of the step are his.</param>
public sealed record HandOver(string TaskId, string From, string To, string? ToUnit, IReadOnlySet<string> ToRoles, string Reason) : Stimulus;

/// <summary>Takes a task that is offered to several (领取); <see cref="UnclaimTask"/> gives it back.</summary>
public sealed record ClaimTask(string TaskId) : Stimulus;

public sealed record UnclaimTask(string TaskId) : Stimulus;

/// <summary>Sends the instance back to an earlier task (退回). What lies behind that task begins anew (重走), or, with
/// <paramref name="Straight"/>, waits and goes on where it was once the earlier task is done (直达).</summary>
/// <param name="Siblings">With 直达: others who decide at the same time go on meanwhile; otherwise they wait too.</param>
public sealed record ReturnTask(string TaskId, string ToActivityId, bool Straight, string Reason, bool Siblings = false) : Stimulus;

/// <summary>Whoever decided a task calls the decision back: 拿回 while nobody has acted on it, or, with <paramref name="Withdraw"/>,
/// 撤回 of everything that came of it, whoever acted. Refusals: <c>callback.nothing</c>, <c>callback.not-yours</c>,
/// <c>callback.too-late</c>, <c>operation.not-allowed</c>.</summary>
/// <param name="TaskId">The decided task.</param>
public sealed record CallBack(string TaskId, bool Withdraw, string Reason) : Stimulus;

/// <summary>An instance that has ended goes on at an activity of its outermost flow (唤醒). The refusals of <see cref="JumpTo"/>,
/// and <c>revive.running</c> for one that has not ended.</summary>
public sealed record ReviveInstance(string ActivityId, string Reason) : Stimulus;

/// <summary>Stops the clock (暂停): no timer fires, no task can be decided until <see cref="ReleaseInstance"/>.</summary>
public sealed record HoldInstance(string Reason) : Stimulus;

/// <summary>Starts the clock again; every deadline moves by the working days that were held.</summary>
public sealed record ReleaseInstance : Stimulus;

public sealed record CancelInstance(string Reason) : Stimulus;

/// <summary>Runs the activity of an incident again.</summary>
public sealed record RetryActivity(string IncidentId) : Stimulus;

/// <summary>An operator gives a variable another value. Refusals: <c>variable.unknown-scope</c>, <c>variable.unknown</c>,
/// <c>variable.type</c>.</summary>
/// <param name="Scope">The scope that declares it (<see cref="Interventions.ScopedVariable"/>); 0 is the workflow itself.</param>
public sealed record RepairVariable(int Scope, string Name, object? Value, string Reason) : Stimulus;

/// <summary>An operator makes the instance go on at another activity; what is open in the container of that activity is
/// cancelled. Refusals: <c>jump.unknown-activity</c>, <c>jump.scope-not-entered</c>, <c>jump.ambiguous</c>,
/// <c>jump.parallel</c>, <c>jump.loop-not-begun</c>, <c>jump.unreachable</c>.</summary>
public sealed record JumpTo(string ActivityId, string Reason) : Stimulus;

/// <summary>An operator changes whom a step will ask when it begins the next time, and every time after (变更后续办理人); tasks that are
/// open stay as they are. Refusals: <c>handlers.unknown-activity</c>, <c>handlers.no-step</c>, <c>handlers.one</c>,
/// <c>handlers.unchanged</c>.</summary>
/// <param name="To">Each decides together with the others where the step is decided by several; where it is decided by one, several
/// persons may take it. Empty: again whom the definition names.</param>
public sealed record ChangeHandlers(string ActivityId, IReadOnlyList<Assignment> To, string Reason) : Stimulus;

/// <summary>The instance was moved to another version of its definition (<see cref="Interventions.Migration"/>).</summary>
public sealed record MigrateInstance(string VersionId) : Stimulus;
