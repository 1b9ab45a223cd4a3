using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime;

/// <summary>Several hosts on one PostgreSQL database.</summary>
public sealed class HostsTogether
{
    [Fact]
    public async Task A_reader_at_one_host_hears_what_was_committed_at_another()
    {
        await using var office = await Office.Open(StoreKind.Postgres);
        await office.Publish(Flows.Document("one", Flows.Task("first")));
        var (a, b) = (office.AddHost(pumps: true, clock: TimeProvider.System), office.AddHost(pumps: true, clock: TimeProvider.System));
        var hosted = (await Office.StartHosted(a)).Concat(await Office.StartHosted(b)).ToList();
        try
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var reading = Task.Run(async () =>
            {
                await foreach (var topic in b.GetRequiredService<ILiveFeed>().Listen(stop.Token))
                {
                    if (topic.StartsWith("case:x", StringComparison.Ordinal))
                    {
                        heard.TrySetResult();
                        return;
                    }
                }
            });

            // The listener's connection opens in the background: cases go on until one of them is heard.
            for (var n = 0; !heard.Task.IsCompleted && !stop.IsCancellationRequested; n++)
            {
                var id = $"x{n}";
                (await a.GetRequiredService<CommandRunner>().Run(
                    Office.Head(Office.Person("s"), "Test.Start"), work => work.Workflows.Start(new("one", id, "案卷", null, new Orchestrator.Engine.Values.JsObject())))).Required();
                await Task.WhenAny(heard.Task, Task.Delay(100, stop.Token));
            }

            await heard.Task.WaitAsync(stop.Token);
            await reading;
        }
        finally
        {
            await Office.StopHosted(hosted);
        }
    }

    [Fact]
    public async Task Three_running_hosts_start_one_instance_of_an_occurrence()
    {
        await using var office = await Office.Open(StoreKind.Postgres);
        var (begun, first) = (new System.Collections.Concurrent.ConcurrentQueue<string>(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        office.Script.Observer = (step, work) =>
        {
            work.AfterCommit(() =>
            {
                begun.Enqueue(step.After.Id);
                first.TrySetResult();
            });
            return Task.CompletedTask;
        };
        var start = Flows.Activity("Elsa.StartAt", "at", ("dateTime", Flows.Literal("2020-01-01T00:00:00+08:00")));
        start["customProperties"] = new System.Text.Json.Nodes.JsonObject { ["canStartWorkflow"] = true };
        var hosted = new List<Microsoft.Extensions.Hosting.IHostedService>();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            hosted.AddRange(await Office.StartHosted(office.AddHost(pumps: true, clock: TimeProvider.System)));
        }

        try
        {
            await office.Publish(Flows.Document("once", start, Flows.Task("first")));
            await first.Task.WaitAsync(TimeSpan.FromMinutes(3));
        }
        finally
        {
            await Office.StopHosted(hosted);
        }

        await office.Background.Settle();
        begun.ShouldHaveSingleItem();
        (await office.Get<InstanceQueries>().List(new(DefinitionId: "once"))).Total.ShouldBe(1);
    }

    [Fact]
    public async Task Three_running_hosts_fire_each_timer_and_hand_over_each_message_once()
    {
        const int Instances = 30;
        await using var office = await Office.Open(StoreKind.Postgres);
        var (told, all) = (new System.Collections.Concurrent.ConcurrentDictionary<string, int>(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        office.Script.Overdue = (message, work) =>
        {
            Office.Write(work, message.About.CaseId);
            work.AfterCommit(() =>
            {
                told.AddOrUpdate(message.About.CaseId, 1, (_, count) => count + 1);
                if (told.Count == Instances)
                {
                    all.TrySetResult();
                }
            });
            return Task.FromResult<Refusal?>(null);
        };
        await office.Publish(Flows.Document(
            "nap", Flows.Delay("nap", "00:00:00.200"), Flows.Task("first", more: ("due", Flows.Wrap("Object", """{"kind":"FixedDate","date":"2020-01-02"}""")))));
        var hosts = Enumerable.Range(0, 3).Select(_ => office.AddHost(pumps: true, clock: TimeProvider.System)).ToList();
        var hosted = new List<Microsoft.Extensions.Hosting.IHostedService>();
        foreach (var host in hosts)
        {
            hosted.AddRange(await Office.StartHosted(host));
        }

        try
        {
            await Task.WhenAll(Enumerable.Range(0, Instances).Select(n => Task.Run(async () =>
                (await hosts[n % 3].GetRequiredService<CommandRunner>().Run(
                    Office.Head(Office.Person("s"), "Test.Start"), work => work.Workflows.Start(new("nap", $"x{n}", "案卷", null, new Orchestrator.Engine.Values.JsObject())))).Required())));
            await all.Task.WaitAsync(TimeSpan.FromMinutes(3));
        }
        finally
        {
            await Office.StopHosted(hosted);
        }

        told.Values.ShouldAllBe(count => count == 1);
        (await office.Entries()).ShouldBe(Instances);
        (await office.Get<OperationQueries>().Incidents(null)).Total.ShouldBe(0);
    }
}
