using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks.Workloads;

/// <summary>
/// W6: one list of <c>--instances</c> rows (转隶名单), a child instance each: submitted, checked by three offices at once, one row in
/// twenty sent back and checked again; the list ends with its last row. <c>--concurrency</c> people answer.
/// </summary>
internal static class Roster
{
    private const int ReturnedOneIn = 20;

    public static async Task<Report> Run(Arguments arguments)
    {
        await using var database = await BenchDatabase.Create(arguments);
        await using var host = await BenchHost.Open(database, "roster-row", "roster");
        var open = new ConcurrentQueue<OpenTask>();
        var returned = new ConcurrentDictionary<string, bool>();
        var withdrawn = 0;
        host.OnOpened = open.Enqueue;
        using var measurement = await Measurement.Begin(database);
        await host.Start("bench.roster", "list", JsObject.Of(("rows", (double)arguments.Instances)));
        while (true)
        {
            await host.Services.GetRequiredService<BackgroundWork>().Settle();
            var batch = open.Count;
            if (batch == 0)
            {
                break;
            }

            await Closed.Loop(arguments.Concurrency, batch, _ => open.TryDequeue(out var task) ? measurement.Time(() => Answer(task)) : Task.CompletedTask);
        }

        await using var connection = await database.Connect();
        var unfinished = await BenchDatabase.Number(connection, "select count(*) from rt_instances where finished_at is null");
        var ended = await BenchDatabase.Number(connection, "select count(*) from rt_instances where status = 'Finished'");
        return await measurement.End(arguments, arguments.Instances) with
        {
            More = new Dictionary<string, object> { ["returnedRows"] = returned.Count, ["withdrawn"] = withdrawn, ["unfinished"] = unfinished, ["ended"] = ended },
        };

        async Task Answer(OpenTask task)
        {
            var instance = task.TaskId[..task.TaskId.LastIndexOf(':')];
            var sendBack = task.Step == "finance" && StableNumber(instance) % ReturnedOneIn == 0 && returned.TryAdd(instance, true);
            var outcome = await host.TryComplete(
                BenchHost.Person("p-" + task.Assignment.Unit, task.Assignment.Unit!, "BM-JB"), task.TaskId,
                task.Step == "correct" ? "Submit" : sendBack ? "Return" : "Agree", JsObject.Of(("opinion", "核对无误。")));
            if (outcome.Refusal is { Code: "task.already-decided" })
            {
                // Another office has sent the row back meanwhile: the questions of that round are withdrawn.
                Interlocked.Increment(ref withdrawn);
            }
            else
            {
                outcome.Required();
            }
        }
    }

    private static int StableNumber(string text) => text.Aggregate(17, (sum, character) => ((sum * 31) + character) & 0xFFFFFF);
}
