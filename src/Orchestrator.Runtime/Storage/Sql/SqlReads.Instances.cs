namespace Orchestrator.Runtime.Storage.Sql;

internal sealed partial class SqlReads
{
    public async Task<InstanceRecord?> Instance(string instanceId, CancellationToken ct) =>
        (await db.Query(Rows.ReadRecord, ct, $"select {Rows.InstanceWithState} from rt_instances where id = $1", instanceId)).FirstOrDefault();

    public Task<Page<InstanceRow>> Instances(InstanceListQuery query, CancellationToken ct)
    {
        var filter = new Filter()
            .AndWhen(query.DefinitionId is not null, "definition_id = {0}", () => query.DefinitionId)
            .AndWhen(query.Version is not null, "version = {0}", () => query.Version)
            .AndWhen(query.ParentId is not null, "parent_id = {0}", () => query.ParentId)
            .AndWhen(query.Status is not null, "status = {0}", () => query.Status.ToString())
            .AndWhen(query.CorrelationId is not null, "correlation_id = {0}", () => query.CorrelationId)
            .AndWhen(query.Text is { Length: > 0 }, "(lower(name) like {0} escape '!' or lower(id) like {0} escape '!')", () => Filter.Containing(query.Text!))
            .AndWhen(query.WithIncidents == true, "open_incidents > {0}", () => 0)
            .AndWhen(query.WithIncidents == false, "open_incidents = {0}", () => 0);
        if (query.Running is { } running)
        {
            filter.And(running ? "finished_at is null" : "finished_at is not null");
        }

        return Paged(Rows.ReadInstance, Rows.Instance, "rt_instances", filter, "created_at desc, id", query.Page, query.Size, ct);
    }

    public async Task<IReadOnlyList<StepRow>> Steps(string instanceId, long afterSeq, int limit, CancellationToken ct) =>
        await db.Query(
            Rows.ReadStep, ct,
            $"select {Rows.StepOfDefinition} from rt_steps s join rt_instances i on i.id = s.instance_id where s.instance_id = $1 and s.seq >= coalesce((select max(seq) from rt_steps where instance_id = $1 and seq <= $2), 0) order by s.seq limit $3",
            instanceId, afterSeq + 1, limit);

    public async Task<IReadOnlyList<StepRow>> StepsOfCase(string caseId, CancellationToken ct) =>
        await db.Query(
            Rows.ReadStep, ct, $"select {Rows.StepOfDefinition} from rt_instances i join rt_steps s on s.instance_id = i.id where i.root_id = $1 order by s.at, s.instance_id, s.seq", caseId);

    // Nothing waits for it, nothing will come to it, and nobody has been told.
    public async Task<IReadOnlyList<InstanceRow>> Stuck(int limit, CancellationToken ct) =>
        await db.Query(
            Rows.ReadInstance, ct,
            $"""
            select {Rows.Instance} from rt_instances i where finished_at is null and held_since is null
            and not exists (select 1 from rt_tasks t where t.instance_id = i.id and t.status = 'Open')
            and not exists (select 1 from rt_timers m where m.instance_id = i.id)
            and not exists (select 1 from rt_subscriptions s where s.instance_id = i.id)
            and not exists (select 1 from rt_instances c where c.parent_id = i.id and c.finished_at is null)
            and not exists (select 1 from rt_work w where w.instance_id = i.id)
            and not exists (select 1 from rt_barrier_parties b where b.instance_id = i.id and b.status = 'Waiting')
            and not exists (select 1 from rt_incidents n where n.instance_id = i.id and n.status <> 'Resolved')
            order by id limit $1
            """, limit);
}
