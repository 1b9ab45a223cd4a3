namespace Orchestrator.Submission.Comparison;

/// <summary>Pairs the items of two texts that belong together, in order, so that the sum of their likeness is greatest.</summary>
public static class Alignment
{
    /// <summary>Two paragraphs less alike than this are a removal and an addition, not a change.</summary>
    public const double Alike = 0.4;

    private const int LargestTable = 400_000;

    public static IReadOnlyList<(int? Left, int? Right)> Of(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var head = 0;
        while (head < left.Count && head < right.Count && left[head] == right[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < left.Count - head && tail < right.Count - head && left[^(tail + 1)] == right[^(tail + 1)])
        {
            tail++;
        }

        var pairs = new List<(int?, int?)>();
        pairs.AddRange(Enumerable.Range(0, head).Select(index => ((int?)index, (int?)index)));
        pairs.AddRange(Middle(left, right, head, left.Count - tail, right.Count - tail));
        pairs.AddRange(Enumerable.Range(0, tail).Select(index => ((int?)(left.Count - tail + index), (int?)(right.Count - tail + index))));
        return pairs;
    }

    /// <summary>How alike two texts are: the share of character pairs that they have in common (Dice), 0 to 1.</summary>
    public static double Likeness(string left, string right)
    {
        if (string.Equals(left, right, StringComparison.Ordinal))
        {
            return 1;
        }

        if (left.Length < 2 || right.Length < 2)
        {
            return 0;
        }

        var pairs = new Dictionary<int, int>();
        for (var index = 0; index + 1 < left.Length; index++)
        {
            var pair = (left[index] << 16) | left[index + 1];
            pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
        }

        var common = 0;
        for (var index = 0; index + 1 < right.Length; index++)
        {
            var pair = (right[index] << 16) | right[index + 1];
            if (pairs.GetValueOrDefault(pair) is var count and > 0)
            {
                pairs[pair] = count - 1;
                common++;
            }
        }

        return 2.0 * common / (left.Length + right.Length - 2);
    }

    private static List<(int?, int?)> Middle(IReadOnlyList<string> left, IReadOnlyList<string> right, int head, int leftEnd, int rightEnd)
    {
        var rows = leftEnd - head;
        var columns = rightEnd - head;
        // Beyond the table's size only equal paragraphs pair: still a right comparison, only a coarser one.
        var exactOnly = (long)rows * columns > LargestTable;
        var best = exactOnly ? new double[0, 0] : new double[rows + 1, columns + 1];
        if (exactOnly)
        {
            return Coarse(left, right, head, leftEnd, rightEnd);
        }

        var likeness = new double[rows, columns];
        for (var row = rows - 1; row >= 0; row--)
        {
            for (var column = columns - 1; column >= 0; column--)
            {
                var alike = Likeness(left[head + row], right[head + column]);
                likeness[row, column] = alike;
                best[row, column] = Math.Max(best[row + 1, column], best[row, column + 1]);
                if (alike >= Alike)
                {
                    best[row, column] = Math.Max(best[row, column], best[row + 1, column + 1] + alike);
                }
            }
        }

        var pairs = new List<(int?, int?)>();
        int i = 0, j = 0;
        while (i < rows && j < columns)
        {
            if (likeness[i, j] >= Alike && best[i, j] <= best[i + 1, j + 1] + likeness[i, j])
            {
                pairs.Add((head + i++, head + j++));
            }
            else if (best[i + 1, j] >= best[i, j + 1])
            {
                pairs.Add((head + i++, null));
            }
            else
            {
                pairs.Add((null, head + j++));
            }
        }

        pairs.AddRange(Enumerable.Range(i, rows - i).Select(row => ((int?)(head + row), (int?)null)));
        pairs.AddRange(Enumerable.Range(j, columns - j).Select(column => ((int?)null, (int?)(head + column))));
        return pairs;
    }

    private static List<(int?, int?)> Coarse(IReadOnlyList<string> left, IReadOnlyList<string> right, int head, int leftEnd, int rightEnd)
    {
        var places = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
        for (var column = head; column < rightEnd; column++)
        {
            (places.TryGetValue(right[column], out var queue) ? queue : places[right[column]] = []).Enqueue(column);
        }

        var pairs = new List<(int?, int?)>();
        var next = head;
        for (var row = head; row < leftEnd; row++)
        {
            var match = -1;
            while (match < 0 && places.TryGetValue(left[row], out var queue) && queue.TryDequeue(out var column))
            {
                match = column >= next ? column : -1;
            }

            if (match < 0)
            {
                pairs.Add((row, null));
                continue;
            }

            for (; next < match; next++)
            {
                pairs.Add((null, next));
            }

            pairs.Add((row, next++));
        }

        for (; next < rightEnd; next++)
        {
            pairs.Add((null, next));
        }

        return pairs;
    }
}
