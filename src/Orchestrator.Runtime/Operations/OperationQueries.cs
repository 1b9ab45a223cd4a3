using Orchestrator.Runtime.Commands;
using Orchestrator.Runtime.Messages;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <param name="Kind"><c>Activity</c> (of the engine), <c>Work</c>, <c>Timer</c> or <c>Errand</c> (background work that failed), <c>Stuck</c>
/// (found by the sweeper).</param>
/// <param name="Status"><c>Open</c>, <c>Retried</c> or <c>Resolved</c>.</param>
public sealed record IncidentRow(
    string Id, string Kind, string? InstanceId, string? RootId, string? CorrelationId, string? ActivityId, string? ActivityType,
    string Message, string? Detail, string Status, DateTimeOffset At, DateTimeOffset? ResolvedAt, string? ResolvedBy, int Retries);

public sealed record TimerRow(string InstanceId, string TimerId, DateTimeOffset DueAt, int Attempts, DateTimeOffset NextAt);

/// <summary>A schedule of a published definition.</summary>
/// <param name="Expression">The interval, the cron expression or the moment.</param>
/// <param name="DueAt">The next time; null when none will come.</param>
public sealed record ScheduleRow(string DefinitionId, string ActivityId, string VersionId, string Type, string Expression, DateTimeOffset? DueAt);

/// <param name="Status"><c>Pending</c>, <c>Sent</c> or <c>Failed</c>.</param>
public sealed record OutboxRow(
    long Id, string MessageId, string MessageType, string Body, string? InstanceId, string Status, int Attempts, string? Error, DateTimeOffset CreatedAt, DateTimeOffset? SentAt);

public sealed record WorkRow(
    long Id, string Kind, string InstanceId, string? BookmarkId, string? Payload, int Attempts, DateTimeOffset NextAt, string? Error, DateTimeOffset CreatedAt);

/// <param name="Result"><c>Done</c>, or the code of the refusal.</param>
public sealed record AuditRow(
    int Chain, long Seq, DateTimeOffset At, string ActorId, string ActorName, string? ActorUnit, string Action, string? ObjectType,
    string? ObjectId, string Result, string? Details, string? CommandId, string? RemoteAddress, string Hash)
{
    internal AuditEntry Entry => new(At, ActorId, ActorName, ActorUnit, Action, ObjectType, ObjectId, Result, Details, CommandId, RemoteAddress);
}

public sealed record AuditQuery(
    string? Actor = null, string? Action = null, string? ObjectType = null, string? ObjectId = null, string? Text = null,
    DateTimeOffset? From = null, DateTimeOffset? Until = null, int Page = 1, int Size = 50);

/// <param name="Broken">The first row of a chain that does not fit, with the reason in Chinese; empty when all is well.</param>
public sealed record AuditVerification(long Rows, IReadOnlyList<AuditBreak> Broken);

public sealed record AuditBreak(int Chain, long Seq, string Reason);

/// <param name="OutboxLag">Age of the oldest message not sent; zero when there is none.</param>
public sealed record RuntimeHealth(
    bool Database, bool TimerPump, bool Relay, bool WorkPump, int OpenIncidents, int DueTimers, int PendingMessages, int FailedMessages, int PendingWork, TimeSpan OutboxLag)
{
    /// <summary>Whether the message broker can be reached; null where messages stay in this process.</summary>
    public bool? Broker { get; init; }
}

/// <summary>Reads for operators and auditors, on their own connection.</summary>
public sealed class OperationQueries
{
    private readonly IStore _store;
    private readonly TimeProvider _clock;
    private readonly PumpPulse _pulse;
    private readonly MessageBus _bus;

    internal OperationQueries(IStore store, TimeProvider clock, PumpPulse pulse, MessageBus bus)
    {
        _bus = bus;
        _store = store;
        _clock = clock;
        _pulse = pulse;
    }


