using System.Collections.Concurrent;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;

namespace Orchestrator.Benchmarks.Workloads;

/// <summary>
/// W3: submission, check, approval; three in ten answers of the approver send everything back to the beginning (退回重走), two
/// in ten back to the submitter and from there straight to the approver (退回直达). Counts instances that are not where their answers led.
/// </summary>
internal static class Returns
{
    private const string Definition = "bench.returns";

    public static async Task<Report> Run(Arguments arguments)
    {
        await using var database = await BenchDatabase.Create(arguments);
        await using var host = await BenchHost.Open(database, "returns");
        var steps = new ConcurrentDictionary<string, string>();
        host.OnOpened = open => steps[open.TaskId] = open.Step;
        await Closed.Loop(Math.Max(arguments.Concurrency, 8), 1_000, n => Play($"warm-{n}", new Random(n), null));
        var wrong = 0;
        var returned = 0;
        using var measurement = await Measurement.Begin(database);
        await Closed.Loop(arguments.Concurrency, arguments.Instances, async n =>
        {
            var (passes, right) = await Play($"case-{n}", new Random(n), measurement);
            Interlocked.Add(ref returned, passes - 1);
            Interlocked.Add(ref wrong, right ? 0 : 1);
        });
        return await measurement.End(arguments, arguments.Instances) with { More = new Dictionary<string, object> { ["returned"] = returned, ["wrongState"] = wrong } };

        async Task<(int Passes, bool Right)> Play(string id, Random random, Measurement? timed)
        {
            await host.Start(Definition, id);
            var right = true;
            var straight = false;
            for (var passes = 1; ; passes++)
            {
                right &= await Answer("submit", "Submit");
                if (!straight)
                {
                    right &= await Answer("check", "Pass");
                }

                // After the fifth time everything is approved, so that every instance ends.
                var draw = passes > 5 ? 9 : random.Next(10);
                straight = draw is 3 or 4;
                right &= await Answer("approve", draw < 3 ? "Restart" : straight ? "Direct" : "Approve");
                if (draw >= 5)
                {
                    host.Opened.TryRemove(id, out _);
                    return (passes, right && await host.Status(id) == "Finished");
                }
            }

            async Task<bool> Answer(string step, string outcome)
            {
                var task = host.Opened[id];
                Task Complete() => host.Complete(step == "submit" ? BenchHost.Clerk : BenchHost.Reviewer, task, outcome, JsObject.Of(("opinion", "已按要求办理。")));
                await (timed is null ? Complete() : timed.Time(Complete));
                return steps.TryRemove(task, out var found) && found == step;
            }
        }
    }
}
