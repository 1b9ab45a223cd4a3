using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Script values as plain data, by the rules of JSON text: what JSON cannot say is dropped or null.</summary>
internal static class PlainValue
{
    private const int Deepest = 200;

    /// <param name="run">The run to charge; null outside a run, where <c>toJSON</c> methods are not called.</param>
    public static object? Of(Run? run, object? value) => value switch
    {
        null or bool => value,
        string text => WellFormed(text),
        double number => double.IsFinite(number) ? (number == 0 ? Boxed.Of(0) : value) : null,
        _ => Convert(run, value, "", 0),
    };

    /// <summary>Halves of characters, which no file and no database can hold, become the replacement character.</summary>
    private static string WellFormed(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            return text;
        }

        var made = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var length = CodePoints.LengthAt(text, i);
            made.Append(length == 1 && char.IsSurrogate(text[i]) ? "\uFFFD" : text.AsSpan(i, length));
            i += length - 1;
        }

        return made.ToString();
    }

    private static object? Convert(Run? run, object? value, string key, int depth)
    {
        if (depth > Deepest)
        {
            throw TooDeep(run);
        }

        run?.Step();
        if (run is not null && value is JsObject { Count: > 0 } custom && custom.TryGet("toJSON", out var method) && method is JsFunction toJson)
        {
            value = toJson.Call(run, value, [key]);
        }

        switch (value)
        {
            case JsArray array:
                run?.Allocate(48 + (array.Count * 8));
                var items = new JsArray();
                for (var i = 0; i < array.Count; i++)
                {
                    items.Items.Add(OfMember(run, array[i], "", depth));
                }

                return items;
            case JsError: return new JsObject();
            case JsObject source:
                run?.Allocate(80 + (source.Count * 48));
                var members = new JsObject();
                foreach (var (name, member) in Enumeration.Entries(source))
                {
                    if (member is not (Undefined or JsFunction))
                    {
                        members[WellFormed(name)] = OfMember(run, member, name, depth);
                    }
                }

                return members;
            case JsDate date: return double.IsNaN(date.Time) ? null : DateText.Iso(date.Time);
            case Undefined or Hole or JsFunction: return null;
            case JsMap or JsRegExp or JsIterator or BuiltInNamespace: return new JsObject();
            default: return Of(null, HostCallable.FromHost(value));
        }
    }

    private static object? OfMember(Run? run, object? value, string name, int depth) => value switch
    {
        null or string or bool or double => Of(run, value),
        _ => Convert(run, value, name, depth + 1),
    };

    private static Exception TooDeep(Run? run)
    {
        const string Message = "Converting circular structure to JSON";
        return run?.TypeError(Message, "对象包含自身或嵌套过深，不能转换。") ?? (Exception)new InvalidOperationException(Message);
    }
}
