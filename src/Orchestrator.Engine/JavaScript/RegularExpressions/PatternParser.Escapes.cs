namespace Orchestrator.Engine.JavaScript;

internal sealed partial class PatternParser
{
    private (PatternNode Node, bool CanRepeat) ParseEscape()
    {
        _at++;
        switch (Current)
        {
            case 'b': _at++; return (new PatternAtom(new PatternStep(PatternOp.WordBoundary)), false);
            case 'B': _at++; return (new PatternAtom(new PatternStep(PatternOp.NotWordBoundary)), false);
            case 'k' when _isUnicode || _hasNames:
                _at++;
                return (Take("<") ? Reference(TakeName()) : throw new PatternException("invalid named reference"), true);
            case >= '1' and <= '9':
                var start = _at;
                var number = TakeNumber()!.Value;
                if (number <= GroupCount)
                {
                    return (new PatternAtom(new PatternStep(PatternOp.BackReference, number)), true);
                }

                _at = start;
                throw new PatternException("reference to a group that does not exist");
        }

        if (ParseClassEscape() is { } contains)
        {
            var set = new CharacterSet(false);
            set.Add(contains);
            return (new PatternAtom(new PatternStep(PatternOp.Set, Set: set)), true);
        }

        return (Character(ParseCharacterEscape(inSet: false)), true);
    }

    private PatternReference Reference(string name)
    {
        var reference = new PatternReference();
        _references.Add((name, group => reference.Group = group));
        return reference;
    }

    /// <summary>Reads <c>\d</c> and its like, and <c>\p{…}</c> in Unicode mode, after the backslash.</summary>
    private Func<int, bool>? ParseClassEscape()
    {
        var letter = Current;
        if (CharacterSet.Class(letter) is { } contains)
        {
            _at++;
            return contains;
        }

        if (!_isUnicode || letter is not ('p' or 'P'))
        {
            return null;
        }

        _at++;
        var end = Take("{") ? _pattern.IndexOf('}', _at) : -1;
        var property = end < 0 ? null : CharacterSet.Property(_pattern[_at..end]);
        if (property is null)
        {
            throw new PatternException("invalid or unsupported property name");
        }

        _at = end + 1;
        return letter == 'p' ? property : c => !property(c);
    }

    private int ParseCharacterEscape(bool inSet)
    {
        if (IsAtEnd)
        {
            throw new PatternException("\\ at end of pattern");
        }

        var c = Current;
        _at++;
        switch (c)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'v': return '\v';
            case 'f': return '\f';
            case 'r': return '\r';
            case 'b' when inSet: return '\b';
            case '-' when inSet: return '-';
            case '0' when !char.IsAsciiDigit(Current): return 0;
            case >= '0' and <= '9': throw new PatternException("octal escapes are not supported");
            case 'c' when char.IsAsciiLetter(Current): return _pattern[_at++] % 32;
            case 'c': throw new PatternException("invalid control escape");
            case 'x': return TakeHex(2) ?? (_isUnicode ? throw new PatternException("invalid escape") : 'x');
            case 'u': return ParseUnicodeEscape();
        }

        if (_isUnicode && !"^$\\.*+?()[]{}|/".Contains(c, StringComparison.Ordinal))
        {
            throw new PatternException("invalid escape");
        }

        if (c == 'k' && _hasNames)
        {
            throw new PatternException("invalid named reference");
        }

        return c;
    }

    private int ParseUnicodeEscape()
    {
        if (_isUnicode && Take("{"))
        {
            var end = _pattern.IndexOf('}', _at);
            var digits = end < 0 ? "" : _pattern[_at..end].TrimStart('0');
            if (end <= _at || digits.Length > 6 || !_pattern[_at..end].All(char.IsAsciiHexDigit))
            {
                throw new PatternException("invalid Unicode escape");
            }

            _at = end + 1;
            var value = digits.Length == 0 ? 0 : Convert.ToInt32(digits, 16);
            return value <= 0x10FFFF ? value : throw new PatternException("invalid Unicode escape");
        }

        if (TakeHex(4) is not { } unit)
        {
            return _isUnicode ? throw new PatternException("invalid Unicode escape") : 'u';
        }

        if (_isUnicode && char.IsHighSurrogate((char)unit) && Take("\\u"))
        {
            var back = _at - 2;
            if (TakeHex(4) is { } low && char.IsLowSurrogate((char)low))
            {
                return char.ConvertToUtf32((char)unit, (char)low);
            }

            _at = back;
        }

        return unit;
    }

    private int? TakeHex(int count)
    {
        if (_at + count > _pattern.Length || !_pattern.AsSpan(_at, count).ToString().All(char.IsAsciiHexDigit))
        {
            return null;
        }

        _at += count;
        return Convert.ToInt32(_pattern.Substring(_at - count, count), 16);
    }

    private PatternAtom ParseSet()
    {
        _at++;
        var set = new CharacterSet(isNegated: Take("^"));
        while (Current != ']' || IsAtEnd)
        {
            if (IsAtEnd)
            {
                throw new PatternException("unterminated character class");
            }

            var (from, contains) = ParseSetItem();
            if (Current != '-' || _at + 1 >= _pattern.Length || _pattern[_at + 1] == ']')
            {
                AddTo(set, from, contains);
                continue;
            }

            _at++;
            var (to, containsTo) = ParseSetItem();
            if (contains is not null || containsTo is not null)
            {
                if (_isUnicode)
                {
                    throw new PatternException("invalid character class");
                }

                AddTo(set, from, contains);
                AddTo(set, '-', null);
                AddTo(set, to, containsTo);
                continue;
            }

            if (from > to)
            {
                throw new PatternException("range out of order in character class");
            }

            set.Add(from, to);
        }

        _at++;
        return new PatternAtom(new PatternStep(PatternOp.Set, Set: set));
    }

    private static void AddTo(CharacterSet set, int c, Func<int, bool>? contains)
    {
        if (contains is null)
        {
            set.Add(c, c);
        }
        else
        {
            set.Add(contains);
        }
    }

    private (int Character, Func<int, bool>? Class) ParseSetItem()
    {
        if (Current != '\\')
        {
            return (TakeCodePoint(), null);
        }

        _at++;
        return ParseClassEscape() is { } contains ? (0, contains) : (ParseCharacterEscape(inSet: true), null);
    }
}

/// <summary>A reference to a named group, whose number may be known only at the end.</summary>
internal sealed class PatternReference : PatternNode
{
    public int Group { get; set; }

    public override void Emit(PatternEmitter to, bool backward) =>
        to.Emit(new PatternStep(PatternOp.BackReference, Group, Backward: backward));
}
