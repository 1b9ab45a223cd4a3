using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Orchestrator.Runtime.Messages.DeadLetters;

/// <summary>
/// The body of a message as an operator may see it. What is personal is covered by numbered marks: 18-digit citizen numbers,
/// person keys (64 hexadecimal digits, of which the first eight stay) and whatever stands in a field whose name ends in
/// "name" or 姓名. The marks are the same each time for the same body, so that a body that was mended with marks in it can be
/// completed again.
/// </summary>
internal sealed partial class CoveredText
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<JsonValue> _hidden = [];

    private CoveredText(string body) => Text = Parse(body) is { } json ? Cover(json, named: false).ToJsonString(Readable) : CoverText(body);

    public string Text { get; }

    public int Count => _hidden.Count;

    public static CoveredText Of(string body) => new(body);

    /// <summary>The same for an error's text, of which nothing has to be completed again.</summary>
    public static string? Scrub(string? text) => text is null ? null : Personal().Replace(text, found => found.Length == 64 ? found.Value[..8] + "…" : "【已遮盖】");

    /// <summary>Puts what is covered back in. Throws <see cref="FormatException"/> for a mark that was never given out.</summary>
    public string Uncover(string mended)
    {
        var json = JsonNode.Parse(mended);
        return json is null ? "null" : Uncover(json).ToJsonString(Compact);
    }

    // Only objects and lists: a bare number or word is no message, and inside of one it is text.
    private static JsonNode? Parse(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private JsonNode Cover(JsonNode node, bool named)
    {
        switch (node)
        {
            case JsonObject map:
                return new JsonObject(map.Select(member => KeyValuePair.Create(CoverPassages(member.Key), member.Value is { } value ? Cover(value, named || Naming().IsMatch(member.Key)) : null)));
            case JsonArray list:
                return new JsonArray([.. list.Select(item => item is null ? null : Cover(item, named))]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                var text = value.GetValue<string>();
                return named && text.Length > 0 ? JsonValue.Create(Hide(value, "")) : JsonValue.Create(Parse(text) is { } inner ? Cover(inner, named).ToJsonString(Compact) : CoverPassages(text));
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number && Personal().IsMatch(value.ToJsonString()):
                return JsonValue.Create(Hide(value, ""));
            default:
                return node.DeepClone();
        }
    }

    private string CoverPassages(string text) =>
        Personal().Replace(text, found => Hide(JsonValue.Create(found.Value), found.Length == 64 ? found.Value[..8] + "…" : ""));

    // What is no JSON cannot be mended passage by passage: it is covered for good, and whoever mends it writes it anew.
    private string CoverText(string text) => CoverPassages(NamedValue().Replace(text, found => found.Groups[1].Value + Hide(JsonValue.Create(found.Groups[2].Value), "")));

    private string Hide(JsonValue value, string shown)
    {
        _hidden.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"{shown}【遮盖{_hidden.Count}】");
    }

    private JsonNode Uncover(JsonNode node)
    {
        switch (node)
        {
            case JsonObject map:
                return new JsonObject(map.Select(member => KeyValuePair.Create(UncoverPassages(member.Key), member.Value is { } value ? Uncover(value) : null)));
            case JsonArray list:
                return new JsonArray([.. list.Select(item => item is null ? null : Uncover(item))]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                var text = value.GetValue<string>();
                return Mark().Match(text) is { Success: true } mark && mark.Length == text.Length ? Hidden(mark).DeepClone()
                    : JsonValue.Create(Parse(text) is { } inner && Mark().IsMatch(text) ? Uncover(inner).ToJsonString(Compact) : UncoverPassages(text));
            default:
                return node.DeepClone();
        }
    }

    private string UncoverPassages(string text) => Mark().Replace(text, mark => Hidden(mark).ToString());

    private JsonValue Hidden(Match mark) =>
        int.TryParse(mark.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= _hidden.Count
            ? _hidden[number - 1]
            : throw new FormatException(mark.Value);

    [GeneratedRegex(@"(?<!\d)\d{17}[\dXx](?!\d)|(?<![0-9A-Fa-f])[0-9A-Fa-f]{64}(?![0-9A-Fa-f])")]
    private static partial Regex Personal();

    [GeneratedRegex("(?:name|姓名)$", RegexOptions.IgnoreCase)]
    private static partial Regex Naming();

    [GeneratedRegex("""("[^"]*(?:name|姓名)"\s*:\s*")((?:[^"\\]|\\.)+)""", RegexOptions.IgnoreCase)]
    private static partial Regex NamedValue();

    [GeneratedRegex("(?:[0-9A-Fa-f]{8}…)?【遮盖([0-9]+)】")]
    private static partial Regex Mark();
}
