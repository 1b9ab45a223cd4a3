using System.Collections.Concurrent;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime;

/// <summary>What was done although nobody heard of it, and what nobody would do any more.</summary>
public abstract partial class RuntimeBehaviour
{
    [Fact]
    public async Task Work_that_was_done_at_its_last_attempt_is_no_incident_when_only_the_answer_was_lost()
    {
        await Overdue("c1");
        var tried = new ConcurrentDictionary<string, int>();
        _office.Script.Overdue = (message, work) =>
        {
            // The sixth attempt is the last.
            var attempt = tried.AddOrUpdate(message.Level, 1, (_, count) => count + 1);
            Office.Write(work, message.Level);
            return attempt < 6 ? throw new InvalidOperationException("通知服务不可用") : Task.FromResult<Refusal?>(null);
        };
        var lost = 0;
        _office.Faults.After = command =>
        {
            if (command == "work" && tried.Values.Count(count => count == 6) > lost)
            {
                lost++;
                throw new IOException("the answer is lost");
            }
        };
        for (var n = 0; n < 10; n++)
        {
            await _office.Background.Settle();
            _office.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        lost.ShouldBe(tried.Count);

        tried.Values.ShouldAllBe(count => count == 6);
        (await _office.Entries()).ShouldBe(tried.Count);
        (await _office.Get<OperationQueries>().Incidents("Open")).Items.ShouldBeEmpty();
        (await _office.Get<OperationQueries>().Work()).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_died_with_its_host_is_delivered_by_another_one_that_goes_on()
    {
        await SentAndLost();
        var told = 0;
        _office.Script.Overdue = (_, _) => { told++; return Task.FromResult<Refusal?>(null); };
        (await _office.Background.Redeliver(TimeSpan.FromMinutes(5))).ShouldBe(0);
        _office.Clock.Advance(TimeSpan.FromMinutes(6));
        (await _office.Background.Redeliver(TimeSpan.FromMinutes(5))).ShouldBeGreaterThan(0);
        told.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_message_that_waits_for_its_next_attempt_is_not_delivered_beside_it_at_a_start()
    {
        await Overdue("c1");
        _office.Script.Overdue = (_, _) => throw new InvalidOperationException("通知服务不可用");
        await _office.Background.Settle();
        var kept = (await _office.Get<OperationQueries>().Work()).Total;
        kept.ShouldBeGreaterThan(0);

        await _office.Restart();
        (await _office.Background.Redeliver()).ShouldBe(0);
        (await _office.Get<OperationQueries>().Work()).Total.ShouldBe(kept);
    }

    [Fact]
    public async Task An_incident_of_a_timer_that_was_cancelled_is_closed_by_the_sweeper()
    {
        await _office.Publish(Flows.Document("wait", Flows.Delay("nap", "01:00:00"), Flows.Command("act", "test.command")));
        await _office.Start("wait", "c1");
        _office.Script.Command = (_, _) => Task.FromResult<Refusal?>(Refusal.Conflict("ledger.full", "编制已满。"));
        _office.Clock.Advance(TimeSpan.FromHours(1));
        for (var n = 0; n < 6; n++)
        {
            await _office.Get<TimerPump>().FireDue();
            _office.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        await _office.Get<Sweeper>().Sweep();
        (await _office.Get<OperationQueries>().Incidents("Open")).Items.ShouldHaveSingleItem();
        (await _office.Do(w => w.Cancel("c1", "撤销"))).Required();
        await _office.Get<Sweeper>().Sweep();
        (await _office.Get<OperationQueries>().Incidents("Open")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_instance_on_hold_whose_deadline_stands_still_is_not_stuck()
    {
        await _office.Publish(Flows.Document("wait", Flows.Delay("nap", "01:00:00")));
        await _office.Start("wait", "c1");
        (await _office.Do(w => w.Hold("c1", "暂停"))).Required();
        (await _office.Get<Sweeper>().Sweep()).ShouldBe(0);
        (await _office.Do(w => w.Release("c1"))).Required();
        (await _office.Get<Sweeper>().Sweep()).ShouldBe(0);
        (await _office.Get<OperationQueries>().Incidents(null)).Total.ShouldBe(0);
    }

    /// <summary>Messages that a host handed over to the bus in its memory, and died.</summary>
    private async Task SentAndLost()
    {
        await Overdue("c1");
        await _office.Get<TimerPump>().FireDue();
        await using var transaction = await _office.Get<IStore>().Begin(default);
        foreach (var row in await transaction.TakeOutbox(_office.Clock.GetUtcNow(), 100, default))
        {
            transaction.MarkOutbox(row.Id, "Sent", 1, _office.Clock.GetUtcNow(), null, _office.Clock.GetUtcNow());
        }

        await transaction.Commit(default);
    }
}
