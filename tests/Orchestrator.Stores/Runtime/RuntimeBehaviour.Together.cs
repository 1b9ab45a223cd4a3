using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime;

/// <summary>Instances that wait for each other: events, barriers, children.</summary>
public abstract partial class RuntimeBehaviour
{
    [Fact]
    public async Task Events_reach_those_who_wait_by_correlation_and_instance()
    {
        await _office.Publish(Flows.Document("ev", Flows.Event("wait", "withdraw")));
        await _office.Start("ev", "a1", campaign: "A");
        await _office.Start("ev", "a2", campaign: "A");
        await _office.Start("ev", "b1", campaign: "B");
        (await _office.Do(w => w.PublishEvent("other", null, null, null))).Required().ShouldBe(0);
        (await _office.Do(w => w.PublishEvent("withdraw", null, "b1", JsObject.Of(("reason", "重写"))))).Required().ShouldBe(1);
        (await _office.StatusOf("b1")).ShouldBe("Finished");
        (await _office.StatusOf("a1")).ShouldBe("Suspended");
        (await _office.Do(w => w.PublishEvent("withdraw", "A", null, null))).Required().ShouldBe(2);
        (await _office.StatusOf("a1")).ShouldBe("Finished");
        (await _office.StatusOf("a2")).ShouldBe("Finished");
        (await _office.Do(w => w.PublishEvent("withdraw", null, null, null))).Required().ShouldBe(0);
    }

    [Fact]
    public async Task An_event_for_more_instances_than_fit_one_transaction_reaches_all_of_them()
    {
        const int Instances = 40;
        await _office.Publish(Flows.Document("ev", Flows.Event("wait", "go"), Flows.Task("first")));
        for (var n = 0; n < Instances; n++)
        {
            await _office.Start("ev", $"c{n:00}");
        }

        (await _office.Do(w => w.PublishEvent("go", null, null, null))).Required().ShouldBe(Instances);
        (await _office.Get<OperationQueries>().Work()).Total.ShouldBeGreaterThan(0);

        // The process dies here: the rest is written down.
        await _office.Restart();
        await _office.Background.Settle();
        (await _office.Get<OperationQueries>().Work()).Total.ShouldBe(0);
        (await _office.Tasks.List(new(Size: 100), Office.Person("p1"))).Total.ShouldBe(Instances);
    }

    [Fact]
    public async Task A_barrier_lets_all_pass_when_the_last_arrives_even_when_they_come_together()
    {
        const int Parties = 24;
        await _office.Publish(Flows.Document("b", Flows.Task("first"), Flows.Barrier("meet", "k", Parties, autoOpen: true), Flows.Task("after")));
        for (var n = 0; n < Parties; n++)
        {
            await _office.Start("b", $"c{n:00}");
        }

        var tasks = await Task.WhenAll(Enumerable.Range(0, Parties).Select(n => _office.OpenTask($"c{n:00}")));
        foreach (var task in tasks.Take(4))
        {
            (await _office.Complete(task)).Required();
        }

        (await _office.Tasks.List(new(Step: "after"), Office.Person("p1"))).Total.ShouldBe(0);
        var answers = await Task.WhenAll(tasks.Skip(4).Select(task => Task.Run(() => _office.Complete(task))));
        answers.ShouldAllBe(answer => answer.Refusal == null);
        await _office.Background.Settle();
        (await _office.Tasks.List(new(Step: "after", Size: 100), Office.Person("p1"))).Total.ShouldBe(Parties);
        (await _office.Get<Sweeper>().Sweep()).ShouldBe(0);
    }

    [Fact]
    public async Task A_barrier_opened_by_hand_releases_those_who_wait_and_those_who_come_later()
    {
        await _office.Publish(Flows.Document("b", Flows.Task("first"), Flows.Barrier("meet", "k", 3, autoOpen: false), Flows.Task("after")));
        await _office.Publish(Flows.Document("gate", Flows.Event("wait", "barrier-gathered:k"), Flows.Task("confirm", "ZB", "ZB"), Flows.OpenBarrier("open", "k")));
        await _office.Start("gate", "g");
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            await _office.Start("b", id);
        }

