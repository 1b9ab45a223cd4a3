namespace Orchestrator.Runtime.Storage.Sql;

internal abstract partial class SqlTransaction
{
    public async Task<IReadOnlyList<TriggerRow>> Triggers(string definitionId, CancellationToken ct) =>
        await Query(Rows.ReadTrigger, ct, $"select {Rows.Trigger} from rt_triggers where definition_id = $1 order by activity_id" + Locked, definitionId);

    public void PutTriggers(string definitionId, IReadOnlyList<TriggerRow> triggers)
    {
        Write("delete from rt_triggers where definition_id = $1", definitionId);
        foreach (var t in triggers)
        {
            Write($"insert into rt_triggers ({Rows.Trigger}) values ($1, $2, $3, $4, $5, $6)", t.DefinitionId, t.ActivityId, t.VersionId, t.Type, t.Expression, t.DueAt);
        }
    }

    public async Task<IReadOnlyList<TriggerRow>> TakeDueTriggers(DateTimeOffset now, int limit, CancellationToken ct) =>
        await Query(
            Rows.ReadTrigger, ct, $"select {Rows.Trigger} from rt_triggers where due_at <= $1 order by due_at, definition_id, activity_id limit $2" + SkipLocked, now, limit);

    public void MoveTrigger(string definitionId, string activityId, DateTimeOffset? dueAt) =>
        WriteGuarded("update rt_triggers set due_at = $3 where definition_id = $1 and activity_id = $2", definitionId, activityId, dueAt);

    public async Task<string?> LockRunning(string? definitionId, string? correlationId, bool anyCorrelation, CancellationToken ct)
    {
        QueueKeyLock($"running\n{definitionId}\n{(anyCorrelation ? "*" : correlationId)}");
        var filter = new Filter().And("finished_at is null")
            .AndWhen(definitionId is not null, "definition_id = {0}", () => definitionId)
            .AndWhen(!anyCorrelation, "coalesce(correlation_id, '') = {0}", () => correlationId ?? "");
        return (await Query(r => r.GetString(0), ct, $"select id from rt_instances{filter.Where} order by id limit 1", [.. filter.Args])).FirstOrDefault();
    }

    public void CorrelateSubscriptions(string instanceId, string? correlationId) =>
        Write("update rt_subscriptions set correlation_id = $2 where instance_id = $1", instanceId, correlationId);
}
