namespace Orchestrator.Runtime.Storage.Sql;

internal abstract partial class SqlTransaction
{
    /// <summary>Whether this transaction is the only relay until it ends.</summary>
    protected abstract Task<bool> TryBecomeRelay(CancellationToken ct);

    public async Task<IncidentRow?> FindIncident(string incidentId, CancellationToken ct) =>
        (await Query(Rows.ReadIncident, ct, $"select {Rows.Incident} from rt_incidents where id = $1" + Locked, incidentId)).FirstOrDefault();

    public void PutIncident(IncidentRow i) =>
        Write(
            $"insert into rt_incidents ({Rows.Incident}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict (id) do update set message = excluded.message, detail = excluded.detail, status = excluded.status, at = excluded.at, resolved_at = null, resolved_by = null",
            i.Id, i.Kind, i.InstanceId, i.RootId, i.CorrelationId, i.ActivityId, i.ActivityType, i.Message, i.Detail, i.Status, i.At, i.ResolvedAt, i.ResolvedBy, i.Retries);

    public void CloseIncident(string incidentId, string status, DateTimeOffset at, string by) =>
        Write(
            "update rt_incidents set status = $2, resolved_at = $3, resolved_by = $4, retries = retries + case when $2 = 'Retried' then 1 else 0 end where id = $1 and status <> 'Resolved'",
            incidentId, status, at, by);

    public void AddWork(WorkRow w) =>
        Write(
            "insert into rt_work (kind, instance_id, bookmark_id, payload, attempts, next_at, error, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            w.Kind, w.InstanceId, w.BookmarkId, w.Payload, w.Attempts, w.NextAt, w.Error, w.CreatedAt);

    public void DeleteWork(long id) => Write("delete from rt_work where id = $1", id);

    public void RescheduleWork(long id, int attempts, DateTimeOffset nextAt, string? error) =>
        Write("update rt_work set attempts = $2, next_at = $3, error = $4 where id = $1", id, attempts, nextAt, error);

    public async Task<WorkRow?> TakeWork(DateTimeOffset now, CancellationToken ct) =>
        (await Query(Rows.ReadWork, ct, $"select {Rows.Work} from rt_work where kind <> 'errand' and next_at <= $1 order by next_at, id limit 1" + SkipLocked, now)).FirstOrDefault();

    public async Task<WorkRow?> TakeErrand(DateTimeOffset now, CancellationToken ct) =>
        (await Query(Rows.ReadWork, ct, $"select {Rows.Work} from rt_work where kind = 'errand' and next_at <= $1 order by next_at, id limit 1" + SkipLocked, now)).FirstOrDefault();

    public async Task<WorkRow?> FindWork(long id, CancellationToken ct) =>
        (await Query(Rows.ReadWork, ct, $"select {Rows.Work} from rt_work where id = $1" + Locked, id)).FirstOrDefault();

    public void RewriteWork(long id, string payload) => Write("update rt_work set payload = $2 where id = $1", id, payload);

    public async Task<LetterRow?> FindLetter(long workId, CancellationToken ct) =>
        (await Query(r => Rows.ReadLetter(r, 0), ct, $"select {Rows.Letter} from rt_letters where work_id = $1" + Locked, workId)).FirstOrDefault();

    public void PutLetter(LetterRow l) =>
        Write(
            $"insert into rt_letters ({Rows.Letter}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict (work_id) do update set body = excluded.body, attempts = excluded.attempts, error = excluded.error, revision = excluded.revision, changed_at = excluded.changed_at, mended_by = excluded.mended_by, discarded_by = excluded.discarded_by, reason = excluded.reason",
            l.WorkId, l.Handler, l.MessageId, l.MessageType, l.Unread, l.Original, l.Body, l.Attempts, l.Error, l.FailedAt, l.Revision, l.ChangedAt, l.MendedBy, l.DiscardedBy, l.Reason);

    public void AddOutbox(OutboxRow m) =>
        Write(
            "insert into rt_outbox (message_id, message_type, body, instance_id, status, attempts, next_at, created_at) values ($1, $2, $3, $4, $5, 0, $6, $6)",
            m.MessageId, m.MessageType, m.Body, m.InstanceId, m.Status, m.CreatedAt);

    public async Task<IReadOnlyList<OutboxRow>> TakeOutbox(DateTimeOffset now, int limit, CancellationToken ct) =>
        await TryBecomeRelay(ct)
            ? await Query(Rows.ReadOutbox, ct, $"select {Rows.Outbox} from rt_outbox where status = 'Pending' and next_at <= $1 order by id limit $2" + SkipLocked, now, limit)
            : [];

    public async Task<OutboxRow?> FindOutbox(long id, CancellationToken ct) =>
        (await Query(Rows.ReadOutbox, ct, $"select {Rows.Outbox} from rt_outbox where id = $1" + Locked, id)).FirstOrDefault();

    public void MarkOutbox(long id, string status, int attempts, DateTimeOffset nextAt, string? error, DateTimeOffset? sentAt) =>
        Write("update rt_outbox set status = $2, attempts = $3, next_at = $4, error = $5, sent_at = $6 where id = $1", id, status, attempts, nextAt, error, sentAt);

    public async Task<bool> EnterInbox(string consumer, string messageId, DateTimeOffset at, CancellationToken ct) =>
        await Execute(new("insert into rt_inbox (consumer, message_id, at) values ($1, $2, $3) on conflict (consumer, message_id) do nothing", [consumer, messageId, at]), ct) == 1;

    public async Task<IReadOnlyList<DefinitionRow>> LockDefinition(string definitionId, CancellationToken ct)
    {
        QueueKeyLock("definition\n" + definitionId);
        return await Query(Rows.ReadDefinition, ct, $"select {Rows.Definition}, document from rt_definitions where definition_id = $1 order by version", definitionId);
    }

    public void AddDefinition(DefinitionRow definition)
    {
        var v = definition.Version;
        Write(
            $"insert into rt_definitions ({Rows.Definition}, document) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            v.DefinitionId, v.Version, v.VersionId, v.Name, v.Status, v.Hash, v.CreatedAt, v.CreatedBy, v.PublishedAt, v.PublishedBy, definition.Document);
    }

    public void SetDefinitionStatus(string versionId, string status, DateTimeOffset? publishedAt, string? publishedBy) =>
        Write(
            "update rt_definitions set status = $2, published_at = coalesce($3, published_at), published_by = coalesce($4, published_by) where version_id = $1",
            versionId, status, publishedAt, publishedBy);
}
