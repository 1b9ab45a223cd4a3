using System.Text;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Replacement texts with their <c>$1</c>, <c>$&amp;</c> and the like.</summary>
internal static class Replacement
{
    /// <param name="captures">The whole match, then the groups; null where a group took no part.</param>
    public static string Expand(string template, string text, int at, IReadOnlyList<string?> captures, JsObject? groups)
    {
        if (!template.Contains('$', StringComparison.Ordinal))
        {
            return template;
        }

        var made = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var next = i + 1 < template.Length ? template[i + 1] : '\0';
            if (template[i] != '$' || next == '\0')
            {
                made.Append(template[i]);
                continue;
            }

            i++;
            switch (next)
            {
                case '$': made.Append('$'); break;
                case '&': made.Append(captures[0]); break;
                case '`': made.Append(text, 0, at); break;
                case '\'': made.Append(text, Math.Min(text.Length, at + captures[0]!.Length), Math.Max(0, text.Length - at - captures[0]!.Length)); break;
                case '<' when groups is not null && template.IndexOf('>', i) is var end and > 0:
                    var name = template[(i + 1)..end];
                    made.Append(groups[name] as string);
                    i = end;
                    break;
                case >= '0' and <= '9':
                    i += AppendGroup(made, template, i, captures) - 1;
                    break;
                default: made.Append('$').Append(next); break;
            }
        }

        return made.ToString();
    }

    /// <returns>How many digits were used.</returns>
    private static int AppendGroup(StringBuilder made, string template, int at, IReadOnlyList<string?> captures)
    {
        var one = template[at] - '0';
        var two = at + 1 < template.Length && char.IsAsciiDigit(template[at + 1]) ? (one * 10) + template[at + 1] - '0' : 0;
        if (two > 0 && two < captures.Count)
        {
            made.Append(captures[two]);
            return 2;
        }

        if (one > 0 && one < captures.Count)
        {
            made.Append(captures[one]);
        }
        else
        {
            made.Append('$').Append(template[at]);
        }

        return 1;
    }
}