        foreach (var id in new[] { "a", "b" })
        {
            (await _office.Complete(await _office.OpenTask(id))).Required();
        }

        (await _office.Tasks.OfCase("g", openOnly: true)).ShouldBeEmpty();
        (await _office.Complete(await _office.OpenTask("c"))).Required();
        var confirm = await _office.OpenTask("g");
        (await _office.Tasks.List(new(Step: "after"), Office.Person("p1"))).Total.ShouldBe(0);
        (await _office.Complete(confirm, actor: Office.Person("z", "ZB", "ZB"))).Required();
        await _office.Background.Settle();
        (await _office.Tasks.List(new(Step: "after"), Office.Person("p1"))).Total.ShouldBe(3);
        (await _office.Complete(await _office.OpenTask("d"))).Required();
        (await _office.OpenTask("d")).Step.ShouldBe("after");
    }

    [Fact]
    public async Task A_finished_child_wakes_its_parent_in_the_same_transaction()
    {
        await _office.Publish(Flows.Document("child", Flows.Task("first")));
        await _office.Publish(Flows.Document("parent", Flows.Child("run", "child"), Flows.Task("after", "BB-JB", "BB")));
        await _office.Start("parent", "c1");
        var task = await _office.OpenTask("c1");
        (task.Step, task.RootId, task.InstanceName, task.CorrelationId, task.Subject).ShouldBe(("first", "c1", "案卷c1", "campaign", "D1"));
        task.InstanceId.ShouldNotBe("c1");
        (await _office.Complete(task)).Required().CaseId.ShouldBe("c1");
        (await _office.OpenTask("c1")).Step.ShouldBe("after");
        (await _office.StatusOf(task.InstanceId)).ShouldBe("Finished");
        (await _office.Get<HistoryQueries>().OfCase("c1")).Select(h => h.InstanceId).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Holding_and_cancelling_a_case_reaches_its_children()
    {
        await _office.Publish(Flows.Document("child", Flows.Task("first")));
        await _office.Publish(Flows.Document("parent", Flows.Child("run", "child")));
        await _office.Start("parent", "c1");
        (await _office.Do(w => w.Hold("c1", "暂停"))).Required();
        var task = await _office.OpenTask("c1");
        (await _office.Complete(task)).Refusal!.Code.ShouldBe("task.held");
        (await _office.Do(w => w.Release("c1"))).Required();
        (await _office.Do(w => w.Cancel("c1", "撤销"))).Required();
        (await _office.StatusOf(task.InstanceId)).ShouldBe("Cancelled");
        (await _office.Tasks.OfCase("c1", openOnly: true)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_child_whose_definition_is_missing_is_an_incident_until_it_is_published()
    {
        await _office.Publish(Flows.Document("parent", Flows.Task("first"), Flows.Child("run", "child")));
        await _office.Start("parent", "c1");
        (await _office.Complete(await _office.OpenTask("c1"))).Required();
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await _office.Background.Settle();
            _office.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        var incident = (await _office.Get<OperationQueries>().Incidents("Open")).Items.ShouldHaveSingleItem();
        incident.Message.ShouldContain("没有已发布的流程定义“child”");
        (incident.Kind, incident.InstanceId).ShouldBe(("Work", "c1"));

        await _office.Publish(Flows.Document("child", Flows.Task("inside")));
        (await _office.Do(w => w.Retry(incident.Id))).Required();
        await _office.Background.Settle();
        (await _office.OpenTask("c1")).Step.ShouldBe("inside");
        (await _office.Get<OperationQueries>().Incidents("Open")).Items.ShouldBeEmpty();
    }
}
