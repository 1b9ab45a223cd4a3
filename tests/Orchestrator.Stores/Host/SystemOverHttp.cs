using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>运行状况 and 死信 as an operator's page reads them, with a handler that fails until it is told not to.</summary>
public abstract class SystemOverHttp(StoreKind kind) : IAsyncLifetime
{
    private readonly Stubborn _handler = new();
    private RunningHost _host = null!;
    private Visitor _operator = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start(kind, [new("Logging:LogLevel:Orchestrator.Runtime", "Critical")], services => services.AddSingleton(_handler).AddMessageHandler<WorkflowMessage, StubbornHandler>());
        _operator = await _host.SignedIn(await _host.CreatePerson("operator", ["SA"]));
    }

    public async ValueTask DisposeAsync()
    {
        _operator.Dispose();
        await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_page_of_the_system_tells_process_loops_and_figures_under_the_names_of_the_metrics()
    {
        var system = (await _operator.Get("system")).ShouldAnswer(200).Json;
        system.GetProperty("process").GetProperty("store").GetString().ShouldBe(kind.ToString());
        system.GetProperty("process").GetProperty("role").GetString().ShouldBe("All");
        system.GetProperty("database").GetBoolean().ShouldBeTrue();
        system.TryGetProperty("broker", out var broker).ShouldBeTrue();
        broker.ValueKind.ShouldBe(JsonValueKind.Null, "messages stay in this process");
        system.GetProperty("pumps").EnumerateArray().Select(p => p.GetProperty("name").GetString()).ShouldBe(["timers", "triggers", "work", "errands", "relay"]);
        var names = system.GetProperty("figures").EnumerateArray().Select(f => (f.GetProperty("name").GetString()!, f.GetProperty("unit").GetString())).ToList();
        names.Count.ShouldBe(9);

        using var http = new HttpClient { BaseAddress = _host.Address };
        var metrics = await http.GetStringAsync("/metrics");
        foreach (var (name, unit) in names)
        {
            metrics.ShouldContain($"\norchestrator_{name.Replace('.', '_')}{(unit == "s" ? "_seconds" : "")} ");
        }
    }

    [Fact]
    public async Task Without_a_broker_the_queues_are_the_handlers_of_this_process()
    {
        var report = (await _operator.Get("system/queues")).ShouldAnswer(200).Json;
        report.GetProperty("broker").ValueKind.ShouldBe(JsonValueKind.Null);
        var queue = report.GetProperty("queues").EnumerateArray().Single(q => q.GetProperty("handler").GetString() == "stubborn.orchestrator.workflow-message.v1");
        queue.GetProperty("message").GetString().ShouldBe("orchestrator.workflow-message.v1");
        queue.GetProperty("ready").ValueKind.ShouldBe(JsonValueKind.Null);
        queue.GetProperty("troubles").GetArrayLength().ShouldBe(0);
        using var http = new HttpClient { BaseAddress = _host.Address };
        (await http.GetStringAsync("/metrics")).ShouldContain("\norchestrator_queue_in_hand{queue=\"stubborn.orchestrator.workflow-message.v1\"} 0\n");
    }

    [Fact]
    public async Task A_failed_message_is_mended_and_replayed_with_every_step_in_the_audit()
    {
        var letter = await Failed();
        var path = $"dead-letters/{letter.GetProperty("id").GetInt64()}";
        var content = (await _operator.Get(path)).ShouldAnswer(200).Json;
        content.GetProperty("letter").GetProperty("error").GetString().ShouldBe("test.not-ready: 还没有准备好");
        content.GetProperty("original").ValueKind.ShouldBe(JsonValueKind.Null);
        var body = content.GetProperty("body").GetString()!;
        body.ShouldNotContain("文舒");
        var command = Guid.NewGuid();
        var wrong = (await _operator.Post($"{path}/mend", new { commandId = command, revision = 0, body = body.Replace("instanceId", "instance", StringComparison.Ordinal) })).ShouldAnswer(422, "dead-letter.body");
        wrong.Json.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("path").GetString()).ShouldBe(["instance", "instanceId"], ignoreOrder: true);
        var mended = new { commandId = Guid.NewGuid(), revision = 0, body = body.Replace("\"i1\"", "\"i2\"", StringComparison.Ordinal) };
        (await _operator.Post($"{path}/mend", mended)).ShouldAnswer(200).Json.GetProperty("revision").GetInt32().ShouldBe(1);
        (await _operator.Post($"{path}/mend", mended)).ShouldAnswer(200).Json.GetProperty("revision").GetInt32().ShouldBe(1, "a double click is one command");
        (await _operator.Post($"{path}/mend", mended with { commandId = Guid.NewGuid() })).ShouldAnswer(409, "dead-letter.stale");

        _handler.Works = true;
        (await _operator.Post($"{path}/replay", new { commandId = Guid.NewGuid() })).ShouldAnswer(200);
        var taken = await _handler.Taken.Task.WaitAsync(TimeSpan.FromMinutes(1));
        (taken.InstanceId, taken.Payload).ShouldBe(("i2", "{\"name\":\"文舒\"}"));
        await SettledAs(path, "TakenIn");
        (await _operator.Get("dead-letters?state=TakenIn")).ShouldAnswer(200).Json.GetProperty("total").GetInt32().ShouldBe(1);
        (await _operator.Get("dead-letters?state=taken")).ShouldAnswer(422, "list.filter");

        using var auditor = await _host.SignedIn(await _host.CreatePerson("auditor", ["AU"]));
        var audit = (await auditor.Get("audit")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()
            .Where(row => row.GetProperty("action").GetString()!.StartsWith("DeadLetters.", StringComparison.Ordinal))
            .Select(row => $"{row.GetProperty("action").GetString()} {row.GetProperty("outcome").GetString()} {row.GetProperty("actorId").GetString()}").Order(StringComparer.Ordinal);
        audit.ShouldBe(
        [
            "DeadLetters.Mend Done operator", "DeadLetters.Mend dead-letter.body operator", "DeadLetters.Mend dead-letter.stale operator", "DeadLetters.Replay Done operator",
        ]);
    }

    [Fact]
    public async Task Discarding_asks_why_and_whoever_may_only_look_does_not_act()
    {
        var letter = await Failed();
        var path = $"dead-letters/{letter.GetProperty("id").GetInt64()}";
        using var office = await _host.SignedIn(await _host.CreatePerson("zb", ["ZB"]));
        (await office.Get(path)).ShouldAnswer(200).Json.GetProperty("covered").GetInt32().ShouldBe(1);
        (await office.Post($"{path}/discard", new { commandId = Guid.NewGuid(), reason = "不要" })).ShouldAnswer(403, "forbidden");

        (await _operator.Post($"{path}/discard", new { commandId = Guid.NewGuid(), reason = "" })).ShouldAnswer(422, "dead-letter.reason");
        (await _operator.Post($"{path}/discard", new { commandId = Guid.NewGuid(), reason = "重复发送" })).ShouldAnswer(200);
        (await _operator.Post($"{path}/replay", new { commandId = Guid.NewGuid() })).ShouldAnswer(409, "dead-letter.settled");
        (await _operator.Get("dead-letters?state=Discarded&q=stubborn")).ShouldAnswer(200).Json.GetProperty("items")[0].GetProperty("reason").GetString().ShouldBe("重复发送");
        (await _operator.Get("dead-letters/999999")).ShouldAnswer(404, "dead-letter.unknown");
    }

    private async Task<JsonElement> Failed()
    {
        (await _host.Services.GetRequiredService<CommandRunner>().Run<Done>(new(Guid.NewGuid().ToString("N"), "Tests.Send", Actor.System), work =>
        {
            work.Send(new WorkflowMessage("test", "i1", null, "{\"name\":\"文舒\"}"));
            return Task.FromResult<Outcome<Done>>(Done.Value);
        })).Required();
        await _handler.Tried.Task.WaitAsync(TimeSpan.FromMinutes(1));
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            // The row is committed a moment after the handler has failed.
            var items = (await _operator.Get("dead-letters")).ShouldAnswer(200).Json.GetProperty("items");
            if (items.GetArrayLength() > 0)
            {
                return items[0];
            }

            await Task.Delay(20, end.Token);
        }
    }

    private async Task SettledAs(string path, string state)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await _operator.Get(path)).ShouldAnswer(200).Json.GetProperty("letter").GetProperty("state").GetString() != state)
        {
            await Task.Delay(20, end.Token);
        }
    }

    internal sealed class Stubborn
    {
        public volatile bool Works;

        public TaskCompletionSource Tried { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<WorkflowMessage> Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal sealed class StubbornHandler(Stubborn told) : IMessageHandler<WorkflowMessage>
    {
        public string Name => "stubborn";

        public Task<Refusal?> Handle(WorkflowMessage message, UnitOfWork work)
        {
            told.Tried.TrySetResult();
            if (!told.Works)
            {
                return Task.FromResult<Refusal?>(Refusal.Conflict("test.not-ready", "还没有准备好"));
            }

            work.AfterCommit(() => told.Taken.TrySetResult(message));
            return Task.FromResult<Refusal?>(null);
        }
    }
}

public sealed class SystemOnSqlite() : SystemOverHttp(StoreKind.Sqlite);

public sealed class SystemOnPostgres() : SystemOverHttp(StoreKind.Postgres);
