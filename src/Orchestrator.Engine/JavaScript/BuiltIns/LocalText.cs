using System.Globalization;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Numbers as people read them in China: groups of three digits. Other locales are refused, so that results never depend on the machine.</summary>
internal static class LocalText
{
    public static string OfNumber(Run run, double number, ReadOnlySpan<object?> a)
    {
        CheckLocale(run, a.At(0));
        var least = 0;
        var most = 3;
        if (a.At(1) is JsObject options)
        {
            foreach (var name in options.Names)
            {
                if (name is not ("minimumFractionDigits" or "maximumFractionDigits" or "useGrouping"))
                {
                    throw run.RangeError($"The option '{name}' is not supported", $"不支持选项“{name}”。");
                }
            }

            least = Option(run, options, "minimumFractionDigits", 0);
            most = Option(run, options, "maximumFractionDigits", Math.Max(3, least));
            if (least > most)
            {
                throw run.RangeError("maximumFractionDigits value is out of range.", "小数位数的上限小于下限。");
            }

            if (options.TryGet("useGrouping", out var grouping) && !Coerce.ToBoolean(grouping) && grouping is not Undefined)
            {
                return Group(number, least, most, "");
            }
        }

        return Group(number, least, most, ",");
    }

    /// <summary>Accepts no locale or <c>zh-CN</c>.</summary>
    public static void CheckLocale(Run run, object? locale)
    {
        if (locale is not (Undefined or "zh-CN" or "zh"))
        {
            throw run.RangeError("Only the locale zh-CN is supported", "仅支持区域 zh-CN。");
        }
    }

    private static int Option(Run run, JsObject options, string name, int fallback)
    {
        if (!options.TryGet(name, out var value) || value is Undefined)
        {
            return fallback;
        }

        var digits = Coerce.ToNumber(run, value);
        return digits is >= 0 and <= 20 ? (int)digits : throw run.RangeError($"{name} value is out of range.", "小数位数须在 0 到 20 之间。");
    }

    private static string Group(double number, int least, int most, string separator)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "∞" : "-∞";
        }

        var (sign, digits) = (number < 0 || (number == 0 && double.IsNegative(number)) ? "-" : "", RoundedDigits(Math.Abs(number), most));
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? "" : digits[(point + 1)..];
        fraction = fraction.TrimEnd('0').PadRight(least, '0');
        for (var i = whole.Length - 3; i > 0; i -= 3)
        {
            whole = whole.Insert(i, separator);
        }

        return sign + whole + (fraction.Length > 0 ? "." + fraction : "");
    }

    // The formatter rounds the shortest decimal form, half away from zero; the exact binary value does not matter.
    private static string RoundedDigits(double number, int most) => number < 1e21 && decimal.TryParse(
        number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
        ? Math.Round(exact, most, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture)
        : NumberText.Fixed(number, most);
}
