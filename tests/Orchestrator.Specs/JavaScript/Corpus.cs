namespace Orchestrator.Specs.JavaScript;

/// <summary>The collected scripts: in *.lines.js one a line, in *.blocks.js separated by blank lines.</summary>
internal static class Corpus
{
    public static string Data => Read("data.json");

    public static IEnumerable<string> Scripts()
    {
        foreach (var name in typeof(Corpus).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            var separator = name.EndsWith(".lines.js", StringComparison.Ordinal) ? "\n" : name.EndsWith(".blocks.js", StringComparison.Ordinal) ? "\n\n" : null;
            if (separator is null)
            {
                continue;
            }

            foreach (var script in Read(name).Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!script.StartsWith("// #", StringComparison.Ordinal))
                {
                    yield return script;
                }
            }
        }
    }

    public static string Read(string name)
    {
        using var stream = typeof(Corpus).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The corpus has no {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
