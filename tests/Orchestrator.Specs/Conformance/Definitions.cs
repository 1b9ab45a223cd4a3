using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;

namespace Orchestrator.Specs.Conformance;

/// <summary>
/// The definitions of this folder. Beside <c>name.json</c> lie, when there are any, its inputs (<c>name.input.json</c>),
/// the script that is played (<c>name.script.json</c>), and what must come of it (<c>name.expected.json</c>).
/// </summary>
internal static class Definitions
{
    private static readonly DateTimeOffset Now = new(2020, 8, 3, 9, 0, 0, TimeSpan.FromHours(8));

    public static string Repository { get; } = FindRepository();

    public static string Folder { get; } = Path.Combine(Repository, "tests", "Orchestrator.Specs", "Conformance", "definitions");

    /// <summary>The names of all definitions.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)[..^".json".Length])
            .Where(name => !name.Contains('.')).Order(StringComparer.Ordinal),
    ];

    public static string PathOf(string name, string kind) => Path.Combine(Folder, name + kind + ".json");

    /// <summary>Plays a definition as <c>try --json</c> does; the others of the folder are its sub-definitions.</summary>
    public static string Play(string name)
    {
        var shelf = new DefinitionShelf();
        foreach (var other in Names)
        {
            shelf.Add(File.ReadAllBytes(PathOf(other, "")));
        }

        var request = new DryRunRequest(Read(name, ".input") as JsObject ?? new JsObject(), Read(name, ".script") as JsArray ?? new JsArray(), Now);
        var (problems, result) = DryRun.Play(File.ReadAllBytes(PathOf(name, "")), shelf, request);
        var shown = result?.ToJson() ?? new JsObject();
        if (problems.Count > 0)
        {
            shown["definitionProblems"] = new JsArray(problems.Select(problem => problem.ToJson()));
        }

        return Lay(shown);
    }

    private static object? Read(string name, string kind) =>
        File.Exists(PathOf(name, kind)) ? JsonText.Parse(File.ReadAllBytes(PathOf(name, kind))) : null;

    // One member on a line, and of a list one item: that is how a person reads it.
    private static string Lay(JsObject shown) =>
        "{\n" + string.Join(",\n", shown.Members.Select(member => $"  {JsonText.Write(member.Key)}: {Lay(member.Value)}")) + "\n}\n";

    private static string Lay(object? value) => value is JsArray { Count: > 0 } list
        ? "[\n" + string.Join(",\n", list.Items.Select(item => "    " + JsonText.Write(item))) + "\n  ]"
        : JsonText.Write(value);

    private static string FindRepository()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Orchestrator.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException("The specs run inside the repository.");
    }
}
