using System.Globalization;
using System.Text.Json;
using System.Xml;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Expressions;

/// <summary>Conversions between what an expression gives and what an input wants. Throws <see cref="FormatException"/>
/// with an English sentence that names the value.</summary>
internal static class Conversion
{
    public static string? ToText(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => NumberText(number),
        _ => JsonText.Write(value),
    };

    public static bool ToFlag(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        double number => number != 0 && !double.IsNaN(number),
        string text when bool.TryParse(text, out var flag) => flag,
        "" => false,
        _ => throw new FormatException($"'{Show(value)}' is neither true nor false."),
    };

    public static int? ToWhole(object? value)
    {
        switch (value)
        {
            case null or "":
                return null;
            case double number when number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue:
                return (int)number;
            case string text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                return number;
            default:
                throw new FormatException($"'{Show(value)}' is not a whole number.");
        }
    }

    /// <summary>Reads <c>d.hh:mm:ss</c>, ISO 8601 (<c>PT1H</c>) or a number of milliseconds.</summary>
    public static TimeSpan? ToSpan(object? value)
    {
        switch (value)
        {
            case null or "":
                return null;
            case double milliseconds when Math.Abs(milliseconds) < 1e14:
                return TimeSpan.FromMilliseconds(milliseconds);
            case string text when text.StartsWith('P'):
                try
                {
                    return XmlConvert.ToTimeSpan(text);
                }
                catch (Exception e) when (e is FormatException or OverflowException)
                {
                    throw new FormatException($"'{text}' is not an ISO 8601 duration.", e);
                }

            case string text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span):
                return span;
            default:
                throw new FormatException($"'{Show(value)}' is not a time span such as 00:30:00 or PT30M.");
        }
    }

    /// <summary>Reads an ISO 8601 moment; without an offset it is taken as China Standard Time. A number counts
    /// milliseconds since 1970.</summary>
    public static DateTimeOffset? ToMoment(object? value)
    {
        switch (value)
        {
            case null or "":
                return null;
            case double milliseconds when Math.Abs(milliseconds) < 8.64e15:
                try
                {
                    return DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds);
                }
                catch (ArgumentOutOfRangeException e)
                {
                    throw new FormatException($"'{Show(value)}' is not a moment.", e);
                }

            case string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time):
                if (time.Kind == DateTimeKind.Unspecified)
                {
                    return time.Year is > 1 and < 9999
                        ? new DateTimeOffset(time, TimeSpan.FromHours(8)).ToUniversalTime()
                        : throw new FormatException($"'{text}' is out of range.");
                }

                return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
                    ? moment.ToUniversalTime()
                    : throw new FormatException($"'{text}' is not a moment.");
            default:
                throw new FormatException($"'{Show(value)}' is not a moment such as 2020-08-10T18:00:00+08:00.");
        }
    }

    /// <summary>A list: an array, JSON text of one, nothing (empty), or a single value (a list of one).</summary>
    public static JsArray ToList(object? value) => ToJson(value) switch
    {
        null or "" => new JsArray(),
        JsArray array => array,
        var single => JsArray.Of(single),
    };

    public static JsObject ToMap(object? value) => ToJson(value) switch
    {
        null or "" => new JsObject(),
        JsObject map => map,
        var other => throw new FormatException($"'{Show(other)}' is not an object."),
    };

    /// <summary>Text that holds a JSON object or array becomes that; everything else stays.</summary>
    public static object? ToJson(object? value)
    {
        if (value is string text && LooksLikeJson(text))
        {
            try
            {
                return JsonText.Parse(text);
            }
            catch (JsonException e)
            {
                throw new FormatException("The text looks like JSON but is none: " + e.Message, e);
            }
        }

        return value;
    }

    /// <summary>A value as a variable of that type holds it. What does not fit is kept as it is, as the original does.</summary>
    public static object? ToVariable(Variable variable, object? value)
    {
        if (value is not string text)
        {
            return value;
        }

        if (variable.IsArray)
        {
            return Lenient(text);
        }

        switch (TypeNames.Alias(variable.TypeName))
        {
            case "Boolean":
                return bool.TryParse(text, out var flag) ? flag : value;
            case "Int16" or "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal":
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : value;
            case "JSON" or "JsonElement" or "JsonNode" or "JsonObject" or "JsonArray"
                or "StringDictionary" or "ObjectDictionary" or "StringMap" or "ObjectMap":
                return Lenient(text);
            case var name when name.EndsWith("[]", StringComparison.Ordinal) || name.Contains("List<", StringComparison.Ordinal)
                || name.Contains("Dictionary", StringComparison.Ordinal) || name.Contains("ExpandoObject", StringComparison.Ordinal)
                || name.Contains("ICollection", StringComparison.Ordinal):
                return Lenient(text);
            default:
                return value;
        }
    }

    public static string Show(object? value)
    {
        var text = ToText(value) ?? "null";
        return text.Length > 60 ? text[..60] + "…" : text;
    }

    private static bool LooksLikeJson(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.Length > 1 && ((trimmed[0] == '{' && trimmed[^1] == '}') || (trimmed[0] == '[' && trimmed[^1] == ']'));
    }

    private static object? Lenient(string text)
    {
        try
        {
            return JsonText.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static string NumberText(double number) =>
        number == Math.Floor(number) && Math.Abs(number) < 1e21
            ? number.ToString("0", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
}
