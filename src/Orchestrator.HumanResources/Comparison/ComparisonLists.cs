using Orchestrator.Contracts.People;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Terms;

namespace Orchestrator.HumanResources.Comparison;

/// <summary>A person on one of the four lists. What a list does not record is null and is not compared.</summary>
/// <param name="Name">Only for finding one person under two numbers (M8); it never leaves the service.</param>
public sealed record ListedPerson(
    PersonKey Person, string Name, KnownUnit Unit, PersonnelIdentity? Identity = null, Position? Position = null)
{
    public override string ToString() => $"{nameof(ListedPerson)} {Person}";
}

/// <summary>The four lists. A person may stand on a list more than once: paid by two units, insured by two employers.</summary>
/// <param name="Establishment">E: 编办实名制.</param>
/// <param name="Organization">O: 组织部公务员库, which holds civil servants and staff under their law only.</param>
/// <param name="Payroll">F: 财政统发.</param>
/// <param name="Insurance">H: 人社社保.</param>
public sealed record ComparisonLists(
    IReadOnlyList<ListedPerson> Establishment,
    IReadOnlyList<ListedPerson> Organization,
    IReadOnlyList<ListedPerson> Payroll,
    IReadOnlyList<ListedPerson> Insurance);
