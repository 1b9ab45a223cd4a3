using System.Globalization;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Reads the pattern of a regular expression, with the leniency that engines have outside Unicode mode.</summary>
internal sealed partial class PatternParser
{
    private const int DeepestNesting = 60;

    private readonly string _pattern;
    private readonly bool _isUnicode;
    private readonly List<(string Name, int Group)> _groupNames = [];
    private readonly List<(string Name, Action<int> Resolve)> _references = [];
    private readonly bool _hasNames;
    private int _at;
    private int _groups;
    private int _nesting;

    public PatternParser(string pattern, bool isUnicode)
    {
        (_pattern, _isUnicode) = (pattern, isUnicode);
        (GroupCount, _hasNames) = CountGroups(pattern);
    }

    public int GroupCount { get; }

    public IReadOnlyList<(string Name, int Group)> GroupNames => _groupNames;

    private bool IsAtEnd => _at >= _pattern.Length;

    private char Current => IsAtEnd ? '\0' : _pattern[_at];

    public PatternNode Parse()
    {
        var tree = ParseChoice();
        if (!IsAtEnd)
        {
            throw new PatternException("unmatched ')'");
        }

        foreach (var (name, resolve) in _references)
        {
            var group = _groupNames.Find(g => g.Name == name);
            resolve(group.Name is null ? throw new PatternException($"no group named '{name}'") : group.Group);
        }

        return tree;
    }

    private static (int Count, bool HasNames) CountGroups(string pattern)
    {
        var (count, hasNames, inClass) = (0, false, false);
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\': i++; break;
                case '[': inClass = true; break;
                case ']': inClass = false; break;
                case '(' when !inClass:
                    var isNamed = string.CompareOrdinal(pattern, i, "(?<", 0, 3) == 0 && i + 3 < pattern.Length && pattern[i + 3] is not ('=' or '!');
                    hasNames |= isNamed;
                    count += isNamed || i + 1 >= pattern.Length || pattern[i + 1] != '?' ? 1 : 0;
                    break;
            }
        }

        return (count, hasNames);
    }

    private bool Take(string sign)
    {
        if (string.CompareOrdinal(_pattern, _at, sign, 0, sign.Length) != 0)
        {
            return false;
        }

        _at += sign.Length;
        return true;
    }

    private PatternNode ParseChoice()
    {
        if (++_nesting > DeepestNesting)
        {
            throw new PatternException("nested too deeply");
        }

        var choices = new List<PatternNode> { ParseSequence() };
        while (Take("|"))
        {
            choices.Add(ParseSequence());
        }

        _nesting--;
        return choices.Count == 1 ? choices[0] : new PatternChoice(choices);
    }

    private PatternSequence ParseSequence()
    {
        var parts = new List<PatternNode>();
        while (!IsAtEnd && Current is not ('|' or ')'))
        {
            var firstGroup = _groups + 1;
            var (part, canRepeat) = ParseTerm();
            parts.Add(ParseRepetition(part, canRepeat, firstGroup));
        }

        return new PatternSequence(parts);
    }

    private PatternNode ParseRepetition(PatternNode part, bool canRepeat, int firstGroup)
    {
        if (TakeCounts() is not var (least, most))
        {
            return part;
        }

        if (!canRepeat)
        {
            throw new PatternException("nothing to repeat");
        }

        if (least > most)
        {
            throw new PatternException("numbers out of order in {} quantifier");
        }

        return new PatternRepeat(part, new Repetition(least, most, !Take("?"), firstGroup, _groups));
    }

    private (int Least, int Most)? TakeCounts()
    {
        switch (Current)
        {
            case '*': _at++; return (0, int.MaxValue);
            case '+': _at++; return (1, int.MaxValue);
            case '?': _at++; return (0, 1);
            case '{': break;
            default: return null;
        }

        var start = _at++;
        var least = TakeNumber();
        var most = least;
        if (least is not null && Take(","))
        {
            most = Current == '}' ? int.MaxValue : TakeNumber();
        }

        if (least is not null && most is not null && Take("}"))
        {
            return (least.Value, most.Value);
        }

        if (_isUnicode)
        {
            throw new PatternException("incomplete quantifier");
        }

        _at = start;
        return null;
    }

    private int? TakeNumber()
    {
        var start = _at;
        while (char.IsAsciiDigit(Current))
        {
            _at++;
        }

        return _at == start ? null
            : int.TryParse(_pattern.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
    }

    private (PatternNode Node, bool CanRepeat) ParseTerm()
    {
        switch (Current)
        {
            case '^': _at++; return (new PatternAtom(new PatternStep(PatternOp.LineStart)), false);
            case '$': _at++; return (new PatternAtom(new PatternStep(PatternOp.LineEnd)), false);
            case '(': return ParseGroup();
            case '.': _at++; return (new PatternAtom(new PatternStep(PatternOp.Any)), true);
            case '[': return (ParseSet(), true);
            case '\\': return ParseEscape();
            case '*' or '+' or '?': throw new PatternException("nothing to repeat");
            case '{' when _isUnicode || TakeCounts() is not null: throw new PatternException("nothing to repeat");
            case ']' or '}' when _isUnicode: throw new PatternException("lone quantifier brackets");
            default: return (Character(TakeCodePoint()), true);
        }
    }

    private static PatternAtom Character(int c) => new(new PatternStep(PatternOp.Character, c));

    private int TakeCodePoint()
    {
        var c = _isUnicode ? CodePoints.At(_pattern, _at) : _pattern[_at];
        _at += c > 0xFFFF ? 2 : 1;
        return c;
    }

    private (PatternNode Node, bool CanRepeat) ParseGroup()
    {
        _at++;
        if (Take("?:"))
        {
            return (Closed(ParseChoice()), true);
        }

        foreach (var (sign, behind, negative) in new[] { ("?=", false, false), ("?!", false, true), ("?<=", true, false), ("?<!", true, true) })
        {
            if (Take(sign))
            {
                return (new PatternLook(Closed(ParseChoice()), behind, negative), !behind && !_isUnicode);
            }
        }

        var number = ++_groups;
        if (Take("?<"))
        {
            var name = TakeName();
            if (_groupNames.Any(g => g.Name == name))
            {
                throw new PatternException("duplicate capture group name");
            }

            _groupNames.Add((name, number));
        }
        else if (Current == '?')
        {
            throw new PatternException("invalid group");
        }

        return (new PatternGroup(Closed(ParseChoice()), number), true);
    }

    private PatternNode Closed(PatternNode inner) => Take(")") ? inner : throw new PatternException("unterminated group");

    private string TakeName()
    {
        var end = _pattern.IndexOf('>', _at);
        var name = end < 0 ? "" : _pattern[_at..end];
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => c is '$' or '_' || char.IsLetterOrDigit(c)))
        {
            throw new PatternException("invalid capture group name");
        }

        _at = end + 1;
        return name;
    }
}
