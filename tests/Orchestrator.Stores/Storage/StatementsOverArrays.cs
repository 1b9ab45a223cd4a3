using Npgsql;
using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Storage.Sql;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Storage;

/// <summary>The same statement of several writers as one: the effect must be that of the single ones.</summary>
public sealed class StatementsOverArrays
{
    [Fact]
    public async Task Every_write_of_two_has_the_effect_of_both()
    {
        var queues = new List<IReadOnlyList<Statement>> { await WritesOf("a"), await WritesOf("b"), await WritesOf("c") };
        var merged = ManyRows.Merge(queues).ToList();

        merged.Count.ShouldBe(queues[0].Count);
        merged.Where(statement => !statement.Sql.Contains("unnest", StringComparison.Ordinal)).Select(statement => statement.Sql).ShouldBeEmpty();
        (await After(merged)).ShouldBe(await After([.. queues.SelectMany(queue => queue).Select(ManyRows.Guarded)]));
    }

    [Fact]
    public async Task The_order_of_each_writer_is_kept()
    {
        IReadOnlyList<Statement> timers(string id, int due) =>
        [
            new("delete from rt_timers where instance_id = $1", [id]),
            new("insert into rt_timers (instance_id, timer_id, due_at, attempts, next_at) values ($1, $2, $3, $4, $5)", [id, "t", (long)due, 0, (long)due]),
        ];
        var other = timers("b", 7).Reverse().ToList();
        var merged = ManyRows.Merge([timers("a", 5), other, timers("c", 9)]).ToList();

        merged.Count.ShouldBe(3);
        var rows = await After(merged, "rt_timers");
        rows.ShouldContain("\"a\"");
        rows.ShouldContain("\"c\"");
        rows.ShouldNotContain("\"b\"");
    }

    [Fact]
    public async Task One_that_misses_its_row_makes_the_statement_fail()
    {
        var closing = (string task) => new Statement("update rt_tasks set status = $2 where id = $1 and status = 'Open'", [task, "Completed"], MustAffectOne: true);
        var opened = (await WritesOf("a")).Where(statement => statement.Sql.StartsWith("insert into rt_tasks ", StringComparison.Ordinal)).ToList();

        var failed = await Should.ThrowAsync<PostgresException>(() => After([.. opened, .. ManyRows.Merge([[closing("a:1")], [closing("nobody")]])]));
        failed.SqlState.ShouldBe(PostgresErrorCodes.DivisionByZero);
    }

    /// <summary>One of everything that transactions write, in plain texts.</summary>
    private static async Task<IReadOnlyList<Statement>> WritesOf(string id)
    {
        await using var database = await TestDatabase.Create(StoreKind.Sqlite);
        var written = new List<Statement>();
        await using var store = new SqliteStore(database.Options.ConnectionString) { Committed = written.AddRange };
        await new Migrator(store, TimeProvider.System, [new("runtime", typeof(RuntimeServices).Assembly)]).Migrate();
        written.Clear();
        var (record, later) = (Make.Instance(id), Make.Now.AddHours(1));
        await store.In(t =>
        {
            t.InsertInstance(record);
            t.UpdateInstance(record with { Row = record.Row with { Revision = 2, Stage = null, HeldSince = later } });
            t.InsertTask(Make.Task(id + ":1", id, due: later) with { Persons = ["p" + id] });
            t.SaveTaskDraft(id + ":1", "{}");
            t.MoveTaskDeadline(id + ":1", later, true);
            t.MarkTask(id + ":1", "red", true);
            t.HoldTasks(id, later);
            t.CloseTask(id + ":1", TaskRowStatus.Completed, "Accept", null, later, "p1", "某人");
            t.PutTimer(new(id, "t", later, 0, later));
            t.RescheduleTimer(id, "t", 1, later.AddHours(1));
            t.PutTimer(new(id, "u", later, 0, later));
            t.DeleteTimer(id, "u");
            t.AddSubscription(new(id, "b1", "go", null));
            t.AddSubscription(new(id, "b2", "go", "k"));
            t.RemoveSubscription(id, "b1");
            t.CorrelateSubscriptions(id, "other");
            t.AddStep(new(id, 1, later, "p1", null, "Intake", 1, 1, "[]"));
            t.PutIncident(new(id + "!", "Fault", id, id, null, "act", null, "坏了", null, "Open", later, null, null, 0));
            t.CloseIncident(id + "!", "Resolved", later, "se");
            t.AddWork(Make.Work(id));
            t.AddOutbox(Make.Message(id + "m"));
            t.AddCommand(new("p1", id, "f", "{}", later));
            t.AddDefinition(new(new("d" + id, 1, "d:1" + id, "流程", "Draft", "h", later, "p1", null, null), [1, 2]));
            t.SetDefinitionStatus("d:1" + id, "Published", later, "p1");
            t.PutTriggers("d" + id, [new("d" + id, "act", "d:1" + id, "Elsa.Timer", "00:10:00", later)]);
            t.MoveTrigger("d" + id, "act", null);
        });
        return written;
    }

    private static async Task<string> After(IReadOnlyList<Statement> statements, string? onlyTable = null)
    {
        await using var database = await TestDatabase.Create(StoreKind.Postgres);
        await using var store = new PostgresStore(database.Options.ConnectionString);
        await new Migrator(store, TimeProvider.System, [new("runtime", typeof(RuntimeServices).Assembly)]).Migrate();
        await using var connection = await store.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement.Sql, connection);
            foreach (var arg in statement.Args)
            {
                command.Parameters.Add(arg.ToNpgsql());
            }

            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var tables = new List<string>();
        foreach (var table in onlyTable is null ? await Column(connection, "select tablename from pg_tables where tablename like 'rt_%' order by 1") : [onlyTable])
        {
            tables.Add(table);
            tables.AddRange(await Column(connection, $"select (to_jsonb(t) - 'id')::text || coalesce(to_jsonb(t) ->> 'instance_id', to_jsonb(t) ->> 'id', '') from {table} t order by 1"));
        }

        return string.Join('\n', tables);
    }

    private static async Task<List<string>> Column(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
