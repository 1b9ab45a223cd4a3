using Orchestrator.Contracts.People;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.HumanResources.Comparison;

/// <summary>What the comparison says of one person: at least one class, M0 only alone.</summary>
public sealed record PersonCompared(PersonKey Person, IReadOnlyList<ClassFound> Found)
{
    public bool IsClean => Found is [{ Class: ComparisonClass.M0 }];

    /// <summary>The gravest of the classes; neither paid nor insured (M1 with M3) blocks although each alone only warns (P-25).</summary>
    public Severity Severity => Has(ComparisonClass.M1) && Has(ComparisonClass.M3) ? Severity.Block : Found.Min(found => found.Severity);

    public string Message => string.Concat(Found.Select(found => found.Message));

    public bool Has(ComparisonClass wanted) => Found.Any(found => found.Class == wanted);
}

/// <summary>One result per person, in the order of the lists, and how many people each class has.</summary>
public sealed class ComparisonReport(IReadOnlyList<PersonCompared> people)
{
    private readonly Dictionary<PersonKey, PersonCompared> byPerson = people.ToDictionary(person => person.Person);

    public IReadOnlyList<PersonCompared> People { get; } = people;

    /// <summary>Every class, also those with nobody. A person counts once in each of their classes.</summary>
    public IReadOnlyDictionary<ComparisonClass, int> Summary { get; } =
        Enum.GetValues<ComparisonClass>().ToDictionary(each => each, each => people.Count(person => person.Has(each)));

    /// <summary>Null for who is on none of E, O and F.</summary>
    public PersonCompared? Find(PersonKey person) => byPerson.GetValueOrDefault(person);
}
