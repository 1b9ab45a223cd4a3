using System.Collections.Immutable;

namespace Orchestrator.Runtime.Storage.InMemory;

/// <summary>All engine rows at one moment. A transaction works on a copy and replaces the whole at its commit.</summary>
internal sealed record MemoryData
{
    public ImmutableDictionary<string, InstanceRecord> Instances { get; init; } = ImmutableDictionary<string, InstanceRecord>.Empty;

    public ImmutableDictionary<string, TaskRow> Tasks { get; init; } = ImmutableDictionary<string, TaskRow>.Empty;

    public ImmutableDictionary<(string InstanceId, string TimerId), TimerRow> Timers { get; init; } = ImmutableDictionary<(string, string), TimerRow>.Empty;

    public ImmutableDictionary<(string InstanceId, string BookmarkId), SubscriptionRow> Subscriptions { get; init; } = ImmutableDictionary<(string, string), SubscriptionRow>.Empty;

    public ImmutableDictionary<string, BarrierRow> Barriers { get; init; } = ImmutableDictionary<string, BarrierRow>.Empty;

    public ImmutableDictionary<(string Key, string InstanceId), PartyRow> Parties { get; init; } = ImmutableDictionary<(string, string), PartyRow>.Empty;

    public ImmutableList<StepRow> Steps { get; init; } = [];

    public ImmutableDictionary<string, IncidentRow> Incidents { get; init; } = ImmutableDictionary<string, IncidentRow>.Empty;

    public ImmutableSortedDictionary<long, WorkRow> Work { get; init; } = ImmutableSortedDictionary<long, WorkRow>.Empty;

    public ImmutableDictionary<long, LetterRow> Letters { get; init; } = ImmutableDictionary<long, LetterRow>.Empty;

    public ImmutableSortedDictionary<long, (OutboxRow Row, DateTimeOffset NextAt)> Outbox { get; init; } = ImmutableSortedDictionary<long, (OutboxRow, DateTimeOffset)>.Empty;

    public ImmutableDictionary<(string Consumer, string MessageId), DateTimeOffset> Inbox { get; init; } = ImmutableDictionary<(string, string), DateTimeOffset>.Empty;

    public ImmutableDictionary<(string ActorId, string CommandId), StoredCommand> Commands { get; init; } = ImmutableDictionary<(string, string), StoredCommand>.Empty;

    public ImmutableList<AuditRow> Audit { get; init; } = [];

    public ImmutableList<DefinitionRow> Definitions { get; init; } = [];

    public ImmutableDictionary<(string DefinitionId, string ActivityId), TriggerRow> Triggers { get; init; } = ImmutableDictionary<(string, string), TriggerRow>.Empty;

    public ImmutableDictionary<string, BatchRow> Batches { get; init; } = ImmutableDictionary<string, BatchRow>.Empty;

    public ImmutableDictionary<(string BatchId, int Seq), BatchItemRow> BatchItems { get; init; } = ImmutableDictionary<(string, int), BatchItemRow>.Empty;

    public long LastId { get; init; }
}
