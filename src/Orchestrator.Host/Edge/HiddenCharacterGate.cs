using System.Text.Json;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Edge;

/// <summary>Refuses <see cref="HiddenCharacters"/> wherever text comes in, with their place.</summary>
internal static class HiddenCharacterGate
{
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
            if ((HiddenCharacters.In(name) ?? values.Select(value => HiddenCharacters.In(value)).FirstOrDefault(found => found is not null)) is { } hidden)
            {
                var shown = string.Concat(name.Where(letter => HiddenCharacters.In([letter]) is null));
                return ProblemDocument.Make(400, "bad-parameter", $"参数“{shown}”{Says(hidden)}。", [new(shown, $"{Says(hidden)}。")]);
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
        return First(body.GetBuffer().AsSpan(0, (int)body.Length)) is var (place, hidden)
            ? ProblemDocument.Make(
                422, "invalid", $"“{(place.Length == 0 ? "请求内容" : place)}”{Says(hidden)}，请删除后再提交。", [new(place, $"{Says(hidden)}，请删除后再提交。")])
            : null;
    }

    private static string Says(char hidden) => $"含有不可见的控制字符（U+{(int)hidden:X4}）";

    /// <summary>The first hidden character and where its text stands; null when there is none or the JSON is broken, which others report.</summary>
    private static (string Place, char Hidden)? First(ReadOnlySpan<byte> json)
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
                        path.Pop();
                        if (In(ref reader) is { } inName)
                        {
                            return (Written(path), inName);
                        }

                        path.Push((reader.GetString(), int.MinValue));
                        break;
                    default:
                        Step(path);
                        if (reader.TokenType == JsonTokenType.String && In(ref reader) is { } inText)
                        {
                            return (Written(path), inText);
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
    private static char? In(ref Utf8JsonReader reader)
    {
        try
        {
            return HiddenCharacters.In(reader.GetString());
        }
        catch (InvalidOperationException)
        {
            return '\uD800';
        }
    }
}
