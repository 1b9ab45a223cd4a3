using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;
using Office = Orchestrator.Stores.Runtime.Office;

namespace Orchestrator.Stores.Runtime;

/// <summary>One wish for many instances, and the move to another version.</summary>
public abstract partial class RuntimeBehaviour
{
    private BatchQueries Batches => _office.Get<BatchQueries>();

    private Task<Outcome<BatchProgress>> Begin(BatchKind kind, BatchSelection selection, MigrationOrder? migration = null, string? commandId = null, string reason = Why) =>
        _office.Runner.Run(
            Office.Head(Office.Person("operator"), "Batches.Start", commandId, new { kind, selection, migration }),
            work => _office.Get<BatchOperations>().Start(new(kind, selection, reason, migration), work));

    private async Task<BatchProgress> Finished(BatchProgress begun)
    {
        await _office.Background.Settle();
        var now = (await Batches.Find(begun.Batch.Id))!;
        now.Batch.FinishedAt.ShouldNotBeNull();
        return now;
    }

    private async Task<MigrationOrder> TwoVersions(int instances)
    {
        await _office.Publish(Flows.Document("moving", Flows.Task("first"), Flows.Task("second")));
        for (var n = 0; n < instances; n++)
        {
            await _office.Start("moving", $"m{n:00}");
        }

        await _office.Publish(Flows.Document("moving", Flows.Stage("s", "Intake"), Flows.Task("first"), Flows.Task("checked"), Flows.Task("zweite")));
        return new("moving", 1, 2, new Dictionary<string, string> { ["second"] = "zweite" });
    }

