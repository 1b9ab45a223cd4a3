using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Storage;

/// <summary>What every store promises. Run on memory, SQLite and PostgreSQL.</summary>
public abstract partial class StoreCompliance(StoreFixture fixture)
{
    private IStore Store => fixture.Store;

    [Fact]
    public async Task What_is_committed_is_read_and_what_is_not_is_gone()
    {
        var (kept, dropped) = (Make.Id("i"), Make.Id("i"));
        await Store.In(t => t.InsertInstance(Make.Instance(kept)));
        await using (var transaction = await Store.Begin(default))
        {
            transaction.InsertInstance(Make.Instance(dropped));
            transaction.InsertTask(Make.Task(dropped + ":1", dropped));
            await transaction.Flush(default);
            (await transaction.FindTask(dropped + ":1", default)).ShouldNotBeNull();
            (await Store.Reads.Task(dropped + ":1", default)).ShouldBeNull();
        }

        (await Store.Reads.Instance(kept, default)).ShouldNotBeNull().Row.ShouldBe(Make.Instance(kept).Row);
        (await Store.Reads.Instance(dropped, default)).ShouldBeNull();
        (await Store.Reads.Task(dropped + ":1", default)).ShouldBeNull();
    }

    [Fact]
    public async Task An_update_on_another_revision_is_refused_and_changes_nothing()
    {
        var id = Make.Id("i");
        var record = Make.Instance(id);
        await Store.In(t => t.InsertInstance(record));
        var next = record with { Row = record.Row with { Revision = 2, Stage = "Intake" }, State = [9] };
        await Store.In(t => t.UpdateInstance(next));
        await Should.ThrowAsync<LostRaceException>(() => Store.In(t => t.UpdateInstance(next with { State = [7] })));

        var stored = await Store.Reads.Instance(id, default);
        stored!.Row.ShouldBe(next.Row);
        stored.State.ShouldBe([9]);
    }

    [Fact]
    public async Task A_task_closes_once()
    {
        var id = Make.Id("i");
        await Store.In(t => { t.InsertInstance(Make.Instance(id)); t.InsertTask(Make.Task(id + ":1", id)); });
        await Store.In(t => t.CloseTask(id + ":1", TaskRowStatus.Completed, "Accept", """{"a":1}""", Make.Now, "p1", "王五"));
        await Should.ThrowAsync<LostRaceException>(() => Store.In(t => t.CloseTask(id + ":1", TaskRowStatus.Cancelled, null, null, Make.Now, null, null)));

        var task = await Store.Reads.Task(id + ":1", default);
        task!.Status.ShouldBe(TaskRowStatus.Completed);
        (task.Outcome, task.Result, task.ClosedBy, task.ClosedByName, task.Revision).ShouldBe(("Accept", """{"a":1}""", "p1", "王五", 2));
    }

