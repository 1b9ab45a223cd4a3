using System.Text;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Methods of texts that look for a text or a regular expression.</summary>
internal static partial class StringMethods
{
    private static object? Match(Run run, string text, object? pattern)
    {
        var expression = pattern as JsRegExp ?? RegExpMethods.Make(run, pattern is Undefined ? "" : pattern, "");
        if (!expression.Expression.IsGlobal)
        {
            return expression.Exec(run, text);
        }

        var made = new JsArray();
        foreach (var match in RegExpMethods.All(run, expression, text))
        {
            run.Allocate(32);
            made.Items.Add(match[0]);
        }

        return made.Count == 0 ? null : made;
    }

    private static JsIterator MatchAll(Run run, string text, object? pattern)
    {
        var expression = pattern as JsRegExp ?? RegExpMethods.Make(run, pattern is Undefined ? "" : pattern, "g");
        return expression.Expression.IsGlobal
            ? new JsIterator(RegExpMethods.All(run, new JsRegExp(expression.Expression) { LastIndex = expression.LastIndex }, text, fromStart: false))
            : throw run.TypeError("String.prototype.matchAll called with a non-global RegExp argument", "matchAll 的正则表达式须带 g 标志。");
    }

    private static object Search(Run run, string text, object? pattern)
    {
        var expression = pattern as JsRegExp ?? RegExpMethods.Make(run, pattern is Undefined ? "" : pattern, "");
        var match = new JsRegExp(expression.Expression).Exec(run, text);
        return Boxed.Of(match?.Index ?? -1);
    }

    private static JsArray Split(Run run, string text, ReadOnlySpan<object?> a)
    {
        var limit = a.At(1) is Undefined ? uint.MaxValue : Coerce.ToUint32(run, a.At(1));
        var made = new JsArray();
        if (limit == 0)
        {
            return made;
        }

        var parts = a.At(0) switch
        {
            JsRegExp expression => RegExpMethods.Split(run, expression.Expression, text),
            Undefined => [text],
            var separator => Parts(text, Coerce.ToText(run, separator)),
        };
        foreach (var part in parts)
        {
            run.Step();
            run.Allocate(32 + (2 * ((part as string)?.Length ?? 0)));
            made.Items.Add(part);
            if (made.Count >= limit)
            {
                break;
            }
        }

        return made;
    }

    private static IEnumerable<object?> Parts(string text, string separator)
    {
        if (separator.Length == 0)
        {
            foreach (var c in text)
            {
                yield return c.ToString();
            }

            yield break;
        }

        var start = 0;
        for (var at = text.IndexOf(separator, StringComparison.Ordinal); at >= 0; at = text.IndexOf(separator, start, StringComparison.Ordinal))
        {
            yield return text[start..at];
            start = at + separator.Length;
        }

        yield return text[start..];
    }

    private static string Replace(Run run, string text, ReadOnlySpan<object?> a, bool all)
    {
        if (a.At(0) is JsRegExp expression)
        {
            return all && !expression.Expression.IsGlobal
                ? throw run.TypeError("replaceAll must be called with a global RegExp", "replaceAll 的正则表达式须带 g 标志。")
                : RegExpMethods.Replace(run, expression, text, a.At(1));
        }

        var wanted = a.TextAt(run, 0);
        var function = a.At(1) as JsFunction;
        var template = function is null ? a.TextAt(run, 1) : "";
        var made = new StringBuilder();
        var last = 0;
        var at = text.IndexOf(wanted, StringComparison.Ordinal);
        while (at >= 0)
        {
            run.Step();
            var replacement = function is not null
                ? Coerce.ToText(run, function.Call(run, Undefined.Value, [wanted, Boxed.Of(at), text]))
                : Replacement.Expand(template, text, at, [wanted], null);
            run.AllocateText(at - last + replacement.Length);
            made.Append(text, last, at - last).Append(replacement);
            last = at + wanted.Length;
            var next = Math.Max(last, at + 1);
            at = all && next <= text.Length ? text.IndexOf(wanted, next, StringComparison.Ordinal) : -1;
        }

        return made.Append(text, last, text.Length - last).ToString();
    }
}
