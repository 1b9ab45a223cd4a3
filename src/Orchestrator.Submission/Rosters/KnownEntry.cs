using Orchestrator.Contracts.People;

namespace Orchestrator.Submission.Rosters;

/// <summary>A person on another list of the campaign, as rule P-08 needs to know it.</summary>
/// <param name="IsTransferred">The move is done; otherwise the list is still open.</param>
public sealed record KnownEntry(PersonKey Person, string UnitId, string UnitName, bool IsTransferred);

/// <summary>Whose roster is checked, and who is on the campaign's other lists.</summary>
public sealed class KnownElsewhere(string unitId, IEnumerable<KnownEntry> entries)
{
    private readonly ILookup<PersonKey, KnownEntry> byPerson =
        entries.Where(entry => entry.IsTransferred || entry.UnitId != unitId).ToLookup(entry => entry.Person);

    public bool IsEmpty => byPerson.Count == 0;

    /// <summary>A done move before an open list: it says more.</summary>
    public KnownEntry? Find(PersonKey person) => byPerson[person].OrderByDescending(entry => entry.IsTransferred).FirstOrDefault();
}