    [Fact]
    public async Task Writers_of_one_instance_take_turns_and_all_their_steps_count()
    {
        const int Writers = 20;
        var id = Make.Id("i");
        await Store.In(t => t.InsertInstance(Make.Instance(id)));
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => Store.In(async t =>
        {
            var record = (await t.LockInstance(id, default))!;
            t.UpdateInstance(record with { Row = record.Row with { Revision = record.Row.Revision + 1 } });
            return 0;
        }))));

        (await Store.Reads.Instance(id, default))!.Row.Revision.ShouldBe(1 + Writers);
    }

    [Fact]
    public async Task A_command_runs_once_however_many_clicks_arrive_together()
    {
        var (actor, command) = (Make.Id("p"), Make.Id("c"));
        var ran = 0;
        await Task.WhenAll(Enumerable.Range(0, 30).Select(n => Task.Run(() => Store.In(async t =>
        {
            if (await t.BeginCommand(actor, command, null, default) is null)
            {
                Interlocked.Increment(ref ran);
                t.AddCommand(new(actor, command, "f", $"{n}", Make.Now));
            }

            return 0;
        }))));

        ran.ShouldBe(1);
        (await Store.In(t => t.BeginCommand(actor, command, null, default))).ShouldNotBeNull();
        (await Store.In(t => t.BeginCommand("somebody-else", command, null, default))).ShouldBeNull();
    }

    [Fact]
    public async Task A_rolled_back_command_may_run_again()
    {
        var command = Make.Id("c");
        await using (var transaction = await Store.Begin(default))
        {
            (await transaction.BeginCommand("p1", command, null, default)).ShouldBeNull();
            transaction.AddCommand(new("p1", command, "f", "1", Make.Now));
            await transaction.Flush(default);
        }

        (await Store.In(t => t.BeginCommand("p1", command, null, default))).ShouldBeNull();
    }

    [Fact]
    public async Task Large_values_and_every_script_of_text_come_back_as_they_were()
    {
        var id = Make.Id("i");
        var state = new byte[3_000_000];
        new Random(1).NextBytes(state);
        var payload = new string('编', 500_000) + "𠮷😀\t\"'\\;--%_\u0001é";
        await Store.In(t =>
        {
            t.InsertInstance(Make.Instance(id, state: state));
            t.InsertTask(Make.Task(id + ":1", id) with { Payload = payload, Title = "关于“街道”管理体制改革的意见（征求意见稿）' or 1=1 --" });
        });

        (await Store.Reads.Instance(id, default))!.State.ShouldBe(state);
        var task = (await Store.Reads.Task(id + ":1", default))!;
        task.Payload.ShouldBe(payload);
        task.Title.ShouldBe("关于“街道”管理体制改革的意见（征求意见稿）' or 1=1 --");
    }

    [Fact]
    public async Task Steps_are_read_in_order_and_across_the_instances_of_a_case()
    {
        var root = Make.Id("i");
        var child = root + "-c";
        await Store.In(t =>
        {
            t.InsertInstance(Make.Instance(root));
            t.InsertInstance(Make.Instance(child, parent: root, root: root));
            foreach (var seq in Enumerable.Range(0, 10).Select(n => 1 + (n * 3)))
            {
                t.AddStep(Row(root, seq, seq));
            }

            t.AddStep(Row(child, 1, 5));
        });

        (await Store.Reads.Steps(root, 0, 1000, default)).Select(step => step.Seq).ShouldBe(Enumerable.Range(0, 10).Select(n => 1L + (n * 3)));
        // The step that event 6 belongs to begins with event 4.
        (await Store.Reads.Steps(root, 5, 2, default)).Select(step => step.Seq).ShouldBe([4, 7]);
        (await Store.Reads.Steps(root, 6, 1, default)).Select(step => step.Seq).ShouldBe([7]);
        (await Store.Reads.Steps(root, 0, 1, default))[0].ShouldBe(Row(root, 1, 1) with { DefinitionId = Make.Instance(root).Row.DefinitionId });
        var all = await Store.Reads.StepsOfCase(root, default);
        all.Count.ShouldBe(11);
        all.Select(step => step.At).ShouldBeInOrder();
        all[2].InstanceId.ShouldBe(child);

        static StepRow Row(string instance, long seq, int minute) =>
            new(instance, seq, Make.Now.AddMinutes(minute), "p1", "王五", "Intake", 1, 1, """[["a","S",["C","Done","{\"x\":\"是\"}"]]]""");
    }

    [Fact]
    public async Task An_incident_is_one_row_however_often_it_comes_back()
    {
        var id = Make.Id("n");
        var incident = new IncidentRow(id, "Activity", "i", "i", null, "a", "T", "第一次", null, "Open", Make.Now, null, null, 0);
        await Store.In(t => t.PutIncident(incident));
        await Store.In(t => t.CloseIncident(id, "Retried", Make.Now, "p1"));
        await Store.In(t => t.PutIncident(incident with { Message = "第二次", At = Make.Now.AddHours(1) }));

        var found = (await Store.In(t => t.FindIncident(id, default)))!;
        (found.Message, found.Status, found.Retries, found.ResolvedBy).ShouldBe(("第二次", "Open", 1, null));
        await Store.In(t => t.CloseIncident(id, "Resolved", Make.Now, "p2"));
        await Store.In(t => t.CloseIncident(id, "Retried", Make.Now, "p3"));
        (await Store.Reads.Incidents("Resolved", null, 1, 500, default)).Items.ShouldContain(i => i.Id == id && i.ResolvedBy == "p2");
    }

    [Fact]
    public async Task Only_one_version_of_a_definition_is_published()
    {
        var id = Make.Id("d");
        await Store.In(t =>
        {
            t.AddDefinition(new(new(id, 1, id + ":1", "甲", "Published", "h1", Make.Now, "p1", Make.Now, "p1"), [1]));
            t.AddDefinition(new(new(id, 2, id + ":2", "甲", "Draft", "h2", Make.Now, "p1", null, null), [2]));
        });
        await Store.In(t => { t.SetDefinitionStatus(id + ":1", "Retired", null, null); t.SetDefinitionStatus(id + ":2", "Published", Make.Now, "p2"); });

        (await Store.Reads.Definition(null, id, null, default))!.Document.ShouldBe([2]);
        (await Store.Reads.Definition(id + ":1", null, null, default))!.Version.Status.ShouldBe("Retired");
        (await Store.Reads.Definition(null, id, 2, default))!.Version.PublishedBy.ShouldBe("p2");
        (await Store.Reads.Definitions(id, default)).Select(v => v.Version).ShouldBe([2, 1]);
    }
}

public sealed class MemoryCompliance(MemoryFixture fixture) : StoreCompliance(fixture), IClassFixture<MemoryFixture>;

public sealed class SqliteCompliance(SqliteFixture fixture) : StoreCompliance(fixture), IClassFixture<SqliteFixture>;

public sealed class PostgresCompliance(PostgresFixture fixture) : StoreCompliance(fixture), IClassFixture<PostgresFixture>;
