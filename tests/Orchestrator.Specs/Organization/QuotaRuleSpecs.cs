using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Freeze;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Runtime.Rules;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Organization;

public sealed class QuotaRuleSpecs
{
    private static readonly QuotaSide District = new("fg", "澄湖区发展改革局", AdministrativeLevel.County);
    private static readonly QuotaSide City = new("sf", "楚江市发展改革委", AdministrativeLevel.City);

    [Theory]
    [InlineData(0, 0, 100, false)]
    [InlineData(25, 0, 125, false)]
    [InlineData(25, 0, 124, true)]
    [InlineData(25, 0, 126, true)]
    [InlineData(0, 3, 97, false)]
    [InlineData(25, 3, 122, false)]
    [InlineData(25, 3, 125, true)]
    public void Q01_after_is_before_with_what_was_issued_and_without_what_was_withdrawn(int issued, int withdrawn, int after, bool fires)
    {
        var lines = new[] { Line(QuotaReason.Issue, null, District, issued), Line(QuotaReason.Withdrawal, District, null, withdrawn) };

        Fires(QuotaTotals.Conserved(Facts([Position(before: 100, after: after)], lines)), fires ? 1 : 0, "Q-01");
    }

    [Fact]
    public void Q01_counts_each_kind_and_level_apart()
    {
        QuotaPosition[] positions =
        [
            Position(before: 10, after: 9),
            Position(before: 10, after: 11) with { Type = QuotaType.Enforcement },
            Position(before: 5, after: 5) with { Level = AdministrativeLevel.City },
        ];

        Fires(QuotaTotals.Conserved(Facts(positions)), 2, "Q-01");
    }

    [Fact]
    public void Q01_what_moves_across_levels_leaves_one_and_enters_the_other()
    {
        QuotaPosition[] positions = [Position(before: 10, after: 12), Position(before: 10, after: 8) with { Level = AdministrativeLevel.City }];

        QuotaTotals.Conserved(Facts(positions, Line(QuotaReason.Adjustment, City, District, 2))).ShouldBeEmpty();
        Fires(QuotaTotals.Conserved(Facts(positions)), 2, "Q-01");
    }

    [Fact]
    public void Q01_one_side_of_a_movement_inside_gives_nobody_a_quota() =>
        Fires(QuotaTotals.Conserved(Facts([Position(before: 10, after: 11)], Line(QuotaReason.DutyTransfer, null, District, 1))), 1, "Q-01");

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    public void Q02_administrative_quotas_stay_within_the_approved_total(int after, bool fires)
    {
        var parameters = new QuotaParameters { AdministrativeCaps = new Dictionary<AdministrativeLevel, int> { [AdministrativeLevel.County] = 1000 } };
        QuotaPosition[] positions = [Position(after: after), Position(after: 50) with { Type = QuotaType.FullyFunded }, Position(after: 50) with { Level = AdministrativeLevel.City }];

        Fires(QuotaTotals.WithinCap(Facts(positions), parameters), fires ? 1 : 0, "Q-02");
        QuotaTotals.WithinCap(Facts(positions), QuotaParameters.Default).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(QuotaReason.Adjustment, QuotaType.Administrative, true, null, true)]
    [InlineData(QuotaReason.Adjustment, QuotaType.Administrative, true, " ", true)]
    [InlineData(QuotaReason.Adjustment, QuotaType.Administrative, true, "鄂编〔2020〕1号", false)]
    [InlineData(QuotaReason.Adjustment, QuotaType.FullyFunded, true, null, false)]
    [InlineData(QuotaReason.Adjustment, QuotaType.Administrative, false, null, false)]
    public void Q03_administrative_quotas_cross_a_level_with_an_approval(QuotaReason reason, QuotaType type, bool across, string? approval, bool fires) =>
        Fires(QuotaRules.CrossLevelApproved(Facts([], Line(reason, across ? City : District with { OrganId = "sj" }, District, 1) with { Type = type, ApprovalNo = approval })), fires ? 1 : 0, "Q-03");

    [Theory]
    [InlineData(null, true)]
    [InlineData("鄂编〔2020〕1号", false)]
    public void Q03_what_comes_from_above_has_crossed_a_level(string? approval, bool fires)
    {
        Fires(QuotaRules.CrossLevelApproved(Facts([], Line(QuotaReason.Issue, null, District, 25) with { ApprovalNo = approval })), fires ? 1 : 0, "Q-03");
        Fires(QuotaRules.CrossLevelApproved(Facts([], Line(QuotaReason.Withdrawal, District, null, 25) with { ApprovalNo = approval })), fires ? 1 : 0, "Q-03");
    }

