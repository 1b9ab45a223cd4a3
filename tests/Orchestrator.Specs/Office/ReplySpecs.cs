using Orchestrator.Office.Disputes;
using Orchestrator.Office.Reviews;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Office;

/// <summary>T-05, the opinion sheet, and the ladder's rulings.</summary>
public sealed class ReplySpecs
{
    private static readonly ItemToAnswer[] Items = [new("i1", 1, "第三条", true, null), new("i2", 2, "第五条", false, null)];

    [Fact]
    public void Every_row_answered_in_full_is_accepted() =>
        Replies.Check(Items, [new("i1", Disposition.Adopt, null, "新文本"), new("i2", Disposition.Reject, "与上级文件规定不一致，建议保留", null)]).ShouldBeEmpty();

    [Fact]
    public void A_row_without_an_answer_is_named_and_so_is_a_must()
    {
        var found = Replies.Check(Items, []);

        found.Select(finding => finding.Message).ShouldBe(["第1条必须修改的意见（第三条）还没有答复。", "第2条意见（第五条）还没有答复。"]);
        found.ShouldAllBe(finding => finding.Rule == "T-05" && finding.Path == "data.replies");
    }

    [Theory]
    [InlineData("九个字的理由不够长", false)]
    [InlineData("这里正好写了十个字啊", true)]
    [InlineData("，，，，，，，，，，，，", false)]
    [InlineData("        　　　　", false)]
    [InlineData(null, false)]
    public void A_rejection_needs_ten_characters_of_reason_and_punctuation_does_not_count(string? reason, bool enough)
    {
        var found = Replies.Check([Items[0]], [new("i1", Disposition.Reject, reason, null)]);

        found.Select(finding => finding.Path).ShouldBe(enough ? [] : ["data.replies[0].reason"]);
    }

    [Theory]
    [InlineData(Disposition.Adopt)]
    [InlineData(Disposition.Partial)]
    public void An_adopted_opinion_needs_the_revised_text(Disposition answer) =>
        Replies.Check([Items[0]], [new("i1", answer, "理由理由理由理由理由", " ")]).ShouldHaveSingleItem().Path.ShouldBe("data.replies[0].revisedText");

    [Fact]
    public void An_answer_twice_or_to_nothing_is_refused() =>
        Replies.Check([Items[0]], [new("i1", Disposition.Adopt, null, "文"), new("i1", Disposition.Adopt, null, "文"), new("i9", Disposition.Adopt, null, "文")])
            .Select(finding => finding.Path).ShouldBe(["data.replies[1].itemId", "data.replies[2].itemId"]);

    [Fact]
    public void The_submitting_unit_cannot_answer_with_coordination() =>
        Replies.Check([Items[0]], [new("i1", Disposition.Coordinate, null, null)]).ShouldHaveSingleItem().Path.ShouldBe("data.replies[0].reply");

    [Fact]
    public void A_ruling_binds_the_answer() =>
        Replies.Check([Items[0] with { Settled = Disposition.Adopt }], [new("i1", Disposition.Reject, "我们仍然认为不应当采纳这条意见", null)])
            .ShouldHaveSingleItem().Message.ShouldContain("采纳");

    [Theory]
    [InlineData(ReviewResult.NoObjection, 0, null, null)]
    [InlineData(ReviewResult.NoObjection, 1, null, "data.opinions")]
    [InlineData(ReviewResult.WithOpinions, 1, null, null)]
    [InlineData(ReviewResult.WithOpinions, 0, "说明", "data.opinions")]
    [InlineData(ReviewResult.Object, 0, "经费没有来源，不宜实施本方案", null)]
    [InlineData(ReviewResult.Object, 0, "不行", "data.comment")]
    [InlineData(ReviewResult.Object, 1, null, null)]
    [InlineData(ReviewResult.Recuse, 0, "本单位是利害关系方", null)]
    [InlineData(ReviewResult.Recuse, 0, null, "data.comment")]
    [InlineData(ReviewResult.FormSilence, 0, null, "data.result")]
    public void The_answer_of_a_unit_fits_its_opinions(ReviewResult result, int opinions, string? comment, string? path)
    {
        var opinion = new EnteredOpinion(OpinionCategory.Wording, "第三条", null, "改字", "笔误", null, OpinionSeverity.Suggest);

        var found = new OpinionSheet(result, comment, [.. Enumerable.Repeat(opinion, opinions)], []).Check([]);

        found.Select(finding => finding.Path).ShouldBe(path is null ? [] : [path]);
    }

    [Fact]
    public void An_opinion_names_its_place_its_reason_and_what_must_change()
    {
        var empty = new EnteredOpinion(OpinionCategory.Data, "", null, null, "。", null, OpinionSeverity.Must);

        new OpinionSheet(ReviewResult.WithOpinions, null, [empty], []).Check([])
            .Select(finding => finding.Path).ShouldBe(["data.opinions[0].location", "data.opinions[0].reason", "data.opinions[0].proposed"]);
    }

    [Fact]
    public void A_unit_confirms_only_its_own_rows_and_each_once() =>
        new OpinionSheet(ReviewResult.NoObjection, null, [], [new("i1", Stance.Agree), new("i1", Stance.Reserve), new("i2", Stance.Agree)]).Check(["i1"])
            .Select(finding => finding.Path).ShouldBe(["data.confirmations[1].itemId", "data.confirmations[2].itemId"]);

    [Theory]
    [InlineData("Agreed", "纪要", 0, 0)]
    [InlineData("Agreed", "纪要", 2, 0)]
    [InlineData("Agreed", null, 2, 1)]
    [InlineData("NotAgreed", "纪要", 0, 0)]
    [InlineData("NotAgreed", "纪要", 1, 1)]
    [InlineData("Ruled", "纪要", 2, 0)]
    [InlineData("Ruled", "纪要", 1, 1)]
    [InlineData("Ruled", "纪要", 0, 2)]
    public void A_ruling_decides_every_row_and_a_failed_talk_decides_none(string outcome, string? minutes, int rulings, int findings) =>
        Rulings.Check(outcome, minutes, [("i1", "第1条"), ("i2", "第2条")], [.. new[] { "i1", "i2" }.Take(rulings).Select(id => new Ruling(id, Disposition.Adopt, "文本"))])
            .Count.ShouldBe(findings);

    [Fact]
    public void A_ruling_on_another_row_or_twice_is_refused() =>
        Rulings.Check("Agreed", "纪要", [("i1", "第1条")], [new("i1", Disposition.Adopt, null), new("i1", Disposition.Reject, null), new("ix", Disposition.Coordinate, null)])
            .Select(finding => finding.Path).ShouldBe(["data.rulings[1].itemId", "data.rulings[2].itemId", "data.rulings[2].result"]);
}
