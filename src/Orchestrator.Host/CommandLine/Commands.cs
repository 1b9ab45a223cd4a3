using Orchestrator.Runtime;

namespace Orchestrator.Host.CommandLine;

/// <summary>What the command line asks for.</summary>
public abstract record Command;

/// <summary>Runs the service until it is told to stop.</summary>
/// <param name="Data">Folder for the SQLite file, attachments and nothing else that must be kept.</param>
/// <param name="Database">A PostgreSQL connection string; null means SQLite in <paramref name="Data"/>.</param>
/// <param name="Broker">Null where all services run in this process.</param>
public sealed record Serve(HostRole Role, bool Demo, string Data, string? Database, string Urls, BrokerOptions? Broker = null) : Command;

/// <summary>Brings the database to the program's version and ends.</summary>
public sealed record Migrate(string Data, string? Database) : Command;

/// <summary>Checks definition files.</summary>
public sealed record Validate(IReadOnlyList<string> Files) : Command;

/// <summary>Plays a definition in memory with a simulated clock.</summary>
public sealed record TryOut(
    string File, string? Definitions, IReadOnlyList<KeyValuePair<string, string>> Inputs, string? Script, DateTimeOffset? Now, bool Json) : Command;

public sealed record Help(string Topic) : Command;

public sealed record ShowVersion : Command;

/// <summary>Which services this process runs; any number of processes of a role may share a database.</summary>
public enum HostRole
{
    All,
    Office,
    Submission,
}
