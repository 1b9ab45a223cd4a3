namespace Orchestrator.Runtime;

/// <summary>What a person may do with the files of a matter.</summary>
/// <param name="Writer">The person as he has the task in which files are added now, himself or as a stand-in; null when he has none.</param>
public sealed record MatterFileRights(Actor? Writer);

/// <summary>Who may read a matter and who writes it now. The office provides it.</summary>
public interface IMatterWriters
{
    /// <summary>Whether the person may begin a matter: he gathers files before there is one.</summary>
    bool MayBegin(Actor actor);

    /// <summary>Null when there is no such matter or the person may not read it.</summary>
    Task<MatterFileRights?> Of(string matterId, Actor actor, CancellationToken ct);
}
