using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime;

public abstract partial class RuntimeBehaviour
{
    [Fact]
    public async Task The_audit_trail_verifies_and_shows_what_was_tampered_with()
    {
        var task = await StartedTwoStep();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(() => _office.Complete(task, actor: Office.Person($"p{n}")))));
        var queries = _office.Get<OperationQueries>();
        var whole = await queries.VerifyAudit();
        whole.Broken.ShouldBeEmpty();
        whole.Rows.ShouldBe(13);

        var row = (await queries.Audit(new(Action: "Tasks.Complete"))).Items[3];
        await DropTheGuardOfTheAudit();
        await Sql($"update rt_audit set actor_name = '别人' where chain = {row.Chain} and seq = {row.Seq}");
        (await queries.VerifyAudit()).Broken.ShouldBe([new AuditBreak(row.Chain, row.Seq, "记录内容被改动")]);
        await Sql($"update rt_audit set actor_name = {row.ActorName} where chain = {row.Chain} and seq = {row.Seq}");
        (await queries.VerifyAudit()).Broken.ShouldBeEmpty();

        await Sql($"delete from rt_audit where chain = {row.Chain} and seq = (select max(seq) from rt_audit where chain = {row.Chain})");
        (await queries.VerifyAudit()).Broken.Single().Chain.ShouldBe(row.Chain);
    }

    [Fact]
    public async Task A_database_of_an_earlier_version_keeps_its_history_and_its_audit_trail()
    {
        var task = await StartedTwoStep();
        (await _office.Complete(task)).Required();
        await _office.Publish(Flows.Document("nap", Flows.Delay("nap", "01:00:00")));
        await _office.Publish(Flows.Document("event", Flows.Event("wait", "go")));
        await _office.Publish(Flows.Document("parent", Flows.Child("run", "nap")));
        string[] waiting = ["nap", "event", "parent"];
        foreach (var definition in waiting)
        {
            await _office.Start(definition, definition + "-1");
        }

        var (queries, told) = (_office.Get<OperationQueries>(), _office.Get<HistoryQueries>());
        var history = await told.OfInstance(task.InstanceId);
        var audited = (await queries.VerifyAudit()).Rows;

        // As it was: one row for every event, and the hash of the audit row before in every row.
        await Sql($"create table rt_history (instance_id text not null, seq bigint not null, at bigint not null, activity_id text, activity_type text, activity_name text, event text not null, outcome text, actor_id text, actor_name text, stage text, round integer not null, data text, primary key (instance_id, seq))");
        foreach (var row in history)
        {
            await Sql($"insert into rt_history values ({row.InstanceId}, {row.Seq}, {row.At.UtcTicks}, {row.ActivityId}, {row.ActivityType}, {row.ActivityName}, {row.Event}, {row.Outcome}, {row.ActorId}, {row.ActorName}, {row.Stage}, {row.Round}, {row.Data})");
        }

        await Sql($"drop table rt_steps");
        await Sql($"alter table rt_audit add column previous_hash text");
        await Sql($"drop table rt_batches");
        await Sql($"drop table rt_batch_items");
        await Sql($"drop index rt_work_errands");
        await Sql($"drop table rt_letters");
        await Sql($"drop index rt_work_messages");
        await Sql($"alter table rt_tasks drop column for_unit");
        await Sql($"alter table rt_tasks drop column for_role");
        await Sql($"alter table rt_tasks drop column fields");
        await Sql($"delete from schema_versions where module = 'runtime' and number >= 4");

        (await _office.Get<Migrator>().Migrate()).ShouldBe(["runtime/004_audit-chain", "runtime/005_steps", "runtime/006_room", "runtime/007_batches", "runtime/008_errands", "runtime/009_done-for", "runtime/010_hand-overs", "runtime/011_fields", "runtime/012_letters"]);
        (await told.OfInstance(task.InstanceId)).ShouldBe(history);
        var verified = await queries.VerifyAudit();
        (verified.Rows, verified.Broken.Count).ShouldBe((audited, 0));
        (await _office.Complete(await _office.OpenTask(task.InstanceId), actor: Office.Person("q", "BB", "BB-JB"))).Required();
        (await told.OfInstance(task.InstanceId)).Take(history.Count).ShouldBe(history);

        // What waited goes on as if nothing had happened.
        (await _office.Do(w => w.PublishEvent("go", null, null, null))).Required().ShouldBe(1);
        _office.Clock.Advance(TimeSpan.FromHours(2));
        await _office.Background.Settle();
        foreach (var definition in waiting)
        {
            (await _office.StatusOf(definition + "-1")).ShouldBe("Finished");
        }
    }

    [Fact]
    public async Task The_database_itself_refuses_to_change_or_delete_audit_rows()
    {
        await StartedTwoStep();
        var queries = _office.Get<OperationQueries>();
        var before = (await queries.VerifyAudit()).Rows;

        foreach (var deed in new FormattableString[] { $"update rt_audit set actor_name = '别人'", $"delete from rt_audit", $"delete from rt_audit where seq = (select max(seq) from rt_audit)" })
        {
            (await Should.ThrowAsync<System.Data.Common.DbException>(() => Sql(deed))).Message.ShouldContain("rt_audit：已固定的记录不得修改或删除");
        }

        var whole = await queries.VerifyAudit();
        whole.Broken.ShouldBeEmpty();
        whole.Rows.ShouldBe(before);
    }

    [Fact]
    public async Task Migrating_twice_or_from_many_hosts_at_once_does_nothing_more()
    {
        var migrators = Enumerable.Range(0, 4).Select(_ => _office.AddHost().GetRequiredService<Migrator>()).ToList();
        var ran = await Task.WhenAll(migrators.Select(migrator => Task.Run(() => migrator.Migrate())));
        ran.ShouldAllBe(scripts => scripts.Count == 0);
        (await migrators[0].Missing()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_newer_than_the_program_or_with_a_changed_script_is_refused()
    {
        var migrator = _office.Get<Migrator>();
        await Sql($"insert into schema_versions (module, number, name, hash, at) values ('runtime', 999, 'future', 'h', 0)");
        (await Should.ThrowAsync<InvalidOperationException>(() => migrator.Migrate())).Message.ShouldContain("数据库比程序新");
        await Sql($"delete from schema_versions where number = 999");
        await migrator.Migrate();
        await Sql($"update schema_versions set hash = 'other' where module = 'runtime' and number = 1");
        (await Should.ThrowAsync<InvalidOperationException>(() => migrator.Migrate())).Message.ShouldContain("runtime/001_runtime");
        await Sql($"insert into schema_versions (module, number, name, hash, at) values ('another-role', 7, 'x', 'h', 0)");
        await Sql($"delete from schema_versions where module = 'runtime' and number = 1");
        (await migrator.Missing()).ShouldBe(["runtime/001_runtime"]);
    }

    [Fact]
    public async Task Live_topics_come_after_the_commit_and_not_after_a_rollback()
    {
        var task = await StartedTwoStep();
        using var stop = new CancellationTokenSource();
        var feed = _office.Get<ILiveFeed>().Listen(stop.Token);
        _office.Script.Form = (_, work) => Task.FromResult<Outcome<Orchestrator.Engine.Values.JsObject?>>(Refusal.Conflict("no", "否"));
        await _office.Complete(task);
        _office.Script.Form = null;
        await _office.Complete(task);

        var heard = new HashSet<string>();
        await foreach (var topic in feed)
        {
            heard.Add(topic);
            if (heard.Count == 3)
            {
                break;
            }
        }

        heard.ShouldBe(["tasks", "case:c1", "campaign:campaign"], ignoreOrder: true);
        var silent = _office.Get<ILiveFeed>().Listen(stop.Token);
        _office.Faults.Before = _ => throw new IOException();
        await Should.ThrowAsync<IOException>(async () => await _office.Complete(await _office.OpenTask("c1"), actor: Office.Person("q", "BB", "BB-JB")));
        _office.Faults.Before = null;
        await stop.CancelAsync();
        (await silent.ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_running_host_pumps_timers_and_messages_by_itself()
    {
        var told = new TaskCompletionSource<TaskOverdue>(TaskCreationOptions.RunContinuationsAsynchronously);
        _office.Script.Overdue = (message, _) => { told.TrySetResult(message); return Task.FromResult<Refusal?>(null); };
        await _office.Publish(Flows.Document(
            "pumped", Flows.Delay("nap", "00:00:00.050"), Flows.Task("first", more: ("due", Flows.Wrap("Object", """{"kind":"FixedDate","date":"2020-01-02"}""")))));
        var host = _office.AddHost(pumps: true, clock: TimeProvider.System);
        var hosted = await Office.StartHosted(host);
        try
        {
            var started = await host.GetRequiredService<CommandRunner>().Run(
                Office.Head(Office.Person("s"), "Test.Start"), work => work.Workflows.Start(new("pumped", "c1", "案卷", null, new Orchestrator.Engine.Values.JsObject())));
            started.Required();
            var message = await told.Task.WaitAsync(TimeSpan.FromMinutes(2));
            (message.About.CaseId, message.Step).ShouldBe(("c1", "first"));
            var health = await host.GetRequiredService<OperationQueries>().Health();
            (health.Database, health.TimerPump, health.WorkPump, health.Relay).ShouldBe((true, true, true, true));
        }
        finally
        {
            await Office.StopHosted(hosted);
        }
    }

    [Fact]
    public async Task Uploading_makes_versions_and_running_instances_keep_theirs()
    {
        await _office.Publish(Flows.Document("v", Flows.Task("first")));
        await _office.Start("v", "old");
        var store = _office.Get<DefinitionStore>();
        (await store.Import(Flows.Document("v", Flows.Task("first")))).Version!.Version.ShouldBe(1);
        var bad = await _office.Runner.Run(Office.Head(Office.Person("a"), "Definitions.Upload"), async work => Outcome.Of(await store.Upload("""{"root":{}}"""u8.ToArray(), work)));
        bad.Required().Version.ShouldBeNull();
        bad.Required().Problems.ShouldNotBeEmpty();

        var draft = await _office.Runner.Run(
            Office.Head(Office.Person("a"), "Definitions.Upload"), async work => Outcome.Of(await store.Upload(Flows.Document("v", Flows.Task("renamed")), work)));
        draft.Required().Version!.ShouldSatisfyAllConditions(v => v.Version.ShouldBe(2), v => v.Status.ShouldBe("Draft"), v => v.VersionId.ShouldBe("v:2"));
        await _office.Start("v", "between");
        (await _office.OpenTask("between")).Step.ShouldBe("first");
        (await _office.Runner.Run(Office.Head(Office.Person("a"), "Definitions.Publish"), work => store.Publish("v", 2, work))).Required();
        await _office.Start("v", "new");
        (await _office.OpenTask("new")).Step.ShouldBe("renamed");
        (await _office.Complete(await _office.OpenTask("old"))).Required().Status.ShouldBe("Finished");
        (await store.Versions("v")).Select(v => (v.Version, v.Status)).ShouldBe([(2, "Published"), (1, "Retired")]);
        (await _office.Runner.Run(Office.Head(Office.Person("a"), "Definitions.Publish"), work => store.Publish("v", 9, work))).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task Definitions_imported_by_many_hosts_at_once_are_one_version()
    {
        var document = Flows.Document("shared", Flows.Task("first"));
        var stores = Enumerable.Range(0, 5).Select(_ => _office.AddHost().GetRequiredService<DefinitionStore>()).ToList();
        await Task.WhenAll(stores.Select(store => Task.Run(() => store.Import(document))));
        (await stores[0].Versions("shared")).Count.ShouldBe(1);
    }

    // What the owner of a database can do, and nobody else.
    private async Task DropTheGuardOfTheAudit()
    {
        if (kind == StoreKind.Postgres)
        {
            await Sql($"drop trigger rt_audit_no_change on rt_audit");
        }
        else
        {
            await Sql($"drop trigger rt_audit_no_update");
            await Sql($"drop trigger rt_audit_no_delete");
        }
    }

    private async Task Sql(FormattableString sql)
    {
        using var scope = _office.Services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<LedgerDb>().Database.ExecuteSqlAsync(sql);
    }
}
