using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks.Workloads;

/// <summary>W5: from the answer to one person until the next task stands in the next person's list. The command is part of no latency.</summary>
internal static class Visible
{
    public static async Task<Report> Run(Arguments arguments)
    {
        await using var database = await BenchDatabase.Create(arguments);
        await using var host = await BenchHost.Open(database, "four-tasks");
        await Existing.Finished(database, host, arguments.Existing);
        var tasks = host.Services.GetRequiredService<TaskQueries>();
        var late = 0;
        using var measurement = await Measurement.Begin(database);
        await Closed.Loop(arguments.Concurrency, arguments.Instances, async n =>
        {
            var id = $"case-{n}";
            await host.Start(FourTasks.Definition, id);
            await host.Complete(BenchHost.Clerk, host.Opened[id], "Submit", new JsObject());
            var answered = Stopwatch.GetTimestamp();
            var tries = 0;
            while (!(await tasks.List(new(Sort: TaskSort.OpenedDescending, Size: 50, Text: id), BenchHost.Reviewer)).Items.Any(item => item.CaseId == id))
            {
                tries++;
            }

            measurement.Completions.Add(Stopwatch.GetElapsedTime(answered).TotalMilliseconds);
            Interlocked.Add(ref late, Math.Min(tries, 1));
        });
        return await measurement.End(arguments, arguments.Instances) with { More = new Dictionary<string, object> { ["notAtFirstLook"] = late } };
    }
}
