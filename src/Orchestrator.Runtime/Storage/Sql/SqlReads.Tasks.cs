using System.Data.Common;
using System.Text.Json;
using Orchestrator.Runtime.Tasks;

namespace Orchestrator.Runtime.Storage.Sql;

internal sealed partial class SqlReads
{
    // Of one statement.
    private const int MostIds = 500;

    private const string ItemColumns =
        "t.id, t.step, t.title, t.root_id, t.instance_name, t.correlation_id, t.round, t.stage, t.for_unit, t.for_role, t.subject, t.opened_at, t.due_at, t.held_since, t.overdue_level, t.status, t.outcome, t.closed_at, t.closed_by_name, t.revision, t.form, t.outcomes";

    // One row per case: the columns of an item, made from the instance.
    private const string CaseColumns =
        "i.id, '', coalesce(i.name, i.id), i.id, i.name, i.correlation_id, i.round, i.stage, '', '', i.subject, i.created_at, cast(null as bigint), i.held_since, cast(null as text), i.status, cast(null as text), i.finished_at, cast(null as text), i.revision, '', '[]'";

    public async Task<TaskPage> Tasks(TaskListQuery query, Actor actor, DateTimeOffset now, DateTimeOffset endOfToday, CancellationToken ct)
    {
        var counts = await Counts(actor, now, ct);
        return query.View == TaskView.Initiated
            ? await InitiatedPage(query, actor, now, counts, ct)
            : await TaskPage(query, actor, now, endOfToday, counts, ct);
    }

    public async Task<TaskRow?> Task(string taskId, CancellationToken ct) =>
        (await db.Query(Rows.ReadTaskOfDefinition, ct, $"select {Rows.TaskOfDefinition} from rt_tasks where id = $1", taskId)).FirstOrDefault();

    public async Task<IReadOnlyList<TaskRow>> Tasks(IReadOnlyCollection<string> taskIds, CancellationToken ct)
    {
        var found = new List<TaskRow>();
        foreach (var some in taskIds.Chunk(MostIds))
        {
            var places = string.Join(", ", some.Select((_, index) => $"${index + 1}"));
            found.AddRange(await db.Query(Rows.ReadTaskOfDefinition, ct, $"select {Rows.TaskOfDefinition} from rt_tasks where id in ({places})", [.. some]));
        }

        return found;
    }

    public async Task<IReadOnlyList<TaskRow>> TasksOfCase(string caseId, bool openOnly, CancellationToken ct) =>
        await db.Query(Rows.ReadTaskOfDefinition, ct, $"select {Rows.TaskOfDefinition} from rt_tasks where root_id = $1{(openOnly ? " and status = 'Open'" : "")} order by opened_at, id", caseId);

    public async Task<IReadOnlyList<string>> CasesWithTaskFor(Actor actor, string? correlationId, string? caseId, int limit, CancellationToken ct)
    {
        var filter = new Filter();
        var (unit, roles, me, excluded) = Who(filter, actor);
        filter.AndWhen(correlationId is not null, "t.correlation_id = {0}", () => correlationId)
            .AndWhen(caseId is not null, "t.root_id = {0}", () => caseId);
        var narrowed = filter.Where.Length == 0 ? " where " : filter.Where + " and ";
        return await db.Query(
            r => r.GetString(0), ct,
            $"""
            select root_id from (
                select t.root_id, t.opened_at from rt_tasks t{narrowed}t.unit in ({unit}, '') and t.role in ({roles}) and (t.unit <> '' or t.role <> '') and t.excluded not like {excluded}
                union all select t.root_id, t.opened_at from rt_tasks t{narrowed}t.closed_by = {me}
                union all select t.root_id, t.opened_at from rt_task_persons p join rt_tasks t on t.id = p.task_id{narrowed}p.person = {me}{CasesFor(filter, actor, narrowed)}
            ) as seen group by root_id order by max(opened_at) desc, root_id limit {filter.Next(limit)}
            """, [.. filter.Args]);
    }

    private async Task<TaskPage> TaskPage(TaskListQuery query, Actor actor, DateTimeOffset now, DateTimeOffset endOfToday, TaskCounts counts, CancellationToken ct)
    {
        var filter = new Filter();
        var tasks = query.View == TaskView.Done ? "rt_tasks t" : Mine(filter, actor, query.InPlaceOf);
        if (query.View == TaskView.Done)
        {
            filter.And("t.closed_by = {0}", actor.Id);
        }

        filter.AndWhen(query.Text is { Length: > 0 }, "(lower(t.title) like {0} escape '!' or lower(t.instance_name) like {0} escape '!' or lower(t.root_id) like {0} escape '!')", () => Filter.Containing(query.Text!))
            .AndWhen(query.Step is not null, "t.step = {0}", () => query.Step)
            .AndWhen(query.CampaignId is not null, "t.correlation_id = {0}", () => query.CampaignId)
            .AndWhen(query.UnitId is not null, "(t.for_unit = {0} or t.subject = {0})", () => query.UnitId)
            .AndWhen(query.Round is not null, "t.round = {0}", () => query.Round)
            .AndWhen(query.Due == DueFilter.Overdue, "t.held_since is null and t.due_at < {0}", () => now)
            .AndWhen(query.Due == DueFilter.Today, "t.due_at < {0}", () => endOfToday)
            .AndWhen(query.Due == DueFilter.Today, "t.due_at >= {0}", () => endOfToday.AddDays(-1))
            .AndWhen(query.Due == DueFilter.Soon, "t.held_since is null and t.due_at >= {0}", () => now)
            .AndWhen(query.Due == DueFilter.Soon, "t.due_at < {0}", () => now + DueState.Near);
        var due = $"coalesce(t.due_at, {EndOfTime})";
        var order = query.Sort switch
        {
            TaskSort.DueDescending => $"coalesce(t.due_at, 0) desc, t.id",
            TaskSort.Opened => "t.opened_at, t.id",
            TaskSort.OpenedDescending => "t.opened_at desc, t.id",
            _ when query.View == TaskView.Done => "t.closed_at desc, t.id",
            _ => $"{due}, t.id",
        };
        var page = query.View == TaskView.Todo && actor.StandsInFor.Count > 0
            ? await Paged(r => Item(r, now).HeldFor(r.Text(22), actor), ItemColumns + ", t.holder", tasks, filter, order, query.Page, query.Size, ct)
            : await Paged(r => Item(r, now), ItemColumns, tasks, filter, order, query.Page, query.Size, ct);
        return new(page.Items, page.Total, page.PageNumber, page.Size, counts);
    }

