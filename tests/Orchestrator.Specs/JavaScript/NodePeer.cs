using System.Diagnostics;
using System.Globalization;
using System.Text;
using Orchestrator.Engine.JavaScript;
using Orchestrator.Engine.Values;
using Shouldly;

namespace Orchestrator.Specs.JavaScript;

/// <summary>What a script came to: its result as JSON, or how it failed.</summary>
internal sealed record Outcome(string? Json, string? Error)
{
    public const string OutsideTheSubset = "outside the subset";

    public const string OverBudget = "Budget";

    public const string PeerCrashed = "the reference crashed";

    /// <summary>The same data in the same order, or the same kind of failure.</summary>
    public bool Matches(Outcome other) => (Json, other.Json) switch
    {
        _ when Error == PeerCrashed => true,

        // Assigning to an undeclared name is refused early here.
        (null, null) when Error == "ReferenceError" && other.Error!.Contains("is not declared", StringComparison.Ordinal) => true,

        (null, null) => Error == other.Error || (Error == "SyntaxError" && other.Error!.StartsWith("refused", StringComparison.Ordinal)),
        ({ } a, { } b) => Same(JsonText.Parse(a), JsonText.Parse(b)),
        _ => false,
    };

    public override string ToString() => Json ?? "throws " + Error;

    private static bool Same(object? a, object? b) => (a, b) switch
    {
        (JsArray x, JsArray y) => x.Count == y.Count && x.Items.Zip(y.Items).All(p => Same(p.First, p.Second)),
        (JsObject x, JsObject y) => x.Names.SequenceEqual(y.Names) && x.Names.All(n => Same(x[n], y[n])),
        _ => Equals(a, b),
    };
}

/// <summary>Node as the reference: one process runs a whole batch.</summary>
internal static class NodePeer
{
    public static IReadOnlyList<Outcome> Run(string data, IReadOnlyList<string> scripts)
    {
        var batch = JsonText.Write(JsObject.Of(
            ("data", data), ("now", (double)Scripts.Noon.ToUnixTimeMilliseconds()), ("scripts", new JsArray(scripts))));
        var info = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        info.ArgumentList.Add("--input-type=module");
        info.ArgumentList.Add("--eval");
        info.ArgumentList.Add(Corpus.Read("peer.mjs"));
        info.Environment["TZ"] = "Asia/Shanghai";
        info.StandardInputEncoding = info.StandardOutputEncoding = new UTF8Encoding(false);
        using var process = Start(info);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(batch);
        process.StandardInput.Close();
        process.WaitForExit();
        if (process.ExitCode > 128)
        {
            // Killed by a signal: some regular expressions crash V8 itself. Halving finds the script, which proves nothing then.
            return scripts.Count == 1
                ? [new Outcome(null, Outcome.PeerCrashed)]
                : [.. Run(data, [.. scripts.Take(scripts.Count / 2)]), .. Run(data, [.. scripts.Skip(scripts.Count / 2)])];
        }

        process.ExitCode.ShouldBe(0, errors.Result);
        return [.. ((JsArray)JsonText.Parse(output.Result)!).Items.Cast<JsObject>().Select(o => new Outcome((string?)o["json"], (string?)o["error"]))];
    }

    /// <summary>The same for our evaluator.</summary>
    public static Outcome Ours(string data, string source, ScriptBudget? budget = null)
    {
        var (script, problems) = Script.Parse(source);
        if (script is null)
        {
            return new Outcome(null, string.Create(CultureInfo.InvariantCulture, $"refused at {problems[0].Line}:{problems[0].Column}: {problems[0].Message}"));
        }

        var variables = (JsObject)JsonText.Parse(data)!;
        HostFunction variable = a => variables[(string)a[0]!];
        HostFunction input = a => ((JsObject)variables["input"]!)[(string)a[0]!];
        var host = new Scripts(("variables", variables), ("getVariable", variable), ("getInput", input));
        try
        {
            return new Outcome(JsonText.Write(script.Run(host, budget ?? new ScriptBudget(1_000_000, 100_000_000))), null);
        }
        catch (ScriptException error)
        {
            return new Outcome(null, ErrorName(error));
        }
    }

    // Named members on arrays are outside the subset, and random scripts come upon them now and then.
    private static string ErrorName(ScriptException error) => error.Value switch
    {
        JsError thrown when thrown.Message.EndsWith("on an array", StringComparison.Ordinal) => Outcome.OutsideTheSubset,
        JsError thrown => thrown.Name,
        null when error.Kind != ScriptErrorKind.Error => error.Kind.ToString(),
        Undefined => "thrown undefined",
        var value => "thrown " + JsonText.Write(Script.ToPlain(value)),
    };

    private static Process Start(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException("The differential tests need Node 20 or later. Install it with: apt-get install -y nodejs");
        }
    }
}
