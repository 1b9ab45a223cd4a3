namespace Orchestrator.Submission.Comparison;

public enum ParagraphChange
{
    Same,
    Changed,
    Added,
    Removed,
}

public enum SpanKind
{
    Same,
    Added,
    Removed,
}

/// <summary>A run of characters inside a changed paragraph, in reading order: the removed and same runs give the left
/// text, the added and same runs the right one.</summary>
public sealed record Span(SpanKind Kind, string Text);

/// <summary>One line of the side-by-side view. <paramref name="Left"/> is null for an added paragraph,
/// <paramref name="Right"/> for a removed one; <paramref name="Heading"/> tells whether it is a section's heading.</summary>
public sealed record ComparedParagraph(
    ParagraphChange Kind, string? Left, string? Right, IReadOnlyList<Span> Spans, string Section, bool Heading, bool Moved);

/// <summary>A row of the three-column table of changes (修改对照表).</summary>
public sealed record ChangeRow(string Original, string Revised, string Note);

public sealed record ComparisonTotals(int Added, int Removed, int Changed, int Same, int CharactersAdded, int CharactersRemoved);

public sealed record ManuscriptComparison(
    IReadOnlyList<ComparedParagraph> Paragraphs, IReadOnlyList<ChangeRow> Rows, ComparisonTotals Totals);
