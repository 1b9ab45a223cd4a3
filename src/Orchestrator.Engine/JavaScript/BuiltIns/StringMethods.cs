using System.Text;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Methods of texts. Positions count UTF-16 units, as in every engine.</summary>
internal static partial class StringMethods
{
    public static readonly MethodTable Table = new()
    {
        { "at", 1, (run, self, a) => At(run, Text(run, self), a) },
        { "charAt", 1, (run, self, a) => Unit(run, Text(run, self), a) is { } c ? c.ToString() : "" },
        { "charCodeAt", 1, (run, self, a) => Unit(run, Text(run, self), a) is { } c ? Boxed.Of(c) : Boxed.NotANumber },
        { "codePointAt", 1, (run, self, a) => CodePointAt(run, Text(run, self), a) },
        { "concat", 1, (run, self, a) => Concat(run, Text(run, self), a) },
        { "endsWith", 1, (run, self, a) => EndsWith(run, Text(run, self), a) },
        { "includes", 1, (run, self, a) => Boxed.Of(Find(run, Text(run, self), a, plainOnly: true) >= 0) },
        { "indexOf", 1, (run, self, a) => Boxed.Of(Find(run, Text(run, self), a, plainOnly: false)) },
        { "lastIndexOf", 1, (run, self, a) => LastIndexOf(run, Text(run, self), a) },
        { "localeCompare", 1, (run, self, a) => Boxed.Of(Math.Sign(string.CompareOrdinal(Text(run, self), a.TextAt(run, 0)))) },
        { "match", 1, (run, self, a) => Match(run, Text(run, self), a.At(0)) },
        { "matchAll", 1, (run, self, a) => MatchAll(run, Text(run, self), a.At(0)) },
        { "normalize", 0, (run, self, a) => Normalize(run, Text(run, self), a.At(0)) },
        { "padEnd", 2, (run, self, a) => Pad(run, Text(run, self), a, atStart: false) },
        { "padStart", 2, (run, self, a) => Pad(run, Text(run, self), a, atStart: true) },
        { "repeat", 1, (run, self, a) => Repeat(run, Text(run, self), a) },
        { "replace", 2, (run, self, a) => Replace(run, Text(run, self), a, all: false) },
        { "replaceAll", 2, (run, self, a) => Replace(run, Text(run, self), a, all: true) },
        { "search", 1, (run, self, a) => Search(run, Text(run, self), a.At(0)) },
        { "slice", 2, (run, self, a) => Slice(run, Text(run, self), a) },
        { "split", 2, (run, self, a) => Split(run, Text(run, self), a) },
        { "startsWith", 1, (run, self, a) => StartsWith(run, Text(run, self), a) },
        { "substr", 2, (run, self, a) => Substr(run, Text(run, self), a) },
        { "substring", 2, (run, self, a) => Substring(run, Text(run, self), a) },
        { "toLocaleLowerCase", 0, (run, self, _) => Lower(run, Text(run, self)) },
        { "toLocaleUpperCase", 0, (run, self, _) => Upper(run, Text(run, self)) },
        { "toLowerCase", 0, (run, self, _) => Lower(run, Text(run, self)) },
        { "toString", 0, (run, self, _) => self as string ?? throw run.TypeError("The method needs a string.", "该方法只能用于字符串。") },
        { "toUpperCase", 0, (run, self, _) => Upper(run, Text(run, self)) },
        { "trim", 0, (run, self, _) => NumberReading.Trim(Text(run, self)) },
        { "trimEnd", 0, (run, self, _) => NumberReading.TrimEnd(Text(run, self)) },
        { "trimStart", 0, (run, self, _) => NumberReading.TrimStart(Text(run, self)) },
        { "valueOf", 0, (run, self, _) => self as string ?? throw run.TypeError("The method needs a string.", "该方法只能用于字符串。") },
    };

    private static string Text(Run run, object? self)
    {
        var text = self as string ?? (self is null or Undefined
            ? throw run.TypeError("String method called on null or undefined", "字符串方法不能用于 null 或 undefined。")
            : Coerce.ToText(run, self));
        run.Step(text.Length >> 10);
        run.Allocate(text.Length >> 3);
        return text;
    }

    private static object? At(Run run, string text, ReadOnlySpan<object?> a)
    {
        var index = Coerce.ToInteger(run, a.At(0));
        index = index < 0 ? index + text.Length : index;
        return index >= 0 && index < text.Length ? text[(int)index].ToString() : Undefined.Value;
    }

    private static char? Unit(Run run, string text, ReadOnlySpan<object?> a)
    {
        var index = Coerce.ToInteger(run, a.At(0));
        return index >= 0 && index < text.Length ? text[(int)index] : null;
    }

    private static object CodePointAt(Run run, string text, ReadOnlySpan<object?> a)
    {
        var index = Coerce.ToInteger(run, a.At(0));
        return index >= 0 && index < text.Length ? Boxed.Of(CodePoints.At(text, (int)index)) : Undefined.Value;
    }

    private static string Concat(Run run, string text, ReadOnlySpan<object?> a)
    {
        foreach (var part in a)
        {
            text = Arithmetic.Join(run, text, Coerce.ToText(run, part));
        }

        return text;
    }

    private static string Plain(Run run, ReadOnlySpan<object?> a, string method) => a.At(0) is JsRegExp
        ? throw run.TypeError($"First argument to String.prototype.{method} must not be a regular expression", $"{method} 的参数不能是正则表达式。")
        : a.TextAt(run, 0);

