using Npgsql;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime.Regressions;

/// <summary>The moment in which other engines lose work: the task is closed, the next one is not yet open.</summary>
public sealed class CutConnections
{
    [Fact]
    public async Task When_the_session_ends_between_a_task_and_the_next_there_is_either_the_one_or_the_other()
    {
        await using var office = await Office.Open(StoreKind.Postgres);
        await office.Publish(Flows.Document("two", Flows.Task("first"), Flows.Task("second")));
        await office.Start("two", "c1");
        var task = await office.OpenTask("c1");
        var cuts = 0;
        office.Script.Observer = async (step, work) =>
        {
            // Everything of the step is written; the next statement, or the commit, finds the session gone.
            if (cuts++ == 0)
            {
                await Cut(work);
                (await office.OpenTask("c1")).Step.ShouldBe("first");
            }
        };

        var done = await office.Complete(task, commandId: "once");

        done.Required().TaskId.ShouldBe(task.Id);
        cuts.ShouldBe(2);
        (await office.OpenTask("c1")).Step.ShouldBe("second");
        (await office.Tasks.OfCase("c1", openOnly: false)).Count.ShouldBe(2);
        (await office.Get<HistoryQueries>().OfCase("c1")).Count(row => row is { ActivityId: "first", Event: "Completed" }).ShouldBe(1);
        (await office.Complete(task, commandId: "once")).Replayed.ShouldBeTrue();
    }

    [Fact]
    public async Task When_the_server_ends_every_session_again_and_again_acknowledged_decisions_are_there_once()
    {
        const int Instances = 60;
        await using var office = await Office.Open(StoreKind.Postgres);
        await office.Publish(Flows.Document("two", Flows.Task("first"), Flows.Task("second")));
        for (var n = 0; n < Instances; n++)
        {
            await office.Start("two", $"c{n}");
        }

        var decided = 0;
        office.Script.Observer = async (_, work) =>
        {
            if (Interlocked.Increment(ref decided) % 10 == 0)
            {
                await Cut(work, everybody: true);
            }
        };
        var tasks = await Task.WhenAll(Enumerable.Range(0, Instances).Select(n => office.OpenTask($"c{n}")));
        await Task.WhenAll(tasks.Select(task => Task.Run(() => AskUntilAnswered(() => office.Complete(task, commandId: task.Id)))));

        office.Script.Observer = null;
        (await office.Tasks.List(new(Step: "second", Size: 100), Office.Person("p1"))).Total.ShouldBe(Instances);
        (await office.Get<OperationQueries>().Audit(new(Action: "Tasks.Complete"))).Total.ShouldBe(Instances);
        (await office.Get<OperationQueries>().VerifyAudit()).Broken.ShouldBeEmpty();
    }

    // As a browser does: the same command until there is an answer.
    private static async Task AskUntilAnswered(Func<Task<Outcome<TaskDone>>> ask)
    {
        for (var n = 0; n < 100; n++)
        {
            try
            {
                (await ask()).Required();
                return;
            }
            catch (NpgsqlException)
            {
                // No answer.
            }
        }

        throw new InvalidOperationException("No answer after a hundred times.");
    }

    private static async Task Cut(UnitOfWork work, bool everybody = false)
    {
        var own = (NpgsqlConnection)work.Transaction.Connection!;
        await using var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(own.ConnectionString) { Pooling = false }.ToString());
        await other.OpenAsync();
        await using var cut = new NpgsqlCommand(
            everybody ? "select pg_terminate_backend(pid, 1000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()" : "select pg_terminate_backend($1, 1000)", other);
        if (!everybody)
        {
            cut.Parameters.Add(new() { Value = own.ProcessID });
        }

        await cut.ExecuteNonQueryAsync();
    }
}
