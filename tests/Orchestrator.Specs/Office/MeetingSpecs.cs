using Orchestrator.Office.Documents;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Office;

public sealed class MeetingSpecs
{
    [Theory]
    [InlineData(9, 5, 5, 0, 0, "Passed", null)]
    [InlineData(9, 4, 4, 0, 0, "Passed", "M-01")]
    [InlineData(8, 4, 4, 0, 0, "Deferred", "M-01")]
    [InlineData(8, 5, 4, 1, 0, "Passed", "M-02")]
    [InlineData(8, 8, 4, 4, 0, "NotPassed", null)]
    [InlineData(8, 8, 4, 4, 0, "Deferred", null)]
    [InlineData(9, 9, 5, 4, 0, "PassedWithChanges", null)]
    [InlineData(9, 9, 5, 4, 0, "NotPassed", "M-02")]
    [InlineData(9, 9, 5, 4, 0, "Deferred", "M-02")]
    [InlineData(9, 7, 6, 1, 1, "Passed", "M-03")]
    [InlineData(9, 10, 9, 0, 0, "Passed", "M-01")]
    [InlineData(0, 0, 0, 0, 0, "Passed", "M-01")]
    [InlineData(9, 9, 9, -1, 0, "Passed", "M-01")]
    public void A_decision_needs_more_than_half_present_and_more_than_half_of_all_in_favour(
        int expected, int present, int votesFor, int against, int defer, string outcome, string? rule)
    {
        var found = new MeetingVote(expected, present, votesFor, against, defer).Check(outcome);

        found.Select(finding => finding.Rule).Distinct().ShouldBe(rule is null ? [] : rule == "M-01" && outcome == "Passed" && votesFor * 2 <= expected && expected > 0 ? ["M-01", "M-02"] : [rule]);
    }

    [Theory]
    [InlineData(QuorumRule.MoreThanHalf, 8, 4, false)]
    [InlineData(QuorumRule.AtLeastHalf, 8, 4, true)]
    [InlineData(QuorumRule.AtLeastHalf, 9, 4, false)]
    [InlineData(QuorumRule.TwoThirds, 9, 6, true)]
    [InlineData(QuorumRule.TwoThirds, 9, 5, false)]
    public void Quorum_rules_differ_at_the_boundary(QuorumRule rule, int expected, int present, bool quorum) =>
        new MeetingVote(expected, present, 0, 0, 0).HasQuorum(rule).ShouldBe(quorum);

    [Theory]
    [InlineData(false, 0, false, null, "缺少送审稿")]
    [InlineData(true, 2, false, null, "待协调")]
    [InlineData(true, 0, true, null, "合法性审查")]
    [InlineData(true, 0, true, "Illegal", "合法性审查")]
    [InlineData(true, 0, true, "Legal", null)]
    [InlineData(true, 0, true, "LegalIfRevised", null)]
    [InlineData(true, 0, false, null, null)]
    public void A_case_is_listed_only_with_complete_materials(bool hasText, int disputes, bool legalRequired, string? legal, string? missing)
    {
        var found = AgendaMaterials.Check(new AgendaMaterials(hasText, disputes, legalRequired, legal));

        if (missing is null)
        {
            found.ShouldBeEmpty();
        }
        else
        {
            found.ShouldHaveSingleItem().Message.ShouldContain(missing);
            found[0].Rule.ShouldBe("T-12");
        }
    }

    [Theory]
    [InlineData("楚办发", 2020, 0)]
    [InlineData("楚办发", 2019, 1)]
    [InlineData("", 2020, 1)]
    [InlineData("CBF", 2020, 1)]
    [InlineData("楚办发'; drop table of_cases; --", 2020, 1)]
    [InlineData(null, null, 2)]
    public void A_number_has_a_chinese_prefix_and_the_year_of_issue(string? prefix, int? year, int findings) =>
        DocumentNumber.Check(prefix, year, new DateTimeOffset(2020, 9, 30, 8, 0, 0, TimeSpan.Zero)).Count.ShouldBe(findings);

    [Fact]
    public void The_year_is_the_local_year() =>
        DocumentNumber.Check("楚办发", 2021, new DateTimeOffset(2020, 12, 31, 17, 0, 0, TimeSpan.Zero)).ShouldBeEmpty();

    [Fact]
    public void A_number_reads_as_on_paper() => DocumentNumber.Text("楚办发", 2020, 3).ShouldBe("楚办发〔2020〕3号");

    [Fact]
    public void A_template_needs_distinct_headings_text_where_it_is_locked_and_something_required()
    {
        TemplateRules.Check("模板", [new("一、总则", true, false, null), new("二、附则", false, true, "自印发之日起施行")]).ShouldBeEmpty();
        TemplateRules.Check(null, []).Select(finding => finding.Path).ShouldBe(["data.title", "data.sections"]);
        TemplateRules.Check("模板", [new("一、总则", true, false, null), new("一 总则", false, false, null), new("", false, true, " ")])
            .Select(finding => finding.Path).ShouldBe(["data.sections[1].heading", "data.sections[2].heading", "data.sections[2].text"]);
        TemplateRules.Check("模板", [new("一、总则", false, false, null)]).ShouldHaveSingleItem().Path.ShouldBe("data.sections");
    }
}
