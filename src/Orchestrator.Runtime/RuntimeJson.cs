using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Engine.Values;

namespace Orchestrator.Runtime;

/// <summary>How the runtime writes JSON: camelCase, enums as strings, Chinese unescaped, the engine's values as they are.</summary>
public static class RuntimeJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Adds the converters for the engine's values to other options, for example those of the API.</summary>
    public static void AddValueConverters(JsonSerializerOptions options)
    {
        options.Converters.Add(new ValueConverter<JsObject>());
        options.Converters.Add(new ValueConverter<JsArray>());
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        options.Converters.Add(new JsonStringEnumConverter());
        AddValueConverters(options);
        return options;
    }

    private sealed class ValueConverter<T> : JsonConverter<T>
        where T : class
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonText.Read(ref reader) switch
            {
                null => null,
                T value => value,
                var other => throw new JsonException($"Expected {(typeof(T) == typeof(JsObject) ? "an object" : "an array")}, found {other.GetType().Name}."),
            };

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonText.Write(writer, value);
    }
}
