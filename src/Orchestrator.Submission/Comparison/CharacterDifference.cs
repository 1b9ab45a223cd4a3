using System.Globalization;
using DiffPlex;

namespace Orchestrator.Submission.Comparison;

/// <summary>The difference of two paragraphs, character by character as people see characters (a surrogate pair or a
/// combining sequence is one).</summary>
public static class CharacterDifference
{
    private static readonly Differ Differ = new();

    public static IReadOnlyList<Span> Between(string left, string right)
    {
        if (string.Equals(left, right, StringComparison.Ordinal))
        {
            return left.Length == 0 ? [] : [new Span(SpanKind.Same, left)];
        }

        var found = Differ.CreateCustomDiffs(left, right, false, false, Characters);
        var spans = new List<Span>();
        var at = 0;
        foreach (var block in found.DiffBlocks)
        {
            Add(spans, SpanKind.Same, found.PiecesOld, at, block.DeleteStartA - at);
            Add(spans, SpanKind.Removed, found.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            Add(spans, SpanKind.Added, found.PiecesNew, block.InsertStartB, block.InsertCountB);
            at = block.DeleteStartA + block.DeleteCountA;
        }

        Add(spans, SpanKind.Same, found.PiecesOld, at, found.PiecesOld.Length - at);
        return Readable(spans);
    }

    private static void Add(List<Span> spans, SpanKind kind, IReadOnlyList<string> pieces, int from, int count)
    {
        if (count > 0)
        {
            spans.Add(new Span(kind, string.Concat(pieces.Skip(from).Take(count))));
        }
    }

    // A single kept character between two changes is chance, not meaning: it reads better as part of one change.
    private static List<Span> Readable(List<Span> spans)
    {
        var merged = new List<Span>();
        var removed = "";
        var added = "";
        for (var index = 0; index < spans.Count; index++)
        {
            var span = spans[index];
            switch (span.Kind)
            {
                case SpanKind.Removed: removed += span.Text; break;
                case SpanKind.Added: added += span.Text; break;
                case SpanKind.Same when (removed.Length + added.Length) > 1 && span.Text.Length == 1 && index + 1 < spans.Count:
                    removed += span.Text;
                    added += span.Text;
                    break;
                default:
                    Flush();
                    merged.Add(span);
                    break;
            }
        }

        Flush();
        return merged;

        void Flush()
        {
            if (removed.Length > 0)
            {
                merged.Add(new Span(SpanKind.Removed, removed));
            }

            if (added.Length > 0)
            {
                merged.Add(new Span(SpanKind.Added, added));
            }

            (removed, added) = ("", "");
        }
    }

    private static string[] Characters(string text)
    {
        var pieces = new List<string>(text.Length);
        var walk = StringInfo.GetTextElementEnumerator(text);
        while (walk.MoveNext())
        {
            pieces.Add(walk.GetTextElement());
        }

        return [.. pieces];
    }
}
