namespace Orchestrator.Runtime.Storage.Sql;

// The lists of people who stand in for others (代理). Everybody else's statements know nothing of it.
internal sealed partial class SqlReads
{
    // As Mine, once for each person whose tasks the actor has; the column holder tells whose. A task that the actor has as
    // several is listed once, first as his own.
    private static string MineAndTheirs(Filter filter, Actor actor, string? inPlaceOf)
    {
        var branches = new List<string>();
        var before = "";
        var self = Who(filter, actor);
        foreach (var (person, scope) in Persons(filter, actor))
        {
            var (unit, roles, me, excluded) = person.Id == actor.Id ? self : Who(filter, person);
            var offered = $"o.unit in ({unit}, '') and o.role in ({roles}) and (o.unit <> '' or o.role <> '')";
            var allowed = $"o.excluded not like {self.Excluded} and o.excluded not like {excluded}{scope}";
            if (inPlaceOf is null || inPlaceOf == person.Id)
            {
                branches.Add($"select o.*, cast({me} as text) as holder from rt_tasks o where o.status = 'Open' and {offered} and {allowed}{before}");
                branches.Add(
                    $"select o.*, cast({me} as text) as holder from rt_task_persons p join rt_tasks o on o.id = p.task_id where p.person = {me} and p.is_open = true and not ({offered}) and {allowed}{before}");
            }

            before += $" and not ((({offered}) or exists (select 1 from rt_task_persons q where q.task_id = o.id and q.person = {me})) and {allowed})";
        }

        return branches.Count == 0 ? "(select o.*, '' as holder from rt_tasks o where 1 = 0) t" : $"({string.Join("\n union all ", branches)}) t";
    }

    // The cases of those for whom the actor stands in, as further parts of the union over the actor's own.
    private static string CasesFor(Filter filter, Actor actor, string narrowed)
    {
        if (actor.StandsInFor.Count == 0)
        {
            return "";
        }

        var (_, _, _, mine) = Who(filter, actor);
        var more = "";
        foreach (var (person, scope) in Persons(filter, actor).Skip(1))
        {
            var (unit, roles, me, excluded) = Who(filter, person);
            var allowed = $"o.excluded not like {mine} and o.excluded not like {excluded}{scope}";
            var where = narrowed.Replace("t.", "o.", StringComparison.Ordinal);
            more += $"\nunion all select o.root_id, o.opened_at from rt_tasks o{where}o.unit in ({unit}, '') and o.role in ({roles}) and (o.unit <> '' or o.role <> '') and {allowed}";
            more += $"\nunion all select o.root_id, o.opened_at from rt_task_persons p join rt_tasks o on o.id = p.task_id{where}p.person = {me} and {allowed}";
        }

        return more;
    }

    // The actor without a bound, then each principal with the bounds of the appointment.
    private static IEnumerable<(Actor Person, string Scope)> Persons(Filter filter, Actor actor)
    {
        yield return (actor, "");
        foreach (var principal in actor.StandsInFor)
        {
            var scope = "";
            if (principal.DefinitionId is { } definition)
            {
                scope += $" and exists (select 1 from rt_instances d where d.id = o.instance_id and d.definition_id = {filter.Next(definition)})";
            }

            if (principal.SubjectUnitId is { } subject)
            {
                var unit = filter.Next(subject);
                scope += $" and (o.subject = {unit} or o.for_unit = {unit})";
            }

            yield return (principal.Person, scope);
        }
    }
}
