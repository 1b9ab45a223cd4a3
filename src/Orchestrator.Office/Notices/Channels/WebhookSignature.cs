using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Office.Notices.Channels;

/// <summary>Proves to the receiver that a request comes from this installation and when it was made.</summary>
internal static class WebhookSignature
{
    /// <summary><c>v1=</c> and the HMAC-SHA256 of timestamp, a full stop and body, in lower-case hexadecimal digits.</summary>
    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{timestamp}."), .. body];
        return $"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