    [Theory]
    [InlineData(OrganType.GovernmentDepartment, QuotaType.Administrative, 5, false)]
    [InlineData(OrganType.GovernmentDepartment, QuotaType.FullyFunded, 5, true)]
    [InlineData(OrganType.GovernmentDepartment, QuotaType.FullyFunded, 0, false)]
    [InlineData(OrganType.GovernmentDepartment, QuotaType.CivilServiceInstitution, 1, true)]
    [InlineData(OrganType.PartyOrgan, QuotaType.Support, 5, false)]
    [InlineData(OrganType.Street, QuotaType.Enforcement, 5, false)]
    [InlineData(OrganType.Institution, QuotaType.SelfFunded, 5, false)]
    [InlineData(OrganType.Institution, QuotaType.Administrative, 5, true)]
    [InlineData(OrganType.Institution, QuotaType.Support, 5, true)]
    [InlineData(OrganType.Coordination, QuotaType.Administrative, 1, true)]
    [InlineData(OrganType.Coordination, QuotaType.FullyFunded, 1, true)]
    [InlineData(OrganType.Stationed, QuotaType.FullyFunded, 5, false)]
    [InlineData(OrganType.Stationed, QuotaType.Administrative, 5, false)]
    [InlineData(OrganType.Stationed, QuotaType.None, 5, true)]
    public void Q04_the_kind_of_quota_fits_the_nature_of_the_organ(OrganType organ, QuotaType type, int after, bool fires) =>
        Fires(QuotaRules.TypeFitsOrgan(Facts([Position(after: after) with { OrganType = organ, Type = type }])), fires ? 1 : 0, "Q-04");

    [Theory]
    [InlineData(10, false)]
    [InlineData(9, false)]
    [InlineData(11, true)]
    public void Q05_what_only_decreases_does_not_grow(int after, bool fires)
    {
        var facts = Facts([Position(before: 5, after: after), Position(before: 5, after: 0)]);

        Fires(QuotaTotals.OnlyDecreasing(facts, new() { OnlyDecreasing = new HashSet<QuotaType> { QuotaType.Administrative } }), fires ? 1 : 0, "Q-05");
        QuotaTotals.OnlyDecreasing(facts, QuotaParameters.Default).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(10, null, 0, false)]
    [InlineData(11, null, 0, true)]
    [InlineData(12, 2, 0, false)]
    [InlineData(12, 1, 0, true)]
    [InlineData(12, 2, -1, true)]
    public void Q06_more_people_than_quotas_need_a_plan(int people, int? allowed, int days, bool fires)
    {
        var facts = Facts([Position(after: 10, people: people)]) with { Plans = allowed is { } count ? [new DigestionPlan("fg", count, Clean.Day.AddDays(days), "楚编发〔2020〕5号")] : [] };

        Fires(QuotaStaffing.NotOverstaffed(facts), fires ? 1 : 0, "Q-06");
    }

    [Theory]
    [InlineData(8, 2, false)]
    [InlineData(8, 3, true)]
    [InlineData(10, 0, false)]
    [InlineData(10, 1, true)]
    [InlineData(12, 0, false)]
    [InlineData(12, 1, true)]
    public void Q07_who_enters_needs_a_vacancy(int people, int entrants, bool fires) =>
        Fires(QuotaStaffing.EntrantsHaveVacancy(Facts([Position(after: 10, people: people) with { Entrants = entrants }])), fires ? 1 : 0, "Q-07");

    [Theory]
    [InlineData(2, 3, false)]
    [InlineData(2, 4, true)]
    [InlineData(5, 0, false)]
    [InlineData(5, 1, true)]
    [InlineData(6, 1, true)]
    [InlineData(0, 5, false)]
    public void Q08_what_is_planned_leaves_what_is_kept_back(int kept, int planned, bool fires) =>
        Fires(QuotaStaffing.ReserveKept(Facts([Position(after: 10, people: 5) with { KeptBack = kept, Planned = planned }])), fires ? 1 : 0, "Q-08");

    [Theory]
    [InlineData(320, 1025, false)]
    [InlineData(300, 1000, false)]
    [InlineData(299, 1000, true)]
    public void Q09_streets_have_thirty_percent(int streets, int total, bool fires)
    {
        QuotaPosition[] positions = [Position(after: total - streets), Position(after: streets) with { OrganType = OrganType.Street }, Position(after: 400) with { Level = AdministrativeLevel.City }];

        var found = QuotaTotals.StreetShare(Facts(positions), QuotaParameters.Default).ToList();

        found.Select(finding => (finding.Rule, finding.Severity)).ShouldBe(fires ? [("Q-09", Severity.Warn)] : []);
    }

