using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Engine.Values;
using Orchestrator.Host.Edge;
using Orchestrator.Host.Identity;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks.Workloads;

/// <summary>
/// W11: decisions over HTTP, through the host's limit of requests. First so many callers in a closed loop as the limit lets in:
/// that is the capacity. Then three times as many arrive per second whether or not earlier ones are answered (open loop):
/// those let in must be answered in bounded time, the others refused fast; afterwards a single caller finds the host as before.
/// Client, server and database share the machine.
/// </summary>
internal static class Overload
{
    private const int Times = 3;

    public static async Task<Report> Run(Arguments arguments)
    {
        await using var database = await BenchDatabase.Create(arguments);
        await using var host = await BenchHost.Open(database, "four-tasks");
        await using var desk = await Desk.Open(host);
        await Closed.Loop(64, 4_000, n => host.Start(FourTasks.Definition, $"warm-{n}"));
        await Closed.Loop(128, 2_000, n => desk.Decide($"warm-{n}"));
        var alone = new Latencies();
        for (var n = 2_000; n < 2_200; n++)
        {
            await alone.Time(() => desk.Decide($"warm-{n}"));
        }

        var began = Stopwatch.GetTimestamp();
        await Closed.Loop(128, 1_800, n => desk.Decide($"warm-{n + 2_200}"));
        var capacity = 1_800 / Stopwatch.GetElapsedTime(began).TotalSeconds;

        await Closed.Loop(64, arguments.Instances + 100, n => host.Start(FourTasks.Definition, $"case-{n}"));
        var before = Enumerable.Range(0, arguments.Instances).Select(n => host.Opened[$"case-{n}"]).ToArray();
        var refused = new Latencies();
        var (accepted, others) = (0, 0);
        using var measurement = await Measurement.Begin(database);
        var pending = new List<Task>(arguments.Instances);
        began = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < arguments.Instances;)
        {
            var due = Math.Min(arguments.Instances, (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * capacity * Times));
            for (; sent < due; sent++)
            {
                pending.Add(Arrive(sent));
            }

            await Task.Delay(1);
        }

        var arrived = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await Task.WhenAll(pending);
        var drained = Stopwatch.GetElapsedTime(began).TotalSeconds - arrived;
        var after = new Latencies();
        for (var n = 0; n < 100; n++)
        {
            await after.Time(() => desk.Decide($"case-{arguments.Instances + n}"));
        }

        var decided = Enumerable.Range(0, arguments.Instances).Count(n => host.Opened[$"case-{n}"] != before[n]);
        return await measurement.End(arguments, arguments.Instances) with
        {
            More = new Dictionary<string, object>
            {
                ["capacityPerSecond"] = Math.Round(capacity),
                ["arrivalsPerSecond"] = Math.Round(arguments.Instances / arrived),
                ["accepted"] = accepted,
                ["refused"] = refused.Count,
                ["otherAnswers"] = others,
                ["acceptedButNotDecided"] = accepted - decided,
                ["refusedP50"] = Math.Round(refused.At(50), 2),
                ["refusedP99"] = Math.Round(refused.At(99), 2),
                ["secondsUntilAllAnswered"] = Math.Round(drained, 2),
                ["aloneP50"] = Math.Round(alone.At(50), 2),
                ["afterwardsP50"] = Math.Round(after.At(50), 2),
                ["afterwardsP99"] = Math.Round(after.At(99), 2),
            },
        };

        async Task Arrive(int n)
        {
            var at = Stopwatch.GetTimestamp();
            var status = await desk.TryDecide($"case-{n}");
            var milliseconds = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
            switch (status)
            {
                case HttpStatusCode.OK:
                    measurement.Completions.Add(milliseconds);
                    Interlocked.Increment(ref accepted);
                    break;
                case HttpStatusCode.TooManyRequests:
                    refused.Add(milliseconds);
                    break;
                default:
                    Interlocked.Increment(ref others);
                    break;
            }
        }
    }

    /// <summary>One decision behind the host's limit, and its client.</summary>
    private sealed class Desk(WebApplication application, HttpClient client, BenchHost host) : IAsyncDisposable
    {
        public static async Task<Desk> Open(BenchHost host)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.SetMinimumLevel(LogLevel.Critical);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddLimits(new IdentitySettings(), new LimitSettings());
            var application = builder.Build();
            application.UseRateLimiter();
            application.MapPost(AccessGate.Root + "/tasks/{taskId}/complete", async (string taskId) =>
                (await host.TryComplete(BenchHost.Clerk, taskId, "Submit", JsObject.Of(("opinion", "已按要求办理。")))).ToResult());
            await application.StartAsync();
            var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            return new(application, new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 2_000 }) { BaseAddress = new(address), Timeout = TimeSpan.FromMinutes(2) }, host);
        }

        public async Task<HttpStatusCode> TryDecide(string instanceId)
        {
            using var answer = await client.PostAsJsonAsync($"{AccessGate.Root}/tasks/{Uri.EscapeDataString(host.Opened[instanceId])}/complete", new { });
            return answer.StatusCode;
        }

        public async Task Decide(string instanceId)
        {
            if (await TryDecide(instanceId) is var status and not HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"{instanceId}: {status}");
            }
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await application.DisposeAsync();
        }
    }
}
