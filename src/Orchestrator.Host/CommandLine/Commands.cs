using Orchestrator.Contracts.People;
using Orchestrator.Host.Roles;
using Orchestrator.Runtime;

namespace Orchestrator.Host.CommandLine;

/// <summary>What the command line asks for.</summary>
public abstract record Command;

/// <summary>Runs the service until it is told to stop.</summary>
/// <param name="Data">Folder for the SQLite file, attachments, the secret of person keys, and nothing else that must be kept.</param>
/// <param name="Database">A PostgreSQL connection string; null means SQLite in <paramref name="Data"/>.</param>
/// <param name="Broker">Null where all services run in this process.</param>
/// <param name="Neighbours">Null where all services run in this process.</param>
/// <param name="PersonSecret">Null where the folder has it.</param>
public sealed record Serve(
    HostRole Role, bool Demo, string Data, string? Database, string Urls, BrokerOptions? Broker = null, Neighbours? Neighbours = null,
    PersonKeySecret? PersonSecret = null) : Command;

/// <summary>Brings the database of a role to the program's version and ends.</summary>
public sealed record Migrate(HostRole Role, string Data, string? Database) : Command;

/// <summary>Checks definition files.</summary>
public sealed record Validate(IReadOnlyList<string> Files) : Command;

/// <summary>Plays a definition in memory with a simulated clock.</summary>
public sealed record TryOut(
    string File, string? Definitions, IReadOnlyList<KeyValuePair<string, string>> Inputs, string? Script, DateTimeOffset? Now, bool Json) : Command;

public sealed record Help(string Topic) : Command;

public sealed record ShowVersion : Command;
