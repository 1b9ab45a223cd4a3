using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Transfers;
using Orchestrator.HumanResources.Comparison;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Relations;
using Orchestrator.HumanResources.Retirement;
using Orchestrator.HumanResources.Rules;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.HumanResources.Transfers;

/// <summary>
/// What is asked of people before they are locked. The roster was checked against every rule while it was reviewed; here
/// stands what can have changed since, and what the book knows by itself: P-10, P-11, P-15, P-16, P-22, M3, M4, and that
/// nobody else has locked them.
/// </summary>
public static class LockRules
{
    private static readonly Func<RowFacts, Surroundings, IEnumerable<Finding>>[] OfRow =
        [RegisterRules.Registered, RegisterRules.SameQuota, RetirementRules.Retired, RetirementRules.SoonRetired];

    /// <param name="register">The people of the command who are in the register.</param>
    /// <param name="relations">Their contracts and insurances.</param>
    /// <param name="held">Whom another transfer has locked.</param>
    public static IReadOnlyList<Finding> Check(LockPeople command, IReadOnlyDictionary<PersonKey, PersonRow> register, KnownRelations relations, IReadOnlySet<PersonKey> held)
    {
        var names = command.Units.ToDictionary(unit => unit.Id, unit => unit.Name);
        KnownUnit Unit(string id) => new(id, names.GetValueOrDefault(id, id));
        var around = new Surroundings(
            new PersonnelParameters(command.On, RosterKind.InQuota),
            new RealNameRegister(register.Values.Select(row => new RegisteredPerson(Key(row), new(row.UnitId, row.UnitName), row.Standing, row.BirthDate, row.StartedWorkOn, row.JoinedPartyOn))),
            [], new Dictionary<string, IReadOnlySet<PersonKey>>(), new ComparisonReport([]));
        var found = new List<Finding>();
        var first = new Dictionary<PersonKey, int>();
        for (var at = 0; at < command.People.Count; at++)
        {
            var person = command.People[at];
            if (!first.TryAdd(person.Person, at))
            {
                found.Add(Finding.Block("hr.twice", $"rows[{at}].person", $"第{at + 1}行：与第{first[person.Person] + 1}行是同一人，一次转隶只能列一次。"));
            }
            else if (held.Contains(person.Person))
            {
                found.Add(Finding.Block("hr.locked", $"rows[{at}].person", $"第{at + 1}行：人事关系已由另一转隶事项冻结，须待其执行或者释放。"));
            }
            else if (!register.TryGetValue(person.Person, out var row))
            {
                found.Add(Finding.Block("P-10", $"rows[{at}].fromUnit", $"第{at + 1}行：实名制台账中没有此人，不在编。"));
            }
            else
            {
                var facts = new RowFacts
                {
                    Index = at, Person = person.Person, Gender = row.Gender, BirthDate = row.BirthDate, StartedWorkOn = row.StartedWorkOn, JoinedPartyOn = row.JoinedPartyOn,
                    From = Unit(person.FromUnitId), To = Unit(person.ToUnitId), Standing = row.Standing with { Quota = person.Type, Funding = person.Funding }, HasSeniorTitle = row.SeniorTitle,
                };
                found.AddRange(OfRow.SelectMany(rule => rule(facts, around)));
                found.AddRange(RelationRules.ContractRuns(facts, relations, command.On));
                found.AddRange(RelationRules.Insured(facts, relations));
                found.AddRange(RelationRules.PaidByOwnUnit(facts, new(row.UnitId, row.UnitName), relations));
            }
        }

        return found;
    }

    private static PersonKey Key(PersonRow row) => PersonKey.TryParse(row.PersonKey, out var key) ? key : throw new InvalidDataException("A row of the register has no person key.");
}
