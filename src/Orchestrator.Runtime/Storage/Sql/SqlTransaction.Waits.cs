using System.Text.Json;

namespace Orchestrator.Runtime.Storage.Sql;

internal abstract partial class SqlTransaction
{
    /// <summary>The rows of a JSON list of texts in <c>$n</c>, as a subquery.</summary>
    protected abstract string TextsOf(string parameter);

    public void PutTimer(TimerRow t) =>
        Write(
            $"insert into rt_timers ({Rows.Timer}) values ($1, $2, $3, $4, $5) on conflict (instance_id, timer_id) do update set due_at = excluded.due_at, attempts = excluded.attempts, next_at = excluded.next_at",
            t.InstanceId, t.TimerId, t.DueAt, t.Attempts, t.NextAt);

    public void DeleteTimer(string instanceId, string timerId) =>
        Write("delete from rt_timers where instance_id = $1 and timer_id = $2", instanceId, timerId);

    public void RescheduleTimer(string instanceId, string timerId, int attempts, DateTimeOffset nextAt) =>
        Write("update rt_timers set attempts = $3, next_at = $4 where instance_id = $1 and timer_id = $2", instanceId, timerId, attempts, nextAt);

    public async Task<IReadOnlyList<DueInstance>> TakeDueTimers(DateTimeOffset now, int limit, CancellationToken ct)
    {
        // The instance is the lock, not the timer row: a command that holds an instance and cancels its timer never
        // waits for a pump that holds the timer and wants the instance.
        var free = await Query(
            Rows.ReadRecord, ct,
            $"select {Rows.InstanceWithState} from rt_instances where held_since is null and id in (select t.instance_id from rt_timers t join rt_instances i on i.id = t.instance_id where t.next_at <= $1 and i.held_since is null order by t.next_at limit $2)" + SkipLocked,
            now, limit);
        if (free.Count == 0)
        {
            return [];
        }

        var timers = await Query(
            Rows.ReadTimer, ct, $"select {Rows.Timer} from rt_timers where instance_id in ({TextsOf("$1")}) and next_at <= $2 order by due_at, timer_id",
            JsonSerializer.Serialize(free.Select(record => record.Row.Id)), now);
        var byInstance = timers.ToLookup(timer => timer.InstanceId);
        return [.. free.Where(record => byInstance.Contains(record.Row.Id)).Select(record => new DueInstance(record, [.. byInstance[record.Row.Id]]))];
    }

    public void AddSubscription(SubscriptionRow s) =>
        Write(
            "insert into rt_subscriptions (instance_id, bookmark_id, event_name, correlation_id) values ($1, $2, $3, $4) on conflict (instance_id, bookmark_id) do update set event_name = excluded.event_name",
            s.InstanceId, s.BookmarkId, s.EventName, s.CorrelationId);

    public void RemoveSubscription(string instanceId, string bookmarkId) =>
        Write("delete from rt_subscriptions where instance_id = $1 and bookmark_id = $2", instanceId, bookmarkId);

    public async Task<IReadOnlyList<SubscriptionRow>> Subscribers(string eventName, string? correlationId, string? instanceId, CancellationToken ct) =>
        await Query(
            r => new SubscriptionRow(r.GetString(0), r.GetString(1), r.GetString(2), r.Text(3)), ct,
            "select instance_id, bookmark_id, event_name, correlation_id from rt_subscriptions where event_name = $1 and ($2 = '' or correlation_id = $2) and ($3 = '' or instance_id = $3) order by instance_id, bookmark_id",
            eventName, correlationId ?? "", instanceId ?? "");

    public void ClearWaits(string instanceId)
    {
        Write("delete from rt_timers where instance_id = $1", instanceId);
        Write("delete from rt_subscriptions where instance_id = $1", instanceId);
    }

    public async Task<BarrierRow> LockBarrier(string key, CancellationToken ct)
    {
        Write("insert into rt_barriers (key, expected, auto_open, gathered) values ($1, null, false, false) on conflict (key) do nothing", key);
        var found = await Query(
            r => new BarrierRow(r.GetString(0), r.IsDBNull(1) ? null : r.GetInt32(1), r.GetBoolean(2), r.GetBoolean(3), r.MomentOrNull(4), r.Text(5)), ct,
            "select key, expected, auto_open, gathered, opened_at, payload from rt_barriers where key = $1" + Locked, key);
        return found[0];
    }

    public async Task<IReadOnlyList<PartyRow>> Parties(string key, CancellationToken ct) =>
        await Query(
            r => new PartyRow(r.GetString(0), r.GetString(1), r.Text(2), Enum.Parse<PartyStatus>(r.GetString(3)), r.Moment(4)), ct,
            "select key, instance_id, bookmark_id, status, at from rt_barrier_parties where key = $1 order by instance_id", key);

    public void PutBarrier(BarrierRow b) =>
        Write(
            "update rt_barriers set expected = $2, auto_open = $3, gathered = $4, opened_at = $5, payload = $6 where key = $1",
            b.Key, b.Expected, b.AutoOpen, b.Gathered, b.OpenedAt, b.Payload);

    public void PutParty(PartyRow p) =>
        Write(
            "insert into rt_barrier_parties (key, instance_id, bookmark_id, status, at) values ($1, $2, $3, $4, $5) on conflict (key, instance_id) do update set bookmark_id = excluded.bookmark_id, status = excluded.status, at = excluded.at",
            p.Key, p.InstanceId, p.BookmarkId, p.Status.ToString(), p.At);
}
