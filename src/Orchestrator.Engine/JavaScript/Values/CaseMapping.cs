using System.Text;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Letter case by Unicode's full mapping, where one letter may become several; independent of any locale.</summary>
internal static class CaseMapping
{
    public static string Upper(string text)
    {
        var simple = text.ToUpperInvariant();
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u007F') < 0)
        {
            return simple;
        }

        var made = new StringBuilder(simple.Length);
        for (var i = 0; i < text.Length; i++)
        {
            made.Append(Special(text[i]) ?? simple[i].ToString());
        }

        return made.ToString();
    }

    public static string Lower(string text)
    {
        var simple = text.ToLowerInvariant();
        if (!text.Contains('\u0130', StringComparison.Ordinal) && !text.Contains('\u03A3', StringComparison.Ordinal))
        {
            return simple;
        }

        var made = new StringBuilder(simple.Length);
        for (var i = 0; i < text.Length; i++)
        {
            made.Append(text[i] switch
            {
                '\u0130' => "i\u0307",
                '\u03A3' when IsFinalSigma(text, i) => "\u03C2",
                _ => simple[i].ToString(),
            });
        }

        return made.ToString();
    }

    private static bool IsFinalSigma(string text, int at) =>
        at > 0 && char.IsLetter(text[at - 1]) && !(at + 1 < text.Length && char.IsLetter(text[at + 1]));

    private static string? Special(char c) => c switch
    {
        'ß' => "SS",
        'ŉ' => "ʼN",
        'ǰ' => "J̌",
        'ΐ' => "Ϊ́",
        'ΰ' => "Ϋ́",
        'և' => "ԵՒ",
        'ﬀ' => "FF",
        'ﬁ' => "FI",
        'ﬂ' => "FL",
        'ﬃ' => "FFI",
        'ﬄ' => "FFL",
        'ﬅ' or 'ﬆ' => "ST",
        _ => null,
    };
}
