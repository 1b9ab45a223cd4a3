using Orchestrator.Contracts.Terms;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Runtime.Rules;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.HumanResources;

public sealed class TermSpecs
{
    private static readonly StandingTexts Clean = new("全额拨款事业编制", "全额拨款", "事业管理人员", "", "管理九级");

    [Fact]
    public void Every_value_has_a_term_that_reads_back()
    {
        ReadsBack(Vocabulary.Genders);
        ReadsBack(Vocabulary.QuotaTypes);
        ReadsBack(Vocabulary.FundingForms);
        ReadsBack(Vocabulary.Identities);
        ReadsBack(Vocabulary.Tiers);
        ReadsBack(Vocabulary.Ranks);
        ReadsBack(Vocabulary.Circumstances);
    }

    [Theory]
    [InlineData(" 行政编制 ", QuotaType.Administrative)]
    [InlineData("经费自理事业编制", QuotaType.SelfFunded)]
    [InlineData("无编制（聘用）", QuotaType.None)]
    public void Other_spellings_are_read_as_the_same(string text, QuotaType expected)
    {
        Vocabulary.QuotaTypes.TryRead(text, out var read).ShouldBeTrue();
        read.ShouldBe(expected);
    }

    [Fact]
    public void A_standing_is_read_from_its_cells()
    {
        var found = new List<Finding>();
        Clean.Read(0, found).ShouldBe(Scenario.Manager);
        found.ShouldBeEmpty();
    }

    [Fact]
    public void An_unknown_term_is_a_finding_that_lists_the_known_ones()
    {
        var found = new List<Finding>();
        (Clean with { Quota = "事业编" }).Read(3, found).ShouldBeNull();
        var finding = found.ShouldHaveSingleItem();
        (finding.Rule, finding.Severity, finding.Path).ShouldBe(("P-01", Severity.Block, "rows[3].quotaType"));
        finding.Message.ShouldStartWith("第4行：“编制类型”没有“事业编”这一项，可填：行政编制、");
    }

    [Fact]
    public void All_wrong_cells_are_told_at_once()
    {
        var found = new List<Finding>();
        new StandingTexts(null, " ", "干部", "处长", "十级").Read(0, found).ShouldBeNull();
        found.Select(finding => finding.Path).ShouldBe(["rows[0].quotaType", "rows[0].fundingForm", "rows[0].identity", "rows[0].tier", "rows[0].rank"]);
        found[0].Message.ShouldBe("第1行：“编制类型”未填写。");
    }

    [Theory]
    [InlineData("管理七级", PostTrack.Management, 7)]
    [InlineData("管理岗位十级", PostTrack.Management, 10)]
    [InlineData("专业技术十三级", PostTrack.Specialist, 13)]
    [InlineData("专技岗位一级", PostTrack.Specialist, 1)]
    [InlineData("工勤技能五级", PostTrack.Worker, 5)]
    [InlineData("普通工", PostTrack.Worker, 6)]
    public void A_grade_is_a_track_and_a_level(string text, PostTrack track, int level)
    {
        PostGrade.TryParse(text, out var grade).ShouldBeTrue();
        grade.ShouldBe(new PostGrade(track, level));
        PostGrade.TryParse(grade.ToString(), out var again).ShouldBeTrue();
        again.ShouldBe(grade);
    }

    [Theory]
    [InlineData("")]
    [InlineData("管理级")]
    [InlineData("管理")]
    [InlineData("管理十一级")]
    [InlineData("工勤六级")]
    [InlineData("专业技术7级")]
    [InlineData("七级")]
    public void What_is_no_grade_is_refused(string text) => PostGrade.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("无")]
    public void No_circumstance_is_none(string? text)
    {
        var found = new List<Finding>();
        SpecialCircumstances.Read(text, 0, found).ShouldBeEmpty();
        found.ShouldBeEmpty();
    }

    [Fact]
    public void Circumstances_are_read_one_by_one_and_each_once()
    {
        var found = new List<Finding>();
        SpecialCircumstances.Read("借调、服务期，借调;出国", 2, found).ShouldBe([SpecialCircumstance.Seconded, SpecialCircumstance.ServicePeriod]);
        var finding = found.ShouldHaveSingleItem();
        (finding.Rule, finding.Path).ShouldBe(("P-01", "rows[2].special"));
        finding.Message.ShouldContain("“出国”");
    }

    private static void ReadsBack<T>(TermList<T> terms)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            terms.TryRead(terms.Of(value), out var read).ShouldBeTrue();
            read.ShouldBe(value);
        }
    }
}
