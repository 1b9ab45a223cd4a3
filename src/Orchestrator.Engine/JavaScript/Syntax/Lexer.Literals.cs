using System.Globalization;
using System.Text;

namespace Orchestrator.Engine.JavaScript;

internal sealed partial class Lexer
{
    private double ReadNumber()
    {
        var start = _at;
        var radix = source[_at] != '0' ? 10 : char.ToLowerInvariant(Ahead(1)) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 10 };
        double value;
        if (radix != 10)
        {
            _at += 2;
            var digits = ReadDigits(radix);
            value = digits.Length > 0 ? NumberText.FromDigits(digits, radix) : throw BadNumber(start);
        }
        else
        {
            if (source[_at] == '0' && (char.IsAsciiDigit(Ahead(1)) || Ahead(1) == '_'))
            {
                throw Refuse(start, "Octal literals with a leading 0 are not supported.", "不支持以 0 开头的八进制数。");
            }

            var text = new StringBuilder(ReadDigits(10));
            if (Ahead(0) == '.')
            {
                _at++;
                text.Append('.').Append(Ahead(0) == '_' ? throw BadNumber(start) : ReadDigits(10));
            }

            if (Ahead(0) is 'e' or 'E')
            {
                _at++;
                text.Append('e');
                if (Ahead(0) is '+' or '-')
                {
                    text.Append(source[_at++]);
                }

                var exponent = ReadDigits(10);
                text.Append(exponent.Length > 0 ? exponent : throw BadNumber(start));
            }

            value = double.Parse(text[0] == '.' ? "0" + text : text.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        if (Ahead(0) == 'n')
        {
            throw Refuse(start, "BigInt is not supported.", "不支持 BigInt。");
        }

        return _at < source.Length && IsNamePart(_at) ? throw BadNumber(start) : value;
    }

    private string ReadDigits(int radix)
    {
        var digits = new StringBuilder();
        for (; ; _at++)
        {
            var c = Ahead(0);
            if (c == '_' && digits.Length > 0 && Digit(Ahead(1)) < radix && source[_at - 1] != '_')
            {
                continue;
            }

            if (Digit(c) >= radix)
            {
                return digits.ToString();
            }

            digits.Append(c);
        }
    }

    private static RefusedScriptException BadNumber(int position) => Refuse(position, "Invalid number.", "数字写法不正确。");

    private static int Digit(char c) => char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 99;

    private string ReadText(char quote)
    {
        var start = _at++;
        var text = new StringBuilder();
        while (true)
        {
            if (_at >= source.Length || source[_at] is '\n' or '\r')
            {
                throw Refuse(start, "The string has no end.", "字符串没有结束。");
            }

            var c = source[_at];
            if (c == quote)
            {
                _at++;
                return text.ToString();
            }

            if (c == '\\')
            {
                ReadEscape(text);
            }
            else
            {
                text.Append(c);
                _at++;
            }
        }
    }

    private Token ReadTemplate(int start, bool newline)
    {
        _at++;
        var text = new StringBuilder();
        while (true)
        {
            switch (Ahead(0))
            {
                case '\0' when _at >= source.Length:
                    throw Refuse(start, "The template has no end.", "模板字符串没有结束。");
                case '`':
                    _at++;
                    return new Token(TokenKind.Template, text.ToString(), 0, start, _at, newline, IsTail: true);
                case '$' when Ahead(1) == '{':
                    _at += 2;
                    return new Token(TokenKind.Template, text.ToString(), 0, start, _at, newline);
                case '\\':
                    ReadEscape(text);
                    break;
                case '\r':
                    _at += Ahead(1) == '\n' ? 2 : 1;
                    text.Append('\n');
                    break;
                case var c:
                    text.Append(c);
                    _at++;
                    break;
            }
        }
    }

    private void ReadEscape(StringBuilder text)
    {
        var start = _at++;
        var c = Ahead(0);
        _at++;
        switch (c)
        {
            case 'n': text.Append('\n'); break;
            case 't': text.Append('\t'); break;
            case 'r': text.Append('\r'); break;
            case 'b': text.Append('\b'); break;
            case 'f': text.Append('\f'); break;
            case 'v': text.Append('\v'); break;
            case '\r':
                _at += Ahead(0) == '\n' ? 1 : 0;
                break;
            case '\n' or '\u2028' or '\u2029': break;
            case 'x': text.Append((char)ReadHex(start, 2)); break;
            case 'u' when Ahead(0) == '{': ReadCodePoint(start, text); break;
            case 'u': text.Append((char)ReadHex(start, 4)); break;
            case '0' when !char.IsAsciiDigit(Ahead(0)): text.Append('\0'); break;
            case >= '0' and <= '9':
                throw Refuse(start, "Octal escapes are not supported.", "不支持八进制转义。");
            case '\0' when _at > source.Length:
                throw Refuse(start, "The string has no end.", "字符串没有结束。");
            default: text.Append(c); break;
        }
    }

    private int ReadHex(int start, int length)
    {
        var value = 0;
        for (var i = 0; i < length; i++, _at++)
        {
            var digit = Digit(Ahead(0));
            value = digit < 16 ? (value * 16) + digit : throw BadEscape(start);
        }

        return value;
    }

    private void ReadCodePoint(int start, StringBuilder text)
    {
        _at++;
        var value = 0;
        var digits = 0;
        for (; Ahead(0) != '}'; _at++, digits++)
        {
            var digit = Digit(Ahead(0));
            value = digit < 16 && value <= 0x10FFFF ? (value * 16) + digit : throw BadEscape(start);
        }

        _at++;
        if (digits == 0 || value > 0x10FFFF)
        {
            throw BadEscape(start);
        }

        CodePoints.Append(text, value);
    }

    private static RefusedScriptException BadEscape(int position) =>
        Refuse(position, "Invalid escape sequence.", "转义写法不正确。");
}
