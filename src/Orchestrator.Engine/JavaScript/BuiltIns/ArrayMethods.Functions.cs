using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Methods of arrays that call a function for each item. They pass over holes, except find and findIndex.</summary>
internal static partial class ArrayMethods
{
    private static bool Any(Run run, JsArray array, ReadOnlySpan<object?> a, bool wanted)
    {
        var (function, self) = (a.FunctionAt(run, 0), a.At(1));
        var count = array.Count;
        for (var i = 0; i < count && i < array.Count; i++)
        {
            if (!ReferenceEquals(array[i], Hole.Value) && Coerce.ToBoolean(Ask(run, function, self, array, i)) == wanted)
            {
                return true;
            }
        }

        return false;
    }

    private static Undefined ForEach(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        var (function, self) = (a.FunctionAt(run, 0), a.At(1));
        var count = array.Count;
        for (var i = 0; i < count && i < array.Count; i++)
        {
            if (!ReferenceEquals(array[i], Hole.Value))
            {
                Ask(run, function, self, array, i);
            }
        }

        return Undefined.Value;
    }

    private static JsArray Map(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        var (function, self) = (a.FunctionAt(run, 0), a.At(1));
        var count = array.Count;
        var made = Made(run, []);
        run.Allocate(8L * count);
        for (var i = 0; i < count; i++)
        {
            made.Items.Add(i >= array.Count || ReferenceEquals(array[i], Hole.Value) ? Hole.Value : Ask(run, function, self, array, i));
        }

        return made;
    }

    private static JsArray Filter(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        var (function, self) = (a.FunctionAt(run, 0), a.At(1));
        var count = array.Count;
        var made = Made(run, []);
        for (var i = 0; i < count && i < array.Count; i++)
        {
            var item = array[i];
            if (!ReferenceEquals(item, Hole.Value) && Coerce.ToBoolean(Ask(run, function, self, array, i)))
            {
                run.Allocate(8);
                made.Items.Add(item);
            }
        }

        return made;
    }

    private static (object? Item, int Index) Find(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        var (function, self) = (a.FunctionAt(run, 0), a.At(1));
        var count = array.Count;
        for (var i = 0; i < count; i++)
        {
            var item = i < array.Count ? Hole.Fill(array[i]) : Undefined.Value;
            if (Coerce.ToBoolean(function.Call(run, self, [item, Boxed.Of(i), array])))
            {
                return (item, i);
            }
        }

        return (Undefined.Value, -1);
    }

    private static JsArray FlatMap(Run run, JsArray array, ReadOnlySpan<object?> a)
    {
        var made = Made(run, []);
        FlattenInto(run, made, Map(run, array, a), 1, 0);
        return made;
    }

    private static object? Reduce(Run run, JsArray array, ReadOnlySpan<object?> a, bool fromEnd)
    {
        var function = a.FunctionAt(run, 0);
        var count = array.Count;
        var hasValue = a.Length > 1;
        var value = a.At(1);
        for (var n = 0; n < count; n++)
        {
            var i = fromEnd ? count - 1 - n : n;
            if (i >= array.Count || ReferenceEquals(array[i], Hole.Value))
            {
                continue;
            }

            value = hasValue ? function.Call(run, Undefined.Value, [value, array[i], Boxed.Of(i), array]) : array[i];
            hasValue = true;
        }

        return hasValue ? value : throw run.TypeError("Reduce of empty array with no initial value", "空数组归并须给出初始值。");
    }

    private static object? Ask(Run run, JsFunction function, object? self, JsArray array, int index) =>
        function.Call(run, self, [array[index], Boxed.Of(index), array]);
}
