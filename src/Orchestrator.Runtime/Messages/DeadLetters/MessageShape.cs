using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Orchestrator.Runtime.Messages.DeadLetters;

/// <summary>
/// Whether a text is a message of a type: every field that it cannot do without, none that it does not have, each of its
/// kind. Stricter than the endpoint of a queue, because a person wrote it: there a field that newer senders added is passed
/// over, here it is most likely a slip.
/// </summary>
internal static class MessageShape
{
    private static readonly JsonSerializerOptions Options = Make();

    /// <summary>Each place with what is wrong there, in Chinese; empty when the text is fine.</summary>
    public static IReadOnlyList<FieldProblem> Check(string text, Type message)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var problems = new List<FieldProblem>();
            Check(json.RootElement, message, "", problems);
            return problems;
        }
        catch (JsonException wrong)
        {
            return [new("body", NotJson(text, wrong))];
        }
    }

    public static string NotJson(string text, JsonException wrong)
    {
        var line = (int)(wrong.LineNumber ?? 0);
        var bytes = Encoding.UTF8.GetBytes(text.Split('\n').ElementAtOrDefault(line) ?? "");
        var column = Encoding.UTF8.GetCharCount(bytes, 0, (int)Math.Min(wrong.BytePositionInLine ?? 0, bytes.Length));
        return $"第 {line + 1} 行第 {column + 1} 列附近不是有效的 JSON。";
    }

    private static void Check(JsonElement json, Type type, string path, List<FieldProblem> problems)
    {
        var told = Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        switch (told.Kind)
        {
            case JsonTypeInfoKind.Object:
                if (Is(json, JsonValueKind.Object, "对象 { … }", path, problems))
                {
                    CheckMembers(json, told, path, problems);
                }

                break;
            case JsonTypeInfoKind.Enumerable:
                if (Is(json, JsonValueKind.Array, "列表 [ … ]", path, problems))
                {
                    foreach (var (n, item) in json.EnumerateArray().Index())
                    {
                        Check(item, told.ElementType!, $"{path}[{n}]", problems);
                    }
                }

                break;
            case JsonTypeInfoKind.Dictionary:
                if (Is(json, JsonValueKind.Object, "对象 { … }", path, problems))
                {
                    foreach (var member in json.EnumerateObject())
                    {
                        Check(member.Value, told.ElementType!, Below(path, member.Name), problems);
                    }
                }

                break;
            default:
                CheckValue(json, told.Type, path, problems);
                break;
        }
    }

    private static void CheckMembers(JsonElement json, JsonTypeInfo told, string path, List<FieldProblem> problems)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in json.EnumerateObject())
        {
            var place = Below(path, member.Name);
            if (!seen.Add(member.Name))
            {
                problems.Add(new(place, "出现了两次"));
            }
            else if (told.Properties.FirstOrDefault(p => string.Equals(p.Name, member.Name, StringComparison.OrdinalIgnoreCase)) is not { } property)
            {
                problems.Add(new(place, $"没有这个字段，可用的字段：{string.Join("、", told.Properties.Select(p => p.Name))}"));
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                Check(member.Value, property.PropertyType, place, problems);
            }
            else if (!MayBeNull(property))
            {
                problems.Add(new(place, "不能为 null"));
            }
        }

        problems.AddRange(told.Properties
            .Where(p => !seen.Contains(p.Name) && p.AssociatedParameter is { HasDefaultValue: false } && !MayBeNull(p))
            .Select(p => new FieldProblem(Below(path, p.Name), "缺少这个字段")));
    }

    private static bool MayBeNull(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || (!property.PropertyType.IsValueType && (property.AssociatedParameter?.IsNullable ?? property.IsSetNullable));

    private static void CheckValue(JsonElement json, Type type, string path, List<FieldProblem> problems)
    {
        try
        {
            json.Deserialize(type, Options);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException)
        {
            problems.Add(new(path, $"应为{Expected(type)}"));
        }
    }

    private static string Expected(Type type) =>
        type.IsEnum ? $"以下之一：{string.Join("、", Enum.GetNames(type))}"
        : type == typeof(string) ? "带引号的文字"
        : type == typeof(bool) ? " true 或 false"
        : type == typeof(DateTimeOffset) || type == typeof(DateTime) ? "时间，如 \"2026-01-31T09:00:00+08:00\""
        : type == typeof(DateOnly) ? "日期，如 \"2026-01-31\""
        : type == typeof(int) || type == typeof(long) ? "整数"
        : type == typeof(decimal) || type == typeof(double) ? "数"
        : $" {type.Name}";

    private static bool Is(JsonElement json, JsonValueKind kind, string word, string path, List<FieldProblem> problems)
    {
        if (json.ValueKind == kind)
        {
            return true;
        }

        problems.Add(new(path.Length == 0 ? "body" : path, $"应为{word}"));
        return false;
    }

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(RuntimeJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        options.MakeReadOnly();
        return options;
    }
}
