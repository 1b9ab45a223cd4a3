namespace Orchestrator.Runtime.Storage.InMemory;

internal sealed partial class MemoryTransaction
{
    public void PutTimer(TimerRow timer) => _data = _data with { Timers = _data.Timers.SetItem((timer.InstanceId, timer.TimerId), timer) };

    public void DeleteTimer(string instanceId, string timerId) => _data = _data with { Timers = _data.Timers.Remove((instanceId, timerId)) };

    public void RescheduleTimer(string instanceId, string timerId, int attempts, DateTimeOffset nextAt)
    {
        if (_data.Timers.TryGetValue((instanceId, timerId), out var timer))
        {
            PutTimer(timer with { Attempts = attempts, NextAt = nextAt });
        }
    }

    public Task<IReadOnlyList<DueInstance>> TakeDueTimers(DateTimeOffset now, int limit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<DueInstance>>(
        [
            .. _data.Timers.Values.Where(t => t.NextAt <= now && _data.Instances.TryGetValue(t.InstanceId, out var i) && i.Row.HeldSince is null)
                .OrderBy(t => t.NextAt).ThenBy(t => t.InstanceId, StringComparer.Ordinal).Take(limit).Select(t => t.InstanceId).Distinct()
                .Select(id => new DueInstance(
                    _data.Instances[id],
                    [.. _data.Timers.Values.Where(t => t.InstanceId == id && t.NextAt <= now).OrderBy(t => t.DueAt).ThenBy(t => t.TimerId, StringComparer.Ordinal)])),
        ]);

    public void AddSubscription(SubscriptionRow subscription) =>
        _data = _data with { Subscriptions = _data.Subscriptions.SetItem((subscription.InstanceId, subscription.BookmarkId), subscription) };

    public void RemoveSubscription(string instanceId, string bookmarkId) => _data = _data with { Subscriptions = _data.Subscriptions.Remove((instanceId, bookmarkId)) };

    public Task<IReadOnlyList<SubscriptionRow>> Subscribers(string eventName, string? correlationId, string? instanceId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<SubscriptionRow>>(
        [
            .. _data.Subscriptions.Values
                .Where(s => s.EventName == eventName && (correlationId is null || s.CorrelationId == correlationId) && (instanceId is null || s.InstanceId == instanceId))
                .OrderBy(s => s.InstanceId, StringComparer.Ordinal).ThenBy(s => s.BookmarkId, StringComparer.Ordinal),
        ]);

    public void ClearWaits(string instanceId) => _data = _data with
    {
        Timers = _data.Timers.RemoveRange(_data.Timers.Keys.Where(key => key.InstanceId == instanceId)),
        Subscriptions = _data.Subscriptions.RemoveRange(_data.Subscriptions.Keys.Where(key => key.InstanceId == instanceId)),
    };

    public Task<BarrierRow> LockBarrier(string key, CancellationToken ct)
    {
        if (!_data.Barriers.TryGetValue(key, out var barrier))
        {
            PutBarrier(barrier = new(key, null, false, false, null, null));
        }

        return Task.FromResult(barrier);
    }

    public Task<IReadOnlyList<PartyRow>> Parties(string key, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<PartyRow>>([.. _data.Parties.Values.Where(p => p.Key == key).OrderBy(p => p.InstanceId, StringComparer.Ordinal)]);

    public void PutBarrier(BarrierRow barrier) => _data = _data with { Barriers = _data.Barriers.SetItem(barrier.Key, barrier) };

    public void PutParty(PartyRow party) => _data = _data with { Parties = _data.Parties.SetItem((party.Key, party.InstanceId), party) };
}
