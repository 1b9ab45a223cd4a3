using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Orchestrator.Stores.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>What the system administrator does to instances over HTTP, and what is refused.</summary>
public abstract class InstanceLife(StoreKind kind) : IAsyncLifetime
{
    private RunningHost _host = null!;
    private Visitor _admin = null!;

    public async ValueTask InitializeAsync()
    {
        // The test itself runs what waits in the background.
        _host = await RunningHost.Start(kind, replace: services => services.AddSingleton(
            ((RuntimeOptions)services.Last(service => service.ServiceType == typeof(RuntimeOptions)).ImplementationInstance!) with { Pumps = false }));
        _admin = await _host.SignedIn(await _host.CreatePerson("sa", ["SA"]));
        await Publish(Flows.Document("life", ["amount"], Flows.Task("first"), Flows.Task("second")));
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_administrator_looks_repairs_and_jumps_with_a_preview()
    {
        await Start("life", "i-1");
        var inside = (await _admin.Get("instances/i-1/inside")).ShouldAnswer(200);
        var variable = inside.Json.GetProperty("variables")[0];
        (variable.GetProperty("name").GetString(), variable.GetProperty("kind").GetString()).ShouldBe(("amount", "null"));
        inside.Json.GetProperty("tasks")[0].TryGetProperty("payload", out _).ShouldBeFalse("what people write is not the administrator's");
        var revision = inside.Json.GetProperty("instance").GetProperty("revision").GetInt64();

        (await _admin.Post("instances/i-1/variables/repair", Repair(revision, """{"total":3}"""))).ShouldAnswer(200);
        var read = (await _admin.Post("instances/i-1/variables/read", new { scope = 0, name = "amount" })).ShouldAnswer(200).Json;
        read.GetProperty("value").GetProperty("total").GetInt32().ShouldBe(3);

        var preview = (await _admin.Get("instances/i-1/jump?activityId=second")).ShouldAnswer(200).Json;
        preview.GetProperty("cancelledTasks")[0].GetProperty("step").GetString().ShouldBe("first");
        preview.GetProperty("tasks")[0].GetProperty("step").GetString().ShouldBe("second");
        (await _admin.Post("instances/i-1/jump", new { commandId = Id(), revision, activityId = "second", reason = "补正" })).ShouldAnswer(409, "instance.stale");
        var jump = new { commandId = Id(), revision = preview.GetProperty("revision").GetInt64(), activityId = "second", reason = "补正" };
        (await _admin.Post("instances/i-1/jump", jump)).ShouldAnswer(200);
        (await _admin.Post("instances/i-1/jump", jump)).ShouldAnswer(200);

        var history = (await _admin.Get("instances/i-1")).ShouldAnswer(200).Json.GetProperty("history").EnumerateArray().ToList();
        history.Count(row => row.GetProperty("event").GetString() == "Jumped").ShouldBe(1);
        using var auditor = await _host.SignedIn(await _host.CreatePerson("au", ["AU"]));
        foreach (var (action, times) in (IEnumerable<(string, int)>)[("Instances.VariableRepaired", 1), ("Instances.VariableRead", 1), ("Instances.Jumped", 1), ("Instances.Jump", 2)])
        {
            (await auditor.Get($"audit?action={action}")).ShouldAnswer(200).Json.GetProperty("total").GetInt32().ShouldBe(times, action);
        }
    }

    [Fact]
    public async Task Whom_later_steps_ask_is_changed_and_restored_and_open_tasks_stay()
    {
        await Start("life", "i-1");
        var (first, second) = (await _host.CreatePerson("first", ["BM-FZ"], "D1"), await _host.CreatePerson("second", ["BM-FZ"], "D1"));
        var (before, _) = await Inside();
        (await _admin.Post("instances/i-1/handlers", Change(before - 1, "second", [new { personId = first }]))).ShouldAnswer(409, "instance.stale");
        (await _admin.Post("instances/i-1/handlers", Change(before, "nowhere", [new { personId = first }]))).ShouldAnswer(422, "handlers.unknown-activity");
        (await _admin.Post("instances/i-1/handlers", Change(before, "second", [new { personId = "nobody" }]))).ShouldAnswer(422, "people.unknown");
        (await _admin.Post("instances/i-1/handlers", Change(before, "second", [new { personId = first }, new { unitId = "D1" }]))).Status.ShouldBe(422);
        (await _admin.Post("instances/i-1/handlers", Change(before, "second", [], ""))).ShouldAnswer(422, "intervention.reason");
        (await _admin.Post("instances/i-1/handlers", Change(before, "second", []))).ShouldAnswer(409, "handlers.unchanged");

        var change = Change(before, "second", [new { personId = first }, new { personId = second }]);
        (await _admin.Post("instances/i-1/handlers", change)).ShouldAnswer(200);
        (await _admin.Post("instances/i-1/handlers", change)).ShouldAnswer(200);
        var (changed, steps) = await Inside();
        changed.ShouldBe(before + 1, "once");
        Handlers(steps, "second").ShouldBe(["first second"]);
        (steps.Single(step => step.GetProperty("activityId").GetString() == "first").GetProperty("open").GetBoolean()).ShouldBeTrue();
        var plan = (await _admin.Get("instances/i-1/jump?activityId=second")).ShouldAnswer(200).Json;
        plan.GetProperty("tasks")[0].GetProperty("persons").EnumerateArray().Select(person => person.GetString()).ShouldBe(["first", "second"]);

        (await _admin.Post("instances/i-1/handlers", Change(changed, "second", []))).ShouldAnswer(200);
        Handlers((await Inside()).Steps, "second").ShouldBeEmpty();
        using var auditor = await _host.SignedIn(await _host.CreatePerson("au", ["AU"]));
        (await auditor.Get("audit?action=Instances.HandlersChanged")).ShouldAnswer(200).Json.GetProperty("total").GetInt32().ShouldBe(2);

        async Task<(long Revision, JsonElement[] Steps)> Inside()
        {
            var inside = (await _admin.Get("instances/i-1/inside")).ShouldAnswer(200).Json;
            return (inside.GetProperty("instance").GetProperty("revision").GetInt64(), [.. inside.GetProperty("steps").EnumerateArray()]);
        }

        static object Change(long revision, string activityId, object[] to, string reason = "机构调整") => new { commandId = Id(), revision, activityId, to, reason };

        static IEnumerable<string> Handlers(JsonElement[] steps, string id) => steps.Single(step => step.GetProperty("activityId").GetString() == id).GetProperty("handlers").EnumerateArray()
            .Select(one => string.Join(' ', one.GetProperty("persons").EnumerateArray().Select(person => person.GetString())));
    }

    [Fact]
    public async Task What_is_missing_or_wrong_is_named_and_changes_nothing()
    {
        await Start("life", "i-1");
        (await _admin.Get("instances/none/inside")).ShouldAnswer(404, "instance.unknown");
        (await _admin.Get("instances/i-1/jump")).ShouldAnswer(422, "jump.unknown-activity");
        (await _admin.Get("instances/i-1/jump?activityId=nowhere")).ShouldAnswer(422, "jump.unknown-activity").Text.ShouldContain("nowhere");
        (await _admin.Post("instances/i-1/jump", new { commandId = Id(), revision = 1, activityId = "second", reason = "" })).ShouldAnswer(422, "intervention.reason");
        (await _admin.Post("instances/i-1/jump", new { commandId = Id(), activityId = "second", reason = "x" })).ShouldAnswer(422, "invalid").Text.ShouldContain("revision");
        (await _admin.Post("instances/i-1/variables/repair", Repair(1, "1", name: "none"))).ShouldAnswer(422, "variable.unknown");
        (await _admin.Post("instances/i-1/variables/read", new { scope = 9, name = "amount" })).ShouldAnswer(422, "variable.unknown");
        (await _admin.Post("instances/i-1/hold", new { commandId = Id(), reason = "  " })).ShouldAnswer(422, "intervention.reason");
        (await _admin.Post("instances/i-1/retry", new { commandId = Id() })).ShouldAnswer(409, "incident.none");
        (await _admin.Post("batches", new { commandId = Id(), kind = "Explode", selection = new { }, reason = "x" })).ShouldAnswer(422, "invalid").Text.ShouldContain("kind");
        (await _admin.Post("batches", new { commandId = Id(), kind = "Cancel", selection = new { }, reason = "x" })).ShouldAnswer(422, "batch.selection");
        (await _admin.Get("batches/none")).ShouldAnswer(404, "batch.unknown");
        (await _admin.Get("batches/none/items?status=Odd")).ShouldAnswer(422, "list.filter");
        (await _admin.Get("definitions/life/migration/map?from=1&to=9")).ShouldAnswer(404, "definition.unknown");
        (await _admin.Post("definitions/life/versions/9/retract", new { commandId = Id() })).ShouldAnswer(404, "definition.unknown");
        (await _admin.Get("instances/i-1")).ShouldAnswer(200).Json.GetProperty("instance").GetProperty("revision").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_hold_a_release_and_a_cancellation_need_a_reason_and_are_done_once()
    {
        await Start("life", "i-1");
        var hold = new { commandId = Id(), reason = "核查" };
        (await _admin.Post("instances/i-1/hold", hold)).ShouldAnswer(200);
        (await _admin.Post("instances/i-1/hold", hold)).ShouldAnswer(200);
        (await _admin.Post("instances/i-1/hold", new { commandId = Id(), reason = "再停" })).ShouldAnswer(409, "instance.held");
        (await _admin.Post("instances/i-1/release", new { commandId = Id(), reason = "核毕" })).ShouldAnswer(200);
        (await _admin.Post("instances/i-1/cancel", new { commandId = Id(), reason = "误发" })).ShouldAnswer(200);
        (await _admin.Post("instances/i-1/cancel", new { commandId = Id(), reason = "误发" })).ShouldAnswer(409, "instance.ended");
    }

    [Fact]
    public async Task A_migration_is_proposed_tried_and_carried_out_with_a_result_for_each()
    {
        await Start("life", "i-1");
        await Start("life", "i-2");
        var renamed = Flows.Task("erste");
        await Publish(Flows.Document("life", ["amount"], renamed, Flows.Task("second")));

        var map = (await _admin.Get("definitions/life/migration/map?from=1&to=2")).ShouldAnswer(200).Json.EnumerateArray().ToDictionary(p => p.GetProperty("from").GetString()!, p => p.GetProperty("to").GetString());
        (map["first"], map["second"]).ShouldBe(("erste", "second"), "the only other task that is new and has the same name");
        var trial = new { fromVersion = 1, toVersion = 2, activities = new Dictionary<string, string>() };
        (await _admin.Post("definitions/life/migration/preview", trial)).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()
            .ShouldAllBe(item => !item.GetProperty("possible").GetBoolean() && item.GetProperty("findings")[0].GetProperty("code").GetString() == "migrate.no-counterpart");
        var activities = new Dictionary<string, string> { ["first"] = "erste" };
        (await _admin.Post("definitions/life/migration/preview", trial with { activities = activities })).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()
            .ShouldAllBe(item => item.GetProperty("possible").GetBoolean());

        var start = new { commandId = Id(), kind = "Migrate", reason = "换版", selection = new { }, migration = new { definitionId = "life", fromVersion = 1, toVersion = 2, activities } };
        var batch = (await _admin.Post("batches", start)).ShouldAnswer(200).Json.GetProperty("id").GetString();
        (await _admin.Post("batches", start)).ShouldAnswer(200).Json.GetProperty("id").GetString().ShouldBe(batch);
        await Ended(batch!);
        var items = (await _admin.Get($"batches/{batch}/items?status=Done")).ShouldAnswer(200).Json;
        items.GetProperty("total").GetInt32().ShouldBe(2);
        (await _admin.Get("instances?definitionId=life&version=2")).ShouldAnswer(200).Json.GetProperty("total").GetInt32().ShouldBe(2);
        (await _admin.Get("batches")).ShouldAnswer(200).Json.GetProperty("total").GetInt32().ShouldBe(1);
        (await _admin.Post($"batches/{batch}/stop", new { commandId = Id() })).ShouldAnswer(409, "batch.finished");
    }

    [Fact]
    public async Task Only_the_system_administrator_may()
    {
        await Start("life", "i-1");
        foreach (var role in (string[])["ZB", "SE", "AU", "BB-ZR"])
        {
            using var other = await _host.SignedIn(await _host.CreatePerson("p-" + role, [role]));
            (await other.Get("instances/i-1/inside")).ShouldAnswer(403, "forbidden");
            (await other.Post("instances/i-1/jump", new { commandId = Id(), revision = 1, activityId = "second", reason = "x" })).ShouldAnswer(403, "forbidden");
            (await other.Post("batches", new { commandId = Id(), kind = "Cancel", selection = new { definitionId = "life" }, reason = "x" })).ShouldAnswer(403, "forbidden");
        }

        (await _admin.Get("instances/i-1/inside")).ShouldAnswer(200).Json.GetProperty("tasks").GetArrayLength().ShouldBe(1);
    }

    private static object Repair(long revision, string json, string name = "amount") =>
        new { commandId = Id(), revision, scope = 0, name, value = JsonDocument.Parse(json).RootElement, reason = "补正" };

    private static string Id() => Guid.NewGuid().ToString("N");

    private async Task Ended(string batch)
    {
        await _host.Services.GetRequiredService<BackgroundWork>().Settle();
        (await _admin.Get($"batches/{batch}")).Json.GetProperty("finishedAt").ValueKind.ShouldBe(JsonValueKind.String);
    }

    private async Task Publish(byte[] document) => (await _host.Services.GetRequiredService<DefinitionStore>().Import(document)).Version.ShouldNotBeNull();

    private async Task Start(string definition, string instance) => (await _host.Services.GetRequiredService<CommandRunner>().Run(
        new CommandHead(Id(), "Tests.Start", Actor.System), work => work.Workflows.Start(new(definition, instance, "案卷" + instance, null, new JsObject())))).Required();
}

public sealed class InstanceLifeOnSqlite() : InstanceLife(StoreKind.Sqlite);

public sealed class InstanceLifeOnPostgres() : InstanceLife(StoreKind.Postgres);
