using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

internal static class ObjectType
{
    public static readonly BuiltInConstructor Constructor = new("Object", 1, (run, _, a) => Make(run, a), Make, v => !Coerce.IsPrimitive(v), new()
    {
        { "keys", 1, (run, _, a) => List(run, Enumeration.Names(Existing(run, a))) },
        { "values", 1, (run, _, a) => List(run, Enumeration.Entries(Existing(run, a)).Select(e => e.Value)) },
        { "entries", 1, (run, _, a) => List(run, Enumeration.Entries(Existing(run, a)).Select(e => Iteration.Pair(run, e.Key, e.Value))) },
        { "getOwnPropertyNames", 1, (run, _, a) => List(run, OwnNames(Existing(run, a))) },
        { "assign", 2, (run, _, a) => Assign(run, a) },
        { "fromEntries", 1, (run, _, a) => FromEntries(run, a.At(0)) },
        { "freeze", 1, (run, _, a) => Freeze(run, a.At(0)) },
        { "isFrozen", 1, (run, _, a) => Boxed.Of(Coerce.IsPrimitive(a.At(0)) || run.IsFrozen(a.At(0)!)) },
        { "is", 2, (_, _, a) => Boxed.Of(Equality.SameValue(a.At(0), a.At(1))) },
        { "hasOwn", 2, (run, _, a) => Boxed.Of(Enumeration.HasOwn(Existing(run, a), Property.Key(run, a.At(1)))) },
    });

    private static object? Make(Run run, ReadOnlySpan<object?> a)
    {
        switch (a.At(0))
        {
            case null or Undefined:
                run.Allocate(80);
                return new JsObject();
            case string or double or bool:
                throw run.TypeError("Wrapper objects are not supported", "不支持基本值的包装对象。");
            default: return a[0];
        }
    }

    private static object Existing(Run run, ReadOnlySpan<object?> a) => a.At(0) is { } value and not Undefined
        ? value
        : throw run.TypeError("Cannot convert undefined or null to object", "undefined 或 null 没有成员。");

    private static JsArray List(Run run, IEnumerable<object?> items)
    {
        var made = new JsArray(items);
        run.Step(made.Count);
        run.Allocate(48 + (8L * made.Count));
        return made;
    }

    private static IEnumerable<string> OwnNames(object value) =>
        value is JsArray or string ? Enumeration.Names(value).Append("length") : Enumeration.Names(value);

    private static object Assign(Run run, ReadOnlySpan<object?> a)
    {
        var target = Existing(run, a);
        foreach (var source in a[1..])
        {
            foreach (var (name, value) in Enumeration.Entries(source))
            {
                run.Step();
                Property.Set(run, target, name, value);
            }
        }

        return target;
    }

    private static JsObject FromEntries(Run run, object? entries)
    {
        var made = new JsObject();
        run.Allocate(80);
        foreach (var entry in Iteration.Over(run, entries))
        {
            if (Coerce.IsPrimitive(entry))
            {
                throw run.TypeError($"Iterator value {Display.Of(entry)} is not an entry object", "每一项须为 [名称, 值]。");
            }

            var name = Property.Key(run, Property.Get(run, entry, "0"));
            Property.CheckName(run, name);
            run.Allocate(48);
            made[name] = Property.Get(run, entry, "1");
        }

        return made;
    }

    private static object? Freeze(Run run, object? value)
    {
        if (value is JsObject or JsArray)
        {
            run.Freeze(value);
        }

        return value;
    }
}
