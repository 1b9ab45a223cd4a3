using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks.Workloads;

/// <summary>W8: a hundred people take (领取) or decide the same task at once, again and again; one may win, the others must be
/// told.</summary>
internal static class ClaimRace
{
    private const int People = 100;

    public static async Task<Report> Run(Arguments arguments, bool claim)
    {
        await using var database = await BenchDatabase.Create(arguments);
        await using var host = await BenchHost.Open(database, "four-tasks");
        var wrong = 0;
        using var measurement = await Measurement.Begin(database);
        for (var n = 0; n < arguments.Instances; n++)
        {
            var id = $"case-{n}";
            await host.Start(FourTasks.Definition, id);
            var task = host.Opened[id];
            var winners = 0;
            await Task.WhenAll(Enumerable.Range(0, People).Select(k => Task.Run(() => measurement.Time(async () =>
            {
                var outcome = await host.Runner.Run(
                    new CommandHead($"{task}-{k}", claim ? "Tasks.Claim" : "Tasks.Complete", BenchHost.Person($"p{k}", "D1", "BM-JB"), "task", task),
                    async work => claim
                        ? (await work.Workflows.Claim(task, 1)).Refusal is { } taken ? taken : Done.Value
                        : (await work.Workflows.CompleteTask(task, 1, "Submit", new JsObject())).Refusal is { } decided ? decided : (Outcome<Done>)Done.Value);
                if (outcome.Refusal is null)
                {
                    Interlocked.Increment(ref winners);
                }
                else if (outcome.Refusal.Code is not ("task.already-decided" or "task.not-yours" or "task.stale"))
                {
                    Interlocked.Increment(ref wrong);
                }
            }))));
            wrong += winners == 1 ? 0 : 1;
        }

        return await measurement.End(arguments, arguments.Instances) with { More = new Dictionary<string, object> { ["people"] = People, ["wrong"] = wrong } };
    }
}
