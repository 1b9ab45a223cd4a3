using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Messages;
using Orchestrator.Runtime.Storage;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime;

public abstract partial class RuntimeBehaviour
{
    [Fact]
    public async Task Timers_survive_a_restart_and_fire_once_with_four_pumps()
    {
        const int Instances = 40;
        await _office.Publish(Flows.Document("wait", Flows.Delay("nap", "01:00:00"), Flows.Task("first")));
        for (var n = 0; n < Instances; n++)
        {
            await _office.Start("wait", $"c{n}");
        }

        await _office.Restart();
        (await _office.Get<TimerPump>().FireDue()).ShouldBe(0);
        _office.Clock.Advance(TimeSpan.FromHours(2));
        var hosts = new[] { _office.Services, _office.AddHost(), _office.AddHost(), _office.AddHost() };
        var fired = await Task.WhenAll(hosts.Select(host => Task.Run(() => host.GetRequiredService<TimerPump>().FireDue())));

        // A pump may stop early while another one still holds the last instances; the next round finds what is left.
        (fired.Sum() + await _office.Get<TimerPump>().FireDue()).ShouldBe(Instances);
        for (var n = 0; n < Instances; n++)
        {
            (await _office.OpenTask($"c{n}")).Step.ShouldBe("first");
            (await _office.Get<HistoryQueries>().OfCase($"c{n}")).Count(h => h is { ActivityId: "nap", Event: "Completed" }).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Two_timers_of_one_instance_that_are_due_together_both_fire()
    {
        await _office.Publish(Flows.Document(
            "both", Flows.Activity("Elsa.Parallel", "p", ("activities", new System.Text.Json.Nodes.JsonArray(Flows.Delay("a", "01:00:00"), Flows.Delay("b", "01:30:00")))), Flows.Task("first")));
        await _office.Start("both", "c1");
        _office.Clock.Advance(TimeSpan.FromHours(2));
        (await _office.Get<TimerPump>().FireDue()).ShouldBe(2);
        (await _office.OpenTask("c1")).Step.ShouldBe("first");
        (await _office.Get<OperationQueries>().Incidents(null)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task An_event_starts_the_published_definitions_that_it_triggers()
    {
        var start = Flows.Event("begin", "case-filed");
        start["canStartWorkflow"] = true;
        start["customProperties"] = new System.Text.Json.Nodes.JsonObject { ["canStartWorkflow"] = true };
        await _office.Publish(Flows.Document("triggered", start, Flows.Task("first")));
        (await _office.Do(w => w.PublishEvent("case-filed", "K", null, null), commandId: "file")).Required().ShouldBe(1);
        (await _office.Do(w => w.PublishEvent("case-filed", "K", null, null), commandId: "file")).Replayed.ShouldBeTrue();
        var made = (await _office.Get<InstanceQueries>().List(new(DefinitionId: "triggered"))).Items.Single();
        (made.CorrelationId, (await _office.OpenTask(made.Id)).Step).ShouldBe(("K", "first"));
        (await _office.Do(w => w.PublishEvent("something-else", "K", null, null))).Required().ShouldBe(0);
    }

    [Fact]
    public async Task Cases_parents_events_and_a_barrier_that_all_happen_at_once_lose_nothing()
    {
        const int Cases = 16;
        await _office.Publish(Flows.Document("inner", Flows.Task("first"), Flows.Barrier("meet", "storm", Cases, autoOpen: true)));
        await _office.Publish(Flows.Document("outer", Flows.Child("run", "inner"), Flows.Event("go", "go"), Flows.Delay("nap", "00:10:00"), Flows.Task("after", "BB-JB", "BB")));
        for (var n = 0; n < Cases; n++)
        {
            await _office.Start("outer", $"c{n:00}");
        }

        var background = _office.AddHost().GetRequiredService<BackgroundWork>();
        var answers = Task.WhenAll(Enumerable.Range(0, Cases).Select(n => Task.Run(async () => await _office.Complete(await _office.OpenTask($"c{n:00}")))));
        await Task.WhenAll(answers, Task.Run(() => background.Settle()), Task.Run(() => _office.Background.Settle()));
        (await answers).ShouldAllBe(answer => answer.Refusal == null);
        await Task.WhenAll(Task.Run(() => background.Settle()), Task.Run(() => _office.Background.Settle()));
        await _office.Background.Settle();
        (await _office.Do(w => w.PublishEvent("go", null, null, null))).Required().ShouldBe(Cases);
        await Task.WhenAll(Task.Run(() => background.Settle()), Task.Run(() => _office.Background.Settle()));
        await _office.Background.Settle();
        _office.Clock.Advance(TimeSpan.FromHours(1));
        await Task.WhenAll(Task.Run(() => background.Settle()), Task.Run(() => _office.Background.Settle()));
        await _office.Background.Settle();

        var waiting = await _office.Tasks.List(new(Step: "after", Size: 100), Office.Person("q", "BB", "BB-JB"));
        waiting.Items.Select(item => item.CaseId).Order().ShouldBe(Enumerable.Range(0, Cases).Select(n => $"c{n:00}"));
        (await _office.Get<OperationQueries>().Incidents(null)).Total.ShouldBe(0);
        (await _office.Get<OperationQueries>().Work()).Total.ShouldBe(0);
        (await _office.Get<Sweeper>().Sweep()).ShouldBe(0);
    }

    [Fact]
    public async Task A_timer_that_fails_comes_again_becomes_an_incident_and_can_be_retried()
    {
        await _office.Publish(Flows.Document("wait", Flows.Delay("nap", "01:00:00"), Flows.Command("act", "test.command")));
        await _office.Start("wait", "bad");
        await _office.Start("wait", "good");
        _office.Script.Command = (call, work) =>
        {
            Office.Write(work, call.InstanceId);
            return Task.FromResult(call.InstanceId == "bad" ? Refusal.Conflict("ledger.full", "编制已满。") : null);
        };
        _office.Clock.Advance(TimeSpan.FromHours(1));
        for (var n = 0; n < 8; n++)
        {
            await _office.Get<TimerPump>().FireDue();
            _office.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        (await _office.StatusOf("good")).ShouldBe("Finished");
        (await _office.StatusOf("bad")).ShouldBe("Suspended");
        var incident = (await _office.Get<OperationQueries>().Incidents("Open")).Items.Single();
        (incident.Kind, incident.InstanceId).ShouldBe(("Timer", "bad"));
        incident.Message.ShouldContain("编制已满");
        (await _office.Entries("bad")).ShouldBe(0);
        (await _office.Get<Sweeper>().Sweep()).ShouldBe(0);

        _office.Script.Command = null;
        (await _office.Do(w => w.Retry(incident.Id))).Required();
        await _office.Background.Settle();
        (await _office.StatusOf("bad")).ShouldBe("Finished");
        (await _office.Do(w => w.Retry(incident.Id))).Refusal!.Code.ShouldBe("incident.resolved");
        (await _office.Do(w => w.Retry("nothing"))).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task A_commands_refusal_reaches_the_person_who_caused_it_and_nothing_is_stored()
    {
        await _office.Publish(Flows.Document("cmd", Flows.Task("first"), Flows.Command("act", "test.command", "({ number: 7, who: getWorkflowInstanceId() })")));
        await _office.Start("cmd", "c1");
        var task = await _office.OpenTask("c1");
        _office.Script.Command = (_, work) => { Office.Write(work, "x"); return Task.FromResult<Refusal?>(Refusal.Conflict("ledger.full", "编制已满。")); };
        (await _office.Complete(task)).Refusal!.Message.ShouldBe("编制已满。");
        (await _office.Entries()).ShouldBe(0);
        (await _office.OpenTask("c1")).Revision.ShouldBe(task.Revision);

        CommandCall? seen = null;
        _office.Script.Command = (call, work) => { seen = call; Office.Write(work, "x"); return Task.FromResult<Refusal?>(null); };
        (await _office.Complete(task)).Required().Status.ShouldBe("Finished");
        (seen!.Payload["number"], seen.Payload["who"], seen.RootId).ShouldBe((7d, "c1", "c1"));
        (await _office.Entries()).ShouldBe(1);
    }

    [Fact]
    public async Task A_failing_activity_is_an_incident_that_can_be_retried()
    {
        await _office.Publish(Flows.Document("script", Flows.Event("wait", "go"), Flows.Script("calc", "JSON.parse('{}').missing.deeper")));
        await _office.Start("script", "c1");
        (await _office.Do(w => w.PublishEvent("go", null, null, null))).Required().ShouldBe(1);
        var incident = (await _office.Get<OperationQueries>().Incidents("Open", "c1")).Items.Single();
        (incident.Kind, incident.ActivityId).ShouldBe(("Activity", "calc"));
        (await _office.Get<InstanceQueries>().Find("c1"))!.OpenIncidents.ShouldBe(1);

        (await _office.Do(w => w.Retry(incident.Id))).Required();
        var again = (await _office.Get<OperationQueries>().Incidents("Open", "c1")).Items.Single();
        (again.ActivityId, (await _office.Get<Sweeper>().Sweep())).ShouldBe(("calc", 0));
    }

    [Fact]
    public async Task An_overdue_task_is_marked_and_told_once()
    {
        await Overdue("c1");
        var told = new List<TaskOverdue>();
        _office.Script.Overdue = (message, work) => { told.Add(message); Office.Write(work, message.TaskId); return Task.FromResult<Refusal?>(null); };
        await _office.Background.Settle();
        (await _office.OpenTask("c1")).ShouldSatisfyAllConditions(t => t.Overdue.ShouldBeTrue(), t => t.OverdueLevel.ShouldNotBeNull());
        told.ShouldNotBeEmpty();
        told[0].ShouldSatisfyAllConditions(m => m.About.CaseId.ShouldBe("c1"), m => m.UnitId.ShouldBe("D1"), m => m.About.CampaignId.ShouldBe("campaign"));

        var rows = (await _office.Get<OperationQueries>().Outbox("Sent")).Items.Where(row => row.MessageType == "orchestrator.task-overdue.v1").ToList();
        var before = told.Count;
        var delivery = _office.Get<MessageDelivery>();
        foreach (var row in rows.Concat(rows).Reverse())
        {
            await delivery.Deliver("test-overdue", row.MessageId, System.Text.Json.JsonSerializer.Deserialize<TaskOverdue>(row.Body, RuntimeJson.Options)!, default);
        }

        told.Count.ShouldBe(before);
        (await _office.Entries()).ShouldBe(before);
        (await _office.Background.Redeliver()).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_whose_handler_fails_is_kept_repeated_shown_and_replayed()
    {
        await Overdue("c1");
        _office.Script.Overdue = (_, work) => { Office.Write(work, "x"); throw new InvalidOperationException("通知服务不可用"); };
        for (var n = 0; n < 10; n++)
        {
            await _office.Background.Settle();
            _office.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        (await _office.Entries()).ShouldBe(0);
        var incidents = (await _office.Get<OperationQueries>().Incidents("Open")).Items;
        incidents.ShouldNotBeEmpty();
        incidents.ShouldAllBe(i => i.Kind == "Work" && i.Message.Contains("通知服务不可用"));

        _office.Script.Overdue = (message, work) => { Office.Write(work, "x"); return Task.FromResult<Refusal?>(null); };
        foreach (var incident in incidents)
        {
            (await _office.Do(w => w.Retry(incident.Id))).Required();
        }

        await _office.Background.Settle();
        (await _office.Entries()).ShouldBeGreaterThanOrEqualTo(incidents.Count);
        (await _office.Get<OperationQueries>().Incidents("Open")).Total.ShouldBe(0);
        (await _office.Get<OperationQueries>().Work()).Total.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_sent_but_died_with_the_process_is_delivered_at_the_next_start()
    {
        await SentAndLost();
        await _office.Restart();
        var told = 0;
        _office.Script.Overdue = (_, _) => { told++; return Task.FromResult<Refusal?>(null); };
        (await _office.Background.Redeliver()).ShouldBeGreaterThan(0);
        told.ShouldBeGreaterThan(0);
        (await _office.Background.Redeliver()).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_cannot_be_sent_waits_fails_in_the_end_and_is_sent_again_by_hand()
    {
        await Overdue("c1");
        await _office.Get<TimerPump>().FireDue();
        var relay = _office.Get<OutboxRelay>();
        var port = new BrokenPort();
        for (var n = 0; n < 12; n++)
        {
            await relay.Send(port, default);
            _office.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        var failed = (await _office.Get<OperationQueries>().Outbox("Failed")).Items;
        failed.ShouldNotBeEmpty();
        failed[0].Error!.ShouldContain("broker");
        port.Works = true;
        var retried = await _office.Runner.Run(Office.Head(Office.Person("op"), "Outbox.Retry"), work => _office.Get<OutboxOperations>().Retry(failed[0].Id, work));
        retried.Required();
        await relay.Send(port, default);
        port.Sent.ShouldContain(failed[0].MessageId);
        var again = await _office.Runner.Run(Office.Head(Office.Person("op"), "Outbox.Retry"), work => _office.Get<OutboxOperations>().Retry(failed[0].Id, work));
        again.Refusal!.Code.ShouldBe("outbox.not-failed");
    }

    [Fact]
    public async Task While_the_broker_is_away_messages_wait_and_none_is_given_up()
    {
        await Overdue("c1");
        await _office.Get<TimerPump>().FireDue();
        var relay = _office.Get<OutboxRelay>();
        for (var n = 0; n < 30; n++)
        {
            (await relay.Send(new BrokenPort { Ready = false }, default)).ShouldBe(0);
            _office.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        var waiting = (await _office.Get<OperationQueries>().Outbox("Pending")).Items;
        waiting.ShouldNotBeEmpty();
        waiting.ShouldAllBe(row => row.Attempts == 0);
        var back = new BrokenPort { Works = true };
        await relay.Send(back, default);
        back.Sent.ShouldBe(waiting.Select(row => row.MessageId), ignoreOrder: true);
    }

    [Fact]
    public async Task The_sweeper_finds_an_instance_that_nothing_will_wake()
    {
        var task = await StartedTwoStep();
        (await _office.Get<Sweeper>().Sweep()).ShouldBe(0);
        using (var scope = _office.Services.CreateScope())
        {
            await scope.ServiceProvider.GetRequiredService<LedgerDb>().Database.ExecuteSqlAsync($"delete from rt_tasks where id = {task.Id}");
        }

        (await _office.Get<Sweeper>().Sweep()).ShouldBe(1);
        (await _office.Get<Sweeper>().Sweep()).ShouldBe(0);
        var incident = (await _office.Get<OperationQueries>().Incidents("Open")).Items.Single();
        (incident.Kind, incident.InstanceId, incident.CorrelationId).ShouldBe(("Stuck", "c1", "campaign"));
        (await _office.Do(w => w.Retry(incident.Id))).Required();
        (await _office.Get<Sweeper>().Sweep()).ShouldBe(1);
    }

    private async Task Overdue(string id)
    {
        await _office.Publish(Flows.Document("due", Flows.Task("first", more: ("due", Flows.Wrap("Object", """{"kind":"WorkingDays","days":2}""")))));
        await _office.Start("due", id);
        _office.Clock.Advance(TimeSpan.FromDays(3));
    }

    private sealed class BrokenPort : IMessagePort
    {
        public bool Works { get; set; }

        public bool Ready { get; init; } = true;

        public List<string> Sent { get; } = [];

        public Task Publish(string messageId, object message, CancellationToken ct)
        {
            if (!Works)
            {
                throw new IOException("the broker is away");
            }

            Sent.Add(messageId);
            return Task.CompletedTask;
        }
    }
}
