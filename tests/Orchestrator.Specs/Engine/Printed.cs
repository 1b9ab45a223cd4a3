using System.Collections;
using System.Reflection;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;

namespace Orchestrator.Specs.Engine;

/// <summary>A request as text, with the contents of its lists and values.</summary>
internal static class Printed
{
    public static string Of(Request request) => Show(request);

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => text,
        DateTimeOffset moment => moment.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture),
        JsObject or JsArray => JsonText.Write(value),
        Enum or bool or int or double => value.ToString()!,
        IEnumerable list => "[" + string.Join(',', list.Cast<object?>().Select(Show)) + "]",
        _ => value.GetType().Name + "(" + string.Join(", ", value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.Name != "EqualityContract").Select(property => Show(property.GetValue(value)))) + ")",
    };
}
