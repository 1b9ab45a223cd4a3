using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>A regular expression with the place where it goes on, when it is global or sticky.</summary>
internal sealed class JsRegExp(RegularExpression expression)
{
    public RegularExpression Expression => expression;

    public double LastIndex { get; set; }

    public MatchResult? Exec(Run run, string text)
    {
        var keepsPlace = expression.IsGlobal || expression.IsSticky;
        var start = keepsPlace ? Math.Max(0, LastIndex) : 0;
        if (start <= text.Length && expression.Search(run, text, (int)start, expression.IsSticky) is { } found)
        {
            LastIndex = keepsPlace ? found[1] : LastIndex;
            return MatchResult.Of(run, expression, text, found);
        }

        LastIndex = keepsPlace ? 0 : LastIndex;
        return null;
    }

    public bool TryGet(string name, out object? value)
    {
        value = name switch
        {
            "source" => expression.Source.Length == 0 ? "(?:)" : expression.EscapedSource,
            "flags" => expression.Flags,
            "lastIndex" => Boxed.Of(LastIndex),
            "global" => Boxed.Of(expression.IsGlobal),
            "ignoreCase" => Boxed.Of(expression.IgnoresCase),
            "multiline" => Boxed.Of(expression.IsMultiline),
            "dotAll" => Boxed.Of(expression.IsDotAll),
            "unicode" => Boxed.Of(expression.IsUnicode),
            "sticky" => Boxed.Of(expression.IsSticky),
            _ => null,
        };
        return value is not null;
    }

    public override string ToString() => $"/{(expression.Source.Length == 0 ? "(?:)" : expression.EscapedSource)}/{expression.Flags}";
}

/// <summary>What <c>exec</c> and <c>match</c> give: the match and its groups, where it was, and the groups by name.</summary>
internal sealed class MatchResult : JsArray
{
    public static readonly string[] SpecialNames = ["index", "input", "groups"];

    public required int Index { get; init; }

    public required string Input { get; init; }

    public JsObject? Groups { get; init; }

    public string Text => (string)Items[0]!;

    public static MatchResult Of(Run run, RegularExpression expression, string text, int[] found)
    {
        run.Allocate(96 + (found.Length * 16) + (2 * (found[1] - found[0])));
        JsObject? groups = null;
        if (expression.GroupNames.Count > 0)
        {
            groups = new JsObject();
            foreach (var (name, group) in expression.GroupNames)
            {
                groups[name] = Capture(text, found, group) ?? (object)Undefined.Value;
            }
        }

        var made = new MatchResult { Index = found[0], Input = text, Groups = groups };
        for (var group = 0; group < found.Length / 2; group++)
        {
            made.Items.Add(Capture(text, found, group) ?? (object)Undefined.Value);
        }

        return made;
    }

    public bool TryGetSpecial(string name, out object? value)
    {
        value = SpecialNames.Contains(name) ? GetSpecial(name) : null;
        return value is not null;
    }

    public object GetSpecial(string name) => name switch
    {
        "index" => Boxed.Of(Index),
        "input" => Input,
        _ => Groups ?? (object)Undefined.Value,
    };

    /// <returns>Null where the group took no part.</returns>
    private static string? Capture(string text, int[] found, int group) =>
        found[group * 2] < 0 ? null : text[found[group * 2]..found[(group * 2) + 1]];
}
