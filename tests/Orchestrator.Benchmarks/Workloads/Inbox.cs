using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks.Workloads;

/// <summary>
/// W4: the lists that people open, over <c>--instances</c> open tasks of 10,000 units and four finished tasks for each of
/// <c>--existing</c> finished instances, closed by 10,000 people. Each query is a page with its total and the counts of the person's lists.
/// </summary>
internal static class Inbox
{
    private const int Queries = 400;

    public static async Task<Report> Run(Arguments arguments)
    {
        await using var database = await BenchDatabase.Create(arguments);
        await using var host = await BenchHost.Open(database, "four-tasks");
        await Existing.Waiting(database, host, arguments.Instances);
        await Existing.Finished(database, host, arguments.Existing, tables: 2);
        var tasks = host.Services.GetRequiredService<TaskQueries>();
        var pages = new (string Name, Func<int, (TaskListQuery Query, Actor Actor)> Make)[]
        {
            ("todo", n => (new(), Clerk(n))),
            ("todo, page 5", n => (new(Page: 5), Clerk(n))),
            ("todo, newest first", n => (new(Sort: TaskSort.OpenedDescending), Clerk(n))),
            ("todo, search", n => (new(Text: "派驻"), Clerk(n))),
            ("done", n => (new(TaskView.Done), BenchHost.Person($"{BenchHost.Clerk.Id}-{n % (Existing.People / 2)}", "D1", "BM-JB"))),
        };
        var more = new Dictionary<string, object>();
        using var measurement = await Measurement.Begin(database);
        foreach (var (name, make) in pages)
        {
            await Closed.Loop(arguments.Concurrency, 20, n => List(n));
            var latencies = new Latencies();
            await Closed.Loop(arguments.Concurrency, Queries, async n =>
            {
                await measurement.Time(() => latencies.Time(() => List(n)));
            });
            more[name] = new { p50 = Math.Round(latencies.At(50), 2), p95 = Math.Round(latencies.At(95), 2), p99 = Math.Round(latencies.At(99), 2) };

            Task List(int n)
            {
                var (query, actor) = make(n);
                return tasks.List(query, actor);
            }
        }

        return await measurement.End(arguments, arguments.Instances) with { More = more, InstancesPerSecond = null, CompletionsPerSecond = null };
    }

    private static Actor Clerk(int n) => BenchHost.Person($"u{n % Existing.Units}", $"U{n % Existing.Units}", "BM-JB");
}
