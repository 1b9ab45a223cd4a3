using System.Security.Cryptography;
using System.Text.Json;

namespace Orchestrator.Runtime.Commands;

/// <summary>What a command asks, in short: the same command id with another fingerprint is a mistake of the caller.</summary>
internal static class Fingerprint
{
    /// <summary>128 bits in hexadecimal.</summary>
    public static string Of(CommandHead head) => Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { head.Name, head.ObjectType, head.ObjectId, head.Body }, RuntimeJson.Options)).AsSpan(0, 16));
}
