using Microsoft.Data.Sqlite;
using Npgsql;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Storage.Sql;

namespace Orchestrator.Benchmarks.Workloads;

/// <summary>
/// What the database itself can do: the writes of W1, recorded from the engine, committed again by plain prepared SQL with the
/// same concurrency and the same durability, without reads, engine, checks or answers. One transaction is one round trip on
/// PostgreSQL (a pipelined batch); on SQLite it is a begin, the statements and a commit by the only writer.
/// </summary>
internal static class Ceiling
{
    public static async Task<Report> Run(Arguments arguments)
    {
        var recorded = await Record(arguments);
        await using var database = await BenchDatabase.Create(arguments);
        await using (await BenchHost.Open(database, "four-tasks"))
        {
            // The empty tables.
        }

        await using var writers = Writers.Open(database.Options);
        var warm = recorded.Count - arguments.Instances;
        await Closed.Loop(arguments.Concurrency, warm, n => Write(writers, recorded[n], null));
        using var measurement = await Measurement.Begin(database);
        await Closed.Loop(arguments.Concurrency, recorded.Count - warm, n => Write(writers, recorded[warm + n], measurement));
        return await measurement.End(arguments, recorded.Count - warm);
    }

    /// <summary>The transactions of every instance, in order: its start and its four completions.</summary>
    private static async Task<List<List<IReadOnlyList<Statement>>>> Record(Arguments arguments)
    {
        await using var scratch = await BenchDatabase.Create(arguments);
        var taken = new List<IReadOnlyList<Statement>>();
        var options = scratch.Options with { Committed = writes => taken.Add(writes) };
        await using var host = await BenchHost.Open(options, "four-tasks");
        var recorded = new List<List<IReadOnlyList<Statement>>>();
        var count = arguments.Instances + 500;
        for (var n = 0; n < count; n++)
        {
            taken = [];
            await FourTasks.Play(host, $"case-{n}", null);
            recorded.Add(taken);
        }

        return recorded;
    }

    private static async Task Write(Writers writers, List<IReadOnlyList<Statement>> instance, Measurement? measurement)
    {
        // The first is the start; the four others are what a completion writes.
        await writers.Commit(instance[0]);
        foreach (var transaction in instance.Skip(1))
        {
            await (measurement is null ? writers.Commit(transaction) : measurement.Time(() => writers.Commit(transaction)));
        }
    }

    private abstract class Writers : IAsyncDisposable
    {
        public static Writers Open(RuntimeOptions options) =>
            options.Store == StoreKind.Postgres ? new PostgresWriters(options.ConnectionString) : new SqliteWriters(options.ConnectionString);

        public abstract Task Commit(IReadOnlyList<Statement> writes);

        public abstract ValueTask DisposeAsync();
    }

    private sealed class PostgresWriters(string connectionString) : Writers
    {
        private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 256, AutoPrepareMinUsages = 2, NoResetOnClose = true });

        public override async Task Commit(IReadOnlyList<Statement> writes)
        {
            // Without an explicit transaction a batch is one: the server commits at its end.
            await using var batch = _source.CreateBatch();
            foreach (var statement in writes)
            {
                var command = new NpgsqlBatchCommand(statement.Sql);
                foreach (var arg in statement.Args)
                {
                    command.Parameters.Add(arg.ToNpgsql());
                }

                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync();
        }

        public override ValueTask DisposeAsync() => _source.DisposeAsync();
    }

    private sealed class SqliteWriters(string connectionString) : Writers
    {
        private readonly SemaphoreSlim _turn = new(1, 1);
        private readonly SqliteWriter _writer = new(SqliteStore.Open(connectionString));

        public override async Task Commit(IReadOnlyList<Statement> writes)
        {
            await _turn.WaitAsync();
            try
            {
                await using var transaction = _writer.Connection.BeginTransaction(deferred: false);
                foreach (var statement in writes)
                {
                    _writer.Execute(statement);
                }

                transaction.Commit();
            }
            finally
            {
                _turn.Release();
            }
        }

        public override ValueTask DisposeAsync()
        {
            _writer.Dispose();
            _turn.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
