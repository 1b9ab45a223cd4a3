using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime;

namespace Orchestrator.Office;

/// <summary>Reads form data that the form's schema has already checked; what is missing or of another type reads as null.</summary>
internal static class FormData
{
    public static string? Text(this JsObject data, string name) => data[name] is string text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public static int? Whole(this JsObject data, string name) =>
        data[name] is double number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null;

    public static bool Flag(this JsObject data, string name) => data[name] is true;

    public static T? Code<T>(this JsObject data, string name)
        where T : struct, Enum =>
        data[name] is string text && text.Length > 0 && char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, out var value) ? value : null;

    public static IReadOnlyList<JsObject> Rows(this JsObject data, string name) =>
        data[name] is JsArray array ? [.. array.Items.Select(item => item as JsObject ?? new JsObject())] : [];

    public static IReadOnlyList<string> Texts(this JsObject data, string name) =>
        data[name] is JsArray array ? [.. array.Items.OfType<string>()] : [];

    /// <summary>A copy with further members for the flow and the case's record.</summary>
    public static JsObject With(this JsObject data, params ReadOnlySpan<(string Name, object? Value)> members)
    {
        var made = new JsObject();
        foreach (var (name, value) in data.Members)
        {
            made[name] = value;
        }

        foreach (var (name, value) in members)
        {
            made[name] = value;
        }

        return made;
    }

    /// <summary>The blocking findings as a refusal; null when there are none.</summary>
    public static Refusal? Refuse(this IReadOnlyList<Finding> findings, string code)
    {
        Finding[] blocks = [.. findings.Where(finding => finding.Severity == Severity.Block)];
        return blocks.Length == 0
            ? null
            : Refusal.Invalid(code, blocks.Length == 1 ? blocks[0].Message : $"有{blocks.Length}处不符合要求：{blocks[0].Message}", [.. blocks.Select(finding => new FieldProblem(finding.Path, finding.Message))]);
    }
}
