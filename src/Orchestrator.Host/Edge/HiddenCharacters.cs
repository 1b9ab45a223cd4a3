using System.Text.Json;

namespace Orchestrator.Host.Edge;

/// <summary>
/// Control characters other than tab and line breaks, and halves of characters: nobody sees them, some databases and exports
/// cannot keep them. They are refused wherever text comes in, with their place.
/// </summary>
public static class HiddenCharacters
{
    /// <summary>The first one in the text, null when there is none.</summary>
    public static char? In(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (char.IsHighSurrogate(letter) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(letter) || (char.IsControl(letter) && letter is not ('\t' or '\n' or '\r')))
            {
                return letter;
            }
        }

        return null;
    }

    /// <summary>Refuses them in the address and in JSON bodies, before anything binds them.</summary>
    public static void RefuseHiddenCharacters(this WebApplication app) => app.Use(async (context, next) =>
    {
        var refusal = InQuery(context.Request.Query) ?? await InBody(context.Request, context.RequestAborted);
        await (refusal is null ? next(context) : refusal.WriteTo(context));
    });

    private static ProblemDocument? InQuery(IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (In(name) is not null || values.Any(value => In(value) is not null))
            {
                var shown = string.Concat(name.Where(letter => In([letter]) is null));
                return ProblemDocument.Make(400, "bad-parameter", $"参数“{shown}”含有不可见的控制字符。", [new(shown, "含有不可见的控制字符。")]);
            }
        }

        return null;
    }

    private static async Task<ProblemDocument?> InBody(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasJsonContentType())
        {
            return null;
        }

        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        body.Position = 0;
        request.Body = body;
        return MayHide(body.GetBuffer().AsSpan(0, (int)body.Length)) && Place(body.GetBuffer().AsSpan(0, (int)body.Length)) is { } place
            ? ProblemDocument.Make(
                422, "invalid", $"“{(place.Length == 0 ? "请求内容" : place)}”含有不可见的控制字符，请删除后再提交。", [new(place, "含有不可见的控制字符，请删除后再提交。")])
            : null;
    }

    // In JSON they can only stand as escapes, but for DEL and the control characters above it.
    private static bool MayHide(ReadOnlySpan<byte> json) => json.IndexOf("\\u"u8) >= 0 || json.Contains((byte)0x7f) || json.Contains((byte)0xc2);

    /// <summary>Where the first text with a hidden character stands; null when there is none or the JSON is broken, which others report.</summary>
    private static string? Place(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var path = new Stack<(string? Name, int Index)>();
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        Step(path);
                        path.Push((null, reader.TokenType == JsonTokenType.StartArray ? -1 : int.MinValue));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        path.Pop();
                        break;
                    case JsonTokenType.PropertyName:
                        if (!Plain(ref reader))
                        {
                            path.Pop();
                            return Written(path);
                        }

                        path.Pop();
                        path.Push((reader.GetString(), int.MinValue));
                        break;
                    default:
                        Step(path);
                        if (reader.TokenType == JsonTokenType.String && !Plain(ref reader))
                        {
                            return Written(path);
                        }

                        break;
                }
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return null;
    }

    // The next element, when inside an array.
    private static void Step(Stack<(string? Name, int Index)> path)
    {
        if (path.TryPeek(out var at) && at.Index >= -1)
        {
            path.Pop();
            path.Push((null, at.Index + 1));
        }
    }

    private static string Written(Stack<(string? Name, int Index)> path) =>
        string.Concat(path.Reverse().Select(step => step.Name is { } name ? $".{name}" : step.Index >= 0 ? $"[{step.Index}]" : "")).TrimStart('.');

    // Half a character, written as an escape, has no text at all.
    private static bool Plain(ref Utf8JsonReader reader)
    {
        try
        {
            return In(reader.GetString()) is null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
