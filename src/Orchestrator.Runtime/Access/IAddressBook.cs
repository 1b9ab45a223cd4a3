namespace Orchestrator.Runtime;

/// <summary>A person as notices outside of the application reach him.</summary>
/// <param name="UserName">What he signs in with; other systems of the office may know him by it.</param>
/// <param name="MailAddress">Null when he has given none.</param>
public sealed record Addressee(string Id, string UserName, string Name, string? MailAddress);

/// <summary>Where people are reached now; the host provides it from its accounts. Persons who cannot sign in are left out.</summary>
public interface IAddressBook
{
    /// <param name="role">Null: everybody of the unit.</param>
    Task<IReadOnlyList<Addressee>> OfUnit(string unitId, string? role, CancellationToken ct);

    Task<Addressee?> Find(string personId, CancellationToken ct);
}
