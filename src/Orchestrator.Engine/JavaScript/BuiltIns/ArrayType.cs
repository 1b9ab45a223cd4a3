using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

internal static class ArrayType
{
    public static readonly BuiltInConstructor Constructor = new("Array", 1, (run, _, a) => Make(run, a), Make, v => v is JsArray, new()
    {
        { "isArray", 1, (_, _, a) => Boxed.Of(a.At(0) is JsArray) },
        { "of", 0, (run, _, a) => Of(run, a) },
        { "from", 1, (run, _, a) => From(run, a) },
    });

    private static JsArray Of(Run run, ReadOnlySpan<object?> items)
    {
        run.Allocate(48 + (8L * items.Length));
        return JsArray.Of(items);
    }

    private static JsArray Make(Run run, ReadOnlySpan<object?> a)
    {
        if (a.Length != 1 || a[0] is not double)
        {
            return Of(run, a);
        }

        var made = new JsArray();
        ArrayLength.Grow(run, made, ArrayLength.Read(run, a[0]));
        return made;
    }

    private static JsArray From(Run run, ReadOnlySpan<object?> a)
    {
        var source = a.At(0);
        var map = a.At(1) is Undefined ? null : a.FunctionAt(run, 1);
        if (source is null or Undefined)
        {
            throw run.TypeError($"{Display.Of(source)} is not iterable", $"{Display.Of(source)} 不能转换为数组。");
        }

        var made = new JsArray();
        run.Allocate(48);
        foreach (var item in Iteration.IsIterable(source) ? Iteration.Over(run, source) : ArrayLike(run, source))
        {
            run.Allocate(8);
            made.Items.Add(map is null ? item : map.Call(run, a.At(2), [item, Boxed.Of(made.Count)]));
        }

        return made;
    }

    private static IEnumerable<object?> ArrayLike(Run run, object source)
    {
        var length = source is JsObject ? Coerce.ToInteger(run, Property.Get(run, source, "length")) : 0;
        for (var i = 0; i < length; i++)
        {
            run.Step();
            yield return Property.Get(run, source, Boxed.Of(i));
        }
    }
}
