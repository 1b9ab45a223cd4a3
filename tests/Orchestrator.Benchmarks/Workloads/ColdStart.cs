using System.Diagnostics;
using Orchestrator.Engine.Values;

namespace Orchestrator.Benchmarks.Workloads;

/// <summary>W10: a host opens a database with <c>--instances</c> running instances, and carries out a first command. The process itself is warm.</summary>
internal static class ColdStart
{
    public static async Task<Report> Run(Arguments arguments)
    {
        await using var database = await BenchDatabase.Create(arguments);
        await using (var before = await BenchHost.Open(database, "four-tasks"))
        {
            await Existing.Waiting(database, before, arguments.Instances);
        }

        using var measurement = await Measurement.Begin(database);
        var started = Stopwatch.GetTimestamp();
        await using var host = await BenchHost.Open(database);
        await host.StartBackground();
        var ready = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await measurement.Time(async () =>
        {
            await host.Start(FourTasks.Definition, "first");
            await host.Complete(BenchHost.Clerk, host.Opened["first"], "Submit", new JsObject());
        });
        return await measurement.End(arguments, arguments.Instances) with
        {
            InstancesPerSecond = null,
            CompletionsPerSecond = null,
            More = new Dictionary<string, object> { ["readySeconds"] = Math.Round(ready, 3), ["managedMegabytes"] = Math.Round(GC.GetTotalMemory(true) / 1048576.0, 1) },
        };
    }
}
