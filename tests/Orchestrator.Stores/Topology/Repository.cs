using System.Runtime.CompilerServices;

namespace Orchestrator.Stores.Topology;

internal static class Repository
{
    public static string Folder { get; } = Find();

    private static string Find([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
