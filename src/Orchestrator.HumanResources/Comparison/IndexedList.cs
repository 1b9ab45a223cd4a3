using Orchestrator.Contracts.People;

namespace Orchestrator.HumanResources.Comparison;

/// <summary>One of the four lists, found by key and by name within a unit.</summary>
internal sealed class IndexedList(IReadOnlyList<ListedPerson> people)
{
    private readonly ILookup<PersonKey, ListedPerson> byPerson = people.ToLookup(person => person.Person);

    private readonly ILookup<(string Name, string Unit), ListedPerson> byName = people.ToLookup(person => (person.Name.Trim(), person.Unit.Id));

    public IEnumerable<ListedPerson> Of(PersonKey person) => byPerson[person];

    public bool Has(PersonKey person) => byPerson.Contains(person);

    public IEnumerable<ListedPerson> Namesakes(ListedPerson person) =>
        byName[(person.Name.Trim(), person.Unit.Id)].Where(other => other.Person != person.Person);
}
