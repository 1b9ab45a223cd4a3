using Orchestrator.HumanResources.Comparison;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Rules;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Specs.Submission.Rosters;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.HumanResources;

/// <summary>Whole lists with planted faults: every one is found, and nothing else.</summary>
public sealed class LargeListSpecs
{
    [Fact]
    public void The_people_of_the_demonstration_are_clean()
    {
        Scenario[] people = [.. DemoPeople.Quota.Select((person, at) => Scenario.Of(at, person, Scenario.Manager))];
        Check(people, lists => lists).ShouldBeEmpty();
        Surroundings around = new(
            Scenario.CleanHired.Parameters, new RealNameRegister([]), Scenario.Clean.Accounts, Scenario.Clean.Command, FourWayComparison.Run(new ComparisonLists([], [], [], [])));
        PersonnelCheck.Check(DemoPeople.Hired.Select((person, at) => Scenario.Of(at, person, Scenario.Hired).Row), around).ShouldBeEmpty();
    }

    [Fact]
    public void Planted_faults_among_ten_thousand_rows_are_exactly_the_findings()
    {
        Scenario[] people = [.. Enumerable.Range(0, 10_000).Select(at => Scenario.Of(at, Person(at), Scenario.Manager))];
        var expected = new List<(string, int)>();
        for (var at = 0; at < people.Length; at += 100)
        {
            (people[at], var rule) = (at / 100 % 4) switch
            {
                0 => (people[at] with { Registered = null }, "P-10"),
                1 => (people[at].With(row => row with { To = Scenario.Organ }), "P-13"),
                2 => (people[at].With(row => row with { Special = [SpecialCircumstance.Seconded] }), "P-17"),
                _ => (people[at], "P-25"),
            };
            expected.Add((rule, at));
        }

        var unpaid = expected.Where(fault => fault.Item1 == "P-25").Select(fault => people[fault.Item2].Row.Person).ToHashSet();
        var found = Check(people, lists => lists with { Payroll = [.. lists.Payroll.Where(person => !unpaid.Contains(person.Person))] });
        found.ShouldBe(expected);
    }

    private static (string Rule, int Row)[] Check(Scenario[] people, Func<ComparisonLists, ComparisonLists> edit)
    {
        RegisteredPerson[] register = [.. people.Select(person => person.Registered).OfType<RegisteredPerson>()];
        var around = new Surroundings(
            Scenario.Clean.Parameters, new RealNameRegister(register), Scenario.Clean.Accounts, Scenario.Clean.Command,
            FourWayComparison.Run(edit(Scenario.Agreeing(register))));
        return [.. PersonnelCheck.Check(people.Select(person => person.Row), around).Select(finding => (finding.Rule, int.Parse(finding.Path[5..finding.Path.IndexOf(']')], provider: null)))];
    }

    private static DemoPerson Person(int at)
    {
        var birth = new DateOnly(1970 + (at / 500), 1 + (at % 12), 1 + (at % 28));
        return new DemoPerson("", "男", birth, DemoPeople.Number(990101, birth, 1 + (2 * (at % 499))));
    }
}
