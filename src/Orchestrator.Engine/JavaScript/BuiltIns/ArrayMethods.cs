using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Methods of arrays that take no function.</summary>
internal static partial class ArrayMethods
{
    public static readonly MethodTable Table = new()
    {
        { "at", 1, (run, self, a) => At(run, Array(run, self), a) },
        { "concat", 1, (run, self, a) => Concat(run, Array(run, self), a) },
        { "copyWithin", 2, (run, self, a) => CopyWithin(run, Array(run, self), a) },
        { "entries", 0, (run, self, _) => Entries(run, Array(run, self)) },
        { "every", 1, (run, self, a) => Boxed.Of(!Any(run, Array(run, self), a, wanted: false)) },
        { "fill", 1, (run, self, a) => Fill(run, Array(run, self), a) },
        { "filter", 1, (run, self, a) => Filter(run, Array(run, self), a) },
        { "find", 1, (run, self, a) => Find(run, Array(run, self), a).Item },
        { "findIndex", 1, (run, self, a) => Boxed.Of(Find(run, Array(run, self), a).Index) },
        { "flat", 0, (run, self, a) => Flat(run, Array(run, self), a) },
        { "flatMap", 1, (run, self, a) => FlatMap(run, Array(run, self), a) },
        { "forEach", 1, (run, self, a) => ForEach(run, Array(run, self), a) },
        { "includes", 1, (run, self, a) => Includes(run, Array(run, self), a) },
        { "indexOf", 1, (run, self, a) => IndexOf(run, Array(run, self), a) },
        { "join", 1, (run, self, a) => Join(run, Array(run, self), a.At(0) is Undefined ? "," : a.TextAt(run, 0)) },
        { "keys", 0, (run, self, _) => new JsIterator(Keys(run, Array(run, self))) },
        { "lastIndexOf", 1, (run, self, a) => LastIndexOf(run, Array(run, self), a) },
        { "map", 1, (run, self, a) => Map(run, Array(run, self), a) },
        { "pop", 0, (run, self, _) => RemoveAt(run, Array(run, self), last: true) },
        { "push", 1, (run, self, a) => Push(run, Array(run, self), a) },
        { "reduce", 1, (run, self, a) => Reduce(run, Array(run, self), a, fromEnd: false) },
        { "reduceRight", 1, (run, self, a) => Reduce(run, Array(run, self), a, fromEnd: true) },
        { "reverse", 0, (run, self, _) => Reverse(run, Array(run, self)) },
        { "shift", 0, (run, self, _) => RemoveAt(run, Array(run, self), last: false) },
        { "slice", 2, (run, self, a) => Slice(run, Array(run, self), a) },
        { "some", 1, (run, self, a) => Boxed.Of(Any(run, Array(run, self), a, wanted: true)) },
        { "sort", 1, (run, self, a) => ArraySort.Sort(run, Array(run, self), a) },
        { "splice", 2, (run, self, a) => Splice(run, Array(run, self), a) },
        { "toLocaleString", 0, (run, self, _) => Join(run, Array(run, self), ",", local: true) },
        { "toString", 0, (run, self, _) => Join(run, Array(run, self), ",") },
        { "unshift", 1, (run, self, a) => Unshift(run, Array(run, self), a) },
        { "values", 0, (run, self, _) => new JsIterator(Iteration.Over(run, Array(run, self))) },
    };

    public static string Join(Run run, JsArray array, string separator, bool local = false)
    {
        if (!run.Joining.Add(array))
        {
            return "";
        }

        var made = new System.Text.StringBuilder();
        for (var i = 0; i < array.Count; i++)
        {
            run.Step();
            var item = Hole.Fill(array[i]);
            var text = item is null or Undefined ? ""
                : local && Property.Get(run, item, "toLocaleString") is JsFunction method ? Coerce.ToText(run, method.Call(run, item, []))
                : Coerce.ToText(run, item);
            run.AllocateText(text.Length + separator.Length);
            made.Append(i > 0 ? separator : "").Append(text);
        }

        run.Joining.Remove(array);
        return made.ToString();
    }

    private static JsArray Array(Run run, object? self) => self as JsArray
        ?? throw run.TypeError("The method needs an array.", "该方法只能用于数组。");

    private static JsArray Changeable(Run run, JsArray array)
    {
        Property.CheckNotFrozen(run, array, "length");
        return array;
    }

    private static JsArray Made(Run run, IEnumerable<object?> items)
    {
        var made = new JsArray(items);
        run.Step(made.Count);
        run.Allocate(48 + (8L * made.Count));
        return made;
    }

    private static object? At(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        var index = a.Length == 0 ? 0 : Coerce.ToInteger(run, a[0]);
        index = index < 0 ? index + array.Count : index;
        return index >= 0 && index < array.Count ? Hole.Fill(array[(int)index]) : Undefined.Value;
    }

    private static JsArray Concat(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        var made = Made(run, array.Items);
        foreach (var argument in a)
        {
            if (argument is JsArray more)
            {
                run.Step(more.Count);
                run.Allocate(8L * more.Count);
                made.Items.AddRange(more.Items);
            }
            else
            {
                run.Allocate(8);
                made.Items.Add(argument);
            }
        }

        return made;
    }

