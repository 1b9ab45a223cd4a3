using Orchestrator.Submission.Drafts;

namespace Orchestrator.Submission.Comparison;

/// <summary>Compares two versions of a manuscript: sections by heading, paragraphs inside a section by likeness,
/// characters inside a paragraph.</summary>
public static class CompareManuscripts
{
    public static ManuscriptComparison Between(DraftContent left, DraftContent right)
    {
        var paragraphs = new List<ComparedParagraph>();
        if (left.Title.Length + right.Title.Length > 0)
        {
            paragraphs.Add(Compare(left.Title, right.Title, "标题", heading: true, moved: false));
        }

        foreach (var (of, at, moved) in SectionPairs.Of(left.Sections, right.Sections))
        {
            var old = of is { } index ? left.Sections[index] : null;
            var made = at is { } place ? right.Sections[place] : null;
            var name = (made ?? old)!.Heading;
            paragraphs.Add(Compare(old?.Heading, made?.Heading, name, heading: true, moved));
            paragraphs.AddRange(Body(Lines(old?.Text), Lines(made?.Text), name, moved));
        }

        paragraphs.AddRange(Body(Lines(left.Explanation), Lines(right.Explanation), "起草说明", moved: false));
        return new ManuscriptComparison(paragraphs, [.. paragraphs.Where(Noteworthy).Select(Row)], Totals(paragraphs));
    }

    private static IEnumerable<ComparedParagraph> Body(string[] left, string[] right, string section, bool moved) =>
        Alignment.Of(left, right).Select(pair => Compare(
            pair.Left is { } of ? left[of] : null, pair.Right is { } at ? right[at] : null, section, heading: false, moved));

    private static ComparedParagraph Compare(string? left, string? right, string section, bool heading, bool moved)
    {
        if (left is null)
        {
            return new(ParagraphChange.Added, null, right, [new Span(SpanKind.Added, right!)], section, heading, moved);
        }

        if (right is null)
        {
            return new(ParagraphChange.Removed, left, null, [new Span(SpanKind.Removed, left)], section, heading, moved);
        }

        var same = string.Equals(left, right, StringComparison.Ordinal);
        return new(same ? ParagraphChange.Same : ParagraphChange.Changed, left, right, CharacterDifference.Between(left, right), section, heading, moved);
    }

    private static bool Noteworthy(ComparedParagraph paragraph) =>
        paragraph.Kind != ParagraphChange.Same || (paragraph.Moved && paragraph.Heading);

    private static ChangeRow Row(ComparedParagraph paragraph) =>
        new(paragraph.Left ?? "", paragraph.Right ?? "", $"{paragraph.Section}：{Note(paragraph)}");

    private static string Note(ComparedParagraph paragraph)
    {
        var what = paragraph.Heading ? "标题" : "段落";
        var note = paragraph.Kind switch
        {
            ParagraphChange.Added => $"新增{what}",
            ParagraphChange.Removed => $"删除{what}",
            ParagraphChange.Changed => $"修改{what}，增 {Count(paragraph, SpanKind.Added)} 字、删 {Count(paragraph, SpanKind.Removed)} 字",
            _ => "",
        };
        var moved = paragraph is { Moved: true, Heading: true } ? "章节顺序调整" : "";
        return note.Length > 0 && moved.Length > 0 ? $"{note}；{moved}" : note + moved;
    }

    private static int Count(ComparedParagraph paragraph, SpanKind kind) =>
        paragraph.Spans.Where(span => span.Kind == kind).Sum(span => new System.Globalization.StringInfo(span.Text).LengthInTextElements);

    private static ComparisonTotals Totals(List<ComparedParagraph> paragraphs) => new(
        paragraphs.Count(paragraph => paragraph.Kind == ParagraphChange.Added),
        paragraphs.Count(paragraph => paragraph.Kind == ParagraphChange.Removed),
        paragraphs.Count(paragraph => paragraph.Kind == ParagraphChange.Changed),
        paragraphs.Count(paragraph => paragraph.Kind == ParagraphChange.Same),
        paragraphs.Sum(paragraph => Count(paragraph, SpanKind.Added)),
        paragraphs.Sum(paragraph => Count(paragraph, SpanKind.Removed)));

    private static string[] Lines(string? text) => text is null ? [] : [.. text.Split('\n').Where(line => line.Trim().Length > 0)];
}
