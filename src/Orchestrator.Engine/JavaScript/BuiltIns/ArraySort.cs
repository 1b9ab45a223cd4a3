using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>
/// A stable sort: undefined goes to the end, holes after it, without asking the comparing function. Short lists are
/// sorted in the very steps that V8 takes, because comparing functions that contradict themselves, such as
/// <c>(a, b) => a > b</c>, are common, and their authors know the result from there.
/// </summary>
internal static class ArraySort
{
    private const int ShortList = 64;

    public static JsArray Sort(Run run, JsArray array, ReadOnlySpan<object?> arguments)
    {
        var compare = arguments.At(0) is Undefined ? null : arguments.At(0) as JsFunction
            ?? throw run.TypeError("The comparison function must be either a function or undefined", "比较函数须为函数。");
        Property.CheckNotFrozen(run, array, "0");
        var holes = array.Items.Count(i => ReferenceEquals(i, Hole.Value));
        var undefined = array.Items.Count(i => i is Undefined);
        var items = array.Items.Where(i => i is not Undefined && !ReferenceEquals(i, Hole.Value)).ToArray();
        run.Step(array.Count);
        run.Allocate(16L * array.Count);
        object?[] sorted;
        if (compare is null)
        {
            var keys = new string[items.Length];
            for (var i = 0; i < items.Length; i++)
            {
                keys[i] = Coerce.ToText(run, items[i]);
            }

            var order = Enumerable.Range(0, items.Length).ToArray();
            SortPart(order, new int[order.Length], 0, order.Length, (a, b) => string.CompareOrdinal(keys[a], keys[b]), run);
            sorted = [.. order.Select(i => items[i])];
        }
        else
        {
            sorted = items;
            SortPart(sorted, new object?[sorted.Length], 0, sorted.Length, (a, b) => Compare(run, compare, a, b), run);
        }

        array.Items.Clear();
        array.Items.AddRange(sorted);
        array.Items.AddRange(Enumerable.Repeat<object?>(Undefined.Value, undefined));
        array.Items.AddRange(Enumerable.Repeat<object?>(Hole.Value, holes));
        return array;
    }

    private static double Compare(Run run, JsFunction compare, object? a, object? b)
    {
        var order = Coerce.ToNumber(run, compare.Call(run, Undefined.Value, [a, b]));
        return double.IsNaN(order) ? 0 : order;
    }

    private static void SortPart<T>(T[] items, T[] spare, int start, int end, Func<T, T, double> compare, Run run)
    {
        if (end - start < ShortList)
        {
            Insert(items, start, CountRun(items, start, end, compare, run), end, compare, run);
        }
        else
        {
            MergeSort(items, spare, start, end, compare, run);
        }
    }

    /// <summary>Finds how far the beginning is in order already, turning it around where it falls.</summary>
    private static int CountRun<T>(T[] items, int start, int end, Func<T, T, double> compare, Run run)
    {
        if (end - start < 2)
        {
            return end;
        }

        var falls = compare(items[start + 1], items[start]) < 0;
        var next = start + 2;
        while (next < end && compare(items[next], items[next - 1]) < 0 == falls)
        {
            run.Step();
            next++;
        }

        if (falls)
        {
            Array.Reverse(items, start, next - start);
        }

        return next;
    }

    /// <summary>Puts each further item where halving the sorted part finds its place.</summary>
    private static void Insert<T>(T[] items, int start, int next, int end, Func<T, T, double> compare, Run run)
    {
        for (; next < end; next++)
        {
            var item = items[next];
            var (left, right) = (start, next);
            while (left < right)
            {
                run.Step();
                var middle = left + ((right - left) >> 1);
                (left, right) = compare(item, items[middle]) < 0 ? (left, middle) : (middle + 1, right);
            }

            Array.Copy(items, left, items, left + 1, next - left);
            items[left] = item;
        }
    }

    private static void MergeSort<T>(T[] items, T[] spare, int start, int end, Func<T, T, double> compare, Run run)
    {
        var middle = (start + end) / 2;
        SortPart(items, spare, start, middle, compare, run);
        SortPart(items, spare, middle, end, compare, run);
        Array.Copy(items, start, spare, start, end - start);
        for (int left = start, right = middle, to = start; to < end; to++)
        {
            run.Step();
            var takeLeft = right >= end || (left < middle && compare(spare[left], spare[right]) <= 0);
            items[to] = takeLeft ? spare[left++] : spare[right++];
        }
    }
}