    private static JsArray CopyWithin(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        Changeable(run, array);
        var to = a.PositionAt(run, 0, array.Count, 0);
        var from = a.PositionAt(run, 1, array.Count, 0);
        var count = Math.Min(a.PositionAt(run, 2, array.Count, array.Count) - from, array.Count - to);
        if (count > 0)
        {
            run.Step(count);
            var moved = array.Items.GetRange(from, count);
            for (var i = 0; i < count; i++)
            {
                array[to + i] = moved[i];
            }
        }

        return array;
    }

    private static JsArray Fill(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        Changeable(run, array);
        var end = a.PositionAt(run, 2, array.Count, array.Count);
        for (var i = a.PositionAt(run, 1, array.Count, 0); i < end; i++)
        {
            run.Step();
            array[i] = a.At(0);
        }

        return array;
    }

    private static JsArray Flat(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        var made = Made(run, []);
        FlattenInto(run, made, array, a.At(0) is Undefined ? 1 : Coerce.ToInteger(run, a[0]), 0);
        return made;
    }

    private static void FlattenInto(Run run, JsArray made, JsArray array, double depth, int level)
    {
        if (level > 200)
        {
            throw run.RangeError("Maximum call stack size exceeded", "数组嵌套过深。");
        }

        for (var i = 0; i < array.Count; i++)
        {
            run.Step();
            if (array[i] is JsArray inner && depth >= 1)
            {
                FlattenInto(run, made, inner, depth - 1, level + 1);
            }
            else if (!ReferenceEquals(array[i], Hole.Value))
            {
                run.Allocate(8);
                made.Items.Add(array[i]);
            }
        }
    }

    private static object Includes(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        for (var i = a.PositionAt(run, 1, array.Count, 0); i < array.Count; i++)
        {
            run.Step();
            if (Equality.SameValueZero(Hole.Fill(array[i]), a.At(0)))
            {
                return Boxed.True;
            }
        }

        return Boxed.False;
    }

    private static object IndexOf(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        for (var i = a.PositionAt(run, 1, array.Count, 0); i < array.Count; i++)
        {
            run.Step();
            if (Equality.Strict(array[i], a.At(0)))
            {
                return Boxed.Of(i);
            }
        }

        return Boxed.Of(-1);
    }

    private static object LastIndexOf(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        var start = a.Length > 1 ? Coerce.ToInteger(run, a[1]) : array.Count - 1;
        start = start < 0 ? array.Count + start : Math.Min(start, array.Count - 1);
        for (var i = (int)Math.Max(start, -1); i >= 0; i--)
        {
            run.Step();
            if (Equality.Strict(array[i], a.At(0)))
            {
                return Boxed.Of(i);
            }
        }

        return Boxed.Of(-1);
    }

    private static object? RemoveAt(Run run, JsArray array, bool last)
    {
        Changeable(run, array);
        if (array.Count == 0)
        {
            return Undefined.Value;
        }

        var index = last ? array.Count - 1 : 0;
        var removed = array[index];
        array.Items.RemoveAt(index);
        run.Step(last ? 0 : array.Count >> 6);
        return Hole.Fill(removed);
    }

    private static object Push(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        Changeable(run, array);
        run.Allocate(8L * a.Length);
        array.Items.AddRange(a);
        return Boxed.Of(array.Count);
    }

    private static object Unshift(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        Changeable(run, array);
        run.Allocate(8L * a.Length);
        run.Step(array.Count >> 6);
        array.Items.InsertRange(0, a);
        return Boxed.Of(array.Count);
    }

    private static JsArray Reverse(Run run, JsArray array)
    {
        run.Step(array.Count >> 4);
        Changeable(run, array).Items.Reverse();
        return array;
    }

    private static JsArray Slice(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        var start = a.PositionAt(run, 0, array.Count, 0);
        var end = a.PositionAt(run, 1, array.Count, array.Count);
        return Made(run, end > start ? array.Items.GetRange(start, Math.Min(end, array.Count) - start) : []);
    }

    private static JsArray Splice(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        var start = a.PositionAt(run, 0, array.Count, 0);
        var most = array.Count - start;
        var count = a.Length switch
        {
            0 => 0,
            1 => most,
            _ => (int)Math.Clamp(Coerce.ToInteger(run, a[1]), 0, most),
        };
        Changeable(run, array);
        var removed = Made(run, array.Items.GetRange(start, count));
        array.Items.RemoveRange(start, count);
        if (a.Length > 2)
        {
            run.Allocate(8L * a.Length);
            array.Items.InsertRange(start, a[2..]);
        }

        run.Step(array.Count >> 6);
        return removed;
    }

    private static JsIterator Entries(Run run, JsArray array) =>
        new(Keys(run, array).Select(i => (object?)Iteration.Pair(run, i, Hole.Fill(array[(int)(double)i!]))));

    private static IEnumerable<object?> Keys(Run run, JsArray array)
    {
        for (var i = 0; i < array.Count; i++)
        {
            run.Step();
            yield return Boxed.Of(i);
        }
    }
}
