using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks.Workloads;

/// <summary>W7: <c>--instances</c> deadlines fall due in the same moment; <c>--concurrency</c> hosts fire them. Counts what is lost and what fires twice.</summary>
internal static class TimerStorm
{
    public static async Task<Report> Run(Arguments arguments)
    {
        await using var database = await BenchDatabase.Create(arguments);
        var clock = new Clock();
        var hosts = new List<BenchHost>();
        try
        {
            foreach (var _ in Enumerable.Range(0, arguments.Store == StoreKind.Postgres ? arguments.Concurrency : 1))
            {
                hosts.Add(await BenchHost.Open(database.Options, clock, "deadline"));
            }

            await Closed.Loop(8, arguments.Instances, n => hosts[0].Start("bench.deadline", $"case-{n}"));
            clock.Advance(TimeSpan.FromHours(2));
            using var measurement = await Measurement.Begin(database);
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(hosts.Select(host => Task.Run(async () =>
            {
                while (await host.Services.GetRequiredService<BackgroundWork>().AnythingDue())
                {
                    await host.Services.GetRequiredService<BackgroundWork>().Settle();
                }
            })));
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            await using var connection = await database.Connect();
            var finished = await BenchDatabase.Number(connection, "select count(*) from rt_instances where finished_at is not null");
            var steps = await BenchDatabase.Number(connection, "select count(*) from rt_steps");
            return await measurement.End(arguments, arguments.Instances) with
            {
                CompletionsPerSecond = null,
                More = new Dictionary<string, object>
                {
                    ["firedPerSecond"] = Math.Round(arguments.Instances / seconds, 1),
                    ["lost"] = arguments.Instances - finished,
                    ["firedTwice"] = steps - (2L * arguments.Instances),
                },
            };
        }
        finally
        {
            foreach (var host in hosts)
            {
                await host.DisposeAsync();
            }
        }
    }

    private sealed class Clock : TimeProvider
    {
        private long _ahead;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

        public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
    }
}
