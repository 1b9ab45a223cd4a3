using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Runtime.Commands;

/// <summary>
/// Each audit row carries the SHA-256 of the row before it in its chain and of its own content, so that a changed, removed
/// or inserted row shows. There are several chains (a transaction takes whichever is free, for its own duration): one
/// chain would make every commit wait for the disk behind the one before. The head of each chain is kept apart, so that
/// cutting off its end shows too.
/// </summary>
internal static class AuditChain
{
    // Texts are length-prefixed: no two different rows have the same canonical form.
    public static string Hash(AuditRow row)
    {
        var canonical = new StringBuilder();
        foreach (var field in new[]
                 {
                     row.PreviousHash, $"{row.Chain}", $"{row.Seq}", $"{row.At.UtcTicks}", row.ActorId, row.ActorName, row.ActorUnit, row.Action, row.ObjectType, row.ObjectId,
                     row.Result, row.Details, row.CommandId, row.RemoteAddress,
                 })
        {
            canonical.Append(field is null ? "-" : $"{field.Length}:{field}").Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())));
    }

    /// <summary>Why the row does not follow; null when it does.</summary>
    public static string? Break(AuditRow row, long previousSeq, string previousHash) =>
        row.Seq != previousSeq + 1 ? $"缺少第 {previousSeq + 1} 条记录"
        : row.PreviousHash != previousHash ? "与前一条记录不衔接"
        : row.Hash != Hash(row) ? "记录内容被改动"
        : null;
}
