using Orchestrator.Office.Reviews;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Office;

public sealed class ConflictSpecs
{
    private static int _next;

    public static Opinion Said(
        string unit, string location, string? proposed, string? original = null, OpinionSeverity severity = OpinionSeverity.Must,
        OpinionCategory category = OpinionCategory.Substantive, string reason = "理由") =>
        new($"o{Interlocked.Increment(ref _next)}", unit, unit + "单位", category, location, original, proposed, reason, null, severity, ReviewResult.WithOpinions);

    [Theory]
    [InlineData("第三条", "删除本条", "第三条", "保留本条并细化程序", ConflictKind.OppositeProposals)]
    [InlineData("第三条", "删去第二句", "第3条", "增加街道的建议权", ConflictKind.OppositeProposals)]
    [InlineData("第（五）项", "提高审批层级", "第(5)项", "降低审批层级", ConflictKind.OppositeProposals)]
    [InlineData("第八条", "审批权限下放街道", "第八条", "审批权限暂不下放", ConflictKind.OppositeProposals)]
    [InlineData("第八条", "两中心合并设置", "第八条", "两中心分设", ConflictKind.OppositeProposals)]
    [InlineData("第十条", "网格员纳入统一管理", "第十条", "网格员不纳入统一管理", ConflictKind.OppositeProposals)]
    [InlineData("第五条", "比例不低于30%", "第五条", "比例不低于35%", ConflictKind.DifferentNumbers)]
    [InlineData("第五条", "比例不低于百分之三十", "第五条", "比例不低于35％", ConflictKind.DifferentNumbers)]
    [InlineData("第九条", "在十个工作日内办结", "第九条", "在15个工作日内办结", ConflictKind.DifferentNumbers)]
    [InlineData("第 二 条", "设6个内设机构", "第二条", "设五个内设机构", ConflictKind.DifferentNumbers)]
    public void Two_units_that_want_opposite_things_or_other_numbers_at_one_place_are_in_conflict(
        string place, string proposal, string otherPlace, string otherProposal, ConflictKind kind)
    {
        var found = ConflictDetection.Find([Said("BB", place, proposal), Said("ZZ", otherPlace, otherProposal)], [], []);

        found.ShouldHaveSingleItem().Kind.ShouldBe(kind);
        found[0].UnitIds.ShouldBe(["BB", "ZZ"]);
        found[0].OpinionIds.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("第三条", "删除本条", "第四条", "保留本条")]
    [InlineData("第五条", "比例不低于30%", "第五条", "比例不低于百分之三十")]
    [InlineData("第五条", "比例不低于30%", "第六条", "比例不低于35%")]
    [InlineData("第五条", "补充办理时限", "第五条", "细化办理流程")]
    [InlineData("第五条", "参照《条例》第10条办理", "第五条", "参照《条例》第二十六条办理")]
    [InlineData("第五条", "按楚办发〔2020〕10号执行", "第五条", "按楚办发〔2020〕12号执行")]
    [InlineData("第五条", "统一表述", "第五条", "一律改用全称")]
    public void Opinions_that_can_both_be_followed_are_no_conflict(string place, string proposal, string otherPlace, string otherProposal) =>
        ConflictDetection.Find([Said("BB", place, proposal), Said("ZZ", otherPlace, otherProposal)], [], []).ShouldBeEmpty();

    [Fact]
    public void One_unit_cannot_be_in_conflict_with_itself() =>
        ConflictDetection.Find([Said("BB", "第三条", "删除"), Said("BB", "第三条", "保留")], [], []).ShouldBeEmpty();

    [Fact]
    public void A_passage_without_new_text_is_to_be_deleted() =>
        ConflictDetection.Find([Said("BB", "第三条", null, "街道可以委托"), Said("ZZ", "第三条", "保留并明确责任", "街道可以委托")], [], [])
            .ShouldHaveSingleItem().Kind.ShouldBe(ConflictKind.OppositeProposals);

    [Fact]
    public void Two_quotations_of_one_article_that_share_nothing_are_two_matters() =>
        ConflictDetection.Find([Said("BB", "第三条", "改为30%", "比例由各区确定"), Said("ZZ", "第三条", "改为5日", "公示期满后报送")], [], []).ShouldBeEmpty();

    [Fact]
    public void An_objection_on_principle_is_always_a_conflict()
    {
        var opinion = Said("CZ", "全文", "重新测算经费");

        var conflict = ConflictDetection.Find([opinion], [new Objection("CZ", "市财政局")], []).ShouldHaveSingleItem();

        conflict.Kind.ShouldBe(ConflictKind.Objection);
        conflict.OpinionIds.ShouldBe([opinion.Id]);
    }

    [Theory]
    [InlineData(true, Stance.Reserve, 1)]
    [InlineData(true, Stance.Agree, 0)]
    [InlineData(false, Stance.Reserve, 0)]
    public void A_rejected_opinion_is_a_conflict_only_when_it_was_a_must_and_its_proposer_keeps_it(bool must, Stance stance, int conflicts) =>
        ConflictDetection.Find([], [], [new RejectedItem("i1", "第三条", must, [("BB", "市委编办", stance)])]).Count.ShouldBe(conflicts);

    [Theory]
    [InlineData("设立6个内设机构和三个事业单位", "6 3")]
    [InlineData("不低于百分之三十", "30%")]
    [InlineData("不低于30％", "30%")]
    [InlineData("由二十九名增加到四百九十一名", "29 491")]
    [InlineData("依照第十条第二款执行", "")]
    [InlineData("一律统一管理", "")]
    [InlineData("工期3.5个月", "3.5")]
    public void Amounts_are_read_from_chinese_and_arabic_numerals_and_references_are_not_amounts(string text, string amounts) =>
        Wording.Amounts(text).ShouldBe(amounts.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);

    [Theory]
    [InlineData("第三条第（二）款", "第3条第(2)款")]
    [InlineData("第十二条 ", "第12条")]
    [InlineData("第二章、第一节", "第2章第1节")]
    public void The_same_place_written_differently_is_one_place(string left, string right) => Wording.Place(left).ShouldBe(Wording.Place(right));
}
