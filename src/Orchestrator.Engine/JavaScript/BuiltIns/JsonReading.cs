using System.Globalization;
using System.Text;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary><c>JSON.parse</c>, strict as the language has it.</summary>
internal sealed class JsonReading
{
    private const int Deepest = 200;

    private readonly Run _run;
    private readonly string _text;
    private int _at;

    private JsonReading(Run run, string text) => (_run, _text) = (run, text);

    public static object? Parse(Run run, string text, JsFunction? reviver)
    {
        var reading = new JsonReading(run, text);
        var value = reading.ReadValue(0);
        reading.SkipBlanks();
        if (reading._at < text.Length)
        {
            throw reading.Unexpected();
        }

        return reviver is null ? value : reading.Revive(JsObject.Of(("", value)), "", reviver, 0);
    }

    private object? ReadValue(int depth)
    {
        if (depth > Deepest)
        {
            throw _run.RangeError("The JSON text is nested too deeply", "JSON 嵌套过深。");
        }

        _run.Step();
        SkipBlanks();
        switch (_at < _text.Length ? _text[_at] : '\0')
        {
            case '{': return ReadObject(depth);
            case '[': return ReadArray(depth);
            case '"': return ReadText();
            case 't': return ReadWord("true", Boxed.True);
            case 'f': return ReadWord("false", Boxed.False);
            case 'n': return ReadWord("null", null);
            default: return ReadNumber();
        }
    }

    private JsObject ReadObject(int depth)
    {
        var made = new JsObject();
        _run.Allocate(80);
        _at++;
        SkipBlanks();
        if (Take('}'))
        {
            return made;
        }

        do
        {
            SkipBlanks();
            if (_at >= _text.Length || _text[_at] != '"')
            {
                throw Unexpected();
            }

            var name = ReadText();
            SkipBlanks();
            Expect(':');
            _run.Allocate(48);
            made[name] = ReadValue(depth + 1);
            SkipBlanks();
        }
        while (Take(','));
        Expect('}');
        return made;
    }

    private JsArray ReadArray(int depth)
    {
        var made = new JsArray();
        _run.Allocate(48);
        _at++;
        SkipBlanks();
        if (Take(']'))
        {
            return made;
        }

        do
        {
            _run.Allocate(8);
            made.Items.Add(ReadValue(depth + 1));
            SkipBlanks();
        }
        while (Take(','));
        Expect(']');
        return made;
    }

    private string ReadText()
    {
        var made = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == '"')
            {
                _at++;
                _run.AllocateText(made.Length);
                return made.ToString();
            }

            if (c < ' ')
            {
                break;
            }

            made.Append(c == '\\' ? ReadEscape() : c);
        }

        throw Unexpected();
    }

    private char ReadEscape()
    {
        _at++;
        switch (_at < _text.Length ? _text[_at] : '\0')
        {
            case 'n': return '\n';
            case 't': return '\t';
            case 'r': return '\r';
            case 'b': return '\b';
            case 'f': return '\f';
            case var c and ('"' or '\\' or '/'): return c;
            case 'u' when _at + 4 < _text.Length && ushort.TryParse(
                _text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            default: throw Unexpected();
        }
    }

    private object? ReadWord(string word, object? value)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
        {
            throw Unexpected();
        }

        _at += word.Length;
        return value;
    }

    private object ReadNumber()
    {
        var start = _at;
        Take('-');
        var whole = Digits();
        if (whole == 0 || (whole > 1 && _text[_at - whole] == '0') || (Take('.') && Digits() == 0))
        {
            throw Unexpected();
        }

        if (Take('e') || Take('E'))
        {
            _ = Take('+') || Take('-');
            if (Digits() == 0)
            {
                throw Unexpected();
            }
        }

        return Boxed.Of(double.Parse(_text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private int Digits()
    {
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        return _at - start;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }
    }

    private bool Take(char c)
    {
        if (_at >= _text.Length || _text[_at] != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(char c)
    {
        if (!Take(c))
        {
            throw Unexpected();
        }
    }

    private ScriptException Unexpected() => _at >= _text.Length
        ? _run.SyntaxError("Unexpected end of JSON input", "JSON 意外结束。")
        : _run.SyntaxError($"Unexpected token '{_text[_at]}' in JSON at position {_at}", $"JSON 第 {_at + 1} 个字符“{_text[_at]}”不正确。");

    private object? Revive(object holder, string name, JsFunction reviver, int depth)
    {
        if (depth > Deepest)
        {
            throw _run.RangeError("The JSON text is nested too deeply", "JSON 嵌套过深。");
        }

        var value = Property.Get(_run, holder, name);
        if (value is JsObject or JsArray)
        {
            var names = value is JsArray array
                ? Enumerable.Range(0, array.Count).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToList()
                : Enumeration.Names(value);
            foreach (var member in names)
            {
                var revived = Revive(value, member, reviver, depth + 1);
                if (revived is Undefined)
                {
                    Property.Delete(_run, value, member);
                }
                else
                {
                    Property.Set(_run, value, member, revived);
                }
            }
        }

        return reviver.Call(_run, holder, [name, value]);
    }
}
