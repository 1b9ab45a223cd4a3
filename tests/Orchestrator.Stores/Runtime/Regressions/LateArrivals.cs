using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts;
using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Instances;
using Orchestrator.Runtime.Messages;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime.Regressions;

/// <summary>Messages that come twice, at two hosts at once, or when nobody waits for them any more.</summary>
public sealed class LateArrivals
{
    [Fact]
    public async Task A_message_that_two_hosts_receive_at_once_has_one_effect()
    {
        const int Messages = 100;
        await using var office = await Office.Open(StoreKind.Postgres);
        var hosts = new[] { office.Services, office.AddHost() };
        office.Script.Overdue = (message, work) =>
        {
            Office.Write(work, message.TaskId);
            return Task.FromResult<Refusal?>(null);
        };
        var handler = hosts[0].GetRequiredService<MessageDelivery>().Subscriptions.Single(pair => pair.Subscription.Message == typeof(TaskOverdue)).Name;

        await Task.WhenAll(Enumerable.Range(0, 4 * Messages).Select(n => Task.Run(() =>
        {
            var message = new TaskOverdue(new About(null, "c1", 0, null, null, "x"), $"m{n / 4}", "first", "D1", "BM-JB", "overdue", null);
            return hosts[n % 2].GetRequiredService<MessageDelivery>().Deliver(handler, $"m{n / 4}", message, default);
        })));

        (await office.Entries()).ShouldBe(Messages);
        (await office.Get<OperationQueries>().Work()).Total.ShouldBe(0);
    }

    [Fact]
    public async Task What_comes_late_does_not_wake_an_instance_that_was_ended()
    {
        await using var office = await Office.Open(StoreKind.Postgres);
        await office.Publish(Flows.Document("child", Flows.Task("inside")));
        await office.Publish(Flows.Document(
            "all", Flows.Activity("Elsa.Parallel", "at-once", ("activities", new System.Text.Json.Nodes.JsonArray(
                Flows.Task("first"), Flows.Event("event", "go"), Flows.Delay("nap", "01:00:00"), Flows.Child("run", "child"), Flows.Barrier("gate", "k", 2, autoOpen: true)))), Flows.Task("after")));
        await office.Start("all", "c1");
        var tasks = await office.Tasks.OfCase("c1", openOnly: true);
        var child = tasks.Single(task => task.Step == "inside").InstanceId;
        var waiting = (await office.Get<InstanceQueries>().Detail("c1"))!.Waiting;
        (await office.Do(w => w.Cancel("c1", "撤销"))).Required();
        await office.Background.Settle();
        var ended = await Rows(office);

        // Everything that could have come in time comes now: first as it would have been written down, then by hand.
        foreach (var bookmark in waiting)
        {
            foreach (var stimulus in new Stimulus[] { new EventArrived(bookmark.Id, null), new BarrierOpened(bookmark.Id, null), new ChildFinished(bookmark.Id, child, "Finished", null) })
            {
                await office.Runner.RunBackground("late", work => { work.Transaction.AddWork(new Resume("c1", stimulus).ToRow(work.Now)); return Task.FromResult(0); }, default);
            }
        }

        foreach (var task in tasks)
        {
            (await office.Complete(task)).Refusal!.Code.ShouldBe("task.already-decided");
        }

        (await office.Do(w => w.PublishEvent("go", null, "c1", null))).Required().ShouldBe(0);
        (await office.Do(w => w.Release("c1"))).Refusal!.Code.ShouldBe("instance.ended");
        office.Clock.Advance(TimeSpan.FromHours(2));
        await office.Start("all", "c2");
        await office.Background.Settle();

        (await Rows(office)).ShouldBe(ended);
        (await office.Tasks.OfCase("c1", openOnly: true)).ShouldBeEmpty();
        (await office.Get<OperationQueries>().Work()).Total.ShouldBe(0);
        (await office.Get<OperationQueries>().Incidents(null)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Work_for_an_instance_that_is_gone_is_put_away()
    {
        await using var office = await Office.Open(StoreKind.Postgres);
        await office.Runner.RunBackground("late", work => { work.Transaction.AddWork(new Resume("never-was", new EventArrived("never-was:1", null)).ToRow(work.Now)); return Task.FromResult(0); }, default);
        await office.Background.Settle();
        (await office.Get<InstanceQueries>().Find("never-was")).ShouldBeNull();
        (await office.Get<OperationQueries>().Work()).Total.ShouldBe(0);
    }

    private static async Task<string> Rows(Office office) =>
        string.Join('\n', (await office.Get<InstanceQueries>().List(new(Size: 100))).Items.Where(row => row.RootId == "c1").OrderBy(row => row.Id, StringComparer.Ordinal));
}
