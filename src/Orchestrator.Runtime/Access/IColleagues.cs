namespace Orchestrator.Runtime;

public sealed record Colleague(string Id, string Name, IReadOnlyList<string> Roles, string? UnitId = null, string? UnitName = null);

/// <summary>Who works in a unit now; the host provides it from its accounts. Persons who cannot sign in are left out.</summary>
public interface IColleagues
{
    Task<IReadOnlyList<Colleague>> OfUnit(string unitId, CancellationToken ct);

    /// <summary>Those of the given ids, of whatever unit.</summary>
    Task<IReadOnlyList<Colleague>> Find(IReadOnlyCollection<string> ids, CancellationToken ct);
}