    [Fact]
    public async Task A_batch_by_filter_holds_releases_and_cancels_each_instance_once()
    {
        await _office.Publish(Flows.Document("one", Flows.Task("first")));
        await _office.Publish(Flows.Document("other", Flows.Task("first")));
        for (var n = 0; n < 45; n++)
        {
            await _office.Start("one", $"c{n:00}");
        }

        await _office.Start("other", "x");
        (await _office.Do(w => w.Hold("c07", "已停"))).Required();
        var begun = (await Begin(BatchKind.Hold, new(DefinitionId: "one"), commandId: "hold")).Required();
        (begun.Batch.Total, begun.Waiting).ShouldBe((45, 45));
        (await Begin(BatchKind.Hold, new(DefinitionId: "one"), commandId: "hold")).ShouldSatisfyAllConditions(again => again.Replayed.ShouldBeTrue(), again => again.Required().Batch.Id.ShouldBe(begun.Batch.Id));

        var held = await Finished(begun);
        (held.Done, held.Refused, held.Waiting).ShouldBe((44, 1, 0));
        var refused = (await Batches.Items(begun.Batch.Id, BatchItemStatus.Refused)).Items.ShouldHaveSingleItem();
        (refused.InstanceId, refused.Code).ShouldBe(("c07", "instance.held"));
        refused.Message.ShouldNotBeNull().ShouldContain("暂停");
        (await _office.Get<InstanceQueries>().Find("x"))!.HeldSince.ShouldBeNull();

        (await Finished((await Begin(BatchKind.Release, new(DefinitionId: "one"))).Required())).Done.ShouldBe(45);
        var cancelled = await Finished((await Begin(BatchKind.Cancel, new(["c01", "c02", "c01", "gone"]))).Required());
        (cancelled.Batch.Total, cancelled.Done, cancelled.Refused).ShouldBe((3, 2, 1));
        (await _office.StatusOf("c01")).ShouldBe("Cancelled");
        (await Finished((await Begin(BatchKind.Cancel, new(DefinitionId: "one"))).Required())).Batch.Total.ShouldBe(43, "what has ended is not meant");
        (await _office.StatusOf("x")).ShouldBe("Suspended");
        (await Batches.List()).Total.ShouldBe(4);
        (await _office.Get<OperationQueries>().Work()).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_batch_that_a_crash_interrupts_goes_on_and_does_nothing_twice()
    {
        await _office.Publish(Flows.Document("one", Flows.Task("first")));
        for (var n = 0; n < 12; n++)
        {
            await _office.Start("one", $"c{n:00}");
        }

        var begun = (await Begin(BatchKind.Hold, new(DefinitionId: "one"))).Required();
        await CrashInTheMiddleOf(begun);

        var done = await Finished(begun);
        (done.Done, done.Refused, done.Failed).ShouldBe((12, 0, 0));
        for (var n = 0; n < 12; n++)
        {
            (await _office.Get<HistoryQueries>().OfInstance($"c{n:00}")).Count(h => h.Event == "WorkflowHeld").ShouldBe(1);
        }
    }

    // After five of its items; then the process starts again.
    private async Task CrashInTheMiddleOf(BatchProgress begun)
    {
        var committed = 0;
        _office.Faults.After = command =>
        {
            if (command.StartsWith(begun.Batch.Id, StringComparison.Ordinal) && ++committed == 5)
            {
                _office.Faults.Before = _ => throw new IOException("the process has ended");
                throw new IOException("the process ends");
            }
        };
        await Should.ThrowAsync<IOException>(() => _office.Background.Settle());
        (_office.Faults.After, _office.Faults.Before) = (null, null);
        await _office.Restart();
        _office.Clock.Advance(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Two_hosts_on_one_batch_do_each_instance_once_and_a_stop_leaves_the_rest()
    {
        await _office.Publish(Flows.Document("one", Flows.Task("first")));
        for (var n = 0; n < 60; n++)
        {
            await _office.Start("one", $"c{n:00}");
        }

        var begun = (await Begin(BatchKind.Cancel, new(DefinitionId: "one"))).Required();
        var other = _office.AddHost();
        await Task.WhenAll(Task.Run(() => _office.Background.Settle()), Task.Run(() => ((BackgroundWork)other.GetService(typeof(BackgroundWork))!).Settle()));
        _office.Clock.Advance(TimeSpan.FromMinutes(2));
        (await Finished(begun)).Done.ShouldBe(60);
        (await _office.Get<OperationQueries>().Audit(new(Action: "Batches.Cancel"))).Total.ShouldBe(60);

        for (var n = 0; n < 5; n++)
        {
            await _office.Start("one", $"d{n:00}");
        }

        var second = (await Begin(BatchKind.Cancel, new(DefinitionId: "one"))).Required();
        Task<Outcome<Done>> Stop() => _office.Runner.Run(Office.Head(Office.Person("operator"), "Batches.Stop"), work => _office.Get<BatchOperations>().Stop(second.Batch.Id, work));
        (await Stop()).Required();
        (await Stop()).Refusal!.Code.ShouldBe("batch.finished");
        (await Finished(second)).Stopped.ShouldBe(5);
        (await _office.StatusOf("d00")).ShouldBe("Suspended");
    }

    [Fact]
    public async Task A_failure_at_one_instance_is_told_and_the_others_go_on()
    {
        await _office.Publish(Flows.Document("one", Flows.Task("first")));
        await _office.Start("one", "a");
        await _office.Start("one", "b");
        _office.Script.Observer = (step, _) => step.After.Id == "a" && step.Stimulus is HoldInstance ? throw new InvalidOperationException("登记簿不可用") : Task.CompletedTask;
        var done = await Finished((await Begin(BatchKind.Hold, new(DefinitionId: "one"))).Required());
        (done.Done, done.Failed).ShouldBe((1, 1));
        (await Batches.Items(done.Batch.Id, BatchItemStatus.Failed)).Items.Single().ShouldSatisfyAllConditions(
            item => item.InstanceId.ShouldBe("a"), item => item.Message.ShouldNotBeNull().ShouldContain("登记簿不可用"));
        (await _office.Get<InstanceQueries>().Find("a"))!.HeldSince.ShouldBeNull();
    }

    [Fact]
    public async Task A_batch_of_retries_runs_what_failed_again()
    {
        await _office.Publish(Flows.Document("bad", ["x"], Flows.Event("wait", "go"), Flows.Script("calc", "variables.x.y")));
        await _office.Start("bad", "c1");
        await _office.Start("bad", "c2");
        (await _office.Do(w => w.PublishEvent("go", null, null, null))).Required();
        (await _office.Do(async w => await w.RepairVariable("c1", await RevisionOf("c1"), new(0, "x", Orchestrator.Engine.Values.JsObject.Of(("y", 1d)), Why)))).Required();
        var done = await Finished((await Begin(BatchKind.Retry, new(WithIncidents: true))).Required());
        done.Done.ShouldBe(2);
        ((await _office.StatusOf("c1")), (await _office.StatusOf("c2"))).ShouldBe(("Finished", "Faulted"));
        (await Finished((await Begin(BatchKind.Retry, new(["c1"]))).Required())).Refused.ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_without_reason_selection_or_instances_does_not_begin()
    {
        (await Begin(BatchKind.Cancel, new(DefinitionId: "one"), reason: " ")).Refusal!.Code.ShouldBe("batch.reason");
        (await Begin(BatchKind.Cancel, new())).Refusal!.Code.ShouldBe("batch.selection");
        (await Begin(BatchKind.Cancel, new([]))).Refusal!.Code.ShouldBe("batch.selection");
        (await Begin(BatchKind.Cancel, new(DefinitionId: "none"))).Refusal!.Code.ShouldBe("batch.nothing");
        (await Begin(BatchKind.Migrate, new())).Refusal!.Code.ShouldBe("batch.migration");
        (await Begin(BatchKind.Migrate, new(), new("none", 1, 2, new Dictionary<string, string>()))).Refusal!.Code.ShouldBe("definition.unknown");
        var order = await TwoVersions(1);
        (await Begin(BatchKind.Migrate, new(), order with { ToVersion = 1 })).Refusal!.Code.ShouldBe("migrate.same-version");
        (await Begin(BatchKind.Migrate, new(), order with { Activities = new Dictionary<string, string> { ["none"] = "first", ["second"] = "gone" } })).Refusal!.Problems.Count.ShouldBe(2);
        (await _office.Runner.Run(
            Office.Head(Office.Person("operator"), "Definitions.Upload"),
            async work => Outcome.Of(await _office.Get<DefinitionStore>().Upload(Flows.Document("moving", Flows.Task("first")), work)))).Required().Version!.Version.ShouldBe(3);
        (await Begin(BatchKind.Migrate, new(), order with { ToVersion = 3, Activities = new Dictionary<string, string>() })).Refusal!.Code.ShouldBe("migrate.draft");
        (await Batches.List()).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_batch_that_cannot_go_on_becomes_an_incident_and_finishes_once_that_is_mended()
    {
        await _office.Publish(Flows.Document("one", Flows.Task("first")));
        foreach (var id in (string[])["c1", "c2", "c3"])
        {
            await _office.Start("one", id);
        }

        var begun = (await Begin(BatchKind.Hold, new(DefinitionId: "one"))).Required();
        await Sql($"alter table rt_batch_items rename to rt_batch_items_gone");
        for (var n = 0; n < 10; n++)
        {
            await _office.Background.Settle();
            _office.Clock.Advance(TimeSpan.FromMinutes(3));
        }

        var incident = (await _office.Get<OperationQueries>().Incidents("Open")).Items.ShouldHaveSingleItem();
        incident.Kind.ShouldBe("Work");
        await Sql($"alter table rt_batch_items_gone rename to rt_batch_items");
        (await _office.Do(w => w.Retry(incident.Id))).Required();
        (await Finished(begun)).Done.ShouldBe(3);
        (await _office.Get<OperationQueries>().Incidents("Open")).Total.ShouldBe(0);
    }

    [Fact]
    public async Task New_definition_version_with_open_tasks_migrate_with_mapping()
    {
        var order = await TwoVersions(30);
        await _office.Complete(await _office.OpenTask("m03"));
        var before = new Dictionary<string, TaskRow>();
        for (var n = 0; n < 30; n++)
        {
            before[$"m{n:00}"] = await _office.OpenTask($"m{n:00}");
        }

        await _office.Runner.Save(Office.Person("p1"), "Tasks.SaveDraft", work => work.Workflows.SaveTaskDraft(before["m00"].Id, 1, Orchestrator.Engine.Values.JsObject.Of(("note", "写到一半"))));

        var without = (await Interventions.PreviewMigration(order with { Activities = new Dictionary<string, string>() }, size: 100)).Required();
        without.Items.Single(answer => !answer.Possible).ShouldSatisfyAllConditions(
            answer => answer.Row.Id.ShouldBe("m03"), answer => answer.Findings.Single().Code.ShouldBe("migrate.no-counterpart"));
        var preview = (await Interventions.PreviewMigration(order, size: 100)).Required();
        (preview.Total, preview.Items.Count(answer => answer.Possible)).ShouldBe((30, 30));
        (await _office.Get<InstanceQueries>().Find("m00"))!.Version.ShouldBe(1, "a dry run changes nothing");

        var done = await Finished((await Begin(BatchKind.Migrate, new(), order)).Required());
        (done.Done, done.Refused, done.Failed).ShouldBe((30, 0, 0));
        foreach (var (id, task) in before)
        {
            var now = await _office.OpenTask(id);
            now.ShouldBe(id == "m00" ? task with { Draft = now.Draft } : task, new TaskComparer(), id);
            (await _office.Get<InstanceQueries>().Find(id))!.ShouldSatisfyAllConditions(row => row.Version.ShouldBe(2), row => row.VersionId.ShouldBe("moving:2"));
        }

        // In nobody's way: the person decides the task that was open, with the revision seen before the migration.
        (await _office.Complete(before["m00"])).Required();
        (await _office.OpenTask("m00")).Step.ShouldBe("checked");
        (await _office.Complete(before["m03"])).Required().Status.ShouldBe("Finished");
        (await _office.Get<HistoryQueries>().OfInstance("m00")).Single(h => h.Event == "WorkflowMigrated").Data.ShouldBe("""{"from":1,"to":2}""");
        (await _office.Get<Sweeper>().Sweep()).ShouldBe(0, "I3: nothing runs without a way to wake up");
        foreach (var task in await _office.Tasks.OfCase("m03"))
        {
            task.Status.ShouldNotBe(TaskRowStatus.Open, "I2: nothing is open in what has ended");
        }

        (await Finished((await Begin(BatchKind.Migrate, new(["m00", "m04"]), order)).Required())).Refused.ShouldBe(2, "they are on the new version already");
    }

    [Fact]
    public async Task A_migrated_instance_survives_a_restart_and_goes_back_over_a_loop_of_the_new_version()
    {
        System.Text.Json.Nodes.JsonObject Loop(params string[] tasks) => Flows.Activity(
            "Elsa.While", "again", ("condition", Flows.Wrap("JavaScript", "variables.n < 3")),
            ("body", Flows.Activity("Elsa.Sequence", "body", ("activities", new System.Text.Json.Nodes.JsonArray([.. tasks.Select(id => Flows.Task(id)), Flows.Script("count", "setVariable('n', (variables.n || 0) + 1)")])))));
        await _office.Publish(Flows.Document("loop", ["n"], Flows.Script("begin", "setVariable('n', 0)"), Loop("first")));
        await _office.Start("loop", "c1");
        await _office.Publish(Flows.Document("loop", ["n"], Flows.Script("begin", "setVariable('n', 0)"), Loop("first", "extra")));
        await _office.Complete(await _office.OpenTask("c1"));
        (await _office.Do(w => w.Migrate("c1", "loop", 1, 2, Orchestrator.Engine.Interventions.MigrationMap.Same), commandId: "move")).Required();
        (await _office.Do(w => w.Migrate("c1", "loop", 1, 2, Orchestrator.Engine.Interventions.MigrationMap.Same), commandId: "move")).Replayed.ShouldBeTrue();
        await _office.Restart();

        var steps = new List<string>();
        while (await _office.StatusOf("c1") != "Finished")
        {
            var task = await _office.OpenTask("c1");
            steps.Add(task.Step);
            await _office.Complete(task);
        }

        steps.ShouldBe(["first", "extra", "first", "extra"]);
    }

    [Fact]
    public async Task Timers_and_events_reach_an_instance_after_its_migration()
    {
        await _office.Publish(Flows.Document("waits", Flows.Delay("nap", "01:00:00"), Flows.Event("wait", "go"), Flows.Task("first")));
        await _office.Start("waits", "a");
        await _office.Start("waits", "b");
        _office.Clock.Advance(TimeSpan.FromHours(2));
        await _office.Background.Settle();
        await _office.Start("waits", "c");
        await _office.Publish(Flows.Document("waits", Flows.Delay("nap", "01:00:00"), Flows.Event("wait", "go"), Flows.Stage("s", "Intake"), Flows.Task("first")));
        (await Finished((await Begin(BatchKind.Migrate, new(), new("waits", 1, 2, new Dictionary<string, string>()))).Required())).Done.ShouldBe(3);

        (await _office.Do(w => w.PublishEvent("go", null, null, null))).Required().ShouldBe(2);
        _office.Clock.Advance(TimeSpan.FromHours(2));
        await _office.Background.Settle();
        (await _office.OpenTask("a")).ShouldSatisfyAllConditions(task => task.Step.ShouldBe("first"), task => task.Stage.ShouldBe("Intake"));
        (await _office.Get<InstanceQueries>().Detail("c"))!.Waiting.Single().Name.ShouldBe("go");
        (await _office.Get<Sweeper>().Sweep()).ShouldBe(0);
    }
}
