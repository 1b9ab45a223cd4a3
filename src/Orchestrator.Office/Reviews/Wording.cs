using System.Globalization;
using System.Text;

namespace Orchestrator.Office.Reviews;

/// <summary>
/// Makes texts comparable that people type differently: full-width and half-width forms, blanks, punctuation, and
/// Chinese or Arabic numerals in article numbers and amounts.
/// </summary>
public static class Wording
{
    private const string Digits = "零一二三四五六七八九";
    private const string NumeralCharacters = "零〇一二两三四五六七八九十百千万亿";

    /// <summary>「第三条 第（二）款」 and 「第3条第(2)款」 are the same place.</summary>
    public static string Place(string? location) => WithArabicNumerals(Plain(location));

    /// <summary>The text without blanks, punctuation and width differences.</summary>
    public static string Plain(string? text)
    {
        var made = new StringBuilder();
        foreach (var character in (text ?? "").Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(character) || character is '%' or '.')
            {
                made.Append(char.ToLowerInvariant(character));
            }
        }

        return made.ToString();
    }

    /// <summary>
    /// The amounts a text states, as canonical numbers: percentages keep their sign (30%), numbers of articles,
    /// chapters, documents and lists are references and do not count.
    /// </summary>
    public static IReadOnlySet<string> Amounts(string? text)
    {
        var plain = WithArabicNumerals(Plain(text).Replace("百分之", "%", StringComparison.Ordinal));
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < plain.Length;)
        {
            if (!char.IsAsciiDigit(plain[at]))
            {
                at++;
                continue;
            }

            var end = at;
            while (end < plain.Length && (char.IsAsciiDigit(plain[end]) || (plain[end] == '.' && end + 1 < plain.Length && char.IsAsciiDigit(plain[end + 1]))))
            {
                end++;
            }

            var before = at > 0 ? plain[at - 1] : ' ';
            var after = end < plain.Length ? plain[end] : ' ';
            if (before != '第' && after is not ('号' or '条' or '款' or '项' or '章' or '节'))
            {
                var percent = after == '%' || before == '%';
                var number = decimal.Parse(plain[at..end], CultureInfo.InvariantCulture);
                found.Add(number.ToString("0.####", CultureInfo.InvariantCulture) + (percent ? "%" : ""));
            }

            at = end;
        }

        return found;
    }

    /// <summary>How alike two texts are, 0…1: shared pairs of neighbouring characters (Dice).</summary>
    public static double Likeness(string? left, string? right)
    {
        var (a, b) = (Plain(left), Plain(right));
        if (a == b)
        {
            return 1;
        }

        if (a.Length < 2 || b.Length < 2)
        {
            return 0;
        }

        var pairs = new Dictionary<(char, char), int>();
        for (var i = 1; i < a.Length; i++)
        {
            pairs[(a[i - 1], a[i])] = pairs.GetValueOrDefault((a[i - 1], a[i])) + 1;
        }

        var shared = 0;
        for (var i = 1; i < b.Length; i++)
        {
            if (pairs.GetValueOrDefault((b[i - 1], b[i])) is > 0 and var left2)
            {
                pairs[(b[i - 1], b[i])] = left2 - 1;
                shared++;
            }
        }

        return 2.0 * shared / (a.Length + b.Length - 2);
    }

    /// <summary>Characters that carry content: what a required reason is measured by.</summary>
    public static int Length(string? text) => Plain(text).Length;

    private static string WithArabicNumerals(string text)
    {
        var made = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && NumeralCharacters.Contains(text[end]))
            {
                end++;
            }

            // A lone 一 or 两 inside a word (一律, 统一) is no number; followed by a measure it is.
            var isNumber = end > at && (end - at > 1 || (at > 0 && text[at - 1] is '第' or '%') || (end < text.Length && "个名日天年月人次项条款章节类级%".Contains(text[end])) || end == text.Length);
            if (isNumber && Read(text[at..end]) is { } number)
            {
                made.Append(number.ToString(CultureInfo.InvariantCulture));
                at = end;
            }
            else if (end > at)
            {
                made.Append(text, at, end - at);
                at = end;
            }
            else
            {
                made.Append(text[at++]);
            }
        }

        return made.ToString();
    }

    // 一百二十三 → 123, 十五 → 15, 二〇二〇 → 2020; null for what is no numeral.
    private static long? Read(string numeral)
    {
        numeral = numeral.Replace('〇', '零').Replace('两', '二');
        if (numeral.All(character => Digits.Contains(character)))
        {
            return numeral.Length > 15 ? null : numeral.Aggregate(0L, (value, character) => (value * 10) + Digits.IndexOf(character, StringComparison.Ordinal));
        }

        long total = 0, section = 0, digit = 0;
        foreach (var character in numeral)
        {
            switch (character)
            {
                case '十' or '百' or '千':
                    section += (digit == 0 ? 1 : digit) * (character switch { '十' => 10, '百' => 100, _ => 1000 });
                    digit = 0;
                    break;
                case '万' or '亿':
                    var unit = character == '万' ? 10_000L : 100_000_000L;
                    total = section + digit == 0 ? Math.Max(total, 1) * unit : total + ((section + digit) * unit);
                    section = digit = 0;
                    break;
                default:
                    digit = Digits.IndexOf(character, StringComparison.Ordinal);
                    break;
            }
        }

        return total + section + digit;
    }
}
