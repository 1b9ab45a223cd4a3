using Orchestrator.Engine.Values;
using Orchestrator.Submission.Drafts;
using Orchestrator.Submission.Versions;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Submission;

public sealed class TemplateConformitySpecs
{
    private static readonly DraftContent Whole = new("办法", [new("一、总则", "依据上级文件。"), new("二、任务", "做好衔接。")], "起草说明");

    private static ManuscriptTemplate Template(bool strict) => new(2, strict,
        [new("一、总则", true, true, "依据上级文件。"), new("三、任务", true, false, ""), new("附则", false, false, "")]);

    [Fact]
    public void A_whole_manuscript_that_keeps_to_the_template_has_no_findings() =>
        TemplateConformity.Check(Whole, Template(strict: true)).ShouldBeEmpty();

    [Fact]
    public void An_empty_manuscript_is_refused_with_every_reason() =>
        TemplateConformity.Check(DraftContent.Empty, null).Where(found => found.Blocks).Select(found => found.Path).ShouldBe(["draft.title", "draft.sections"]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_missing_explanation_is_advice_in_the_rounds_and_blocks_what_goes_to_the_meeting(bool meeting)
    {
        var found = TemplateConformity.Check(Whole with { Explanation = " \n" }, null, meeting).ShouldHaveSingleItem();

        (found.Rule, found.Path, found.Blocks).ShouldBe(("T-12", "draft.explanation", meeting));
    }

    [Theory]
    [InlineData(1, 1, null, null)]
    [InlineData(1, 2, null, true)]
    [InlineData(1, 2, "  ", true)]
    [InlineData(1, 2, "来不及", false)]
    [InlineData(2, 2, null, null)]
    public void A_draft_on_an_older_template_needs_a_reason(int used, int current, string? reason, bool? blocks)
    {
        var found = TemplateCurrency.Check(new TemplateInUse(Template(strict: true) with { Version = used }, current), reason);

        found?.Blocks.ShouldBe(blocks!.Value);
        (found is null).ShouldBe(blocks is null);
        TemplateCurrency.Check(TemplateInUse.None, null).ShouldBeNull();
    }

    [Fact]
    public void A_section_without_text_is_named_by_its_place()
    {
        var found = TemplateConformity.Check(Whole with { Sections = [Whole.Sections[0], new("二、任务", " \n ")] }, null).ShouldHaveSingleItem();
        found.Path.ShouldBe("draft.sections[1].text");
        found.Message.ShouldContain("二、任务");
        found.Blocks.ShouldBeTrue();
    }

    [Fact]
    public void The_same_heading_twice_is_refused_even_under_another_number() =>
        TemplateConformity.Check(Whole with { Sections = [.. Whole.Sections, new("三、任务", "又写一遍")] }, null)
            .ShouldHaveSingleItem().Path.ShouldBe("draft.sections[2].heading");

    [Fact]
    public void A_missing_required_section_blocks_even_under_a_flexible_template()
    {
        var found = TemplateConformity.Check(Whole with { Sections = [Whole.Sections[0]] }, Template(strict: false)).ShouldHaveSingleItem();
        found.Blocks.ShouldBeTrue();
        found.Message.ShouldContain("三、任务");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_changed_locked_section_blocks_only_under_a_strict_template(bool strict)
    {
        var changed = Whole with { Sections = [new("一、总则", "依据我区实际。"), Whole.Sections[1]] };
        var found = TemplateConformity.Check(changed, Template(strict)).ShouldHaveSingleItem();
        found.Path.ShouldBe("draft.sections[0].text");
        found.Blocks.ShouldBe(strict);
    }

    [Fact]
    public void Line_breaks_alone_do_not_change_a_locked_section() =>
        TemplateConformity.Check(Whole with { Sections = [new("一、总则", "依据\n上级文件。 "), Whole.Sections[1]] }, Template(strict: true)).ShouldBeEmpty();

    [Fact]
    public void A_template_is_read_from_the_payload_and_nothing_from_an_empty_one()
    {
        ManuscriptTemplate.Read(null).ShouldBeNull();
        ManuscriptTemplate.Read(JsObject.Of(("version", 3.0))).ShouldBeNull();
        var read = ManuscriptTemplate.Read(JsonText.Parse("""{"version":3,"strict":true,"sections":[{"heading":"总则","required":true,"locked":false,"text":"x"}]}"""))!;
        read.Version.ShouldBe(3);
        read.Strict.ShouldBeTrue();
        read.Sections.ShouldBe([new ExpectedSection("总则", true, false, "x")]);
    }

    [Theory]
    [InlineData("一、总则", "二、总则", true)]
    [InlineData("第一条 目的", "目的", true)]
    [InlineData("（三）组织领导", "1.组织领导", true)]
    [InlineData("一体化推进", "体化推进", false)]
    [InlineData("三定工作", "定工作", false)]
    [InlineData("十、", "二、", false)]
    public void Headings_are_the_same_without_their_numbering(string left, string right, bool same) =>
        Headings.Same(left, right).ShouldBe(same);
}
