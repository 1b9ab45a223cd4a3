using Orchestrator.Engine.Definitions;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Definitions;

/// <summary>The definitions under <c>workflows/</c> that come with the program: imported at start when their content changed.</summary>
public static class ShippedDefinitions
{
    /// <summary>The folder beside the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "workflows");

    /// <summary>Workflow files are those whose document has a root activity; templates and schemas lie beside them.</summary>
    public static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Where(IsDefinition).Order(StringComparer.Ordinal)
        : [];

    /// <exception cref="InvalidDataException">A definition is faulty: the program does not start with half a set of rules.</exception>
    public static async Task Import(DefinitionStore store, string folder, ILogger log, CancellationToken ct)
    {
        var faults = new List<string>();
        foreach (var file in Files(folder))
        {
            var imported = await store.Import(await File.ReadAllBytesAsync(file, ct), ct);
            faults.AddRange(imported.Problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => $"{file}:{p.Path}: {p.MessageZh}"));
            if (imported.Version is { } version)
            {
                log.LogInformation("流程定义 {Definition} 第 {Version} 版已就绪", version.DefinitionId, version.Version);
            }
        }

        if (faults.Count > 0)
        {
            throw new InvalidDataException("随程序提供的流程定义有误：" + Environment.NewLine + string.Join(Environment.NewLine, faults));
        }
    }

    private static bool IsDefinition(string file)
    {
        if (Path.GetFileName(Path.GetDirectoryName(file)) is "forms" or "campaign-templates")
        {
            return false;
        }

        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object && document.RootElement.TryGetProperty("root", out _);
    }
}
