using System.Globalization;

namespace Orchestrator.Engine.JavaScript;

/// <summary>
/// Cuts a script into tokens on demand. The reader decides where a slash begins a regular expression and where a brace
/// continues a template, because only it knows the grammar at that place.
/// </summary>
internal sealed partial class Lexer(string source)
{
    private static readonly string[] Punctuators =
    [
        ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=",
        "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**",
        "{", "}", "(", ")", "[", "]", ";", ",", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "!", "~", "?", ":", "=", ".",
    ];

    private int _at;

    public string Source => source;

    public Token Next()
    {
        var newline = SkipBlanks();
        var start = _at;
        if (_at >= source.Length)
        {
            return new Token(TokenKind.End, "", 0, start, start, newline);
        }

        var c = source[_at];
        if (IsNameStart(start))
        {
            return new Token(TokenKind.Name, ReadName(), 0, start, _at, newline);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Ahead(1))))
        {
            return new Token(TokenKind.Number, "", ReadNumber(), start, _at, newline);
        }

        switch (c)
        {
            case '"' or '\'': return new Token(TokenKind.Text, ReadText(c), 0, start, _at, newline);
            case '`': return ReadTemplate(start, newline);
            case '#': throw Refuse(start, "Private names (#) are not supported.", "不支持私有名称（#）。");
            case '\\': throw Refuse(start, "Escapes in names are not supported.", "名称中不支持转义写法。");
            case '@': throw Refuse(start, "Decorators (@) are not supported.", "不支持装饰器（@）。");
        }

        foreach (var sign in Punctuators)
        {
            if (string.CompareOrdinal(source, _at, sign, 0, sign.Length) != 0 || (sign == "?." && char.IsAsciiDigit(Ahead(2))))
            {
                continue;
            }

            _at += sign.Length;
            return new Token(TokenKind.Punctuator, sign, 0, start, _at, newline);
        }

        throw Refuse(start, $"Unexpected character '{c}'.", $"意外的字符“{c}”。");
    }

    /// <summary>Goes back to a token's start, to read it in another way.</summary>
    public void Rewind(int position) => _at = position;

    /// <summary>Reads on inside a template after the brace that closes an expression.</summary>
    public Token ContinueTemplate(Token closingBrace)
    {
        _at = closingBrace.Start;
        return ReadTemplate(_at, false);
    }

    /// <summary>Reads a regular expression whose first slash is the given token.</summary>
    public (string Pattern, string Flags) ReadRegularExpression(Token slash)
    {
        _at = slash.Start + 1;
        var inClass = false;
        for (; ; _at++)
        {
            if (_at >= source.Length || IsLineEnd(source[_at]))
            {
                throw Refuse(slash.Start, "Invalid regular expression: missing /.", "正则表达式缺少结尾的“/”。");
            }

            var c = source[_at];
            if (c == '\\')
            {
                _at++;
            }
            else if (c == '/' && !inClass)
            {
                break;
            }
            else
            {
                inClass = c == '[' || (inClass && c != ']');
            }
        }

        var pattern = source[(slash.Start + 1).._at];
        var flags = ++_at;
        while (_at < source.Length && IsNamePart(_at))
        {
            _at++;
        }

        return (pattern, source[flags.._at]);
    }

    public static RefusedScriptException Refuse(int position, string message, string messageZh) => new(position, message, messageZh);

    public static bool IsLineEnd(char c) => c is '\n' or '\r' or '\u2028' or '\u2029';

    public static bool IsBlank(char c) =>
        c is ' ' or '\t' or '\v' or '\f' or '\u00A0' or '\uFEFF' || IsLineEnd(c) ||
        (c > 127 && char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator);

    private char Ahead(int distance) => _at + distance < source.Length ? source[_at + distance] : '\0';

    private bool SkipBlanks()
    {
        var newline = false;
        while (_at < source.Length)
        {
            var c = source[_at];
            if (IsBlank(c))
            {
                newline |= IsLineEnd(c);
                _at++;
            }
            else if (c == '/' && Ahead(1) == '/')
            {
                while (_at < source.Length && !IsLineEnd(source[_at]))
                {
                    _at++;
                }
            }
            else if (c == '/' && Ahead(1) == '*')
            {
                var end = source.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    throw Refuse(_at, "The comment has no end.", "注释没有结束。");
                }

                newline |= source.AsSpan(_at, end - _at).IndexOfAny('\n', '\r') >= 0;
                _at = end + 2;
            }
            else
            {
                break;
            }
        }

        return newline;
    }

    private string ReadName()
    {
        var start = _at;
        while (_at < source.Length && IsNamePart(_at))
        {
            _at += char.IsSurrogatePair(source, _at) ? 2 : 1;
        }

        if (_at < source.Length && source[_at] == '\\')
        {
            throw Refuse(_at, "Escapes in names are not supported.", "名称中不支持转义写法。");
        }

        return string.Intern(source[start.._at]);
    }

    private bool IsNameStart(int at) => source[at] is '$' or '_' || IsLetter(at);

    private bool IsNamePart(int at) => source[at] is '$' or '_' or '\u200C' or '\u200D' || IsLetter(at) ||
        CharUnicodeInfo.GetUnicodeCategory(source, at) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;

    private bool IsLetter(int at) => CharUnicodeInfo.GetUnicodeCategory(source, at) is UnicodeCategory.UppercaseLetter
        or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;
}
