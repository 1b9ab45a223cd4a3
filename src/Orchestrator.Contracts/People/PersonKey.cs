using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Contracts.People;

/// <summary>
/// What services call a person (人员标识): HMAC-SHA-256 of the 18 ASCII characters of the citizen number under the
/// installation's secret, written as 64 lower case hexadecimal characters. One number and one secret give one key,
/// and without the secret a key leads to no number.
/// </summary>
[JsonConverter(typeof(Json))]
public sealed record PersonKey
{
    public const int Length = 2 * HMACSHA256.HashSizeInBytes;

    private readonly string text;

    private PersonKey(string text) => this.text = text;

    public static PersonKey Of(IdentityNumber number, PersonKeySecret secret)
    {
        Span<byte> ascii = stackalloc byte[IdentityNumber.Length];
        Encoding.ASCII.GetBytes(number.Reveal(), ascii);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret.Bytes, ascii, hash);
        return new PersonKey(Convert.ToHexStringLower(hash));
    }

    /// <summary>Reads a key as <see cref="ToString"/> wrote it; upper case is refused, so that one key has one spelling.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PersonKey? key)
    {
        key = text is { Length: Length } && text.All(char.IsAsciiHexDigitLower) ? new PersonKey(text) : null;
        return key is not null;
    }

    public override string ToString() => text;

    private sealed class Json : JsonConverter<PersonKey>
    {
        public override PersonKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var key)
                ? key
                : throw new JsonException($"A person key is {Length} lower case hexadecimal characters.");

        public override void Write(Utf8JsonWriter writer, PersonKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.text);
    }
}
