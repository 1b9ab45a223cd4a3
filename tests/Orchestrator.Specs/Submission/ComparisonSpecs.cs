using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Submission.Comparison;
using Orchestrator.Submission.Drafts;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Submission;

public sealed class ComparisonSpecs
{
    [Fact]
    public void A_changed_number_inside_a_paragraph_is_shown_by_its_characters()
    {
        var spans = CharacterDifference.Between("本办法自二〇二〇年九月起施行，编制12名。", "本办法自二〇二〇年十月起施行，编制15名。");
        spans.Where(span => span.Kind == SpanKind.Removed).Select(span => span.Text).ShouldBe(["九", "2"]);
        spans.Where(span => span.Kind == SpanKind.Added).Select(span => span.Text).ShouldBe(["十", "5"]);
    }

    [Fact]
    public void A_character_outside_the_basic_plane_is_never_cut_in_half()
    {
        var spans = CharacterDifference.Between("地名𠀋镇", "地名𠀌镇");
        spans.ShouldAllBe(span => !char.IsLowSurrogate(span.Text[0]));
    }

    [Fact]
    public void Removed_and_kept_runs_give_the_left_text_and_added_and_kept_runs_the_right_one()
    {
        var letters = Gen.Elements('一', '二', '区', '街', '办', '，', '1');
        var text = letters.ListOf().Select(list => string.Concat(list));
        Prop.ForAll(Arb.From(text), Arb.From(text), (left, right) =>
        {
            var spans = CharacterDifference.Between(left, right);
            return string.Concat(spans.Where(span => span.Kind != SpanKind.Added).Select(span => span.Text)) == left
                && string.Concat(spans.Where(span => span.Kind != SpanKind.Removed).Select(span => span.Text)) == right;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_paragraph_of_both_sides_appears_once_and_in_order()
    {
        var words = Gen.Elements("加强组织领导", "加强组织保障", "明确职责分工", "做好人员转隶", "建立台账", "");
        var list = words.ListOf().Select(items => items.ToArray());
        Prop.ForAll(Arb.From(list), Arb.From(list), (left, right) =>
        {
            var pairs = Alignment.Of(left, right);
            return pairs.Select(pair => pair.Left).OfType<int>().SequenceEqual(Enumerable.Range(0, left.Length))
                && pairs.Select(pair => pair.Right).OfType<int>().SequenceEqual(Enumerable.Range(0, right.Length));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_large_text_is_compared_coarsely_but_completely()
    {
        var left = Enumerable.Range(0, 1500).Select(index => $"第{index}段原文内容").ToArray();
        var right = left.Where((_, index) => index % 7 != 3).Select((text, index) => index % 11 == 5 ? text + "（修改）" : text).Reverse().ToArray();
        var pairs = Alignment.Of(left, right);
        pairs.Select(pair => pair.Left).OfType<int>().ShouldBe(Enumerable.Range(0, left.Length));
        pairs.Select(pair => pair.Right).OfType<int>().ShouldBe(Enumerable.Range(0, right.Length));
    }

    [Fact]
    public void A_section_that_moved_is_compared_with_itself_and_reported_as_moved()
    {
        var left = new DraftContent("", [new("一、目的", "为了衔接。"), new("二、任务", "做好工作。"), new("三、附则", "自印发之日起施行。")], "");
        var right = new DraftContent("", [new("一、目的", "为了衔接。"), new("二、附则", "自印发之日起施行。"), new("三、任务", "做好各项工作。")], "");
        var found = CompareManuscripts.Between(left, right);
        found.Paragraphs.ShouldNotContain(paragraph => paragraph.Kind == ParagraphChange.Added || paragraph.Kind == ParagraphChange.Removed);
        found.Rows.ShouldContain(row => row.Note.Contains("章节顺序调整"));
        found.Rows.ShouldContain(row => row.Original == "做好工作。" && row.Revised == "做好各项工作。");
    }

    [Fact]
    public void A_renamed_section_is_one_change_of_heading_not_a_removal_and_an_addition()
    {
        const string Text = "各区要按照统一部署，逐项明确责任单位和完成时限，确保按期完成。";
        var found = CompareManuscripts.Between(new("", [new("一、分工", Text)], ""), new("", [new("一、责任落实", Text)], ""));
        found.Totals.Added.ShouldBe(0);
        found.Totals.Removed.ShouldBe(0);
        found.Rows.ShouldHaveSingleItem().Note.ShouldContain("修改标题");
    }

    [Fact]
    public void A_section_that_is_gone_stands_where_it_stood()
    {
        var left = new DraftContent("", [new("甲", "甲文"), new("乙", "乙文"), new("丙", "丙文")], "");
        var right = new DraftContent("", [new("甲", "甲文"), new("丙", "丙文")], "");
        CompareManuscripts.Between(left, right).Paragraphs.Select(paragraph => paragraph.Section).Distinct().ShouldBe(["甲", "乙", "丙"]);
    }

    [Fact]
    public void A_version_compared_with_itself_has_no_rows()
    {
        var draft = new DraftContent("办法", [new("一、总则", "第一段\n第二段")], "说明");
        var found = CompareManuscripts.Between(draft, draft);
        found.Rows.ShouldBeEmpty();
        found.Paragraphs.ShouldAllBe(paragraph => paragraph.Kind == ParagraphChange.Same);
    }
}
