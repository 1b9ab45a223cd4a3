using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Orchestrator.Engine.Values;

/// <summary>
/// Reads and writes the value model as JSON text (UTF-8). Numbers are IEEE doubles, as in JavaScript: integers are
/// exact to 2^53. Chinese text is written as it is, not escaped. Throws <see cref="JsonException"/> on bad text.
/// </summary>
public static class JsonText
{
    private static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    // Where two texts fall on one place the later one stays.
    private static readonly string?[] Known = new string?[1024];

    public static object? Parse(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        var value = Read(ref reader);
        return reader.Read() ? throw new JsonException("Text after the value.") : value;
    }

    public static object? Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        return Read(ref reader);
    }

    public static string Write(object? value, bool indented = false)
    {
        if (indented)
        {
            return Encoding.UTF8.GetString(WriteBytes(value, indented));
        }

        using var scratch = JsonScratch.Take();
        Write(scratch.Writer, value);
        return scratch.ToString();
    }

    public static byte[] WriteBytes(object? value, bool indented = false)
    {
        if (!indented)
        {
            using var scratch = JsonScratch.Take();
            Write(scratch.Writer, value);
            return scratch.ToBytes();
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            Write(writer, value);
        }

        return stream.ToArray();
    }

    /// <summary>Reads the value that starts at the current token and leaves the reader on its last token.</summary>
    public static object? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null: return null;
            case JsonTokenType.True: return true;
            case JsonTokenType.False: return false;
            case JsonTokenType.Number: return reader.GetDouble();
            case JsonTokenType.String: return reader.GetString();
            case JsonTokenType.StartArray:
                var array = new JsArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    array.Items.Add(Read(ref reader));
                }

                return array;
            case JsonTokenType.StartObject:
                var map = new JsObject();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = ReadKnown(ref reader);
                    reader.Read();
                    map[name] = Read(ref reader);
                }

                return map;
            default:
                throw new JsonException($"Unexpected {reader.TokenType}.");
        }
    }

    /// <summary>The text or member name at the current token, of a kind that comes again and again: names, codes, ids of what
    /// many share. The same text is mostly the same string.</summary>
    public static string ReadKnown(ref Utf8JsonReader reader)
    {
        var utf8 = reader.ValueSpan;
        if (reader.HasValueSequence || reader.ValueIsEscaped || utf8.Length > 64)
        {
            return reader.GetString()!;
        }

        var hash = (uint)utf8.Length;
        foreach (var one in utf8)
        {
            hash = (hash * 31) + one;
        }

        ref var known = ref Known[hash % (uint)Known.Length];
        return known is { } text && reader.ValueTextEquals(text) ? text : known = reader.GetString()!;
    }

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case string text: writer.WriteStringValue(text); break;
            case double number: WriteNumber(writer, number); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case DateTimeOffset moment: writer.WriteStringValue(moment.ToString("O", CultureInfo.InvariantCulture)); break;
            case JsArray array:
                writer.WriteStartArray();
                foreach (var item in array.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsObject map:
                writer.WriteStartObject();
                foreach (var (name, member) in map.Span)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    /// <summary>The value as a <see cref="JsonElement"/>, for callers that speak System.Text.Json.</summary>
    public static JsonElement ToElement(object? value)
    {
        using var document = JsonDocument.Parse(WriteBytes(value));
        return document.RootElement.Clone();
    }

    public static object? FromElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Array => new JsArray(element.EnumerateArray().Select(FromElement)),
        _ => FromMembers(element),
    };

    private static JsObject FromMembers(JsonElement element)
    {
        var map = new JsObject();
        foreach (var member in element.EnumerateObject())
        {
            map[member.Name] = FromElement(member.Value);
        }

        return map;
    }

    // JSON has no NaN or infinity; JavaScript's JSON.stringify writes null for them.
    private static void WriteNumber(Utf8JsonWriter writer, double number)
    {
        if (!double.IsFinite(number))
        {
            writer.WriteNullValue();
        }
        else if (number == Math.Floor(number) && Math.Abs(number) < 9.007199254740992e15)
        {
            writer.WriteNumberValue((long)number);
        }
        else
        {
            writer.WriteNumberValue(number);
        }
    }
}
