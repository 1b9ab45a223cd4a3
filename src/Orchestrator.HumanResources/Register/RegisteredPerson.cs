using Orchestrator.Contracts.People;
using Orchestrator.HumanResources.Terms;

namespace Orchestrator.HumanResources.Register;

/// <summary>A unit as the service knows it: its id in messages, its name in sentences.</summary>
public sealed record KnownUnit(string Id, string Name);

/// <summary>What the real-name register (实名制台账) knows of a person in a quota. Dates are local and come from the personnel file (档案).</summary>
/// <param name="JoinedPartyOn">Null for who is in no party, or where the file does not say.</param>
public sealed record RegisteredPerson(
    PersonKey Person, KnownUnit Unit, Standing Standing, DateOnly BirthDate, DateOnly StartedWorkOn, DateOnly? JoinedPartyOn = null);

/// <summary>The register as rules ask it.</summary>
public sealed class RealNameRegister(IEnumerable<RegisteredPerson> people)
{
    private readonly Dictionary<PersonKey, RegisteredPerson> byPerson = people.ToDictionary(person => person.Person);

    public RegisteredPerson? Find(PersonKey person) => byPerson.GetValueOrDefault(person);
}
