using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

internal static class MapMethods
{
    public static readonly MethodTable Table = new()
    {
        { "get", 1, (run, self, a) => Map(run, self).TryGet(a.At(0), out var value) ? value : Undefined.Value },
        { "set", 2, (run, self, a) => Set(run, Map(run, self), a) },
        { "has", 1, (run, self, a) => Boxed.Of(Map(run, self).TryGet(a.At(0), out _)) },
        { "delete", 1, (run, self, a) => Boxed.Of(Map(run, self).Remove(a.At(0))) },
        { "clear", 0, (run, self, _) => Clear(Map(run, self)) },
        { "forEach", 1, (run, self, a) => ForEach(run, Map(run, self), a) },
        { "keys", 0, (run, self, _) => new JsIterator(Map(run, self).Entries(run).Select(e => e.Key)) },
        { "values", 0, (run, self, _) => new JsIterator(Map(run, self).Entries(run).Select(e => e.Value)) },
        { "entries", 0, (run, self, _) => new JsIterator(Iteration.Over(run, Map(run, self))) },
    };

    public static readonly BuiltInConstructor Constructor = new("Map", 0, null, Construct, v => v is JsMap and not JsSet, []);

    private static JsMap Map(Run run, object? self) => self is JsMap map and not JsSet
        ? map
        : throw run.TypeError("The method needs a Map.", "该方法只能用于 Map。");

    private static JsMap Construct(Run run, ReadOnlySpan<object?> a)
    {
        var made = new JsMap();
        if (a.At(0) is not (null or Undefined))
        {
            foreach (var entry in Iteration.Over(run, a[0]))
            {
                if (Coerce.IsPrimitive(entry))
                {
                    throw run.TypeError($"Iterator value {Display.Of(entry)} is not an entry object", "每一项须为 [键, 值]。");
                }

                made.Set(run, Property.Get(run, entry, "0"), Property.Get(run, entry, "1"));
            }
        }

        return made;
    }

    private static JsMap Set(Run run, JsMap map, ReadOnlySpan<object?> a)
    {
        map.Set(run, a.At(0), a.At(1));
        return map;
    }

    public static object Clear(JsMap map)
    {
        map.Clear();
        return Undefined.Value;
    }

    private static Undefined ForEach(Run run, JsMap map, ReadOnlySpan<object?> a)
    {
        var (function, self) = (a.FunctionAt(run, 0), a.At(1));
        foreach (var (key, value) in map.Entries(run))
        {
            function.Call(run, self, [value, key, map]);
        }

        return Undefined.Value;
    }
}

internal static class SetMethods
{
    public static readonly MethodTable Table = new()
    {
        { "add", 1, (run, self, a) => Add(run, Set(run, self), a.At(0)) },
        { "has", 1, (run, self, a) => Boxed.Of(Set(run, self).TryGet(a.At(0), out _)) },
        { "delete", 1, (run, self, a) => Boxed.Of(Set(run, self).Remove(a.At(0))) },
        { "clear", 0, (run, self, _) => MapMethods.Clear(Set(run, self)) },
        { "forEach", 1, (run, self, a) => ForEach(run, Set(run, self), a) },
        { "keys", 0, (run, self, _) => new JsIterator(Iteration.Over(run, Set(run, self))) },
        { "values", 0, (run, self, _) => new JsIterator(Iteration.Over(run, Set(run, self))) },
        { "entries", 0, (run, self, _) => new JsIterator(Iteration.Over(run, Set(run, self)).Select(v => (object?)Iteration.Pair(run, v, v))) },
    };

    public static readonly BuiltInConstructor Constructor = new("Set", 0, null, Construct, v => v is JsSet, []);

    private static JsSet Set(Run run, object? self) => self as JsSet
        ?? throw run.TypeError("The method needs a Set.", "该方法只能用于 Set。");

    private static JsSet Construct(Run run, ReadOnlySpan<object?> a)
    {
        var made = new JsSet();
        if (a.At(0) is not (null or Undefined))
        {
            foreach (var value in Iteration.Over(run, a[0]))
            {
                Add(run, made, value);
            }
        }

        return made;
    }

    private static JsSet Add(Run run, JsSet set, object? value)
    {
        set.Set(run, value, value);
        return set;
    }

    private static Undefined ForEach(Run run, JsSet set, ReadOnlySpan<object?> a)
    {
        var (function, self) = (a.FunctionAt(run, 0), a.At(1));
        foreach (var (value, _) in set.Entries(run))
        {
            function.Call(run, self, [value, value, set]);
        }

        return Undefined.Value;
    }
}

internal static class IteratorMethods
{
    public static readonly MethodTable Table = new()
    {
        { "next", 0, (run, self, _) => Next(run, self) },
    };

    private static JsObject Next(Run run, object? self)
    {
        if (self is not JsIterator iterator)
        {
            throw run.TypeError("The method needs an iterator.", "该方法只能用于迭代器。");
        }

        run.Allocate(96);
        var moved = iterator.MoveNext(out var value);
        return JsObject.Of(("value", value), ("done", Boxed.Of(!moved)));
    }
}
