using Orchestrator.Contracts.People;
using Orchestrator.HumanResources.Retirement;
using Orchestrator.HumanResources.Terms;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.HumanResources;

public sealed class RetirementSpecs
{
    private static readonly DateOnly Notice = new(2020, 10, 29);

    [Theory]
    [InlineData(RetirementGroup.Man, 1964, 12, 2024, 12, 0)]
    [InlineData(RetirementGroup.Man, 1965, 1, 2025, 2, 1)]
    [InlineData(RetirementGroup.Man, 1965, 4, 2025, 5, 1)]
    [InlineData(RetirementGroup.Man, 1965, 5, 2025, 7, 2)]
    [InlineData(RetirementGroup.Man, 1976, 8, 2039, 7, 35)]
    [InlineData(RetirementGroup.Man, 1976, 9, 2039, 9, 36)]
    [InlineData(RetirementGroup.Man, 1990, 1, 2053, 1, 36)]
    [InlineData(RetirementGroup.WomanCadre, 1969, 12, 2024, 12, 0)]
    [InlineData(RetirementGroup.WomanCadre, 1970, 1, 2025, 2, 1)]
    [InlineData(RetirementGroup.WomanCadre, 1981, 9, 2039, 9, 36)]
    [InlineData(RetirementGroup.WomanCadre, 1985, 6, 2043, 6, 36)]
    [InlineData(RetirementGroup.WomanWorker, 1974, 12, 2024, 12, 0)]
    [InlineData(RetirementGroup.WomanWorker, 1975, 1, 2025, 2, 1)]
    [InlineData(RetirementGroup.WomanWorker, 1975, 2, 2025, 3, 1)]
    [InlineData(RetirementGroup.WomanWorker, 1975, 3, 2025, 5, 2)]
    [InlineData(RetirementGroup.WomanWorker, 1984, 11, 2039, 11, 60)]
    [InlineData(RetirementGroup.WomanWorker, 1990, 1, 2045, 1, 60)]
    public void From_2025_the_age_rises_by_month_of_birth(RetirementGroup group, int year, int month, int dueYear, int dueMonth, int delay)
    {
        RetirementDate.Phased(new DateOnly(year, month, 15), group).ShouldBe(new DateOnly(dueYear, dueMonth, 15));
        RetirementDate.DelayMonths(new DateOnly(year, month, 1), group).ShouldBe(delay);
    }

    [Theory]
    [InlineData(RetirementGroup.Man, 2025)]
    [InlineData(RetirementGroup.WomanCadre, 2020)]
    [InlineData(RetirementGroup.WomanWorker, 2015)]
    public void Before_2025_the_old_ages_apply(RetirementGroup group, int year)
    {
        RetirementDate.Of(new DateOnly(1965, 6, 15), group, new DateOnly(2024, 12, 31)).ShouldBe(new DateOnly(year, 6, 15));
        RetirementDate.Of(new DateOnly(1985, 6, 15), group, new DateOnly(2025, 1, 1)).ShouldBe(RetirementDate.Phased(new DateOnly(1985, 6, 15), group));
    }

    [Fact]
    public void A_birthday_of_a_leap_year_ends_with_its_month() =>
        RetirementDate.Old(new DateOnly(1964, 2, 29), RetirementGroup.WomanCadre).ShouldBe(new DateOnly(2019, 2, 28));

    [Fact]
    public void Nobody_retires_before_who_was_born_earlier()
    {
        foreach (var group in Enum.GetValues<RetirementGroup>())
        {
            var dates = Enumerable.Range(0, 600).Select(month => RetirementDate.Phased(new DateOnly(1950, 1, 1).AddMonths(month), group)).ToArray();
            dates.ShouldBeInOrder();
        }
    }

