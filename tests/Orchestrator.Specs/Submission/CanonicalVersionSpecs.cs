using Orchestrator.Submission.Drafts;
using Orchestrator.Submission.Versions;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Submission;

public sealed class CanonicalVersionSpecs
{
    private static readonly DraftContent Draft = new("放权赋权实施办法", [new("一、总则", "第一段\n第二段")], "说明");
    private static readonly FrozenAttachment Annex = new("a-1", "附表.xlsx", 12, "ab");

    [Fact]
    public void The_hash_of_a_known_content_never_changes()
    {
        var text = CanonicalVersion.Write(Draft, [Annex]);
        text.ShouldBe("""{"title":"放权赋权实施办法","sections":[{"heading":"一、总则","text":"第一段\n第二段"}],"explanation":"说明","attachments":[{"id":"a-1","name":"附表.xlsx","size":12,"sha256":"ab"}]}""");
        CanonicalVersion.Sha256(text).ShouldBe("2be032a3d709358d21d5fa80b60e9abf0348bd8202c695bd7bfc31dd10f8742e");
    }

    [Fact]
    public void The_order_in_which_attachments_were_added_does_not_matter()
    {
        var other = Annex with { Id = "a-0" };
        CanonicalVersion.Write(Draft, [Annex, other]).ShouldBe(CanonicalVersion.Write(Draft, [other, Annex]));
    }

    [Fact]
    public void Any_difference_changes_the_hash()
    {
        var hash = CanonicalVersion.Sha256(CanonicalVersion.Write(Draft, [Annex]));
        DraftContent[] others =
        [
            Draft with { Title = "放权赋权实施办法 " }, Draft with { Explanation = "" },
            Draft with { Sections = [new("一、总则", "第一段第二段")] }, Draft with { Sections = [new("一、总则第一段", "第二段")] },
        ];
        others.Select(other => CanonicalVersion.Sha256(CanonicalVersion.Write(other, [Annex]))).ShouldNotContain(hash);
        CanonicalVersion.Sha256(CanonicalVersion.Write(Draft, [Annex with { Sha256 = "ac" }])).ShouldNotBe(hash);
    }

    [Fact]
    public void A_version_reads_back_as_it_was_frozen()
    {
        var (content, attachments) = CanonicalVersion.Read(CanonicalVersion.Write(Draft, [Annex]));
        content.Title.ShouldBe(Draft.Title);
        content.Sections.ShouldBe(Draft.Sections);
        content.Explanation.ShouldBe(Draft.Explanation);
        attachments.ShouldBe([Annex]);
    }

    [Fact]
    public void Equal_looking_texts_are_equal_once_normalised()
    {
        var windows = new DraftContent(" 标题\r\n", [new("一、 总则 ", "第一段  \r\n第二段\r\n\r\n")], "e\u0301");
        var normal = windows.Normalised();
        normal.Title.ShouldBe("标题");
        normal.Sections[0].Text.ShouldBe("第一段\n第二段");
        normal.Explanation.ShouldBe("é");
    }
}
