using System.Data.Common;
using Orchestrator.Runtime.Commands;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>
/// A command's part in a common transaction. It has what was read when the command began and may write; anything else it
/// asks for throws <see cref="OwnTransactionException"/>.
/// </summary>
/// <param name="kind">What is remembered when it turns out to need more.</param>
/// <param name="newInstanceId">The instance that the command begins.</param>
internal sealed class PostgresMember(PostgresGroups groups, string kind, string? newInstanceId) : SqlTransaction
{
    private readonly TaskCompletionSource<StoredCommand?> _admission = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<AuditEntry> _audits = [];
    private PostgresGroup? _group;
    private int _standing;

    private enum Standing
    {
        Waiting,
        Working,
        Deposited,
        Left,
        Late,
    }

    public string Kind { get; private set; } = kind;

    public string? NewInstanceId { get; } = newInstanceId;

    public string ActorId { get; private set; } = "";

    public string CommandId { get; private set; } = "";

    public string? TaskId { get; private set; }

    public bool IsWaiting => Volatile.Read(ref _standing) == (int)Standing.Waiting;

    /// <summary>Told when it ends, whatever came of it.</summary>
    public Action? Ended { get; init; }

    public override DbConnection Connection => throw NeedsMore();

    public override DbTransaction Transaction => throw NeedsMore();

    protected override bool LocksRows => false;

    public override async Task<StoredCommand?> BeginCommand(string actorId, string commandId, string? taskId, CancellationToken ct)
    {
        (ActorId, CommandId, TaskId) = (actorId, commandId, taskId);
        groups.Enter(this);
        return await _admission.Task.WaitAsync(ct);
    }

    public override Task AddAudit(AuditEntry entry, CancellationToken ct)
    {
        _audits.Add(entry);
        return Task.CompletedTask;
    }

    /// <summary>Deposits what is to be written and waits for the common commit, however long that takes: after the deposit the
    /// command can no longer be taken back.</summary>
    public override async Task Commit(CancellationToken ct)
    {
        if (!Move(Standing.Working, Standing.Deposited))
        {
            throw new OwnTransactionException();
        }

        _group!.Decided();
        await _end.Task;
    }

    public override ValueTask DisposeAsync()
    {
        if (!Move(Standing.Waiting, Standing.Left) && Move(Standing.Working, Standing.Left))
        {
            _group!.Decided();
        }

        Ended?.Invoke();
        return ValueTask.CompletedTask;
    }

    // Called by the group.
    public bool Admit(PostgresGroup group, string kind, StoredCommand? before, InstanceRecord? instance, TaskRow? task)
    {
        (_group, Kind) = (group, kind);
        if (instance is not null && task is not null)
        {
            HoldLocked(task.Id, instance, task);
        }

        if (!Move(Standing.Waiting, Standing.Working))
        {
            return false;
        }

        _admission.SetResult(before);
        return true;
    }

    /// <summary>Whether it has deposited its writes; if not, it cannot any more.</summary>
    public bool HasDeposited() => !Move(Standing.Working, Standing.Late) && Volatile.Read(ref _standing) == (int)Standing.Deposited;

    /// <summary>The writes, with the audit rows behind the head of the chain, and the new head.</summary>
    public (IReadOnlyList<Statement> Writes, ChainHead Head) Written(ChainHead head)
    {
        foreach (var entry in _audits)
        {
            head = AuditChain.After(head, entry);
            WriteAudit(entry, head);
        }

        return (Queue, head);
    }

    public void Succeed() => _end.TrySetResult();

    public void Fail(OwnTransactionException why)
    {
        _end.TrySetException(why);
        _ = _end.Task.Exception;
    }

    public void Refuse(OwnTransactionException why)
    {
        if (Move(Standing.Waiting, Standing.Late))
        {
            _admission.TrySetException(why);
            _ = _admission.Task.Exception;
        }
    }

    // An instance that was looked for when the command began, and that is not there.
    public override async Task<InstanceRecord?> LockInstance(string instanceId, CancellationToken ct) =>
        instanceId == NewInstanceId && Queue.Count == 0 ? null : await base.LockInstance(instanceId, ct);

    public override Task Flush(CancellationToken ct) => throw NeedsMore();

    protected override string TextsOf(string parameter) => throw NeedsMore();

    protected override void QueueKeyLock(string key) => throw NeedsMore();

    protected override Task<bool> TryBecomeRelay(CancellationToken ct) => throw NeedsMore();

    protected override Task Read(CancellationToken ct, params Reading[] readings) => throw NeedsMore();

    protected override Task<int> Execute(Statement statement, CancellationToken ct) => throw NeedsMore();

    private OwnTransactionException NeedsMore()
    {
        groups.DoesNotSuit(Kind);
        return new();
    }

    private bool Move(Standing from, Standing to) => Interlocked.CompareExchange(ref _standing, (int)to, (int)from) == (int)from;
}
