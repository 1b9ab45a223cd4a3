using Orchestrator.Runtime.Messages;

namespace Orchestrator.Runtime.Storage.Sql;

internal sealed partial class SqlReads
{
    public Task<Page<IncidentRow>> Incidents(string? status, string? instanceId, int page, int size, CancellationToken ct) =>
        Paged(
            Rows.ReadIncident, Rows.Incident, "rt_incidents",
            new Filter().AndWhen(status is not null, "status = {0}", () => status).AndWhen(instanceId is not null, "(instance_id = {0} or root_id = {0})", () => instanceId),
            "at desc, id", page, size, ct);

    public async Task<IReadOnlyList<string>> Overtaken(int limit, CancellationToken ct) =>
        await db.Query(
            r => r.GetString(0), ct,
            $"""
            select id from rt_incidents n where status = 'Open' and (
                (kind = '{IncidentKinds.Timer}' and not exists (select 1 from rt_timers t where t.instance_id = n.instance_id and t.timer_id = n.activity_id))
                or (kind = '{IncidentKinds.Work}' and not exists (select 1 from rt_work w where 'work-' || w.id = n.id))
                or (kind = '{IncidentKinds.Stuck}' and not exists (select 1 from rt_instances i where i.id = n.instance_id and i.finished_at is null)))
            order by id limit $1
            """, limit);

    public Task<Page<TimerRow>> Timers(string? instanceId, int page, int size, CancellationToken ct) =>
        Paged(Rows.ReadTimer, Rows.Timer, "rt_timers", new Filter().AndWhen(instanceId is not null, "instance_id = {0}", () => instanceId), "next_at, instance_id, timer_id", page, size, ct);

    public async Task<DateTimeOffset?> NextTimer(CancellationToken ct) =>
        (await db.Query(r => r.Moment(0), ct, "select t.next_at from rt_timers t join rt_instances i on i.id = t.instance_id where i.held_since is null order by t.next_at limit 1")).Cast<DateTimeOffset?>().FirstOrDefault();

    public async Task<DateTimeOffset?> NextWork(CancellationToken ct) =>
        (await db.Query(r => r.Moment(0), ct, "select next_at from rt_work where kind <> 'errand' order by next_at limit 1")).Cast<DateTimeOffset?>().FirstOrDefault();

    public async Task<DateTimeOffset?> NextErrand(CancellationToken ct) =>
        (await db.Query(r => r.Moment(0), ct, "select next_at from rt_work where kind = 'errand' order by next_at limit 1")).Cast<DateTimeOffset?>().FirstOrDefault();

    public async Task<DateTimeOffset?> NextTrigger(CancellationToken ct) =>
        (await db.Query(r => r.Moment(0), ct, "select due_at from rt_triggers where due_at is not null order by due_at limit 1")).Cast<DateTimeOffset?>().FirstOrDefault();

    public async Task<IReadOnlyList<TriggerRow>> Triggers(CancellationToken ct) =>
        await db.Query(Rows.ReadTrigger, ct, $"select {Rows.Trigger} from rt_triggers order by definition_id, activity_id");

    public Task<Page<OutboxRow>> Outbox(string? status, int page, int size, CancellationToken ct) =>
        Paged(Rows.ReadOutbox, Rows.Outbox, "rt_outbox", new Filter().AndWhen(status is not null, "status = {0}", () => status), "id desc", page, size, ct);

    public Task<Page<WorkRow>> Work(int page, int size, CancellationToken ct) =>
        Paged(Rows.ReadWork, Rows.Work, "rt_work", new Filter(), "id", page, size, ct);

    public Task<Page<AuditRow>> Audit(AuditQuery query, CancellationToken ct) =>
        Paged(
            Rows.ReadAudit, Rows.Audit, "rt_audit",
            new Filter()
                .AndWhen(query.Actor is not null, "actor_id = {0}", () => query.Actor)
                .AndWhen(query.Action is not null, "action = {0}", () => query.Action)
                .AndWhen(query.ObjectType is not null, "object_type = {0}", () => query.ObjectType)
                .AndWhen(query.ObjectId is not null, "object_id = {0}", () => query.ObjectId)
                .AndWhen(query.Text is { Length: > 0 }, "(lower(actor_name) like {0} escape '!' or lower(details) like {0} escape '!' or lower(object_id) like {0} escape '!')", () => Filter.Containing(query.Text!))
                .AndWhen(query.From is not null, "at >= {0}", () => query.From)
                .AndWhen(query.Until is not null, "at < {0}", () => query.Until),
            "at desc, chain, seq desc", query.Page, query.Size, ct);

