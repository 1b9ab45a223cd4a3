using System.Globalization;

namespace Orchestrator.Engine.JavaScript;

/// <summary>A set of characters such as <c>[a-z\d]</c>.</summary>
internal sealed class CharacterSet(bool isNegated)
{
    private readonly List<(int From, int To)> _ranges = [];
    private readonly List<Func<int, bool>> _classes = [];

    public static readonly CharacterSet Digits = Named('d');
    public static readonly CharacterSet Words = Named('w');

    public void Add(int from, int to) => _ranges.Add((from, to));

    public void Add(Func<int, bool> contains) => _classes.Add(contains);

    /// <summary>Whether the set has the character, or when case is ignored, one that equals it then.</summary>
    public bool Contains(int c, bool ignoresCase, bool isUnicode) => isNegated != (ignoresCase ? HasAnyCase(c, isUnicode) : Has(c));

    /// <summary>The class that a letter after a backslash names; null when it names none.</summary>
    public static Func<int, bool>? Class(char letter) => letter switch
    {
        'd' => c => c is >= '0' and <= '9',
        'D' => c => c is not (>= '0' and <= '9'),
        'w' => IsWord,
        'W' => c => !IsWord(c),
        's' => IsBlank,
        'S' => c => !IsBlank(c),
        _ => null,
    };

    public static CharacterSet Named(char letter)
    {
        var made = new CharacterSet(false);
        made.Add(Class(letter)!);
        return made;
    }

    public static bool IsWord(int c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';

    /// <summary>The characters of a Unicode property, for <c>\p{…}</c>; null when it is not supported.</summary>
    public static Func<int, bool>? Property(string name)
    {
        if (name is "Script=Han" or "sc=Han" or "Script=Hani" or "sc=Hani" or "Script_Extensions=Han" or "scx=Han" or "Unified_Ideograph" or "Ideographic")
        {
            return IsHan;
        }

        if (name is "Any" or "ASCII")
        {
            return name == "Any" ? _ => true : c => c < 128;
        }

        if (name is "Alphabetic" or "Alpha")
        {
            return c => Category(c) is <= UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;
        }

        var category = name.StartsWith("gc=", StringComparison.Ordinal) ? name[3..]
            : name.StartsWith("General_Category=", StringComparison.Ordinal) ? name[17..] : name;
        category = category switch
        {
            "Letter" => "L",
            "Uppercase_Letter" => "Lu",
            "Lowercase_Letter" => "Ll",
            "Mark" => "M",
            "Number" => "N",
            "Decimal_Number" => "Nd",
            "Punctuation" => "P",
            "Symbol" => "S",
            "Separator" => "Z",
            "Other" => "C",
            _ => category,
        };
        return Codes.Any(code => code == category || (category.Length == 1 && code[0] == category[0]))
            ? c => Codes[(int)Category(c)].StartsWith(category, StringComparison.Ordinal)
            : null;
    }

    // In the order of UnicodeCategory.
    private static readonly string[] Codes =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private static UnicodeCategory Category(int c) => CharUnicodeInfo.GetUnicodeCategory(c);

    private static bool IsHan(int c) => c is (>= 0x2E80 and <= 0x2E99) or (>= 0x2E9B and <= 0x2EF3) or (>= 0x2F00 and <= 0x2FD5) or 0x3005 or 0x3007
        or (>= 0x3021 and <= 0x3029) or (>= 0x3038 and <= 0x303B) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
        or (>= 0xF900 and <= 0xFA6D) or (>= 0xFA70 and <= 0xFAD9) or (>= 0x20000 and <= 0x2FA1D) or (>= 0x30000 and <= 0x323AF);

    private static bool IsBlank(int c) => c < 0x10000 && Lexer.IsBlank((char)c);

    private bool HasAnyCase(int c, bool isUnicode)
    {
        var canonical = LetterCase.Canonical(c, isUnicode);
        return Has(c) || IsSame(LetterCase.Upper(c)) || IsSame(LetterCase.Lower(c)) || IsSame(LetterCase.Lower(LetterCase.Upper(c)));

        bool IsSame(int other) => other != c && Has(other) && LetterCase.Canonical(other, isUnicode) == canonical;
    }

    private bool Has(int c)
    {
        foreach (var (from, to) in _ranges)
        {
            if (c >= from && c <= to)
            {
                return true;
            }
        }

        foreach (var contains in _classes)
        {
            if (contains(c))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>When two characters are the same but for their case.</summary>
internal static class LetterCase
{
    public static int Canonical(int c, bool isUnicode)
    {
        if (isUnicode)
        {
            return Lower(Upper(c));
        }

        if (c < 128)
        {
            return c is >= 'a' and <= 'z' ? c - 32 : c;
        }

        // A letter whose capital is several letters, or falls into ASCII, stays itself.
        var upper = CaseMapping.Upper(((char)c).ToString());
        return upper.Length == 1 && upper[0] >= 128 ? upper[0] : c;
    }

    public static int Upper(int c) => c is >= 0xD800 and <= 0xDFFF ? c : System.Text.Rune.ToUpperInvariant(new System.Text.Rune(c)).Value;

    public static int Lower(int c) => c is >= 0xD800 and <= 0xDFFF ? c : System.Text.Rune.ToLowerInvariant(new System.Text.Rune(c)).Value;
}
