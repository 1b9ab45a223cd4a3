using System.Collections.Concurrent;
using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Commands;
using Orchestrator.Runtime.Errands;
using Orchestrator.Runtime.Storage;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Storage;

public abstract partial class StoreCompliance
{
    // Background rows have no owner: each test works at a time of its own, far from the others'.
    private static DateTimeOffset _epoch = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset OwnTime()
    {
        lock (typeof(StoreCompliance))
        {
            return _epoch = _epoch.AddYears(-1);
        }
    }

    [Fact]
    public async Task Each_due_timer_is_taken_by_exactly_one_of_several_pumps()
    {
        const int Timers = 120;
        var now = OwnTime();
        var ids = Enumerable.Range(0, Timers).Select(_ => Make.Id("i")).ToList();
        await Store.In(t =>
        {
            foreach (var (id, n) in ids.Select((id, n) => (id, n)))
            {
                t.InsertInstance(Make.Instance(id));
                t.PutTimer(new(id, "t", now.AddSeconds(-n), 0, now.AddSeconds(-n)));
            }
        });
        var fired = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var idle = 0; idle < 3;)
            {
                var taken = await Store.In(async t =>
                {
                    var due = await t.TakeDueTimers(now, 5, default);
                    foreach (var timer in due.SelectMany(instance => instance.Timers))
                    {
                        t.DeleteTimer(timer.InstanceId, timer.TimerId);
                    }

                    return due.SelectMany(instance => instance.Timers).Select(timer => timer.InstanceId).ToList();
                });
                taken.ForEach(fired.Add);
                idle = taken.Count == 0 ? idle + 1 : 0;
            }
        })));
        fired.Where(ids.Contains).Order().ShouldBe(ids.Order());
    }

    [Fact]
    public async Task Timers_of_held_instances_and_of_the_future_stay()
    {
        var now = OwnTime();
        var (held, later, twice) = (Make.Id("i"), Make.Id("i"), Make.Id("i"));
        var record = Make.Instance(held);
        await Store.In(t =>
        {
            t.InsertInstance(record with { Row = record.Row with { HeldSince = now.AddDays(-1) } });
            t.InsertInstance(Make.Instance(later));
            t.InsertInstance(Make.Instance(twice));
            t.PutTimer(new(held, "t", now.AddHours(-1), 0, now.AddHours(-1)));
            t.PutTimer(new(later, "t", now.AddTicks(1), 0, now.AddTicks(1)));
            t.PutTimer(new(twice, "b", now, 0, now));
            t.PutTimer(new(twice, "a", now.AddHours(-2), 0, now.AddHours(-2)));
            t.PutTimer(new(twice, "c", now.AddHours(-3), 0, now.AddHours(-3)));
            t.PutTimer(new(twice, "c", now.AddHours(3), 0, now.AddHours(3)));
        });

        var due = await Store.In(t => t.TakeDueTimers(now, 100, default));
        due.Select(d => d.Record.Row.Id).ShouldNotContain(held);
        due.Select(d => d.Record.Row.Id).ShouldNotContain(later);
        due.Single(d => d.Record.Row.Id == twice).Timers.Select(timer => timer.TimerId).ShouldBe(["a", "b"]);
        await Store.In(t => { t.RescheduleTimer(twice, "a", 1, now.AddHours(1)); t.ClearWaits(held); t.DeleteTimer(twice, "b"); });
        (await Store.In(t => t.TakeDueTimers(now, 100, default))).Select(d => d.Record.Row.Id).ShouldNotContain(twice);
        (await Store.Reads.Timers(held, 1, 10, default)).Total.ShouldBe(0);
        (await Store.Reads.Timers(twice, 1, 10, default)).Items.Select(timer => (timer.TimerId, timer.Attempts)).ShouldBe([("a", 1), ("c", 0)]);
        await Store.In(t => { t.ClearWaits(twice); t.ClearWaits(later); });
    }

    [Fact]
    public async Task Each_work_row_is_taken_by_exactly_one_worker()
    {
        const int Rows = 60;
        var now = OwnTime();
        var mine = Make.Id("w");
        await Store.In(t =>
        {
            for (var n = 0; n < Rows; n++)
            {
                t.AddWork(Make.Work(mine) with { BookmarkId = $"{n}", NextAt = now });
            }
        });
        var taken = new ConcurrentQueue<string>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var idle = 0; idle < 3;)
            {
                var row = await Store.In(async t =>
                {
                    var found = await t.TakeWork(now, default);
                    if (found is not null)
                    {
                        t.DeleteWork(found.Id);
                    }

                    return found;
                });
                if (row?.InstanceId == mine)
                {
                    taken.Enqueue(row.BookmarkId!);
                }

                idle = row is null ? idle + 1 : 0;
            }
        })));
        taken.Select(int.Parse).Order().ShouldBe(Enumerable.Range(0, Rows));
    }

    [Fact]
    public async Task Postponed_work_waits_and_keeps_its_error()
    {
        var now = OwnTime();
        await Store.In(t => t.AddWork(Make.Work("x") with { NextAt = now }));
        var row = (await Store.In(t => t.TakeWork(now, default)))!;
        await Store.In(t => t.RescheduleWork(row.Id, 2, now.AddMinutes(1), "网络中断"));
        (await Store.In(t => t.TakeWork(now, default))).ShouldBeNull();
        var again = (await Store.In(t => t.TakeWork(now.AddMinutes(1), default)))!;
        (again.Id, again.Attempts, again.Error).ShouldBe((row.Id, 2, "网络中断"));
        await Store.In(t => t.DeleteWork(row.Id));
        (await Store.In(t => t.FindWork(row.Id, default))).ShouldBeNull();
    }

    [Fact]
    public async Task Errands_and_other_work_are_taken_apart_from_each_other()
    {
        var now = OwnTime();
        await Store.In(t => t.AddWork(Make.Work("x") with { NextAt = now }));
        await Store.In(t => t.AddWork(Make.Work("") with { Kind = ErrandPump.WorkKind, Payload = "a", NextAt = now.AddSeconds(-1) }));
        (await Store.Reads.NextErrand(default)).ShouldBe(now.AddSeconds(-1));

        var (work, errand) = ((await Store.In(t => t.TakeWork(now, default)))!, (await Store.In(t => t.TakeErrand(now, default)))!);

        (work.Kind == ErrandPump.WorkKind, errand.Kind, errand.Payload).ShouldBe((false, ErrandPump.WorkKind, "a"));
        await Store.In(t => t.RescheduleWork(errand.Id, 0, now.AddMinutes(5), null));
        (await Store.In(t => t.TakeErrand(now, default))).ShouldBeNull();
        await Store.In(t => t.DeleteWork(work.Id));
        await Store.In(t => t.DeleteWork(errand.Id));
    }

    [Fact]
    public async Task Subscribers_are_found_by_event_correlation_and_instance()
    {
        var name = Make.Id("e");
        await Store.In(t =>
        {
            t.AddSubscription(new("i2", "b1", name, "k1"));
            t.AddSubscription(new("i1", "b2", name, "k1"));
            t.AddSubscription(new("i1", "b1", name, "k2"));
            t.AddSubscription(new("i3", "b1", name + "x", "k1"));
            t.AddSubscription(new("i4", "b1", name, null));
        });

        (await Find(null, null)).ShouldBe(["i1/b1", "i1/b2", "i2/b1", "i4/b1"]);
        (await Find("k1", null)).ShouldBe(["i1/b2", "i2/b1"]);
        (await Find(null, "i1")).ShouldBe(["i1/b1", "i1/b2"]);
        (await Find("k2", "i2")).ShouldBeEmpty();
        await Store.In(t => t.RemoveSubscription("i1", "b2"));
        (await Find("k1", null)).ShouldBe(["i2/b1"]);

        async Task<IEnumerable<string>> Find(string? correlation, string? instance) =>
            (await Store.In(t => t.Subscribers(name, correlation, instance, default))).Select(s => $"{s.InstanceId}/{s.BookmarkId}").ToList();
    }

    [Fact]
    public async Task Every_arrival_at_a_barrier_is_counted_when_all_come_at_once()
    {
        const int Parties = 16;
        var key = Make.Id("k");
        var last = 0;
        await Task.WhenAll(Enumerable.Range(0, Parties).Select(n => Task.Run(() => Store.In(async t =>
        {
            var barrier = await t.LockBarrier(key, default);
            t.PutParty(new(key, $"i{n}", $"b{n}", PartyStatus.Waiting, Make.Now));
            if ((await t.Parties(key, default)).Count == Parties)
            {
                Interlocked.Increment(ref last);
                t.PutBarrier(barrier with { Gathered = true, Expected = Parties, Payload = "\"好\"", OpenedAt = Make.Now });
            }

            return 0;
        }))));

        last.ShouldBe(1);
        var closed = await Store.In(t => t.LockBarrier(key, default));
        closed.ShouldBe(new(key, Parties, false, true, Make.Now, "\"好\""));
        await Store.In(t => t.PutParty(new(key, "i3", null, PartyStatus.Left, Make.Now)));
        (await Store.In(t => t.Parties(key, default))).Count(p => p.Status == PartyStatus.Left).ShouldBe(1);
    }

    [Fact]
    public async Task An_instance_is_stuck_only_when_nothing_at_all_can_wake_it()
    {
        var stuck = Make.Id("i");
        var finished = Make.Instance(Make.Id("i"));
        var wakes = new Dictionary<string, Action<IStoreTransaction, string>>
        {
            ["task"] = (t, id) => t.InsertTask(Make.Task(id + ":1", id)),
            ["timer"] = (t, id) => t.PutTimer(new(id, "t", DateTimeOffset.MaxValue, 0, DateTimeOffset.MaxValue)),
            ["event"] = (t, id) => t.AddSubscription(new(id, "b", "e", null)),
            ["child"] = (t, id) => { t.InsertInstance(Make.Instance(id + "c", parent: id)); t.InsertTask(Make.Task(id + "c:1", id + "c")); },
            ["work"] = (t, id) => t.AddWork(Make.Work(id) with { NextAt = DateTimeOffset.MaxValue }),
            ["barrier"] = (t, id) => t.PutParty(new("k", id, "b", PartyStatus.Waiting, Make.Now)),
            ["incident"] = (t, id) => t.PutIncident(new(Make.Id("n"), "Activity", id, id, null, null, null, "m", null, "Open", Make.Now, null, null, 0)),
        };
        var held = Make.Instance(Make.Id("i"));
        var ids = wakes.Keys.ToDictionary(name => name, name => Make.Id(name));
        await Store.In(t =>
        {
            t.InsertInstance(Make.Instance(stuck));
            t.InsertTask(Make.Task(stuck + ":1", stuck) with { Status = TaskRowStatus.Completed });
            t.PutParty(new("k", stuck, null, PartyStatus.Left, Make.Now));
            t.InsertInstance(finished with { Row = finished.Row with { FinishedAt = Make.Now, Status = InstanceStatus.Finished } });
            t.InsertInstance(held with { Row = held.Row with { HeldSince = Make.Now } });
            foreach (var (name, wake) in wakes)
            {
                t.InsertInstance(Make.Instance(ids[name]));
                wake(t, ids[name]);
            }
        });

        var found = (await Store.Reads.Stuck(10_000, default)).Select(row => row.Id).ToList();
        found.ShouldContain(stuck);
        found.ShouldNotContain(finished.Row.Id);
        found.ShouldNotContain(held.Row.Id);
        ids.Values.Where(found.Contains).ShouldBeEmpty();
        await Store.In(t => { foreach (var id in ids.Values) { t.ClearWaits(id); } });
    }

    [Fact]
    public async Task Incidents_of_what_is_no_more_are_overtaken()
    {
        var (there, gone, ended) = (Make.Id("i"), Make.Id("i"), Make.Instance(Make.Id("i")));
        await Store.In(t =>
        {
            t.InsertInstance(Make.Instance(there));
            t.InsertInstance(ended with { Row = ended.Row with { FinishedAt = Make.Now, Status = InstanceStatus.Finished } });
            t.PutTimer(new(there, "t", DateTimeOffset.MaxValue, 5, DateTimeOffset.MaxValue));
            t.AddWork(Make.Work(there) with { NextAt = DateTimeOffset.MaxValue });
        });
        var work = (await Store.Reads.Work(1, 500, default)).Items.Single(row => row.InstanceId == there).Id;
        await Store.In(t =>
        {
            foreach (var (id, kind, instance) in new[]
                {
                    ($"timer-{there}-t", "Timer", there), ($"work-{work}", "Work", there), ($"stuck-{there}", "Stuck", there), ($"activity-{gone}", "Activity", gone),
                    ($"timer-{gone}-t", "Timer", gone), ($"work-{work + 1_000_000}", "Work", gone), ($"stuck-{ended.Row.Id}", "Stuck", ended.Row.Id),
                })
            {
                t.PutIncident(new(id, kind, instance, instance, null, "t", null, "m", null, "Open", Make.Now, null, null, 0));
            }
        });

        var overtaken = await Store.Reads.Overtaken(10_000, default);
        overtaken.Where(id => id.Contains(there) || id.Contains(gone) || id.Contains(ended.Row.Id) || id == $"work-{work}" || id == $"work-{work + 1_000_000}")
            .ShouldBe(new[] { $"stuck-{ended.Row.Id}", $"timer-{gone}-t", $"work-{work + 1_000_000}" }, ignoreOrder: true);
        await Store.In(t => t.ClearWaits(there));
    }

    [Fact]
    public async Task What_is_old_is_forgotten_and_what_is_needed_is_kept()
    {
        var (old, fresh) = (Make.Id("c"), Make.Id("c"));
        var long_ago = Make.Now.AddYears(-20);
        await Store.In(async t =>
        {
            t.AddCommand(new("p", old, "f", "1", long_ago));
            t.AddCommand(new("p", fresh, "f", "1", Make.Now));
            await t.EnterInbox("c", old, long_ago, default);
            t.AddOutbox(Make.Message(old) with { Status = "Failed" });
            return 0;
        });

        (await Store.In(t => t.Forget(Make.Now.AddYears(-19), default))).ShouldBe(2);
        (await Store.In(t => t.BeginCommand("p", old, null, default))).ShouldBeNull();
        (await Store.In(t => t.BeginCommand("p", fresh, null, default))).ShouldNotBeNull();
    }
}
