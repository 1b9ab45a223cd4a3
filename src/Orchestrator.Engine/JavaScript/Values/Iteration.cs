using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Walking through values, as <c>for of</c>, spread and destructuring do.</summary>
internal static class Iteration
{
    public static IEnumerable<object?> Over(Run run, object? value) => value switch
    {
        JsArray array => Items(run, array),
        string text => Characters(run, text),
        JsSet set => set.Entries(run).Select(e => e.Key),
        JsMap map => map.Entries(run).Select(e => (object?)Pair(run, e.Key, e.Value)),
        JsIterator iterator => Remaining(run, iterator),
        _ => throw run.TypeError($"{Display.Of(value)} is not iterable", $"{Display.Of(value)} 不能逐个取值。"),
    };

    public static bool IsIterable(object? value) => value is JsArray or string or JsMap or JsIterator;

    public static JsArray Pair(Run run, object? first, object? second)
    {
        run.Allocate(64);
        return JsArray.Of(first, second);
    }

    private static IEnumerable<object?> Items(Run run, JsArray array)
    {
        for (var i = 0; i < array.Count; i++)
        {
            run.Step();
            yield return Hole.Fill(array[i]);
        }
    }

    private static IEnumerable<object?> Characters(Run run, string text)
    {
        for (var i = 0; i < text.Length;)
        {
            run.Step();
            var length = CodePoints.LengthAt(text, i);
            yield return text.Substring(i, length);
            i += length;
        }
    }

    private static IEnumerable<object?> Remaining(Run run, JsIterator iterator)
    {
        while (iterator.MoveNext(out var value))
        {
            run.Step();
            yield return value;
        }
    }
}
