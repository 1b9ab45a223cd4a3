using System.Globalization;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>A value's own members in the order of the language: whole numbers ascending, then names as they were added.</summary>
internal static class Enumeration
{
    public static IReadOnlyList<string> Names(object? value) => value switch
    {
        JsObject members => Ordered(members.Names),
        JsArray array => [.. Enumerable.Range(0, array.Count).Where(i => !ReferenceEquals(array[i], Hole.Value)).Select(Name).Concat(Extra(array))],
        string text => [.. Enumerable.Range(0, text.Length).Select(Name)],
        _ => [],
    };

    public static IEnumerable<KeyValuePair<string, object?>> Entries(object? value)
    {
        foreach (var name in Names(value))
        {
            yield return new(name, value switch
            {
                JsObject members => members[name],
                JsArray array => Property.TryIndex(name, out var index) ? array[index] : ((MatchResult)array).GetSpecial(name),
                _ => ((string)value!)[int.Parse(name, CultureInfo.InvariantCulture)].ToString(),
            });
        }
    }

    public static bool HasOwn(object? value, string name) => value switch
    {
        JsObject members => members.Has(name) || (members is JsError && name == "message"),
        JsArray array => name == "length" || (Property.TryIndex(name, out var index)
            ? index < array.Count && !ReferenceEquals(array[index], Hole.Value)
            : Extra(array).Contains(name)),
        string text => name == "length" || (Property.TryIndex(name, out var index) && index < text.Length),
        JsRegExp => name == "lastIndex",
        JsFunction => name is "name" or "length",
        _ => false,
    };

    public static IReadOnlyList<string> Ordered(IReadOnlyList<string> names)
    {
        var numbers = 0;
        for (var i = 0; i < names.Count; i++)
        {
            numbers += IsWholeNumber(names[i]) ? 1 : 0;
        }

        return numbers == 0
            ? names
            : [.. names.Where(IsWholeNumber).OrderBy(n => uint.Parse(n, CultureInfo.InvariantCulture)), .. names.Where(n => !IsWholeNumber(n))];
    }

    // The language's "array index": up to 2^32 - 2.
    private static bool IsWholeNumber(string name) =>
        Property.TryIndex(name, out _) || (name.Length == 10 && name[0] is >= '1' and <= '4' && name.All(char.IsAsciiDigit) &&
            uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < uint.MaxValue);

    private static string[] Extra(JsArray array) => array is MatchResult ? MatchResult.SpecialNames : [];

    private static string Name(int index) => index.ToString(CultureInfo.InvariantCulture);
}
