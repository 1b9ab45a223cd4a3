using Orchestrator.Runtime;

namespace Orchestrator.Host;

/// <summary>Where this installation keeps its things.</summary>
public static class DataFolder
{
    public const string DatabaseFile = "orchestrator.db";

    /// <summary>PostgreSQL when a connection string is given, else the file <c>orchestrator.db</c> in the folder, which is made when missing.</summary>
    public static RuntimeOptions Runtime(string folder, string? database)
    {
        var full = Directory.CreateDirectory(folder).FullName;
        return database is null ? RuntimeOptions.Sqlite(Path.Combine(full, DatabaseFile)) : RuntimeOptions.Parse(database);
    }
}
