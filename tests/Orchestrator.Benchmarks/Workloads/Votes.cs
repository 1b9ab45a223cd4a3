using System.Collections.Concurrent;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;

namespace Orchestrator.Benchmarks.Workloads;

/// <summary>W2: a parallel review by <c>--concurrency</c> units of one instance, all answering at once, then a join; <c>--instances</c> times.</summary>
internal static class Votes
{
    public static async Task<Report> Run(Arguments arguments)
    {
        await using var database = await BenchDatabase.Create(arguments);
        await using var host = await BenchHost.Open(database, "votes");
        var units = new JsArray(Enumerable.Range(0, arguments.Concurrency).Select(unit => $"U{unit}"));
        var unfinished = 0;
        using var measurement = await Measurement.Begin(database);
        for (var n = 0; n < arguments.Instances; n++)
        {
            var id = $"case-{n}";
            var open = new ConcurrentBag<OpenTask>();
            host.OnOpened = open.Add;
            await host.Start("bench.votes", id, JsObject.Of(("units", units)));
            host.OnOpened = null;
            await Task.WhenAll(open.Select(task => Task.Run(() => measurement.Time(() =>
                host.Complete(BenchHost.Person("p-" + task.TaskId, task.Assignment.Unit!, "BM-JB"), task.TaskId, "Agree", JsObject.Of(("opinion", "无意见。")))))));
            unfinished += await host.Status(id) == "Finished" ? 0 : 1;
        }

        return await measurement.End(arguments, arguments.Instances) with { More = new Dictionary<string, object> { ["votesPerInstance"] = arguments.Concurrency, ["notFinished"] = unfinished } };
    }
}