    public async Task<IReadOnlyList<ChainHead>> Chains(CancellationToken ct) =>
        await db.Query(r => new ChainHead(r.GetInt32(0), r.GetInt64(1), r.GetString(2)), ct, "select chain, seq, hash from rt_audit_chains order by chain");

    public async Task<IReadOnlyList<AuditRow>> ChainRows(int chain, long afterSeq, int limit, CancellationToken ct) =>
        await db.Query(Rows.ReadAudit, ct, $"select {Rows.Audit} from rt_audit where chain = $1 and seq > $2 order by seq limit $3", chain, afterSeq, limit);

    public async Task<RuntimeHealth> Health(DateTimeOffset now, CancellationToken ct) =>
        (await db.Query(
            r => new RuntimeHealth(true, false, false, false, r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.IsDBNull(5) ? TimeSpan.Zero : now - r.Moment(5)), ct,
            """
            select cast((select count(*) from rt_incidents where status = 'Open') as integer),
                   cast((select count(*) from rt_timers where next_at <= $1) as integer),
                   cast((select count(*) from rt_outbox where status = 'Pending') as integer),
                   cast((select count(*) from rt_outbox where status = 'Failed') as integer),
                   cast((select count(*) from rt_work) as integer),
                   (select min(created_at) from rt_outbox where status = 'Pending')
            """, now))[0];

    public async Task<Backlog> Backlog(DateTimeOffset now, CancellationToken ct) =>
        (await db.Query(
            r => new Backlog(r.IsDBNull(0) ? TimeSpan.Zero : now - r.Moment(0), r.GetInt32(1), r.GetInt32(2)), ct,
            $"""
            select (select min(next_at) from rt_work where next_at <= $1),
                   cast((select count(*) from rt_work where kind = '{MessageDelivery.WorkKind}') as integer),
                   cast((select count(*) from rt_inbox where at >= $2) as integer)
            """, now, now.AddDays(-1)))[0];

    public async Task<IReadOnlyList<OutboxRow>> NotTakenIn(string consumer, string messageType, DateTimeOffset since, DateTimeOffset until, CancellationToken ct) =>
        await db.Query(
            Rows.ReadOutbox, ct,
            $"""
            select {Rows.Outbox} from rt_outbox o where status = 'Sent' and sent_at >= $3 and sent_at <= $4 and message_type = $2
            and not exists (select 1 from rt_inbox x where x.consumer = $1 and x.message_id = o.message_id)
            and not exists (select 1 from rt_work w where w.kind = '{MessageDelivery.WorkKind}' and w.bookmark_id = $1 and w.payload like '%' || o.message_id || '%')
            order by id
            """,
            consumer, messageType, since, until);

    public async Task<IReadOnlyList<DefinitionVersion>> Definitions(string? definitionId, CancellationToken ct) =>
        await db.Query(Rows.ReadVersion, ct, $"select {Rows.Definition} from rt_definitions where $1 = '' or definition_id = $1 order by definition_id, version desc", definitionId ?? "");

    public async Task<DefinitionRow?> Definition(string? versionId, string? definitionId, int? version, CancellationToken ct)
    {
        var filter = new Filter()
            .AndWhen(versionId is not null, "version_id = {0}", () => versionId)
            .AndWhen(definitionId is not null, "definition_id = {0}", () => definitionId)
            .AndWhen(version is not null, "version = {0}", () => version!.Value);
        if (versionId is null && version is null)
        {
            filter.And("status = 'Published'");
        }

        return (await db.Query(Rows.ReadDefinition, ct, $"select {Rows.Definition}, document from rt_definitions{filter.Where}", [.. filter.Args])).FirstOrDefault();
    }
}
