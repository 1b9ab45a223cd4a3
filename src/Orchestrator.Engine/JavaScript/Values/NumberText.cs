using System.Globalization;
using System.Numerics;
using System.Text;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Numbers as texts, digit for digit as the language prescribes.</summary>
internal static class NumberText
{
    private const string DigitSigns = "0123456789abcdefghijklmnopqrstuvwxyz";

    public static string Of(double number)
    {
        var whole = (long)number;
        if (whole == number && Math.Abs(whole) < 1_000_000_000_000_000)
        {
            return whole.ToString(CultureInfo.InvariantCulture);
        }

        if (double.IsNaN(number))
        {
            return "NaN";
        }

        if (double.IsInfinity(number))
        {
            return number > 0 ? "Infinity" : "-Infinity";
        }

        var sign = number < 0 ? "-" : "";
        var (digits, exponent) = ShortestDigits(Math.Abs(number));
        return sign + Place(digits, exponent);
    }

    /// <summary>The shortest digits that give the number back, and the place of the point among them.</summary>
    private static (string Digits, int Point) ShortestDigits(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = mark < 0 ? text : text[..mark];
        var exponent = mark < 0 ? 0 : int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leadingZeros = digits.Length - digits.TrimStart('0').Length;
        point = (point < 0 ? mantissa.Length : point) + exponent - leadingZeros;
        return (digits.Trim('0'), point);
    }

    private static string Place(string digits, int point)
    {
        if (digits.Length <= point && point <= 21)
        {
            return digits + new string('0', point - digits.Length);
        }

        if (point is > 0 and <= 21)
        {
            return digits[..point] + "." + digits[point..];
        }

        if (point is > -6 and <= 0)
        {
            return "0." + new string('0', -point) + digits;
        }

        return Scientific(digits, point - 1);
    }

    private static string Scientific(string digits, int exponent) =>
        digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "") + "e" + (exponent < 0 ? "-" : "+") +
        Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);

    /// <summary>As <c>toFixed</c>, from the exact value; numbers from 1e21 on as usual.</summary>
    public static string Fixed(double number, int places)
    {
        if (!double.IsFinite(number) || Math.Abs(number) >= 1e21)
        {
            return Of(number);
        }

        var scaled = RoundedProduct(Math.Abs(number), BigInteger.Pow(10, places), BigInteger.One);
        var digits = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        var text = places == 0 ? digits : digits[..^places] + "." + digits[^places..];
        return number < 0 ? "-" + text : text;
    }

    /// <summary>As <c>toExponential</c>; without a count, as many digits as needed.</summary>
    public static string Exponential(double number, int? places)
    {
        if (!double.IsFinite(number))
        {
            return Of(number);
        }

        var sign = number < 0 ? "-" : "";
        if (number == 0)
        {
            return Scientific(new string('0', (places ?? 0) + 1), 0);
        }

        var (digits, point) = places is null ? ShortestDigits(Math.Abs(number)) : Significant(Math.Abs(number), places.Value + 1);
        return sign + Scientific(digits, point - 1);
    }

    public static string Precision(double number, int count)
    {
        if (!double.IsFinite(number))
        {
            return Of(number);
        }

        var sign = number < 0 ? "-" : "";
        var (digits, point) = number == 0 ? (new string('0', count), 1) : Significant(Math.Abs(number), count);
        if (point < -5 || point > count)
        {
            return sign + Scientific(digits, point - 1);
        }

        return point == count ? sign + digits
            : point > 0 ? sign + digits[..point] + "." + digits[point..]
            : sign + "0." + new string('0', -point) + digits;
    }

    /// <summary>The given count of digits, rounded half up from the exact value.</summary>
    private static (string Digits, int Point) Significant(double number, int count)
    {
        var point = (int)Math.Floor(Math.Log10(number)) + 1;
        while (true)
        {
            var shift = count - point;
            var rounded = shift >= 0
                ? RoundedProduct(number, BigInteger.Pow(10, shift), BigInteger.One)
                : RoundedProduct(number, BigInteger.One, BigInteger.Pow(10, -shift));
            var digits = rounded.ToString(CultureInfo.InvariantCulture);
            if (digits.Length == count)
            {
                return (digits, point);
            }

            point += digits.Length > count ? 1 : -1;
        }
    }

    private static BigInteger RoundedProduct(double number, BigInteger numerator, BigInteger denominator)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        exponent = Math.Max(exponent, 1) - 1075;
        numerator *= mantissa;
        if (exponent >= 0)
        {
            numerator <<= exponent;
        }
        else
        {
            denominator <<= -exponent;
        }

        return ((2 * numerator) + denominator) / (2 * denominator);
    }

    public static double FromDigits(string digits, int radix)
    {
        var value = BigInteger.Zero;
        foreach (var digit in digits)
        {
            value = (value * radix) + NumberReading.DigitValue(digit);
        }

        return double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>As <c>toString(radix)</c>: fractions with as many digits as tell the number from its neighbours.</summary>
    public static string InRadix(double number, int radix)
    {
        if (radix == 10 || !double.IsFinite(number))
        {
            return Of(number);
        }

        var value = Math.Abs(number);
        var whole = Math.Floor(value);
        var fraction = value - whole;
        var delta = Math.Max(0.5 * (Math.BitIncrement(value) - value), double.Epsilon);
        var digits = new StringBuilder();
        var carried = fraction >= delta && AppendFraction(digits, ref fraction, delta, radix);
        whole += carried ? 1 : 0;
        var front = new StringBuilder();

        // Beyond 2^53 the low digits say nothing about the number; they are zeros.
        while (whole / radix >= 9007199254740992)
        {
            whole /= radix;
            front.Insert(0, '0');
        }

        do
        {
            var digit = whole % radix;
            front.Insert(0, DigitSigns[(int)digit]);
            whole = (whole - digit) / radix;
        }
        while (whole > 0);

        return (number < 0 ? "-" : "") + front + (digits.Length > 0 ? "." + digits : "");
    }

    /// <returns>Whether rounding carried into the whole part.</returns>
    private static bool AppendFraction(StringBuilder digits, ref double fraction, double delta, int radix)
    {
        do
        {
            fraction *= radix;
            delta *= radix;
            var digit = (int)fraction;
            digits.Append(DigitSigns[digit]);
            fraction -= digit;
            if ((fraction > 0.5 || (fraction == 0.5 && (digit & 1) == 1)) && fraction + delta > 1)
            {
                while (digits.Length > 0)
                {
                    var last = NumberReading.DigitValue(digits[^1]);
                    digits.Length--;
                    if (last + 1 < radix)
                    {
                        digits.Append(DigitSigns[last + 1]);
                        return false;
                    }
                }

                return true;
            }
        }
        while (fraction >= delta);

        return false;
    }
}
