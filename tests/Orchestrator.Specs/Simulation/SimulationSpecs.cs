using System.Collections.Concurrent;
using System.Globalization;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Simulation;

/// <summary>
/// The real engine and runtime over a simulated store, clock, transport and people. <c>ORCHESTRATOR_SCHEDULES</c> says how many
/// histories (2,000), <c>ORCHESTRATOR_SEED</c> with which seed they begin; a failure names its seed and its steps.
/// </summary>
public sealed class SimulationSpecs
{
    private const int Steps = 40;

    [Fact]
    public void Nothing_is_lost_or_doubled_in_any_history()
    {
        var (count, first) = (Number("ORCHESTRATOR_SCHEDULES", 2_000), Number("ORCHESTRATOR_SEED", 1));
        var failures = new ConcurrentQueue<string>();
        Parallel.For(first, first + count, (seed, loop) =>
        {
            try
            {
                if (Play(seed).GetAwaiter().GetResult() is { } failure)
                {
                    failures.Enqueue(failure);
                }
            }
            catch (Exception failed)
            {
                failures.Enqueue($"seed {seed}: {failed}");
            }

            if (failures.Count >= 5)
            {
                loop.Stop();
            }
        });

        failures.ShouldBeEmpty(string.Join("\n\n", failures));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_history()
    {
        await using var one = new Schedule(4711);
        await using var other = new Schedule(4711);
        await one.Play(Steps);
        await other.Play(Steps);
        one.Log.ShouldBe(other.Log);
    }

    private static async Task<string?> Play(int seed)
    {
        await using var schedule = new Schedule(seed);
        var problems = await schedule.Play(Steps);
        return problems.Count == 0 ? null : $"seed {seed}:\n  {string.Join("\n  ", problems)}\n  steps: {string.Join(" · ", schedule.Log)}";
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : otherwise;
}
