namespace Orchestrator.Engine.JavaScript;

/// <summary>
/// A regular expression of the language, on a matcher of our own: .NET's differs in what words, digits, blanks and
/// repeated groups are, and cannot be held to a budget that is the same on every machine. Immutable.
/// </summary>
internal sealed class RegularExpression
{
    private readonly PatternProgram _program;

    private RegularExpression(string source, string flags, PatternProgram program, IReadOnlyList<(string Name, int Group)> groupNames) =>
        (Source, Flags, _program, GroupNames) = (source, flags, program, groupNames);

    public string Source { get; }

    /// <summary>The source as it would stand between slashes.</summary>
    public string EscapedSource => SlashEscape.Of(Source);

    public string Flags { get; }

    public bool IsGlobal => Flags.Contains('g', StringComparison.Ordinal);

    public bool IgnoresCase => Flags.Contains('i', StringComparison.Ordinal);

    public bool IsMultiline => Flags.Contains('m', StringComparison.Ordinal);

    public bool IsDotAll => Flags.Contains('s', StringComparison.Ordinal);

    public bool IsUnicode => Flags.Contains('u', StringComparison.Ordinal);

    public bool IsSticky => Flags.Contains('y', StringComparison.Ordinal);

    /// <summary>The named groups, in the order of their numbers.</summary>
    public IReadOnlyList<(string Name, int Group)> GroupNames { get; }

    public static (RegularExpression? Expression, string? Problem) Parse(string pattern, string flags)
    {
        if (flags.Any(f => !"gimsuy".Contains(f, StringComparison.Ordinal)) || flags.Distinct().Count() != flags.Length)
        {
            return (null, $"invalid flags '{flags}'");
        }

        try
        {
            var parser = new PatternParser(pattern, isUnicode: flags.Contains('u', StringComparison.Ordinal));
            var tree = parser.Parse();
            var ordered = string.Concat(flags.Order());
            return (new RegularExpression(pattern, ordered, PatternProgram.Of(tree, parser.GroupCount, ordered), parser.GroupNames), null);
        }
        catch (PatternException refused)
        {
            return (null, refused.Message);
        }
    }

    /// <summary>Finds the first match at or after a position.</summary>
    /// <returns>Start and end of the match and of each group, -1 where a group took no part; or null.</returns>
    public int[]? Search(Run run, string text, int from, bool onlyThere)
    {
        var machine = new PatternMachine(_program, run, text);
        for (var at = from; at <= text.Length; at += IsUnicode && at < text.Length ? CodePoints.LengthAt(text, at) : 1)
        {
            if (machine.Match(at) is { } found)
            {
                return found;
            }

            if (onlyThere)
            {
                break;
            }
        }

        return null;
    }
}

/// <summary>The pattern makes no sense or is outside the subset.</summary>
internal sealed class PatternException(string message) : Exception(message);

internal static class SlashEscape
{
    public static string Of(string source)
    {
        var made = new System.Text.StringBuilder();
        var inClass = false;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            inClass = c == '[' || (inClass && c != ']');
            if (c == '\\' && i + 1 < source.Length)
            {
                made.Append(c).Append(source[++i]);
            }
            else
            {
                made.Append(c == '/' && !inClass ? "\\/" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : c.ToString());
            }
        }

        return made.ToString();
    }
}
