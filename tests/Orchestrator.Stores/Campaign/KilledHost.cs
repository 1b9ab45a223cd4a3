using Orchestrator.Host.Demo.Script;
using Orchestrator.Runtime;
using Orchestrator.Stores.Storage;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Campaign;

/// <summary>
/// The campaign through the API, once undisturbed and once with the host killed again and again (<c>kill -9</c>): both
/// leave the same state. Three kills and one of the eight documents by default; <c>ORCHESTRATOR_KILLS=200</c> plays all of them.
/// </summary>
public sealed class KilledHost(ITestOutputHelper output)
{
    private static readonly DateTimeOffset End = new(2020, 10, 31, 18, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task A_host_killed_at_any_moment_loses_nothing_and_does_nothing_twice()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("ORCHESTRATOR_KILLS") ?? "3", System.Globalization.CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("ORCHESTRATOR_SEED") ?? "252788", System.Globalization.CultureInfo.InvariantCulture);
        output.WriteLine($"ORCHESTRATOR_SEED={seed} ORCHESTRATOR_KILLS={kills}");
        string[] documents = kills > 50 ? [] : ["3"];

        await using var calm = await TestDatabase.Create(StoreKind.Postgres);
        var (expected, writes) = await Play(calm.Options.ConnectionString, documents);

        var random = new Random(seed);
        var moments = Enumerable.Range(0, kills).Select(_ => random.Next(2, writes)).Order().ToList();
        await using var stormy = await TestDatabase.Create(StoreKind.Postgres);
        var (found, _) = await Play(stormy.Options.ConnectionString, documents, moments, random);

        foreach (var (table, rows) in expected)
        {
            FirstDifference(rows, found[table]).ShouldBeNull($"{table} differs (seed {seed})");
        }
    }

    private async Task<(IReadOnlyDictionary<string, string> State, int Writes)> Play(
        string database, string[] documents, List<int>? moments = null, Random? random = null)
    {
        await using var host = new HostUnderTest(database);
        await host.BeUp();
        using var desk = new ApiDesk(host, documents);
        var next = 0;
        desk.BeforeWrite = write =>
        {
            if (moments is not null && next < moments.Count && write >= moments[next])
            {
                next++;
                var wait = random!.Next(0, 60);
                _ = Task.Run(async () =>
                {
                    await Task.Delay(wait);
                    host.Kill();
                });
            }
        };
        await new PlayCampaign(desk, Timetables.AsPlanned(DemoOutcomes.Plan), new CampaignScript(DemoOutcomes.Plan)).Until(End);
        var acknowledged = desk.Acknowledged.Keys.ToList();
        var stored = await CampaignState.Commands(database);
        acknowledged.Where(command => stored.GetValueOrDefault(command) != 1).ShouldBeEmpty("acknowledged, but not stored exactly once");
        output.WriteLine($"{desk.Writes} writes, {acknowledged.Count} commands acknowledged, {host.Kills} kills");
        host.Kill();
        return (await CampaignState.Read(database), desk.Writes);
    }

    private static string? FirstDifference(string expected, string found)
    {
        var (left, right) = (expected.Split('\n'), found.Split('\n'));
        var missing = left.Except(right).FirstOrDefault();
        var extra = right.Except(left).FirstOrDefault();
        return missing is null && extra is null && left.Length == right.Length ? null : $"{left.Length} rows against {right.Length}; missing: {missing}; extra: {extra}";
    }
}
