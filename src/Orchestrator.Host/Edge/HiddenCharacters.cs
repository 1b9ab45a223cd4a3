using System.Text.Json;
using System.Text.Json.Serialization;

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

    /// <summary>Refuses them in the address, before anything reads it.</summary>
    public static void RefuseHiddenCharacters(this WebApplication app) => app.Use((context, next) =>
    {
        foreach (var (name, values) in context.Request.Query)
        {
            if (In(name) is not null || values.Any(value => In(value) is not null))
            {
                var shown = string.Concat(name.Where(letter => In([letter]) is null));
                return ProblemDocument.Make(400, "bad-parameter", $"参数“{shown}”含有不可见的控制字符。", [new(shown, "含有不可见的控制字符。")]).WriteTo(context);
            }
        }

        return next(context);
    });
}

/// <summary>Text that holds a hidden character.</summary>
/// <param name="inside">Where in the value that was being read, for example <c>.items[0].note</c>.</param>
internal sealed class HiddenCharacterException(string inside) : JsonException("含有不可见的控制字符，请删除后再提交。")
{
    public string Inside => inside;
}

internal sealed class PlainTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        var text = Whole(ref reader);
        return text is not null && HiddenCharacters.In(text) is null ? text : throw new HiddenCharacterException("");
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    // Half a character, written as an escape, has no text at all.
    private static string? Whole(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

internal sealed class PlainElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        return Hidden(element, "") is { } inside ? throw new HiddenCharacterException(inside) : element;
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);

    private static string? Hidden(JsonElement value, string at) => value.ValueKind switch
    {
        JsonValueKind.String => Plain(() => value.GetString()) ? null : at,
        JsonValueKind.Array => value.EnumerateArray().Select((item, index) => Hidden(item, $"{at}[{index}]")).FirstOrDefault(inside => inside is not null),
        JsonValueKind.Object => value.EnumerateObject().Select(member => Plain(() => member.Name) ? Hidden(member.Value, $"{at}.{member.Name}") : at).FirstOrDefault(inside => inside is not null),
        _ => null,
    };

    private static bool Plain(Func<string?> read)
    {
        try
        {
            return HiddenCharacters.In(read()) is null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
