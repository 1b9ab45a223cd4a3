using Orchestrator.Engine.Values;

namespace Orchestrator.Specs.JavaScript;

/// <summary>Makes random regular expressions with a text to try them on, as scripts.</summary>
internal sealed class PatternGenerator(int seed)
{
    private readonly Random _random = new(seed);
    private int _groups;

    public string Program()
    {
        var pattern = Choice(3);
        var flags = string.Concat("gimsuy".Where(_ => _random.Next(4) == 0));
        var text = string.Concat(Enumerable.Range(0, _random.Next(1, 12)).Select(_ => Pick("a", "b", "c", "A", "B", "1", "2", " ", "_", "\\n", "中", "文", "😀", "é", "-")));
        if (flags.Contains('u', StringComparison.Ordinal) && (pattern.Contains("\\B", StringComparison.Ordinal) || pattern.Contains("(?", StringComparison.Ordinal)))
        {
            // V8 finds empty matches between the halves of one character there, which the language does not allow.
            text = text.Replace("😀", "", StringComparison.Ordinal);
        }

        // V8 hands unmatched groups to a replacing function as empty texts now and then; the language says undefined.
        var use = Pick(
            "[...(r.exec(t) ?? ['none'])].concat(r.lastIndex)",
            "t.replace(r, '[$&|$1|$2]')",
            "t.split(r)",
            "t.match(r)",
            "t.search(r)",
            "t.replace(r, (...a) => JSON.stringify(a.slice(0, -1).map(x => x ?? '')))");
        return $"const r = new RegExp({JsonText.Write(pattern)}, '{flags}'), t = '{text}'; {use}";
    }

    private string Pick(params ReadOnlySpan<string> choices) => choices[_random.Next(choices.Length)];

    private string Choice(int depth) =>
        string.Join("|", Enumerable.Range(0, _random.Next(4) == 0 ? 2 : 1).Select(_ => Sequence(depth)));

    private string Sequence(int depth) => string.Concat(Enumerable.Range(0, _random.Next(0, 4)).Select(_ => Term(depth)));

    private string Term(int depth)
    {
        var term = _random.Next(depth > 0 ? 13 : 7) switch
        {
            0 or 1 => Pick("a", "b", "c", "A", "1", "中", "😀", "é", "-", " "),
            2 => Pick(".", "\\d", "\\w", "\\s", "\\D", "\\W", "\\S"),
            3 => Pick("[abc]", "[^a]", "[a-c1]", "[\\d_]", "[^\\w]", "[一-龥]", "[a\\-z]", "[B-b]", "[😀]", "[\\s\\S]", "[]", "[^]"),
            4 => Pick("^", "$", "\\b", "\\B"),
            5 => _groups > 0 ? $"(?:\\{_random.Next(1, _groups + 1)})" : "b",
            6 => Pick("\\u4e2d", "\\x61", "\\n", "\\t", "\\.", "\\/", "\\$"),
            7 or 8 => Group(depth),
            9 => $"(?:{Choice(depth - 1)})",
            10 => $"(?{Pick("=", "!", "<=", "<!")}{Choice(depth - 1)})",
            11 => $"(?:{Choice(depth - 1)})",
            _ => Group(depth),
        };
        var canRepeat = !(term is "^" or "$" or "\\b" or "\\B" || term.StartsWith("(?=", StringComparison.Ordinal) ||
            term.StartsWith("(?!", StringComparison.Ordinal) || term.StartsWith("(?<", StringComparison.Ordinal));
        return canRepeat && _random.Next(5) < 2 ? term + Pick("*", "+", "?", "{2}", "{1,2}", "{0,1}", "{1,}") + Pick("", "", "?") : term;
    }

    private string Group(int depth)
    {
        var inner = Choice(depth - 1);
        _groups++;
        return $"({inner})";
    }
}
