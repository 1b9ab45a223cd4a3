using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Expressions;

/// <summary>
/// Values have value semantics: what is stored in a variable, a request or the result register shares nothing with
/// where it came from. Otherwise a script could change, through one name, what another name or a request holds.
/// </summary>
internal static class Copies
{
    public static object? Of(object? value) => value switch
    {
        JsObject map => Of(map),
        JsArray array => Of(array),
        _ => value,
    };

    public static JsObject Of(JsObject map)
    {
        var copy = new JsObject(map.Count);
        foreach (var (name, value) in map.Span)
        {
            copy[name] = Of(value);
        }

        return copy;
    }

    private static JsArray Of(JsArray array)
    {
        var copy = new JsArray();
        copy.Items.Capacity = array.Count;
        foreach (var item in array.Items)
        {
            copy.Items.Add(Of(item));
        }

        return copy;
    }
}
