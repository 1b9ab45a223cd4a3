using System.Collections.Concurrent;
using System.Globalization;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Simulation;

/// <summary>
/// The real engine and runtime over a simulated database, clock, transport and people. <c>ORCHESTRATOR_SCHEDULES</c> says how
/// many histories (10,000), <c>ORCHESTRATOR_SEED</c> with which seed they begin; a failure names its seed, its steps and how
/// to see it again.
/// </summary>
public sealed class SimulationSpecs
{
    private const int Acts = 40;

    [Fact]
    public async Task Nothing_is_lost_or_doubled_in_any_history() =>
        (await Failures(Number("ORCHESTRATOR_SEED", 1), Number("ORCHESTRATOR_SCHEDULES", 10_000), Defect.None, atMost: 5)).ShouldBeEmpty();

    [Theory]
    [InlineData(1)]
    [InlineData(4711)]
    public async Task The_same_seed_gives_the_same_history(int seed)
    {
        await using var one = await Schedule.Of(seed);
        await using var other = await Schedule.Of(seed);
        await one.Play(Acts);
        await other.Play(Acts);
        other.Log.ShouldBe(one.Log);
        other.End.ShouldBe(one.End);
    }

    /// <summary>What the simulation is worth: each protection that is taken away is missed.</summary>
    [Theory]
    [InlineData(nameof(Defect.NoFence))]
    [InlineData(nameof(Defect.NoInstanceLocks))]
    [InlineData(nameof(Defect.NoInbox))]
    [InlineData(nameof(Defect.NoStoredAnswers))]
    [InlineData(nameof(Defect.NoBarrierLock))]
    [InlineData(nameof(Defect.LosesCommits))]
    public async Task A_protection_that_is_taken_away_is_missed(string defect) =>
        (await Failures(1, 2_000, Enum.Parse<Defect>(defect), atMost: 1)).ShouldNotBeEmpty();

    [Fact]
    public async Task A_failure_names_its_seed_and_how_to_see_it_again() =>
        (await Failures(1, 2_000, Defect.NoInbox, atMost: 1))[0].ShouldMatch(@"(?s)^seed \d+:.*steps: .* · .*ORCHESTRATOR_SEED=\d+ ORCHESTRATOR_SCHEDULES=1 dotnet");

    private static async Task<List<string>> Failures(int first, int count, Defect defect, int atMost)
    {
        await Definitions.Imported;
        var failures = new ConcurrentQueue<string>();
        Parallel.For(first, first + count, (seed, loop) =>
        {
            if (Play(seed, defect).GetAwaiter().GetResult() is { } failure)
            {
                failures.Enqueue(failure);
            }

            if (failures.Count >= atMost)
            {
                loop.Stop();
            }
        });

        return [.. failures];
    }

    private static async Task<string?> Play(int seed, Defect defect)
    {
        await using var schedule = await Schedule.Of(seed, defect);
        List<string> problems;
        try
        {
            problems = await schedule.Play(Acts);
        }
        catch (Exception failed)
        {
            problems = [failed.ToString()];
        }

        return problems.Count == 0 ? null
            : $"""
              seed {seed}:
                {string.Join("\n  ", problems)}
                steps: {string.Join(" · ", schedule.Log)}
                again: ORCHESTRATOR_SEED={seed} ORCHESTRATOR_SCHEDULES=1 dotnet tests/Orchestrator.Specs/bin/Release/net10.0/Orchestrator.Specs.dll -method '*Nothing_is_lost_or_doubled*'
              """;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : otherwise;
}
