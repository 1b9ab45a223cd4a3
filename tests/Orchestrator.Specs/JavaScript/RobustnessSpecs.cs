using System.Text;
using Orchestrator.Engine.JavaScript;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.JavaScript;

/// <summary>Damaged scripts are refused or fail as scripts do; nothing else ever comes out.</summary>
public sealed class RobustnessSpecs(ITestOutputHelper output)
{
    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", "=>", "...", "?.", "??", "=", "==", "`", "${", "'", "/", "/g", "\\", "let ", "const ", "function ", "return ", "new ",
        "async ", "for (", "of ", "in ", ";", ",", ":", "?", "\n", "null", "undefined", "0", "-", "+", "++", "**", "class ", "await ", "yield ", "this", ".length",
        "[0]", "()", "😀", "\ud800", "\0", "\u2028", "/*", "//", "typeof ", "delete ", "case ", "default", "1e999", "0x", "#", "@", "try {", "} catch (e) {", "throw ",
    ];

    [Fact]
    public void Damaged_scripts_are_refused_or_fail_but_never_crash()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ORCHESTRATOR_SEED"), out var given) ? given : 20201025;
        output.WriteLine($"ORCHESTRATOR_SEED={seed}");
        var random = new Random(seed);
        var scripts = Corpus.Scripts().ToList();
        for (var i = 0; i < 4_000; i++)
        {
            var damaged = Damage(random, scripts[random.Next(scripts.Count)]);
            Should.NotThrow(() => Try(damaged), $"ORCHESTRATOR_SEED={seed}: {damaged}");
        }
    }

    [Fact]
    public void Every_beginning_of_a_script_is_read_or_refused()
    {
        foreach (var script in Corpus.Scripts())
        {
            for (var length = 0; length < script.Length; length += 3)
            {
                Should.NotThrow(() => Script.Parse(script[..length]), script[..length]);
            }
        }
    }

    [Fact]
    public void Damaged_patterns_are_refused_or_run_but_never_crash()
    {
        var random = new Random(20260302);
        const string Signs = "ab()[]{}|*+?.^$\\dwsbBkux-,=!<>:123pLP{}é中";
        for (var i = 0; i < 4_000; i++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Signs[random.Next(Signs.Length)]));
            var source = $"new RegExp({Quote(pattern)}, '{(random.Next(2) == 0 ? "" : "iu"[random.Next(2)])}').exec('aab12中é')";
            Should.NotThrow(() => Try(source), source);
        }
    }

    private static string Quote(string text) => JsonText.Write(text);

    private static string Damage(Random random, string script)
    {
        var text = new StringBuilder(script);
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(4))
            {
                case 0: text.Remove(at, Math.Min(random.Next(1, 6), text.Length - at)); break;
                case 1: text.Insert(at, text.ToString(0, Math.Min(text.Length, random.Next(1, 10)))); break;
                default: text.Insert(at, Pieces[random.Next(Pieces.Length)]); break;
            }
        }

        return text.ToString();
    }

    private static void Try(string source) => NodePeer.Ours(Corpus.Data, source, new ScriptBudget(3_000, 400_000, 50));
}
