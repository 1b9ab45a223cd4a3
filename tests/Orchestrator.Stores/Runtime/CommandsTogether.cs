using Npgsql;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Storage.Sql;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime;

/// <summary>Commands on PostgreSQL that arrive together and share a transaction: each must be as if it were alone.</summary>
public sealed class CommandsTogether : IAsyncLifetime
{
    private const int Many = 20;
    private const int Gates = 1 + PostgresGroups.Lanes;

    private Office _office = null!;
    private List<TaskRow> _tasks = [];

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open(StoreKind.Postgres);
        await _office.Publish(Flows.Document("one", Flows.Task("first"), Flows.Task("second")));
        foreach (var n in Enumerable.Range(0, Many))
        {
            (await Start($"c{n:00}")).Required();
        }

        _tasks = [.. await Task.WhenAll(Enumerable.Range(0, Many).Select(n => _office.OpenTask($"c{n:00}")))];
    }

    public async ValueTask DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task They_share_transactions_and_each_is_done_once()
    {
        var outcomes = await Together(Each(_tasks));

        outcomes.ShouldAllBe(outcome => outcome.Refusal == null && !outcome.Replayed);
        (await Number("select count(distinct xmin::text) from rt_commands where command_id like 'done-%'")).ShouldBeLessThan(Many / 2);
        (await Number("select count(*) from rt_commands where command_id like 'done-%'")).ShouldBe(Many);
        (await Number("select count(*) from rt_tasks where step = 'second' and status = 'Open'")).ShouldBe(Many);
        var audit = await _office.Get<OperationQueries>().VerifyAudit();
        (audit.Broken.Count, audit.Rows).ShouldBe((0, (2 * Many) + Gates));
    }

    [Fact]
    public async Task A_command_that_is_alone_goes_alone()
    {
        foreach (var task in _tasks)
        {
            (await Complete(task)).Required();
        }

        Groups.Used.ShouldBeFalse();
        await Together(Each(await Task.WhenAll(Enumerable.Range(0, Many).Select(n => _office.OpenTask($"c{n:00}")))));
        Groups.Used.ShouldBeTrue();
    }

    [Fact]
    public async Task What_one_asks_wrongly_is_its_own_refusal()
    {
        var outcomes = await Together<TaskDone>([
            () => Complete(_tasks[0]), () => Complete(_tasks[1], revision: 7), () => Complete(_tasks[2] with { Id = "nobody" }),
            () => Complete(_tasks[3], actor: Office.Person("x", "D9", "CZ")), () => Complete(_tasks[4], outcome: "Nonsense"), () => Complete(_tasks[5]),
        ]);

        outcomes.Select(outcome => outcome.Refusal?.Code).ShouldBe([null, "task.stale", "task.unknown", "task.not-yours", "task.unknown-outcome", null]);
        (await Number("select count(*) from rt_audit where result <> 'Done'")).ShouldBe(4);
    }

    [Fact]
    public async Task A_write_that_fails_is_only_the_error_of_the_one_who_wrote_it()
    {
        var (raced, inserted) = (0, new TaskCompletionSource());
        _office.Faults.Before = command =>
        {
            if (command == "start-n07" && Interlocked.Exchange(ref raced, 1) == 0)
            {
                // Another host has begun the same instance since this one looked.
                Run("insert into rt_instances select (jsonb_populate_record(i, '{\"id\": \"n07\", \"root_id\": \"n07\"}')).* from rt_instances i where id = 'c00'");
            }
        };

        var outcomes = await Together([.. Enumerable.Range(0, Many).Select<int, Func<Task<Outcome<string>>>>(n => () => Start($"n{n:00}"))]);

        raced.ShouldBe(1);
        outcomes.Select(outcome => outcome.Refusal?.Code).ShouldBe(Enumerable.Range(0, Many).Select(n => n == 7 ? "instance.exists" : null));
        (await Number("select count(*) from rt_instances where id like 'n%'")).ShouldBe(Many);
    }

    [Fact]
    public async Task Who_needs_more_than_was_read_gets_a_transaction_of_its_own()
    {
        _office.Script.Observer = (step, work) =>
        {
            if (step.After.Id is "c03" or "c04")
            {
                Office.Write(work, step.After.Id);
            }

            return Task.CompletedTask;
        };

        (await Together(Each(_tasks))).ShouldAllBe(outcome => outcome.Refusal == null);
        (await _office.Entries()).ShouldBe(2);
        (await Number("select count(*) from rt_commands where command_id like 'done-%'")).ShouldBe(Many);
    }

    [Fact]
    public async Task Nobody_waits_for_somebody_slow()
    {
        using var others = new CountdownEvent(Many - 1);
        var late = 0;
        _office.Faults.Before = command =>
        {
            if (command == $"done-{_tasks[5].Id}" && Interlocked.Exchange(ref late, 1) == 0)
            {
                others.Wait(TimeSpan.FromSeconds(60)).ShouldBeTrue("the others did not get on");
            }
        };
        _office.Faults.After = command =>
        {
            if (command.StartsWith("done-", StringComparison.Ordinal) && command != $"done-{_tasks[5].Id}")
            {
                others.Signal();
            }
        };

        (await Together(Each(_tasks))).ShouldAllBe(outcome => outcome.Refusal == null && !outcome.Replayed);
        (await Number("select count(*) from rt_commands where command_id like 'done-%'")).ShouldBe(Many);
    }

    [Fact]
    public async Task An_instance_that_somebody_holds_is_passed_over()
    {
        await using var holder = await Open();
        await using var transaction = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var hold = new NpgsqlCommand("select 1 from rt_instances where id = 'c00' for update", holder))
        {
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Task<Outcome<TaskDone>>? waits = null;
        var others = await Together<TaskDone>([() => waits = Complete(_tasks[0]), .. Each(_tasks.Skip(1))], wait: 1);

        others.ShouldAllBe(outcome => outcome.Refusal == null);
        waits!.IsCompleted.ShouldBeFalse();
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        (await waits).Required();
    }

    [Fact]
    public async Task A_connection_that_is_lost_loses_and_repeats_nothing()
    {
        var lost = 0;
        _office.Faults.Before = command =>
        {
            if (command.StartsWith("done-", StringComparison.Ordinal) && Interlocked.Exchange(ref lost, 1) == 0)
            {
                Run("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'");
            }
        };

        (await Together(Each(_tasks))).ShouldAllBe(outcome => outcome.Refusal == null);
        lost.ShouldBe(1);
        (await Number("select count(*) from rt_commands where command_id like 'done-%'")).ShouldBe(Many);
        (await Number("select count(*) from rt_tasks where status = 'Completed'")).ShouldBe(Many);
        (await Number("select count(*) from rt_steps where instance_id like 'c%'")).ShouldBe(2 * Many);
    }

    [Fact]
    public async Task The_same_command_twice_is_done_once()
    {
        var outcomes = await Together(Each([.. _tasks, .. _tasks]));

        outcomes.ShouldAllBe(outcome => outcome.Refusal == null);
        outcomes.Count(outcome => outcome.Replayed).ShouldBe(Many);
        (await Number("select count(*) from rt_commands where command_id like 'done-%'")).ShouldBe(Many);
    }

    private PostgresGroups Groups => ((PostgresStore)_office.Get<IStore>()).Common;

    private List<Func<Task<Outcome<TaskDone>>>> Each(IEnumerable<TaskRow> tasks) => [.. tasks.Select<TaskRow, Func<Task<Outcome<TaskDone>>>>(task => () => Complete(task))];

    private Task<Outcome<TaskDone>> Complete(TaskRow task, long revision = 1, string outcome = "Done", Actor? actor = null) => _office.Runner.Run(
        new CommandHead($"done-{task.Id}", "Tasks.Complete", actor ?? Office.Person("p1"), "task", task.Id),
        work => work.Workflows.CompleteTask(task.Id, revision, outcome, new JsObject()));

    private Task<Outcome<string>> Start(string id) => _office.Runner.Run(
        new CommandHead("start-" + id, "Instances.Start", Office.Person("p1"), "instance", id),
        work => work.Workflows.Start(new("one", id, "案卷", null, new JsObject())));

    /// <summary>Begins the commands while nobody can be let in, so that they queue up; returns when all but <paramref name="wait"/> are answered.</summary>
    private async Task<IReadOnlyList<Outcome<T>>> Together<T>(List<Func<Task<Outcome<T>>>> commands, int wait = 0)
    {
        await using var gate = await Open();
        await using var closed = await gate.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var close = new NpgsqlCommand("lock table rt_audit_chains in access exclusive mode", gate))
        {
            await close.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        // Some that everybody comes after: one is alone and goes alone, the others keep the lanes busy until the gate opens.
        var first = new List<Task<Outcome<string>>>();
        for (var busy = 1; busy <= Gates; busy++)
        {
            var id = $"gate{busy}";
            first.Add(Task.Run(() => Start(id)));
            while (await Number("select count(*) from pg_locks where not granted and relation = 'rt_audit_chains'::regclass") < busy)
            {
                await Task.Yield();
            }
        }

        var running = commands.Select(command => Task.Run(command)).ToList();
        while (Groups.Waiting < commands.Count)
        {
            await Task.Yield();
        }

        await closed.RollbackAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(first);
        return await Task.WhenAll(running.Skip(wait));
    }

    private async Task<NpgsqlConnection> Open()
    {
        var connection = new NpgsqlConnection(_office.Options.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private async Task<long> Number(string sql)
    {
        await using var connection = await Open();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }

    private void Run(string sql)
    {
        using var connection = new NpgsqlConnection(_office.Options.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
