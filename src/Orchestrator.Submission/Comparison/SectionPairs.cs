using Orchestrator.Submission.Drafts;
using Orchestrator.Submission.Versions;

namespace Orchestrator.Submission.Comparison;

/// <summary>Which section of the one version is which of the other: first by heading, wherever it stands, then by the
/// likeness of the text (a renamed section).</summary>
public static class SectionPairs
{
    private const double Renamed = 0.6;

    /// <summary>In the order of the right version; a section that is gone stands after the one it followed.</summary>
    public static IReadOnlyList<(int? Left, int? Right, bool Moved)> Of(IReadOnlyList<Section> left, IReadOnlyList<Section> right)
    {
        var partner = ByHeading(left, right);
        ByLikeness(left, right, partner);
        var steady = InOrder(partner);
        var pairs = partner.Select((of, index) => ((int?)of, (int?)index, of is not null && !steady.Contains(index))).ToList();
        for (var index = 0; index < left.Count; index++)
        {
            if (partner.Contains(index))
            {
                continue;
            }

            var after = index == 0 ? -1 : pairs.FindIndex(pair => pair.Item1 == index - 1);
            pairs.Insert(after + 1, (index, null, false));
        }

        return pairs;
    }

    private static int?[] ByHeading(IReadOnlyList<Section> left, IReadOnlyList<Section> right)
    {
        var free = left.Select((section, index) => (Key: Headings.Key(section.Heading), Index: index))
            .GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new Queue<int>(group.Select(entry => entry.Index)), StringComparer.Ordinal);
        return [.. right.Select(section =>
            free.TryGetValue(Headings.Key(section.Heading), out var queue) && queue.TryDequeue(out var index) ? index : (int?)null)];
    }

    private static void ByLikeness(IReadOnlyList<Section> left, IReadOnlyList<Section> right, int?[] partner)
    {
        for (var index = 0; index < right.Count; index++)
        {
            if (partner[index] is not null)
            {
                continue;
            }

            var best = Enumerable.Range(0, left.Count).Where(candidate => !partner.Contains(candidate))
                .Select(candidate => (Candidate: candidate, Alike: Alignment.Likeness(left[candidate].Text, right[index].Text)))
                .Where(found => found.Alike >= Renamed).OrderByDescending(found => found.Alike).Select(found => (int?)found.Candidate).FirstOrDefault();
            partner[index] = best;
        }
    }

    // The longest run of sections that kept their order; all others were moved.
    private static HashSet<int> InOrder(int?[] partner)
    {
        var placed = Enumerable.Range(0, partner.Length).Where(index => partner[index] is not null).ToArray();
        var length = new int[placed.Length];
        var before = new int[placed.Length];
        var last = -1;
        for (var i = 0; i < placed.Length; i++)
        {
            (length[i], before[i]) = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (partner[placed[j]] < partner[placed[i]] && length[j] + 1 > length[i])
                {
                    (length[i], before[i]) = (length[j] + 1, j);
                }
            }

            last = last < 0 || length[i] > length[last] ? i : last;
        }

        var steady = new HashSet<int>();
        for (; last >= 0; last = before[last])
        {
            steady.Add(placed[last]);
        }

        return steady;
    }
}
