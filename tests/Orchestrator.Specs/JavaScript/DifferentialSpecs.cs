using System.Globalization;
using System.Text;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.JavaScript;

/// <summary>
/// Our evaluator against Node: the same result, or the same kind of failure. ORCHESTRATOR_SCRIPTS sets how many scripts
/// are generated (5,000), ORCHESTRATOR_SEED repeats a run.
/// </summary>
public sealed class DifferentialSpecs(ITestOutputHelper output)
{
    [Fact]
    public void The_collected_scripts_give_what_node_gives()
    {
        var scripts = Corpus.Scripts().ToList();
        scripts.Count.ShouldBeGreaterThan(400);
        Report(Differences(scripts, isCollected: true)).ShouldBeEmpty();
    }

    [Fact]
    public void Generated_scripts_give_what_node_gives() => Compare(5_000, seed => new ScriptGenerator(seed).Program());

    [Fact]
    public void Generated_regular_expressions_match_what_node_matches() => Compare(5_000, seed => new PatternGenerator(seed).Program());

    [Fact]
    public void Enough_generated_scripts_run_to_their_end()
    {
        // A generator whose scripts mostly throw would prove little.
        var results = Enumerable.Range(0, 500).Select(i => NodePeer.Ours(Corpus.Data, new ScriptGenerator(i).Program())).ToList();
        results.Count(r => r.Json is not null).ShouldBeGreaterThan(300);
        results.Count(r => r.Error == Outcome.OutsideTheSubset).ShouldBeLessThan(10);
    }

    private void Compare(int usually, Func<int, string> make)
    {
        var seed = Setting("ORCHESTRATOR_SEED", 20201025);
        var count = Setting("ORCHESTRATOR_SCRIPTS", usually);
        output.WriteLine($"ORCHESTRATOR_SEED={seed} ORCHESTRATOR_SCRIPTS={count}");
        var differences = Differences([.. Enumerable.Range(0, count).Select(i => make(unchecked((seed * 31) + i)))]);
        if (differences.Count > 0)
        {
            differences.Sort((a, b) => a.Script.Length.CompareTo(b.Script.Length));
            differences[0] = Shrink(differences[0]);
        }

        Report(differences).ShouldBeEmpty(string.Create(CultureInfo.InvariantCulture, $"ORCHESTRATOR_SEED={seed}"));
    }

    private static List<Difference> Differences(List<string> scripts, bool isCollected = false)
    {
        var expected = NodePeer.Run(Corpus.Data, scripts);
        expected.Count.ShouldBe(scripts.Count);
        var found = new List<Difference>();
        var inconclusive = 0;
        for (var i = 0; i < scripts.Count; i++)
        {
            var ours = NodePeer.Ours(Corpus.Data, scripts[i]);
            if (!isCollected && ours.Error is (Outcome.OutsideTheSubset or Outcome.OverBudget))
            {
                inconclusive++;
            }
            else if (!expected[i].Matches(ours))
            {
                found.Add(new Difference(scripts[i], expected[i], ours));
            }
        }

        // Random scripts may double a text until no budget is enough, or name a member of an array: rarely.
        inconclusive.ShouldBeLessThanOrEqualTo(5 + (scripts.Count / 50));
        return found;
    }

    /// <summary>Leaves out lines as long as the script still differs.</summary>
    private static Difference Shrink(Difference difference)
    {
        while (true)
        {
            var lines = difference.Script.Split('\n');
            var smaller = Enumerable.Range(0, lines.Length)
                .Select(i => string.Join('\n', lines.Where((_, n) => n != i))).ToList();
            var still = lines.Length < 2 ? null : Differences(smaller).Find(d => !(d.Expected.Error ?? "").StartsWith("SyntaxError", StringComparison.Ordinal));
            if (still is null)
            {
                return difference;
            }

            difference = still;
        }
    }

    private static string Report(List<Difference> differences)
    {
        var text = new StringBuilder();
        foreach (var (script, expected, ours) in differences.Take(20))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n--- {script}\n  node: {expected}\n  ours: {ours}");
        }

        return differences.Count > 20 ? text.Append(CultureInfo.InvariantCulture, $"\n… {differences.Count} in all").ToString() : text.ToString();
    }

    private static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : fallback;

    private sealed record Difference(string Script, Outcome Expected, Outcome Ours);
}
