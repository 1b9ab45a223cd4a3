using System.Text;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

internal static class RegExpMethods
{
    public static readonly MethodTable Table = new()
    {
        { "test", 1, (run, self, a) => Boxed.Of(Of(run, self).Exec(run, a.TextAt(run, 0)) is not null) },
        { "exec", 1, (run, self, a) => Of(run, self).Exec(run, a.TextAt(run, 0)) },
        { "toString", 0, (run, self, _) => Of(run, self).ToString() },
    };

    public static readonly BuiltInConstructor Constructor = new("RegExp", 2, (run, _, a) => Construct(run, a), Construct, v => v is JsRegExp, []);

    public static JsRegExp Make(Run run, object? pattern, string flags)
    {
        var source = Coerce.ToText(run, pattern);
        run.Step(source.Length);
        run.Allocate(200 + (source.Length * 32L));
        var (expression, problem) = RegularExpression.Parse(source, flags);
        return expression is null
            ? throw run.SyntaxError($"Invalid regular expression: /{source}/: {problem}", $"正则表达式无效：{problem}。")
            : new JsRegExp(expression);
    }

    /// <summary>Every match of a global expression, each after the other.</summary>
    public static IEnumerable<MatchResult> All(Run run, JsRegExp expression, string text, bool fromStart = true)
    {
        expression.LastIndex = fromStart ? 0 : expression.LastIndex;
        while (expression.Exec(run, text) is { } match)
        {
            if (match.Text.Length == 0)
            {
                expression.LastIndex = Advance(expression.Expression, text, expression.LastIndex);
            }

            yield return match;
        }
    }

    public static string Replace(Run run, JsRegExp expression, string text, object? with)
    {
        var function = with as JsFunction;
        var template = function is null ? Coerce.ToText(run, with) : "";
        IReadOnlyList<MatchResult> matches = expression.Expression.IsGlobal
            ? [.. All(run, expression, text)]
            : expression.Exec(run, text) is { } one ? [one] : [];
        var made = new StringBuilder();
        var last = 0;
        foreach (var match in matches)
        {
            var replacement = function is null
                ? Replacement.Expand(template, text, match.Index, [.. match.Items.Select(c => c as string)], match.Groups)
                : Coerce.ToText(run, function.Call(run, Undefined.Value, [.. match.Items, Boxed.Of(match.Index), text, .. match.Groups is null ? [] : new object?[] { match.Groups }]));
            run.AllocateText(match.Index - last + replacement.Length);
            made.Append(text, last, match.Index - last).Append(replacement);
            last = match.Index + match.Text.Length;
        }

        return made.Append(text, last, text.Length - last).ToString();
    }

    public static IEnumerable<object?> Split(Run run, RegularExpression expression, string text)
    {
        if (text.Length == 0)
        {
            if (expression.Search(run, text, 0, onlyThere: true) is null)
            {
                yield return text;
            }

            yield break;
        }

        var last = 0;
        for (var at = 0; at < text.Length;)
        {
            if (expression.Search(run, text, at, onlyThere: false) is not { } match || match[0] >= text.Length)
            {
                break;
            }

            at = match[0];
            if (match[1] == last)
            {
                at = (int)Advance(expression, text, at);
                continue;
            }

            yield return text[last..at];
            last = at = match[1];
            for (var group = 1; group < match.Length / 2; group++)
            {
                yield return match[group * 2] < 0 ? Undefined.Value : text[match[group * 2]..match[(group * 2) + 1]];
            }
        }

        yield return text[last..];
    }

    private static double Advance(RegularExpression expression, string text, double at) =>
        at + (expression.IsUnicode && at < text.Length ? CodePoints.LengthAt(text, (int)at) : 1);

    private static JsRegExp Of(Run run, object? self) => self as JsRegExp
        ?? throw run.TypeError("The method needs a regular expression.", "该方法只能用于正则表达式。");

    private static JsRegExp Construct(Run run, ReadOnlySpan<object?> a)
    {
        var source = a.At(0) is JsRegExp existing ? existing.Expression.Source : a.At(0) is Undefined ? "" : a.TextAt(run, 0);
        var flags = a.At(1) is not Undefined ? a.TextAt(run, 1) : (a.At(0) as JsRegExp)?.Expression.Flags ?? "";
        return Make(run, source, flags);
    }
}