    private async Task<TaskPage> InitiatedPage(TaskListQuery query, Actor actor, DateTimeOffset now, TaskCounts counts, CancellationToken ct)
    {
        var filter = new Filter().And("i.id in (" + Initiated("{0}") + ")", actor.Id)
            .AndWhen(query.Text is { Length: > 0 }, "(lower(i.name) like {0} escape '!' or lower(i.id) like {0} escape '!')", () => Filter.Containing(query.Text!))
            .AndWhen(query.CampaignId is not null, "i.correlation_id = {0}", () => query.CampaignId)
            .AndWhen(query.UnitId is not null, "i.subject = {0}", () => query.UnitId)
            .AndWhen(query.Round is not null, "i.round = {0}", () => query.Round);
        var order = query.Sort is TaskSort.Opened ? "i.created_at, i.id" : "i.created_at desc, i.id";
        var page = await Paged(r => Item(r, now), CaseColumns, "rt_instances i", filter, order, query.Page, query.Size, ct);
        return new(page.Items, page.Total, page.PageNumber, page.Size, counts);
    }

    private async Task<TaskCounts> Counts(Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var filter = new Filter();
        var mine = Mine(filter, actor);
        var (at, near, me) = (filter.Next(now), filter.Next(now + DueState.Near), filter.Next(actor.Id));
        return (await db.Query(
            r => new TaskCounts(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4)), ct,
            $"""
            select cast(count(*) as integer),
                   cast(coalesce(sum(case when t.held_since is null and t.due_at < {at} then 1 else 0 end), 0) as integer),
                   cast(coalesce(sum(case when t.held_since is null and t.due_at >= {at} and t.due_at < {near} then 1 else 0 end), 0) as integer),
                   cast((select count(*) from rt_tasks d where d.closed_by = {me}) as integer),
                   cast((select count(*) from ({Initiated(me)}) as cases) as integer)
            from {mine}
            """, [.. filter.Args]))[0];
    }

    // The open tasks that the actor may decide, as t. Equality on unit and role, and a union instead of "or": both halves use
    // an index of open tasks, and each row is looked up once.
    private static string Mine(Filter filter, Actor actor, string? inPlaceOf = null)
    {
        if (actor.StandsInFor.Count > 0 || (inPlaceOf is not null && inPlaceOf != actor.Id))
        {
            return MineAndTheirs(filter, actor, inPlaceOf);
        }

        var (unit, roles, me, excluded) = Who(filter, actor);
        var offered = $"o.unit in ({unit}, '') and o.role in ({roles}) and (o.unit <> '' or o.role <> '')";
        return $"""
            (select o.* from rt_tasks o where o.status = 'Open' and {offered} and o.excluded not like {excluded}
             union all
             select o.* from rt_task_persons p join rt_tasks o on o.id = p.task_id where p.person = {me} and p.is_open = true and not ({offered}) and o.excluded not like {excluded}) t
            """;
    }

    private static (string Unit, string Roles, string Me, string Excluded) Who(Filter filter, Actor actor) =>
        (filter.Next(actor.UnitId ?? "\u0001"), string.Join(", ", actor.Roles.Order(StringComparer.Ordinal).Append("").Select(role => filter.Next(role))), filter.Next(actor.Id),
            filter.Next($"%{JsonSerializer.Serialize(actor.Id, RuntimeJson.Options)}%"));

    private static string Initiated(string me) =>
        $"""
        select n.id from rt_instances n where n.created_by = {me} and n.parent_id is null
        union select d.root_id from rt_tasks d where d.closed_by = {me} and d.step = 'Draft'
        """;

    private static TaskItem Item(DbDataReader r, DateTimeOffset now)
    {
        var due = r.MomentOrNull(12);
        var status = r.GetString(15);
        return new(
            r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.Text(4), r.Text(5), r.GetInt32(6), r.Text(7), Any(r.GetString(8)), Any(r.GetString(9)), r.Text(10),
            r.Moment(11), due, DueState.Of(status, due, r.MomentOrNull(13), now), r.Text(14), status, r.Text(16), r.MomentOrNull(17), r.Text(18), r.GetInt64(19),
            r.GetString(20), Rows.List(r.GetString(21)));
    }

    private static string? Any(string text) => text.Length == 0 ? null : text;
}
