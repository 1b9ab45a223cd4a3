using System.Diagnostics;
using Orchestrator.Engine.Values;

namespace Orchestrator.Benchmarks.Workloads;

/// <summary>
/// W1: four human tasks from start to finish. Submit, review, back, submit, review: two scripts decide, every result is kept
/// in a variable. One start and four completions make an instance.
/// </summary>
internal static class FourTasks
{
    public const string Definition = "bench.four-tasks";

    public static async Task<Report> Run(Arguments arguments)
    {
        await using var database = await BenchDatabase.Create(arguments);
        await using var host = await BenchHost.Open(database, "four-tasks");
        await Existing.Finished(database, host, arguments.Existing);
        var next = 0;
        var run = Guid.NewGuid().ToString("N")[..6];

        // What the just-in-time compiler and the statement caches need before they are what a running host has.
        const int Warm = 2_000;
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(15))
        {
            await Closed.Loop(Math.Max(arguments.Concurrency, 8), Warm, _ => Play(host, $"warm-{run}-{Interlocked.Increment(ref next)}", null));
        }

        using var measurement = await Measurement.Begin(database);
        await Closed.Loop(arguments.Concurrency, arguments.Instances, n => Play(host, $"case-{run}-{n}", measurement));
        return await measurement.End(arguments, arguments.Instances);
    }

    public static async Task Play(BenchHost host, string id, Measurement? measurement)
    {
        await host.Start(Definition, id);
        foreach (var outcome in (string[])["Submit", "Reject", "Submit", "Approve"])
        {
            var task = host.Opened[id];
            var actor = outcome == "Submit" ? BenchHost.Clerk : BenchHost.Reviewer;
            var data = JsObject.Of(("opinion", outcome == "Reject" ? "请补充第三条的依据，并核对编制数。" : "已按要求办理。"));
            Task Complete() => host.Complete(actor, task, outcome, data);
            await (measurement is null ? Complete() : measurement.Time(Complete));
        }

        host.Opened.TryRemove(id, out _);
    }
}
