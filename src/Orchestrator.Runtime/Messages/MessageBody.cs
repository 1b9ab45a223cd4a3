using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Runtime.Messages;

/// <summary>What a queue delivers, as it came. It is read by the handler's endpoint: there a message that does not fit its type
/// can be told from an outage.</summary>
[JsonConverter(typeof(AsItCame))]
internal sealed class MessageBody(JsonElement json)
{
    /// <summary>Throws <see cref="SerializationException"/>.</summary>
    public object Read(Type message)
    {
        try
        {
            return json.Deserialize(message, RuntimeJson.Options) ?? throw new SerializationException($"The message is null, and not a {message.Name}.");
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException)
        {
            throw new SerializationException($"The message is not a {message.Name}: {wrong.Message}", wrong);
        }
    }

    private sealed class AsItCame : JsonConverter<MessageBody>
    {
        public override MessageBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(JsonElement.ParseValue(ref reader));

        public override void Write(Utf8JsonWriter writer, MessageBody value, JsonSerializerOptions options) => throw new NotSupportedException("Bodies are only received.");
    }
}
