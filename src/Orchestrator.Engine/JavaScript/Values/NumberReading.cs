using System.Globalization;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Texts as numbers.</summary>
internal static class NumberReading
{
    /// <summary>As <c>Number(text)</c>: the whole text must be a number; blank text is 0.</summary>
    public static double Of(string text)
    {
        var trimmed = Trim(text);
        if (trimmed.Length == 0)
        {
            return 0;
        }

        if (trimmed.Length > 2 && trimmed[0] == '0' && char.ToLowerInvariant(trimmed[1]) is var mark and ('x' or 'o' or 'b'))
        {
            var radix = mark switch { 'x' => 16, 'o' => 8, _ => 2 };
            return trimmed[2..].All(c => DigitValue(c) < radix) ? NumberText.FromDigits(trimmed[2..], radix) : double.NaN;
        }

        var length = DecimalLength(trimmed);
        return length == trimmed.Length ? Decimal(trimmed) : double.NaN;
    }

    /// <summary>As <c>parseFloat</c>: the longest beginning that is a number.</summary>
    public static double Beginning(string text)
    {
        var trimmed = Trim(text);
        var length = DecimalLength(trimmed);
        return length == 0 ? double.NaN : Decimal(trimmed[..length]);
    }

    /// <summary>As <c>parseInt</c>.</summary>
    public static double Whole(string text, int radix)
    {
        var trimmed = Trim(text);
        var negative = trimmed.StartsWith('-');
        var at = negative || trimmed.StartsWith('+') ? 1 : 0;
        if (radix is not 0 and (< 2 or > 36))
        {
            return double.NaN;
        }

        if (radix is 0 or 16 && string.Compare(trimmed, at, "0x", 0, 2, StringComparison.OrdinalIgnoreCase) == 0)
        {
            (radix, at) = (16, at + 2);
        }

        radix = radix == 0 ? 10 : radix;
        var end = at;
        while (end < trimmed.Length && DigitValue(trimmed[end]) < radix)
        {
            end++;
        }

        if (end == at)
        {
            return double.NaN;
        }

        var digits = trimmed[at..end];
        var value = radix == 10 ? double.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture)
            : (radix & (radix - 1)) == 0 ? NumberText.FromDigits(digits, radix)
            : InParts(digits, radix);
        return negative ? -value : value;
    }

    public static string Trim(string text) => TrimEnd(TrimStart(text));

    public static string TrimStart(string text)
    {
        var start = 0;
        while (start < text.Length && Lexer.IsBlank(text[start]))
        {
            start++;
        }

        return text[start..];
    }

    public static string TrimEnd(string text)
    {
        var end = text.Length;
        while (end > 0 && Lexer.IsBlank(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }

    public static int DigitValue(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => 99,
    };

    /// <summary>
    /// For radixes other than 10 and the powers of 2 the language leaves the precision open; this takes parts of 32 bits,
    /// as V8 does, so that the last digits agree.
    /// </summary>
    private static double InParts(string digits, int radix)
    {
        const uint LargestFactor = uint.MaxValue / 36;
        var value = 0.0;
        for (var at = 0; at < digits.Length;)
        {
            uint part = 0;
            uint factor = 1;
            for (; at < digits.Length && factor * (uint)radix <= LargestFactor; at++)
            {
                part = (part * (uint)radix) + (uint)DigitValue(digits[at]);
                factor *= (uint)radix;
            }

            value = (value * factor) + part;
        }

        return value;
    }

    private static double Decimal(string text) => text.TrimStart('+', '-') == "Infinity"
        ? text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity
        : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static int DecimalLength(string text)
    {
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        if (string.CompareOrdinal(text, at, "Infinity", 0, 8) == 0)
        {
            return at + 8;
        }

        var whole = Digits(text, at);
        at += whole;
        var fraction = 0;
        if (at < text.Length && text[at] == '.')
        {
            fraction = Digits(text, at + 1);
            at += whole + fraction == 0 ? 0 : 1 + fraction;
        }

        if (whole + fraction == 0)
        {
            return 0;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var sign = at + 1 < text.Length && text[at + 1] is '+' or '-' ? 1 : 0;
            var exponent = Digits(text, at + 1 + sign);
            at += exponent == 0 ? 0 : 1 + sign + exponent;
        }

        return at;
    }

    private static int Digits(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - at;
    }
}