    /// <summary>A man is sixty on 2020-10-29 if born on 1960-10-29; twelve months later ends on 1961-10-29.</summary>
    [Theory]
    [InlineData("1960-10-28", "P-15 B")]
    [InlineData("1960-10-29", "P-15 B")]
    [InlineData("1960-10-30", "P-16 W")]
    [InlineData("1961-10-29", "P-16 W")]
    [InlineData("1961-10-30", null)]
    public void The_day_of_the_notice_decides(string birth, string? rule) =>
        Scenario.Clean.Born(Day(birth), Gender.Male).Ids().ShouldBe(rule is null ? [] : [rule]);

    [Fact]
    public void How_near_is_near_is_the_campaign_s()
    {
        var scenario = Scenario.Clean.Born(new DateOnly(1961, 3, 15), Gender.Male);
        (scenario with { Parameters = scenario.Parameters with { NearRetirementMonths = 4 } }).Ids().ShouldBeEmpty();
        (scenario with { Parameters = scenario.Parameters with { NearRetirementMonths = 5 } }).Ids().ShouldBe(["P-16 W"]);
        (scenario with { Parameters = scenario.Parameters with { NearRetirementMonths = 0 } }).Ids().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(PersonnelIdentity.InstitutionWorker, null, "P-15 B")]
    [InlineData(PersonnelIdentity.InstitutionWorker, false, null)]
    [InlineData(PersonnelIdentity.InstitutionManager, null, null)]
    [InlineData(PersonnelIdentity.InstitutionManager, true, "P-15 B")]
    public void Women_workers_retire_at_fifty(PersonnelIdentity identity, bool? worker, string? rule)
    {
        var scenario = Scenario.Clean.Standing(Scenario.Manager with { Identity = identity }).Born(new DateOnly(1968, 5, 1), Gender.Female);
        scenario.With(row => row with { IsWorker = worker }).Ids().ShouldBe(rule is null ? [] : [rule]);
    }

    [Theory]
    [InlineData("1965-10-30", "P-16 W")]
    [InlineData("1965-10-29", "P-15 W")]
    [InlineData("1960-10-30", "P-15 W")]
    [InlineData("1960-10-29", "P-15 B")]
    public void Senior_women_may_stay_until_sixty(string birth, string rule)
    {
        var scenario = Scenario.Clean.Born(Day(birth), Gender.Female);
        scenario.With(row => row with { HasSeniorTitle = true }).Ids().ShouldBe([rule]);
        var leader = Scenario.CivilServant with { Position = new Position(LeadershipTier.CountyDeputy) };
        Scenario.Clean.Standing(leader).Born(Day(birth), Gender.Female).Ids().ShouldBe([rule]);
    }

    [Fact]
    public void Township_leaders_are_not_among_the_senior_women() =>
        Scenario.Clean.Standing(Scenario.CivilServant).Born(new DateOnly(1965, 9, 5), Gender.Female).Ids().ShouldBe(["P-15 B"]);

    [Fact]
    public void A_senior_title_does_not_keep_a_man() =>
        Scenario.Clean.Born(new DateOnly(1960, 6, 15), Gender.Male).With(row => row with { HasSeniorTitle = true }).Ids().ShouldBe(["P-15 B"]);

    [Fact]
    public void A_campaign_of_2025_counts_the_delay()
    {
        var scenario = Scenario.Clean.Born(new DateOnly(1965, 5, 15), Gender.Male);
        (scenario with { Parameters = scenario.Parameters with { NoticeDate = new DateOnly(2025, 7, 14) } }).Ids().ShouldBe(["P-16 W"]);
        (scenario with { Parameters = scenario.Parameters with { NoticeDate = new DateOnly(2025, 7, 15) } }).Ids().ShouldBe(["P-15 B"]);
    }

    [Fact]
    public void The_message_names_row_and_day() =>
        Scenario.Clean.Born(new DateOnly(1960, 6, 15), Gender.Male).Check().ShouldHaveSingleItem().Message
            .ShouldBe($"第1行：2020-06-15已到法定退休年龄，不晚于转隶通知日期{Notice:yyyy-MM-dd}，应办理退休。");

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}
