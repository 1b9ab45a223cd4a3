using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Interventions;

/// <summary>
/// Whether a value is of the type that a definition declares for a variable. Stricter than what scripts may store: an
/// operator's slip must not become the next incident. Nothing (null) fits every type; types that are not known take anything.
/// </summary>
internal static class VariableTypes
{
    /// <summary>The Chinese name of what is expected, or null when the value fits.</summary>
    public static string? Mismatch(Variable variable, object? value)
    {
        if (value is null)
        {
            return null;
        }

        var type = TypeNames.Alias(variable.TypeName);
        var list = variable.IsArray || type.EndsWith("[]", StringComparison.Ordinal);
        if (!list)
        {
            return Expected(type, value);
        }

        if (value is not JsArray array)
        {
            return "列表";
        }

        var element = type.EndsWith("[]", StringComparison.Ordinal) ? type[..^2] : type;
        return array.Items.Select(item => item is null ? null : Expected(element, item)).FirstOrDefault(found => found is not null) is { } inside
            ? $"列表，其中每一项是{inside}"
            : null;
    }

    private static string? Expected(string type, object value)
    {
        switch (type)
        {
            case "Boolean": return value is bool ? null : "是或否（true、false）";
            case "Byte": return Whole(value, byte.MinValue, byte.MaxValue);
            case "Int16": return Whole(value, short.MinValue, short.MaxValue);
            case "Int32": return Whole(value, int.MinValue, int.MaxValue);
            case "Int64" or "Long": return Whole(value, -9_007_199_254_740_991, 9_007_199_254_740_991);
            case "Single" or "Double" or "Decimal": return value is double number && double.IsFinite(number) ? null : "数";
            case "String": return value is string ? null : "文本";
            case "Guid": return value is string id && Guid.TryParse(id, out _) ? null : "GUID";
            case "DateTime" or "DateTimeOffset" or "DateOnly": return value is string moment && Reads(() => Conversion.ToMoment(moment)) ? null : "时间（如 2020-08-10T18:00:00+08:00）";
            case "TimeSpan": return value is string span && Reads(() => Conversion.ToSpan(span)) ? null : "时长（如 00:30:00）";
            case "JsonArray": return value is JsArray ? null : "列表";
            default:
                return type is "JsonObject" or "ExpandoObject" || type.Contains("Dictionary", StringComparison.Ordinal) || type.EndsWith("Map", StringComparison.Ordinal)
                    ? value is JsObject ? null : "对象（{…}）"
                    : type.Contains("List<", StringComparison.Ordinal) || type.Contains("ICollection", StringComparison.Ordinal) ? value is JsArray ? null : "列表" : null;
        }
    }

    private static string? Whole(object value, double least, double most) =>
        value is double number && number == Math.Floor(number) && number >= least && number <= most ? null : $"{least} 至 {most} 之间的整数";

    private static bool Reads<T>(Func<T?> read)
        where T : struct
    {
        try
        {
            return read() is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