    [Fact]
    public void Q09_counts_what_the_campaign_says_and_rests_without_streets()
    {
        QuotaPosition[] positions =
        [
            Position(after: 700),
            Position(after: 300) with { OrganType = OrganType.Street },
            Position(after: 500) with { OrganType = OrganType.Institution, Type = QuotaType.FullyFunded },
        ];
        var all = new QuotaParameters { StreetShareOf = ShareBasis.All };

        QuotaTotals.StreetShare(Facts(positions), QuotaParameters.Default).ShouldBeEmpty();
        QuotaTotals.StreetShare(Facts(positions), all).ShouldHaveSingleItem().Message.ShouldContain("编制总量300名，占全区1500名的20.0%");
        QuotaTotals.StreetShare(Facts(positions.With(2, position => position with { IsOfStreet = true })), all).ShouldBeEmpty();
        QuotaTotals.StreetShare(Facts([positions[0]]), QuotaParameters.Default).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(10, 10, 0)]
    [InlineData(10, 9, 1)]
    [InlineData(1, 0, 1)]
    public void Q11_vacant_quotas_that_move_along_are_shown(int count, int people, int findings)
    {
        var found = QuotaRules.VacantMoves(Facts([], Line(QuotaReason.DutyTransfer, District, City, count) with { People = people })).ToList();

        found.Select(finding => (finding.Rule, finding.Severity)).ShouldBe(Enumerable.Repeat(("Q-11", Severity.Info), findings));
    }

    [Fact]
    public void Q11_says_nothing_of_what_is_issued() =>
        QuotaRules.VacantMoves(Facts([], Line(QuotaReason.Issue, null, District, 5))).ShouldBeEmpty();

    [Theory]
    [InlineData(QuotaReason.Adjustment, null, true)]
    [InlineData(QuotaReason.Downsizing, null, true)]
    [InlineData(QuotaReason.Adjustment, AdjustmentPrinciple.FromUpperToLower, false)]
    [InlineData(QuotaReason.DutyTransfer, null, false)]
    public void Q12_an_adjustment_names_its_principle(QuotaReason reason, AdjustmentPrinciple? principle, bool fires)
    {
        var found = QuotaRules.PrincipleNamed(Facts([], Line(reason, District, City, 1) with { Principle = principle })).ToList();

        found.Select(finding => (finding.Rule, finding.Severity)).ShouldBe(fires ? [("Q-12", Severity.Warn)] : []);
    }

    [Theory]
    [InlineData(FundingForm.Full, 10, 0, false)]
    [InlineData(FundingForm.Full, 11, 0, true)]
    [InlineData(FundingForm.Partial, 11, 0, true)]
    [InlineData(FundingForm.Own, 11, 0, false)]
    [InlineData(FundingForm.Full, 11, 1, false)]
    [InlineData(FundingForm.Full, 12, 1, true)]
    public void Q13_people_whom_the_treasury_supplies_do_not_become_more(FundingForm funding, int after, int issued, bool fires)
    {
        var facts = Facts([Position() with { Funding = funding, PeopleBefore = 10, PeopleAfter = after }], Line(QuotaReason.Issue, null, District, issued));

        QuotaTotals.SupplyDoesNotGrow(facts).Select(finding => (finding.Rule, finding.Severity)).ShouldBe(fires ? [("Q-13", Severity.Warn)] : []);
    }

    [Fact]
    public void An_entry_of_the_ledger_reads_as_a_line()
    {
        var city = Organization.City.Founded();
        city.Must(id => new LedgerCommand.ReserveTransfer(id, Clean.Day, Organization.City.Transfer())).Must(id => new LedgerCommand.ConfirmTransfer(id, Clean.Day, "T1", "楚转通〔2020〕1号"));

        var line = QuotaLine.Of(city.Ledger, city.Ledger.Entries["T1/1"]);

        (line.Place, line.People, line.DutyTransferId).ShouldBe(("澄湖区发展改革局→澄湖区生态环境分局行政编制4名", 3, "Z1"));
    }

    private static QuotaPosition Position(int before = 10, int after = 10, int people = 0) => new(
        "fg", "fg", "澄湖区发展改革局", OrganType.GovernmentDepartment, AdministrativeLevel.County, QuotaType.Administrative, FundingForm.Full, before, after, people, people);

    private static QuotaLine Line(QuotaReason reason, QuotaSide? from, QuotaSide? to, int count) => new("q", reason, QuotaType.Administrative, from, to, count);

    private static QuotaFacts Facts(IReadOnlyList<QuotaPosition> positions, params IReadOnlyList<QuotaLine> lines) => new(positions, lines, Clean.Day);

    private static void Fires(IEnumerable<Finding> found, int times, string rule) =>
        found.Select(finding => (finding.Rule, finding.Severity)).ShouldBe(Enumerable.Repeat((rule, Severity.Block), times));
}