    public Task<Page<IncidentRow>> Incidents(string? status, string? instanceId = null, int page = 1, int size = 50, CancellationToken ct = default) =>
        _store.Reads.Incidents(status, instanceId, page, size, ct);

    public Task<Page<TimerRow>> Timers(string? instanceId = null, int page = 1, int size = 50, CancellationToken ct = default) =>
        _store.Reads.Timers(instanceId, page, size, ct);

    public Task<Page<OutboxRow>> Outbox(string? status, int page = 1, int size = 50, CancellationToken ct = default) =>
        _store.Reads.Outbox(status, page, size, ct);

    public Task<Page<WorkRow>> Work(int page = 1, int size = 50, CancellationToken ct = default) => _store.Reads.Work(page, size, ct);

    /// <summary>What starts instances by itself, by definition and activity.</summary>
    public async Task<IReadOnlyList<ScheduleRow>> Schedules(CancellationToken ct = default) =>
        [.. (await _store.Reads.Triggers(ct)).Select(t => new ScheduleRow(t.DefinitionId, t.ActivityId, t.VersionId, t.Type, t.Expression, t.DueAt))];

    /// <summary>Newest first.</summary>
    public Task<Page<AuditRow>> Audit(AuditQuery query, CancellationToken ct = default) => _store.Reads.Audit(query, ct);

    /// <summary>Recomputes every chain from its first row.</summary>
    public async Task<AuditVerification> VerifyAudit(CancellationToken ct = default)
    {
        var (rows, broken) = (0L, new List<AuditBreak>());
        foreach (var head in await _store.Reads.Chains(ct))
        {
            var last = new ChainHead(head.Chain, 0, "");
            AuditBreak? found = null;
            while (found is null && await _store.Reads.ChainRows(head.Chain, last.Seq, 1_000, ct) is { Count: > 0 } part)
            {
                foreach (var row in part)
                {
                    if (AuditChain.Break(row, last) is { } reason)
                    {
                        found = new(head.Chain, row.Seq, reason);
                        break;
                    }

                    (last, rows) = (new(row.Chain, row.Seq, row.Hash), rows + 1);
                }
            }

            // Rows that were added while this ran are beyond the head that was read; rows that are missing are before it.
            if (found is null && (last.Seq < head.Seq || (last.Seq == head.Seq && last.Hash != head.Hash)))
            {
                found = new(head.Chain, last.Seq + 1, "链尾的记录缺失");
            }

            if (found is not null)
            {
                broken.Add(found);
            }
        }

        return new(rows, broken);
    }

    /// <summary>The background loops of this process.</summary>
    public IReadOnlyList<PumpState> Pumps => _pulse.States;

    /// <summary>Whether the message broker can be reached; null where messages stay in this process.</summary>
    public bool? Broker => _bus.Connected;

    /// <summary>What waits and what failed, all hosts of the database together. The same figures, under the same names, are
    /// gauges from then on. Throws when the database does not answer.</summary>
    public async Task<IReadOnlyList<Figure>> Figures(CancellationToken ct = default)
    {
        var now = _clock.GetUtcNow();
        var figures = Figure.From(await _store.Reads.Health(now, ct), await _store.Reads.Backlog(now, ct));
        Telemetry.Show(figures);
        return figures;
    }

    public async Task<RuntimeHealth> Health(CancellationToken ct = default)
    {
        try
        {
            var health = await _store.Reads.Health(_clock.GetUtcNow(), ct);
            return health with { TimerPump = _pulse.Timers.Alive, WorkPump = _pulse.Work.Alive && _pulse.Errands.Alive, Relay = _pulse.Relay.Alive, Broker = _bus.Connected };
        }
        catch (System.Data.Common.DbException)
        {
            return new(false, _pulse.Timers.Alive, _pulse.Relay.Alive, _pulse.Work.Alive && _pulse.Errands.Alive, 0, 0, 0, 0, 0, TimeSpan.Zero) { Broker = _bus.Connected };
        }
    }
}
