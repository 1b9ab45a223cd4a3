using System.Text;

namespace Orchestrator.Submission.Drafts;

/// <summary>One section of a manuscript. Paragraphs of <paramref name="Text"/> are separated by line feeds.</summary>
public sealed record Section(string Heading, string Text);

/// <summary>What a department writes: the manuscript and its drafting explanation (起草说明). Text is normalised
/// (NFC, line feeds, no trailing blanks), so that equal-looking contents are equal.</summary>
public sealed record DraftContent(string Title, IReadOnlyList<Section> Sections, string Explanation)
{
    public static readonly DraftContent Empty = new("", [], "");

    public DraftContent Normalised() => new(
        Line(Title),
        [.. Sections.Select(section => new Section(Line(section.Heading), Paragraphs(section.Text)))],
        Paragraphs(Explanation));

    /// <summary>The length in characters that people count: sections and their headings.</summary>
    public int Length => Sections.Sum(section => section.Heading.Length + section.Text.Length);

    private static string Line(string text) => text.Normalize(NormalizationForm.FormC).ReplaceLineEndings(" ").Trim();

    private static string Paragraphs(string text) => string.Join(
        '\n', text.Normalize(NormalizationForm.FormC).ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n');
}
