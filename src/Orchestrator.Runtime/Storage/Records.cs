using Orchestrator.Engine.Execution;

namespace Orchestrator.Runtime.Storage;

/// <summary>An instance with the engine's state, as one transaction sees it.</summary>
/// <param name="HistorySeq">Number of history rows written so far.</param>
/// <param name="State">The saved state.</param>
internal sealed record InstanceRecord(InstanceRow Row, long HistorySeq, byte[] State)
{
    /// <summary>The loaded state, when this transaction already has it.</summary>
    public WorkflowState? Loaded { get; init; }
}

internal sealed record StoredCommand(string ActorId, string CommandId, string Fingerprint, string Answer, DateTimeOffset At);

/// <summary>What one step of an instance did; its events are numbered from <paramref name="Seq"/>.</summary>
/// <param name="Version">Of the definition that the step ran on.</param>
/// <param name="Events">See <see cref="StepEvents"/>.</param>
internal sealed record StepRow(
    string InstanceId, long Seq, DateTimeOffset At, string? ActorId, string? ActorName, string? Stage, int Round, int Version, string Events)
{
    /// <summary>Of the instance; read only.</summary>
    public string? DefinitionId { get; init; }
}

/// <summary>What an audit row says, before it has a place in a chain.</summary>
internal sealed record AuditEntry(
    DateTimeOffset At, string ActorId, string ActorName, string? ActorUnit, string Action, string? ObjectType, string? ObjectId, string Result, string? Details,
    string? CommandId, string? RemoteAddress)
{
    public AuditRow In(ChainHead chain) => new(
        chain.Chain, chain.Seq, At, ActorId, ActorName, ActorUnit, Action, ObjectType, ObjectId, Result, Details, CommandId, RemoteAddress, chain.Hash);
}

internal sealed record ChainHead(int Chain, long Seq, string Hash);

internal sealed record SubscriptionRow(string InstanceId, string BookmarkId, string EventName, string? CorrelationId);

internal sealed record BarrierRow(string Key, int? Expected, bool AutoOpen, bool Gathered, DateTimeOffset? OpenedAt, string? Payload);

internal enum PartyStatus
{
    Waiting,
    Released,
    Left,
}

internal sealed record PartyRow(string Key, string InstanceId, string? BookmarkId, PartyStatus Status, DateTimeOffset At);

internal sealed record DefinitionRow(DefinitionVersion Version, byte[] Document);

/// <summary>The answer to asking for an instance without waiting.</summary>
/// <param name="Busy">Another transaction works on it.</param>
internal readonly record struct TriedLock(InstanceRecord? Record, bool Busy);

/// <summary>An instance with its due timers in the order they are due.</summary>
internal sealed record DueInstance(InstanceRecord Record, IReadOnlyList<TimerRow> Timers);
