using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Storage.Sql;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Storage;

/// <summary>Transactions on one SQLite file that commit together.</summary>
public sealed class GroupCommit : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SqliteStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Create(StoreKind.Sqlite);
        _store = new(_database.Options.ConnectionString);
        await new Migrator(_store, TimeProvider.System, [new("runtime", typeof(RuntimeServices).Assembly)]).Migrate();
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_is_told_before_the_commit_of_all()
    {
        var first = await _store.Begin(default);
        first.InsertInstance(Make.Instance("first"));
        var second = _store.Begin(default);
        var told = first.Commit(default);
        var writing = await second;
        told.IsCompleted.ShouldBeFalse();
        (await _store.Reads.Instance("first", default)).ShouldBeNull();

        await writing.DisposeAsync();
        await told;
        (await _store.Reads.Instance("first", default)).ShouldNotBeNull();
        await first.DisposeAsync();
    }

    [Fact]
    public async Task What_a_member_takes_back_does_not_touch_the_others()
    {
        await Task.WhenAll(Enumerable.Range(0, 60).Select(n => Task.Run(async () =>
        {
            await using var transaction = await _store.Begin(default);
            transaction.InsertInstance(Make.Instance($"i{n}"));
            await transaction.Flush(default);
            if (n % 3 != 0)
            {
                await transaction.Commit(default);
            }
        })));

        foreach (var n in Enumerable.Range(0, 60))
        {
            ((await _store.Reads.Instance($"i{n}", default)) is not null).ShouldBe(n % 3 != 0, $"i{n}");
        }
    }

    [Fact]
    public async Task Writers_that_wait_share_commits()
    {
        var members = new ConcurrentBag<int>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "orchestrator.commit.members")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, count, _, _) => members.Add(count));
        listener.Start();
        var holder = await _store.Begin(default);
        var waiting = Enumerable.Range(0, 40).Select(n => Task.Run(() => _store.In(t => t.InsertInstance(Make.Instance($"w{n}"))))).ToList();
        await Task.Delay(200, TestContext.Current.CancellationToken);
        await holder.DisposeAsync();
        await Task.WhenAll(waiting);

        members.Max().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Who_gives_up_waiting_does_not_keep_the_others_waiting()
    {
        foreach (var n in Enumerable.Range(0, 300))
        {
            using var patience = new CancellationTokenSource();
            var first = await _store.Begin(default);
            first.InsertInstance(Make.Instance($"p{n}"));
            var waiting = Task.Run(() => _store.Begin(patience.Token));
            if (n % 2 == 0)
            {
                await Task.Yield();
            }

            var told = Task.Run(() => first.Commit(default));
            await patience.CancelAsync();
            try
            {
                await (await waiting).DisposeAsync();
            }
            catch (OperationCanceledException)
            {
                // Its patience ended first.
            }

            await told.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            (await _store.Reads.Instance($"p{n}", default)).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task When_the_commit_fails_all_of_it_failed_and_may_be_repeated()
    {
        await using (var connection = new SqliteConnection(_store.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var table = connection.CreateCommand();
            table.CommandText = "create table late (id text references rt_instances (id) deferrable initially deferred)";
            await table.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var bad = await _store.Begin(default);
        await using (var command = bad.Connection!.CreateCommand())
        {
            command.Transaction = bad.Transaction;
            command.CommandText = "insert into late values ('nobody')";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var waits = _store.Begin(default);
        var badTold = bad.Commit(default);
        var good = await waits;
        good.InsertInstance(Make.Instance("good"));
        var goodTold = good.Commit(default);
        _store.IsTransient(await Should.ThrowAsync<GroupLostException>(badTold)).ShouldBeTrue();
        await Should.ThrowAsync<GroupLostException>(goodTold);
        (await _store.Reads.Instance("good", default)).ShouldBeNull();

        await _store.In(t => t.InsertInstance(Make.Instance("good")));
        (await _store.Reads.Instance("good", default)).ShouldNotBeNull();
    }
}
