using Npgsql;
using Orchestrator.Runtime;
using Orchestrator.Stores.Storage;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Storage.Sql;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime.Regressions;

/// <summary>A person's list among a million open tasks: what it costs is what that person has, not what there is.</summary>
public sealed class AMillionOpenTasks
{
    private const int Tasks = 1_000_000;
    private const int Units = 5_000;

    [Fact]
    public async Task A_list_reads_the_rows_of_its_person_and_no_others()
    {
        await using var database = await TestDatabase.Create(StoreKind.Postgres);
        // One connection: what it has read is asked of itself.
        await using var store = new PostgresStore(new NpgsqlConnectionStringBuilder(database.Options.ConnectionString) { MaxPoolSize = 1 }.ToString());
        await new Migrator(store, TimeProvider.System, [new("runtime", typeof(Migrator).Assembly)]).Migrate();
        await Sql(store, $"""
            insert into rt_tasks (id, instance_id, root_id, instance_name, step, round, title, form, unit, role, persons, excluded, outcomes, status, opened_at, due_at, overdue, revision)
            select 't' || n, 'c' || n, 'c' || n, '案卷' || n, 'first', 0, '办理', 'test/first', 'U' || n % {Units}, 'BM-JB', '[]', '[]', '["Done"]', 'Open', n, n, false, 1 from generate_series(1, {Tasks}) n
            """);
        await Sql(store, "analyze rt_tasks");
        var tasks = new TaskQueries(store, TimeProvider.System);
        var person = Office.Person("p1", "U7");
        await tasks.List(new(), person);

        var before = await Read(store);
        var page = await tasks.List(new(Sort: TaskSort.Opened, Page: 2, Size: 50), person);
        var after = await Read(store);

        (page.Total, page.Items.Count).ShouldBe((Tasks / Units, 50));
        (after.Scanned - before.Scanned).ShouldBe(0, "rows of a scan of the whole table");

        // The page, its total and the counts of the menu: each may look at all that this person has.
        (after.Fetched - before.Fetched).ShouldBeLessThanOrEqualTo(10 * Tasks / Units);
        (after.Fetched - before.Fetched).ShouldBeGreaterThan(0);
    }

    private static async Task<(long Scanned, long Fetched)> Read(PostgresStore store)
    {
        await using var connection = await store.Lists.OpenConnectionAsync();
        await using var flush = new NpgsqlCommand("select pg_stat_force_next_flush()", connection);
        await flush.ExecuteNonQueryAsync();
        await using var query = new NpgsqlCommand("select seq_tup_read, idx_tup_fetch from pg_stat_user_tables where relname = 'rt_tasks'", connection);
        await using var reader = await query.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private static async Task Sql(PostgresStore store, string sql)
    {
        await using var connection = await store.Source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
