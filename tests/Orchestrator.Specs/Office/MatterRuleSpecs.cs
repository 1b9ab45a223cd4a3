using Orchestrator.Office.Matters;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Office;

public sealed class MatterRuleSpecs
{
    private static readonly Dictionary<string, string> Units = new()
    {
        ["D1"] = "澄湖区",
        ["D2"] = "望楚区",
        ["ZZ"] = "市委组织部",
        ["CZ"] = "市财政局",
        ["SF"] = "市司法局",
        ["CW"] = "市委常委会",
    };

    [Fact]
    public void A_plan_without_a_fault_is_found_so() => Places(Plan()).ShouldBeEmpty();

    [Theory]
    [InlineData("", "正文", "title")]
    [InlineData("　", "正文", "title")]
    [InlineData("标题", null, "text")]
    public void Title_and_text_are_needed(string title, string? text, string place) => Places(Plan() with { Title = title, Text = text }).ShouldBe([place]);

    [Fact]
    public void Title_and_text_have_an_end()
    {
        Places(Plan() with { Title = new('字', 200), Text = new('字', 20_000) }).ShouldBeEmpty();
        Places(Plan() with { Title = new('字', 201), Text = new('字', 20_001) }).ShouldBe(["title", "text"]);
    }

    [Fact]
    public void From_one_to_twenty_units_are_asked()
    {
        var many = Enumerable.Range(0, 21).ToDictionary(n => $"U{n}", n => $"单位{n}");
        MatterPlan Asking(int units) => Plan() with { Reviewers = [.. many.Keys.Take(units).Select(unit => new AskedUnit(unit))] };

        MatterRules.Check(Asking(20), many, "D1").ShouldBeEmpty();
        MatterRules.Check(Asking(0), many, "D1").Single().Path.ShouldBe("reviewers");
        MatterRules.Check(Asking(21), many, "D1").Single().Message.ShouldContain("20");
    }

    [Theory]
    [InlineData("XX", "没有在用的单位“XX”")]
    [InlineData("D1", "是发起单位")]
    [InlineData("CZ", "已固定参加“编办、财政、人社意见”")]
    [InlineData("SF", "已固定参加“合法性审查”")]
    [InlineData("CW", "已固定参加“领导审签”")]
    [InlineData("ZZ", "重复")]
    public void Whoever_cannot_be_asked_is_named_with_its_row(string unit, string why)
    {
        var found = MatterRules.Check(Plan() with { Reviewers = [new("ZZ"), new(unit)] }, Units, "D1", "data.").ShouldHaveSingleItem();

        found.Path.ShouldBe("data.reviewers[1].unitId");
        found.Message.ShouldContain(why);
        found.Message.ShouldStartWith("第2行");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_weight_is_from_one_to_a_hundred(int weight) => Places(Plan() with { Reviewers = [new("ZZ", weight)] }).ShouldBe(["reviewers[0].weight"]);

    [Theory]
    [InlineData(0d, false, "share")]
    [InlineData(1.01, false, "share")]
    [InlineData(1d, true, "over")]
    [InlineData(1d, false, null)]
    [InlineData(0.01, true, null)]
    public void The_share_of_a_vote_can_be_reached(double share, bool over, string? place) =>
        Places(Plan() with { Mode = CountersignMode.Vote, Share = share, Over = over }).ShouldBe(place is null ? [] : [place]);

    [Fact]
    public void Without_a_share_more_than_half_is_needed() => Plan().Threshold.ShouldBe((0.5, true));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public void The_days_are_from_one_to_thirty(int days) => Places(Plan() with { Days = days }).ShouldBe(["days"]);

    [Fact]
    public void A_stored_plan_asks_the_same_units_in_the_same_way()
    {
        var plan = Plan() with { Mode = CountersignMode.Vote, Share = 2d / 3, Reviewers = [new("ZZ", 2, true), new("D2")] };

        MatterPlan.Stored(plan.Write()).AsksAs(plan).ShouldBeTrue();
        MatterPlan.Read(plan.Form()).AsksAs(plan).ShouldBeTrue();
        (plan with { Reviewers = [new("D2"), new("ZZ", 2, true)] }).AsksAs(plan).ShouldBeFalse("the order counts when one is asked after the other");
    }

    private static MatterPlan Plan() => new("关于街道机构的会签", MatterKind.Document, "正文", [new("ZZ"), new("D2")], CountersignMode.All);

    private static IEnumerable<string> Places(MatterPlan plan) => MatterRules.Check(plan, Units, "D1").Select(found => found.Path);
}
