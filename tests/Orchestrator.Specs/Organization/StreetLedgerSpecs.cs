using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Organization;

/// <summary>The published numbers of a district that gave its streets quotas, people and institutions.</summary>
public sealed class StreetLedgerSpecs
{
    private static readonly DateOnly Day = City.Day;

    private static readonly (string Name, int Quotas, int People)[] Sources =
        [("城管执法中队", 150, 140), ("财政所", 72, 68), ("人保中心", 72, 66), ("国土所", 60, 56), ("林业站", 48, 44), ("水利站", 60, 57)];

    [Fact]
    public void Streets_get_491_institutional_and_37_more_administrative_quotas()
    {
        var city = District();
        for (var at = 0; at < Sources.Length; at++)
        {
            Move(city, $"T{at}", Sources[at].Name, Sources[at].Quotas, Sources[at].People);
        }

        var (issued, moved) = (Split(25, 12), Split(12, 12));
        for (var street = 0; street < 12; street++)
        {
            var to = $"街{street + 1}";
            city.Must(id => LedgerSpecs.Post(id, LedgerSpecs.Entry($"i{street}", QuotaReason.Issue, null, to, issued[street]) with { DocNo = "楚编发〔2020〕21号" }));
            city.Must(id => LedgerSpecs.Post(id, LedgerSpecs.Entry($"m{street}", QuotaReason.Adjustment, "区直部门", to, moved[street])));
        }

        var ledger = city.Ledger;
        Sum(ledger, "中心", balance => balance.Authorized).ShouldBe(29 + 462);
        Sum(ledger, "中心", balance => balance.Actual).ShouldBe(29 + 431);
        Sum(ledger, "中心", balance => balance.Vacancy).ShouldBe(31);
        Sum(ledger, "街", balance => balance.Authorized).ShouldBe(283 + 37);
        Sources.Sum(source => ledger.Balance(source.Name).Authorized + ledger.Balance(source.Name).Actual).ShouldBe(0);
        ledger.Accounts.Values.Where(account => account.Type == QuotaType.Administrative).Sum(account => ledger.Balance(account.Id).Authorized).ShouldBe(1025);
        city.ShouldBeSound();
    }

    [Fact]
    public void One_person_more_than_the_quotas_of_a_source_does_not_move()
    {
        var city = District();
        var (name, quotas, _) = Sources[1];

        for (var at = 1; at <= 4; at++)
        {
            var person = $"new-{at}";
            city.Must(id => new LedgerCommand.PlacePerson(id, Day, City.Placement(person, name, PlacementKind.Enter)));
        }

        city.Refused(id => new LedgerCommand.PlacePerson(id, Day, City.Placement("new-5", name, PlacementKind.Enter))).Rule.ShouldBe("Q-07");
        city.Ledger.Balance(name).Actual.ShouldBe(quotas);
    }

    private static City District()
    {
        var city = new City();
        var (before, administrative) = (Split(29, 12), Split(283, 12));
        for (var at = 0; at < 12; at++)
        {
            city.Organ($"街{at + 1}", $"澄湖区{at + 1}街", OrganType.Street, AdministrativeLevel.County).Account($"街{at + 1}", administrative[at], 0);
            city.Organ($"中心{at + 1}", $"{at + 1}街综合执法中心", OrganType.Institution, AdministrativeLevel.County).Account($"中心{at + 1}", before[at], before[at], QuotaType.FullyFunded);
        }

        city.Organ("区直部门", "澄湖区直部门", OrganType.GovernmentDepartment, AdministrativeLevel.County).Account("区直部门", 1000 - 283, 0);
        foreach (var (name, quotas, people) in Sources)
        {
            city.Organ(name, $"澄湖区{name}", OrganType.Stationed, AdministrativeLevel.County).Account(name, quotas, people, QuotaType.FullyFunded);
        }

        return city;
    }

    // Quotas and people of a source go to the twelve streets in equal parts, people not above quotas in any line.
    private static void Move(City city, string id, string source, int quotas, int people)
    {
        var (lines, each) = (Split(quotas, 12), Split(people, 12));
        var next = 1;
        ReservedLine[] parts = [.. Enumerable.Range(0, 12).Select(at => new ReservedLine(
            source, $"中心{at + 1}", lines[at], QuotaReason.StationMerger, [.. Enumerable.Range(0, each[at]).Select(_ => new ReservedPerson($"{source}-{next++}"))], DocNo: "楚街改〔2020〕1号"))];
        city.Must(command => new LedgerCommand.ReserveTransfer(command, Day, new Reservation(id, "case", parts, [])));
        city.Must(command => new LedgerCommand.ConfirmTransfer(command, Day, id, "楚转通〔2020〕1号"));
    }

    private static int Sum(QuotaLedger ledger, string prefix, Func<QuotaBalance, int> number) =>
        ledger.Accounts.Keys.Where(id => id.StartsWith(prefix, StringComparison.Ordinal)).Sum(id => number(ledger.Balance(id)));

    private static int[] Split(int total, int parts) => [.. Enumerable.Range(0, parts).Select(at => (total / parts) + (at < total % parts ? 1 : 0))];
}
