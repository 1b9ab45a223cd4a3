namespace Orchestrator.Runtime.Storage.InMemory;

internal sealed partial class MemoryTransaction
{
    public Task<IReadOnlyList<TriggerRow>> Triggers(string definitionId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<TriggerRow>>([.. _data.Triggers.Values.Where(t => t.DefinitionId == definitionId).OrderBy(t => t.ActivityId, StringComparer.Ordinal)]);

    public void PutTriggers(string definitionId, IReadOnlyList<TriggerRow> triggers) => _data = _data with
    {
        Triggers = _data.Triggers.RemoveRange(_data.Triggers.Keys.Where(key => key.DefinitionId == definitionId))
            .AddRange(triggers.Select(t => KeyValuePair.Create((t.DefinitionId, t.ActivityId), t))),
    };

    public Task<IReadOnlyList<TriggerRow>> TakeDueTriggers(DateTimeOffset now, int limit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<TriggerRow>>(
        [
            .. _data.Triggers.Values.Where(t => t.DueAt <= now)
                .OrderBy(t => t.DueAt).ThenBy(t => t.DefinitionId, StringComparer.Ordinal).ThenBy(t => t.ActivityId, StringComparer.Ordinal).Take(limit),
        ]);

    public void MoveTrigger(string definitionId, string activityId, DateTimeOffset? dueAt)
    {
        if (!_data.Triggers.TryGetValue((definitionId, activityId), out var trigger))
        {
            throw new LostRaceException($"trigger {definitionId} {activityId}");
        }

        _data = _data with { Triggers = _data.Triggers.SetItem((definitionId, activityId), trigger with { DueAt = dueAt }) };
    }

    public Task<string?> LockRunning(string? definitionId, string? correlationId, bool anyCorrelation, CancellationToken ct) =>
        Task.FromResult(_data.Instances.Values.Select(i => i.Row)
            .Where(i => i.FinishedAt is null && (definitionId is null || i.DefinitionId == definitionId) && (anyCorrelation || (i.CorrelationId ?? "") == (correlationId ?? "")))
            .Select(i => i.Id).Order(StringComparer.Ordinal).FirstOrDefault());

    public void CorrelateSubscriptions(string instanceId, string? correlationId) => _data = _data with
    {
        Subscriptions = _data.Subscriptions.SetItems(
            _data.Subscriptions.Where(pair => pair.Key.InstanceId == instanceId).Select(pair => KeyValuePair.Create(pair.Key, pair.Value with { CorrelationId = correlationId }))),
    };
}
