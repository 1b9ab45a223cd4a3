using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Storage;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task A_batch_means_the_instances_that_fit_when_it_begins_in_the_order_they_were_made()
    {
        var (definition, batch) = (Make.Id("d"), Make.Id("b"));
        var ids = Enumerable.Range(0, 6).Select(_ => Make.Id("i")).ToList();
        await Store.In(t =>
        {
            for (var n = 0; n < ids.Count; n++)
            {
                var record = Make.Instance(ids[n]);
                t.InsertInstance(record with
                {
                    Row = record.Row with
                    {
                        DefinitionId = definition,
                        Version = n < 4 ? 1 : 2,
                        CreatedAt = Make.Now.AddMinutes(-n),
                        OpenIncidents = n == 1 ? 2 : 0,
                        Status = n == 3 ? InstanceStatus.Finished : InstanceStatus.Suspended,
                        FinishedAt = n == 3 ? Make.Now : null,
                    },
                });
            }
        });

        async Task<List<string>> Meant(BatchSelection selection)
        {
            var id = Make.Id("b");
            var total = await Store.In(t => t.AddBatchItems(id, selection, default));
            var items = (await Store.Reads.BatchItems(id, null, 1, 100, default)).Items;
            items.Count.ShouldBe(total);
            items.Select(item => item.Seq).ShouldBe(Enumerable.Range(1, total));
            return [.. items.Select(item => item.InstanceId)];
        }

        (await Meant(new(DefinitionId: definition))).ShouldBe([ids[5], ids[4], ids[2], ids[1], ids[0]]);
        (await Meant(new(DefinitionId: definition, Version: 1))).ShouldBe([ids[2], ids[1], ids[0]]);
        (await Meant(new(DefinitionId: definition, WithIncidents: true))).ShouldBe([ids[1]]);
        (await Meant(new(DefinitionId: definition, WithIncidents: false, Version: 1))).ShouldBe([ids[2], ids[0]]);
        (await Meant(new(DefinitionId: definition, Status: InstanceStatus.Finished))).ShouldBe([ids[3]]);
        (await Meant(new(Text: ids[4].ToUpperInvariant()))).ShouldBe([ids[4]]);
        (await Meant(new([ids[2], ids[0], ids[2], "none"]))).ShouldBe([ids[2], ids[0], "none"]);
        (await Store.Reads.Batch(batch, default)).ShouldBeNull();
    }

    [Fact]
    public async Task An_item_has_its_turn_once_and_the_counts_tell_how_far_a_batch_is()
    {
        var id = Make.Id("b");
        var order = new MigrationOrder("d", 1, 2, new Dictionary<string, string> { ["a"] = "b" });
        var row = new BatchRow(id, BatchKind.Migrate, "原因", new(["x", "y", "z"]), order, 3, Make.Now, "op", "姓名", "D1", null, null);
        await Store.In(async t =>
        {
            await t.AddBatchItems(id, row.Selection, default);
            t.AddBatch(row);
            return 0;
        });

        var first = (await Store.Reads.NextBatchItem(id, default))!;
        (first.Seq, first.InstanceId, first.Status).ShouldBe((1, "x", BatchItemStatus.Waiting));
        await Store.In(t => t.MarkBatchItem(first with { Status = BatchItemStatus.Refused, Code = "instance.held", Message = "已暂停", At = Make.Now }));
        await Store.In(t => t.MarkBatchItem(first with { Status = BatchItemStatus.Done, At = Make.Now.AddHours(1) }));
        (await Store.Reads.BatchItems(id, BatchItemStatus.Refused, 1, 10, default)).Items.Single().ShouldSatisfyAllConditions(
            item => item.Code.ShouldBe("instance.held"), item => item.At.ShouldBe(Make.Now));
        await Store.In(t => t.MarkBatchItem(first with { Seq = 2, Status = BatchItemStatus.Done, At = Make.Now }));
        await Store.In(t => t.StopBatch(id, Make.Now.AddMinutes(5)));
        (await Store.Reads.NextBatchItem(id, default)).ShouldBeNull();
        await Store.In(t => t.FinishBatch(id, Make.Now.AddMinutes(6)));

        var progress = (await Store.Reads.Batch(id, default))!;
        (progress.Waiting, progress.Done, progress.Refused, progress.Failed, progress.Stopped).ShouldBe((0, 1, 1, 0, 1));
        (progress.Batch.Kind, progress.Batch.StoppedAt, progress.Batch.FinishedAt, progress.Batch.CreatedByUnit).ShouldBe((BatchKind.Migrate, Make.Now.AddMinutes(5), Make.Now.AddMinutes(6), "D1"));
        progress.Batch.Migration!.Activities["a"].ShouldBe("b");
        progress.Batch.Selection.InstanceIds.ShouldBe(["x", "y", "z"]);
        (await Store.In(t => t.LockBatch(id, default)))!.Reason.ShouldBe("原因");
        (await Store.Reads.Batches(1, 100, default)).Items.Select(b => b.Batch.Id).ShouldContain(id);
    }

    [Fact]
    public async Task Tasks_that_name_a_person_are_found_when_open_or_set_aside_and_a_batch_keeps_which_are_meant()
    {
        var (person, running, ended) = (Make.Id("p"), Make.Id("i"), Make.Id("i"));
        TaskRow Named(string instance, TaskRowStatus status, int minute, params string[] persons) =>
            Make.Task(Make.Id("t"), instance) with { Persons = persons, Status = status, OpenedAt = Make.Now.AddMinutes(minute) };
        TaskRow[] found = [Named(running, TaskRowStatus.Open, 0, person), Named(running, TaskRowStatus.Cancelled, 1, person, "other"), Named(running, TaskRowStatus.Open, 2, "other", person)];
        TaskRow[] others = [Named(running, TaskRowStatus.Completed, 0, person), Named(running, TaskRowStatus.Open, 0, "other"), Named(ended, TaskRowStatus.Cancelled, 0, person)];
        await Store.In(t =>
        {
            t.InsertInstance(Make.Instance(running));
            t.InsertInstance(Make.Instance(ended) with { Row = Make.Instance(ended).Row with { FinishedAt = Make.Now, Status = InstanceStatus.Finished } });
            foreach (var task in found.Concat(others))
            {
                t.InsertTask(task);
            }
        });

        (await Store.Reads.TasksNaming(person, default)).Select(task => task.Id).ShouldBe(found.Select(task => task.Id));

        var id = Make.Id("b");
        var order = new HandOverOrder(person, "甲", "other", "乙");
        await Store.In(t =>
        {
            t.AddBatch(new BatchRow(id, BatchKind.HandOver, "调离", new([running]), null, 3, Make.Now, "op", "姓名", null, null, null) { HandOver = order });
            t.AddBatchTasks(id, found);
        });
        (await Store.In(t => t.UnfinishedHandOver(person, default)))!.HandOver.ShouldBe(order);
        (await Store.In(t => t.UnfinishedHandOver("other", default))).ShouldBeNull();
        (await Store.Reads.BatchItems(id, null, 1, 10, default)).Items.Select(item => (item.Seq, item.InstanceId, item.TaskId, item.TaskTitle))
            .ShouldBe(found.Select((task, n) => (n + 1, running, (string?)task.Id, (string?)task.Title)));
        (await Store.Reads.Batch(id, default))!.Waiting.ShouldBe(3);
        await Store.In(t => t.FinishBatch(id, Make.Now));
        (await Store.In(t => t.UnfinishedHandOver(person, default))).ShouldBeNull();
    }

    [Fact]
    public async Task An_instance_moves_to_another_version_with_its_update()
    {
        var record = Make.Instance(Make.Id("i"));
        await Store.In(t => t.InsertInstance(record));
        var moved = record with { Row = record.Row with { VersionId = "d:7", Version = 7, Revision = record.Row.Revision + 1 } };
        await Store.In(t =>
        {
            t.UpdateInstance(moved);
            t.MoveInstance(moved.Row.Id, "d:7", 7);
        });
        var stored = (await Store.Reads.Instance(record.Row.Id, default))!.Row;
        (stored.VersionId, stored.Version, stored.Revision).ShouldBe(("d:7", 7, record.Row.Revision + 1));
    }

    [Fact]
    public async Task Only_open_incidents_of_the_instance_itself_are_its_own()
    {
        var (own, child) = (Make.Id("i"), Make.Id("i"));
        IncidentRow Incident(string id, string instance, string status, int minute) =>
            new(id, "Activity", instance, own, null, "a", "t", "m", null, status, Make.Now.AddMinutes(minute), null, null, 0);
        var (first, second) = (Make.Id("n"), Make.Id("n"));
        await Store.In(t =>
        {
            t.PutIncident(Incident(second, own, "Open", 2));
            t.PutIncident(Incident(first, own, "Open", 1));
            t.PutIncident(Incident(Make.Id("n"), own, "Resolved", 0));
            t.PutIncident(Incident(Make.Id("n"), child, "Open", 0));
        });
        (await Store.In(t => t.OpenIncidents(own, default))).Select(i => i.Id).ShouldBe([first, second]);
    }
}
