using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage.Sql;

namespace Orchestrator.Benchmarks.Workloads;

/// <summary>
/// Fills the tables with copies of one instance that the engine itself has made: the same rows, other ids. The copies of
/// audit rows stand in chains of their own, which the runtime never touches.
/// </summary>
internal static class Existing
{
    /// <summary>Units among which open tasks are spread.</summary>
    public const int Units = 10_000;

    /// <summary>Who closed the finished tasks: half of them clerks, half of them reviewers.</summary>
    public const int People = 10_000;

    private const int Part = 50_000;

    private static readonly (string Table, string Columns, string Of)[] Tables =
    [
        ("rt_instances", Rows.InstanceWithState, "id"), ("rt_tasks", Rows.Task, "instance_id"), ("rt_steps", Rows.Step, "instance_id"),
        ("rt_commands", "actor_id, command_id, fingerprint, answer, at", "command_id"), ("rt_audit", Rows.Audit, "command_id"),
    ];

    private static readonly string[] Ids = ["id", "instance_id", "root_id", "command_id", "object_id", "answer"];

    /// <summary>Copies of a finished instance of four tasks.</summary>
    /// <param name="tables">How many of the tables: 2 for instances and tasks alone, 5 for everything.</param>
    public static Task Finished(BenchDatabase database, BenchHost host, long count, int tables = 5) =>
        Copies(database, count, "tpl-done", id => FourTasks.Play(host, id, null), tables);

    /// <summary>Copies of an instance that waits for its first task.</summary>
    public static Task Waiting(BenchDatabase database, BenchHost host, long count) => Copies(database, count, "tpl-wait", id => host.Start(FourTasks.Definition, id), Tables.Length);

    private static async Task Copies(BenchDatabase database, long count, string template, Func<string, Task> make, int tables)
    {
        await using var connection = await database.Connect();
        if (count == 0 || await BenchDatabase.Number(connection, $"select count(*) from rt_instances where id = '{template}-{count}'") > 0)
        {
            return;
        }

        await make(template);
        var postgres = database.Options.Store == StoreKind.Postgres;
        foreach (var (table, _, of) in Tables.Take(tables))
        {
            await BenchDatabase.Execute(
                connection, $"create temp table template_{table} as select * from {table} t where t.{of} = '{template}' or t.{of} like '%-{template}' or t.{of} like '%-{template}:%'");
        }

        for (long from = 1; from <= count; from += Part)
        {
            var until = Math.Min(count, from + Part - 1);
            await BenchDatabase.Execute(connection, "begin");
            foreach (var (table, columns, _) in Tables.Take(tables))
            {
                var source = postgres ? $"generate_series({from}, {until}) as numbers (n)" : "numbers";
                var copied = columns.Split(", ").Select(column => Copied(table, column, template));
                var with = postgres ? "" : $"with recursive numbers (n) as (select {from} union all select n + 1 from numbers where n < {until}) ";
                await BenchDatabase.Execute(
                    connection, $"{with}insert into {table} ({columns}) select {string.Join(", ", copied)} from template_{table} t, {source}");
            }

            await BenchDatabase.Execute(connection, "commit");
        }

        foreach (var (table, _, _) in Tables.Take(tables))
        {
            await BenchDatabase.Execute(connection, $"drop table template_{table}");
        }

        await BenchDatabase.Execute(connection, postgres ? "vacuum analyze" : "analyze");
    }

    private static string Copied(string table, string column, string template) =>
        table == "rt_audit" && column == "chain" ? "1000 + t.chain"
        : table == "rt_audit" && column == "seq" ? $"n * 1000 + t.seq + {(template == "tpl-done" ? 0 : 500)}"
        : table == "rt_tasks" && column == "unit" ? $"case when t.status = 'Open' then 'U' || (n % {Units}) else t.unit end"
        : table == "rt_tasks" && column == "closed_by" ? $"t.closed_by || '-' || (n % {People / 2})"
        : Ids.Contains(column) ? $"replace(t.{column}, '{template}', '{template}-' || n)"
        : "t." + column;
}