    private static int Clamped(Run run, object? value, int length, int fallback) =>
        value is Undefined ? fallback : (int)Math.Clamp(Coerce.ToInteger(run, value), 0, length);

    private static int Find(Run run, string text, ReadOnlySpan<object?> a, bool plainOnly)
    {
        var wanted = plainOnly ? Plain(run, a, "includes") : a.TextAt(run, 0);
        var start = Clamped(run, a.At(1), text.Length, 0);
        return text.IndexOf(wanted, start, StringComparison.Ordinal);
    }

    private static object LastIndexOf(Run run, string text, ReadOnlySpan<object?> a)
    {
        var wanted = a.TextAt(run, 0);
        var number = a.NumberAt(run, 1);
        var start = double.IsNaN(number) ? text.Length : (int)Math.Clamp(Math.Truncate(number), 0, text.Length);
        for (var i = Math.Min(start, text.Length - wanted.Length); i >= 0; i--)
        {
            if (string.CompareOrdinal(text, i, wanted, 0, wanted.Length) == 0)
            {
                return Boxed.Of(i);
            }
        }

        return Boxed.Of(-1);
    }

    private static object StartsWith(Run run, string text, ReadOnlySpan<object?> a)
    {
        var wanted = Plain(run, a, "startsWith");
        return Boxed.Of(text.AsSpan(Clamped(run, a.At(1), text.Length, 0)).StartsWith(wanted, StringComparison.Ordinal));
    }

    private static object EndsWith(Run run, string text, ReadOnlySpan<object?> a)
    {
        var wanted = Plain(run, a, "endsWith");
        return Boxed.Of(text.AsSpan(0, Clamped(run, a.At(1), text.Length, text.Length)).EndsWith(wanted, StringComparison.Ordinal));
    }

    private static string Normalize(Run run, string text, object? form)
    {
        var chosen = form is Undefined ? "NFC" : Coerce.ToText(run, form);
        var kind = chosen switch
        {
            "NFC" => NormalizationForm.FormC,
            "NFD" => NormalizationForm.FormD,
            "NFKC" => NormalizationForm.FormKC,
            "NFKD" => NormalizationForm.FormKD,
            _ => throw run.RangeError("The normalization form should be one of NFC, NFD, NFKC, NFKD.", "规范化形式须为 NFC、NFD、NFKC 或 NFKD。"),
        };
        run.AllocateText(text.Length);

        // .NET refuses lone surrogates, which the language passes through unchanged.
        var made = new StringBuilder();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var isLone = i < text.Length && char.IsSurrogate(text[i]) && CodePoints.LengthAt(text, i) == 1;
            if (!isLone && i < text.Length)
            {
                i += CodePoints.LengthAt(text, i) - 1;
                continue;
            }

            made.Append(text[start..i].Normalize(kind));
            if (isLone)
            {
                made.Append(text[i]);
            }

            start = i + 1;
        }

        return made.ToString();
    }

    private static string Pad(Run run, string text, ReadOnlySpan<object?> a, bool atStart)
    {
        var length = Coerce.ToInteger(run, a.At(0));
        var fill = a.At(1) is Undefined ? " " : a.TextAt(run, 1);
        if (length <= text.Length || fill.Length == 0)
        {
            return text;
        }

        var count = TextLength(run, length) - text.Length;
        var padding = new StringBuilder(count + fill.Length);
        while (padding.Length < count)
        {
            padding.Append(fill);
        }

        padding.Length = count;
        return atStart ? padding + text : text + padding;
    }

    private static string Repeat(Run run, string text, ReadOnlySpan<object?> a)
    {
        var count = Coerce.ToInteger(run, a.At(0));
        if (count < 0 || double.IsInfinity(count))
        {
            throw run.RangeError($"Invalid count value: {Display.Of(a.At(0))}", "重复次数不正确。");
        }

        return text.Length == 0 || count == 0 ? "" : new StringBuilder().Insert(0, text, TextLength(run, text.Length * count) / text.Length).ToString();
    }

    /// <summary>Charges a text of the given length before it is made.</summary>
    private static int TextLength(Run run, double length)
    {
        if (length > 536870888)
        {
            throw run.RangeError("Invalid string length", "字符串过长。");
        }

        run.AllocateText((long)length);
        return (int)length;
    }

    private static string Slice(Run run, string text, ReadOnlySpan<object?> a)
    {
        var start = a.PositionAt(run, 0, text.Length, 0);
        var end = a.PositionAt(run, 1, text.Length, text.Length);
        return start < end ? text[start..end] : "";
    }

    private static string Substring(Run run, string text, ReadOnlySpan<object?> a)
    {
        var start = Clamped(run, a.At(0), text.Length, 0);
        var end = Clamped(run, a.At(1), text.Length, text.Length);
        return text[Math.Min(start, end)..Math.Max(start, end)];
    }

    private static string Substr(Run run, string text, ReadOnlySpan<object?> a)
    {
        var start = a.PositionAt(run, 0, text.Length, 0);
        var count = (int)Math.Min(a.At(1) is Undefined ? text.Length : Math.Max(0, Coerce.ToInteger(run, a.At(1))), text.Length - start);
        return text.Substring(start, count);
    }

    private static string Lower(Run run, string text)
    {
        run.AllocateText(text.Length);
        return CaseMapping.Lower(text);
    }

    private static string Upper(Run run, string text)
    {
        run.AllocateText(text.Length);
        return CaseMapping.Upper(text);
    }
}
