using System.Text.Json;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Storage.InMemory;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Storage;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task A_person_sees_the_tasks_of_the_unit_and_role_and_those_that_name_the_person()
    {
        var unit = Make.Id("U");
        var (me, other) = (Make.Person(Make.Id("p"), unit, "BM-JB", "BM-FZ"), Make.Id("p"));
        var id = Make.Id("i");
        var tasks = new Dictionary<string, TaskRow>
        {
            ["unit and role"] = Make.Task("", id, unit, "BM-JB"),
            ["any role"] = Make.Task("", id, unit, null),
            ["named"] = Make.Task("", id, null, null) with { Persons = [other, me.Id] },
            ["named in a foreign unit"] = Make.Task("", id, "X", "BM-JB") with { Persons = [me.Id] },
        };
        var hidden = new Dictionary<string, TaskRow>
        {
            ["other unit"] = Make.Task("", id, "X", "BM-JB"),
            ["other role"] = Make.Task("", id, unit, "BB-JB"),
            ["excluded"] = Make.Task("", id, unit, "BM-JB") with { Excluded = [other, me.Id] },
            ["named and excluded"] = Make.Task("", id, unit, "BM-JB") with { Persons = [me.Id], Excluded = [me.Id] },
            ["other person"] = Make.Task("", id, null, null) with { Persons = [other] },
            ["nobody"] = Make.Task("", id, null, null),
            ["closed"] = Make.Task("", id, unit, "BM-JB") with { Status = TaskRowStatus.Cancelled },
        };
        await Store.In(t =>
        {
            t.InsertInstance(Make.Instance(id));
            foreach (var (name, task) in tasks.Concat(hidden))
            {
                t.InsertTask(task with { Id = $"{id}:{name}", Title = name });
            }
        });

        var page = await Store.Reads.Tasks(new(Size: 100), me, Make.Now, Make.Now, default);
        page.Items.Select(item => item.Title).Order().ShouldBe(tasks.Keys.Order());
        page.Counts.Todo.ShouldBe(tasks.Count);
        await Store.In(t => t.CloseTask($"{id}:named", TaskRowStatus.Completed, "Accept", null, Make.Now, me.Id, me.Name));
        (await Store.Reads.Tasks(new(Size: 100), me, Make.Now, Make.Now, default)).Total.ShouldBe(tasks.Count - 1);
        (await Store.Reads.Tasks(new(TaskView.Done), me, Make.Now, Make.Now, default)).Items.Single().Title.ShouldBe("named");
    }

    [Fact]
    public async Task Anyone_of_a_role_sees_a_task_without_unit()
    {
        var (role, id) = (Make.Id("R"), Make.Id("i"));
        await Store.In(t => { t.InsertInstance(Make.Instance(id)); t.InsertTask(Make.Task(id + ":1", id, null, role)); });
        (await Store.Reads.Tasks(new(), Make.Person("q1", "D1", role), Make.Now, Make.Now, default)).Total.ShouldBe(1);
        (await Store.Reads.Tasks(new(), Make.Person("q2", null, role), Make.Now, Make.Now, default)).Total.ShouldBe(1);
        (await Store.Reads.Tasks(new(), Make.Person("q3", "D1", "other"), Make.Now, Make.Now, default)).Total.ShouldBe(0);
        (await Store.Reads.Tasks(new(), Make.Person("q4", "D1"), Make.Now, Make.Now, default)).Total.ShouldBe(0);
    }

    /// <summary>Hundreds of random lists, each compared with the in-memory reference.</summary>
    [Fact]
    public async Task Lists_filter_sort_page_and_count_as_the_reference_does()
    {
        const int Seed = 20200727;
        var random = new Random(Seed);
        var reference = new MemoryStore();
        var prefix = Make.Id("L");
        string[] units = [prefix + "A", prefix + "B", ""], roles = [prefix + "r1", prefix + "r2", ""], people = [prefix + "p1", prefix + "p2", prefix + "p3"];
        var instances = Enumerable.Range(0, 12).Select(n => Make.Instance($"{prefix}-{n:00}")).Select(i => i with
        {
            Row = i.Row with
            {
                CreatedAt = Make.Now.AddMinutes(random.Next(100)),
                CreatedBy = Pick(people),
                CorrelationId = prefix + "c" + random.Next(2),
                Subject = "S" + random.Next(2),
                Round = random.Next(1, 3),
                ParentId = random.Next(5) == 0 ? "parent" : null,
                DefinitionId = "d" + random.Next(2),
            },
        }).ToList();
        var tasks = Enumerable.Range(0, 150).Select(n => RandomTask(n)).ToList();
        foreach (var store in new[] { Store, reference })
        {
            await store.In(t =>
            {
                instances.ForEach(t.InsertInstance);
                tasks.ForEach(t.InsertTask);
            });
        }

        for (var n = 0; n < 300; n++)
        {
            var actor = Make.Person(Pick(people), Pick(units), [.. roles.Where(role => role != "" && random.Next(2) == 0)]);
            var query = new TaskListQuery(
                (TaskView)random.Next(3), Maybe("受理", "退回_", "%", prefix.ToUpperInvariant(), "案卷"), Maybe("Intake", "Draft"), Maybe(prefix + "c0"), Maybe(units[0], "S1"),
                random.Next(3) == 0 ? random.Next(1, 3) : null, random.Next(3) == 0 ? (DueFilter)random.Next(3) : null, (TaskSort)random.Next(4), random.Next(1, 4), random.Next(1, 20));
            if (random.Next(2) == 0)
            {
                actor = actor with
                {
                    StandsInFor = [.. people.Where(person => person != actor.Id && random.Next(2) == 0).Select(person => new Principal(
                    Make.Person(person, Pick(units), [.. roles.Where(role => role != "" && random.Next(2) == 0)]), Maybe("d0"), Maybe("S0", units[0])))]
                };
                query = query with { InPlaceOf = Maybe(people) };
            }

            var expected = await reference.Reads.Tasks(query, actor, Make.Now, Make.Now.AddHours(9), default);
            var actual = await Store.Reads.Tasks(query, actor, Make.Now, Make.Now.AddHours(9), default);
            actual.Counts.ShouldBe(expected.Counts, $"seed {Seed}, list {n}: {query}");
            actual.Total.ShouldBe(expected.Total, $"seed {Seed}, list {n}: {query}");
            JsonSerializer.Serialize(actual.Items).ShouldBe(JsonSerializer.Serialize(expected.Items), $"seed {Seed}, list {n}: {query}");
            (await Store.Reads.CasesWithTaskFor(actor, query.CampaignId, null, 5, default))
                .ShouldBe(await reference.Reads.CasesWithTaskFor(actor, query.CampaignId, null, 5, default), $"seed {Seed}, list {n}: {actor}");
        }

        TaskRow RandomTask(int n)
        {
            var instance = instances[random.Next(instances.Count)].Row;
            var closed = random.Next(4) == 0;
            return Make.Task($"{prefix}-{n:000}", instance.Id, Pick(units) is { Length: > 0 } u ? u : null, Pick(roles) is { Length: > 0 } r ? r : null) with
            {
                Persons = random.Next(4) == 0 ? [Pick(people)] : [],
                Excluded = random.Next(6) == 0 ? [Pick(people)] : [],
                CorrelationId = instance.CorrelationId,
                DefinitionId = instance.DefinitionId,
                Subject = instance.Subject,
                Round = instance.Round,
                Step = Pick(["Draft", "Intake", "Review"]),
                Title = Pick(["受理", "退回_补正", "100%完成", "Review"]),
                OpenedAt = Make.Now.AddMinutes(-random.Next(50)),
                DueAt = random.Next(4) == 0 ? null : Make.Now.AddHours(random.Next(-80, 100)),
                HeldSince = !closed && random.Next(8) == 0 ? Make.Now : null,
                Status = closed ? TaskRowStatus.Completed : TaskRowStatus.Open,
                ClosedAt = closed ? Make.Now.AddMinutes(random.Next(30)) : null,
                ClosedBy = closed ? Pick(people) : null,
            };
        }

        string Pick(string[] from) => from[random.Next(from.Length)];

        string? Maybe(params string[] from) => random.Next(3) == 0 ? Pick(from) : null;
    }

    [Fact]
    public async Task A_draft_is_kept_while_the_task_is_open_and_does_not_touch_its_revision()
    {
        var id = Make.Id("i");
        await Store.In(t => { t.InsertInstance(Make.Instance(id)); t.InsertTask(Make.Task(id + ":1", id)); });
        await Store.In(t => t.SaveTaskDraft(id + ":1", """{"comment":"还没写完"}"""));
        var task = (await Store.Reads.Task(id + ":1", default))!;
        (task.Draft, task.Revision).ShouldBe(("""{"comment":"还没写完"}""", 1));
        await Store.In(t => t.CloseTask(id + ":1", TaskRowStatus.Expired, "Silent", null, Make.Now, null, null));
        await Should.ThrowAsync<LostRaceException>(() => Store.In(t => t.SaveTaskDraft(id + ":1", "{}")));
    }

    [Fact]
    public async Task A_moved_deadline_clears_the_level_and_a_held_task_says_so()
    {
        var id = Make.Id("i");
        var me = Make.Person(Make.Id("p"), Make.Id("U"), "r");
        await Store.In(t => { t.InsertInstance(Make.Instance(id)); t.InsertTask(Make.Task(id + ":1", id, me.UnitId, "r", Make.Now.AddHours(-1))); });
        await Store.In(t => t.MarkTask(id + ":1", "supervise", true));
        (await Item()).ShouldSatisfyAllConditions(i => i.DueState.ShouldBe("overdue"), i => i.OverdueLevel.ShouldBe("supervise"));
        await Store.In(t => t.HoldTasks(id, Make.Now));
        (await Item()).DueState.ShouldBe("held");
        await Store.In(t => { t.HoldTasks(id, null); t.MoveTaskDeadline(id + ":1", Make.Now.AddDays(2), false); });
        (await Item()).ShouldSatisfyAllConditions(i => i.DueState.ShouldBe("soon"), i => i.OverdueLevel.ShouldBeNull(), i => i.Revision.ShouldBe(2));
        await Store.In(t => t.MoveTaskDeadline(id + ":1", null, false));
        (await Item()).DueState.ShouldBe("none");

        async Task<TaskItem> Item() => (await Store.Reads.Tasks(new(), me, Make.Now, Make.Now, default)).Items.Single();
    }
}
