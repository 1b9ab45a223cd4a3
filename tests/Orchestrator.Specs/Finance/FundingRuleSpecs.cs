using Orchestrator.Contracts.Terms;
using Orchestrator.Finance;
using Orchestrator.Finance.Budget;
using Orchestrator.Finance.Payroll;
using Orchestrator.Finance.Transfers;
using Orchestrator.Runtime.Rules;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Finance;

/// <summary>What a transfer costs, and rules F-01 to F-06.</summary>
public sealed class FundingRuleSpecs
{
    private static readonly DateOnly October = new(2020, 10, 28);

    [Theory]
    [InlineData("2020-10-01", 2, 1_000_000)]
    [InlineData("2020-10-31", 2, 1_000_000)]
    [InlineData("2020-12-01", 0, 0)]
    [InlineData("2021-01-15", 11, 5_500_000)]
    public void The_receiving_unit_pays_from_the_next_month_to_december(string day, int months, long amount)
    {
        var move = FundedMove.Of(Paid(), DateOnly.Parse(day, null), FinanceParameters.Default);
        (move.Months, move.Amount).ShouldBe((months, amount));
        move.Last.ShouldBe(Month.Of(DateOnly.Parse(day, null)));
    }

    [Theory]
    [InlineData(FundingForm.Full, 50, 1_000_001)]
    [InlineData(FundingForm.Partial, 50, 500_000)]
    [InlineData(FundingForm.Partial, 60, 600_000)]
    [InlineData(FundingForm.Own, 50, 0)]
    [InlineData(FundingForm.Enterprise, 50, 0)]
    public void The_treasury_bears_its_share_rounded_down(FundingForm form, int percent, long borne) => new FinanceParameters(percent).Borne(form, 1_000_001).ShouldBe(borne);

    [Fact]
    public void December_is_followed_by_january()
    {
        Month.Of(new(2020, 12, 31)).Next.ShouldBe(Month.Of(new(2021, 1, 1)));
        $"{Month.Of(new(2020, 12, 1))}".ShouldBe("2020年12月");
    }

    [Fact]
    public void Whoever_is_supplied_where_the_transfer_says_passes() => Check([Row(Paid())]).ShouldBeEmpty();

    [Fact]
    public void F_01_the_giving_unit_pays_him_now()
    {
        Check([Row(null)]).Single().ShouldBe(Finding.Block("F-01", "people[0].person", "第1人：不在澄湖区的财政统发名单中。"));
        Check([Row(Paid(unit: "D2"))]).Single().Path.ShouldBe("people[0].fromUnitId");
        Check([Row(Paid(first: new(2020, 11, 1)))]).Single().Message.ShouldBe("第1人：澄湖区自2020年11月起统发，晚于转隶当月2020年10月。");
        Check([Row(Paid(first: new(2020, 10, 1)))]).ShouldBeEmpty("from this month is soon enough");
        Check([Row(null) with { Funding = FundingForm.Own }]).ShouldBeEmpty("whom the treasury does not pay need not be there");
    }

    [Fact]
    public void F_02_one_transfer_has_him_once()
    {
        Check([Row(Paid()) with { HeldBy = "t2" }]).Single().Rule.ShouldBe("F-02");
        Check([Row(Paid()), Row(Paid()) with { Index = 1 }]).Single().ShouldBe(Finding.Block("F-02", "people[1].person", "第2人：与第1人是同一人，一次转隶只能列一次。"));
    }

    [Theory]
    [InlineData(1_000_000, true)]
    [InlineData(999_999, false)]
    public void F_03_the_giving_line_has_what_goes(long free, bool enough)
    {
        var found = Check([Row(Paid())], free);
        if (enough)
        {
            found.ShouldBeEmpty();
        }
        else
        {
            found.Single().ShouldBe(Finding.Block("F-03", "people", "澄湖区2020年人员经费可用9,999.99元，随转1人须划出10,000.00元，不足0.01元。"));
        }
    }

    [Fact]
    public void F_04_the_funding_form_is_kept() =>
        Check([Row(Paid()) with { Funding = FundingForm.Partial }]).Single().ShouldBe(Finding.Block("F-04", "people[0].funding", "第1人：现经费形式为全额拨款，转隶后为差额补贴，须先办理经费形式变更。"));

    [Fact]
    public void F_05_both_units_have_a_budget_of_the_year()
    {
        Check([Row(Paid()) with { ToUnitId = "D9" }]).Single().ShouldBe(Finding.Block("F-05", "people", "D9没有2020年人员经费预算，须先批复。"));
        Check([Row(null) with { Funding = FundingForm.Own, ToUnitId = "D9" }]).ShouldBeEmpty();
    }

    [Fact]
    public void F_06_the_units_differ() => Check([Row(Paid()) with { ToUnitId = "D1" }]).Single().ShouldBe(Finding.Block("F-06", "people[0].toUnitId", "第1人：划出和划入单位都是澄湖区。"));

    private static PaidPerson Paid(string unit = "D1", DateOnly? first = null) => new()
    {
        Id = "1", PersonKey = "p1", UnitId = unit, Funding = FundingForm.Full, Monthly = 500_000, FirstMonth = Month.Of(first ?? new(2020, 1, 1)),
    };

    private static FundedRow Row(PaidPerson? now) => new(0, "p1", "D1", "D2", FundingForm.Full, now, null);

    private static IReadOnlyList<Finding> Check(IReadOnlyList<FundedRow> rows, long free = 10_000_000) => FundingRules.Check(
        rows, October, new[] { Line("D1", free), Line("D2", 0) }.ToDictionary(line => line.UnitId), unit => unit switch { "D1" => "澄湖区", "D2" => "望楚区", _ => unit }, FinanceParameters.Default);

    private static BudgetLine Line(string unit, long free) => new() { UnitId = unit, Year = 2020, Approved = free + 300, Spent = 300 };
}
