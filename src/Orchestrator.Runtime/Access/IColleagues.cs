namespace Orchestrator.Runtime;

public sealed record Colleague(string Id, string Name, IReadOnlyList<string> Roles);

/// <summary>Who works in a unit now; the host provides it from its accounts. Persons who cannot sign in are left out.</summary>
public interface IColleagues
{
    Task<IReadOnlyList<Colleague>> OfUnit(string unitId, CancellationToken ct);
}
