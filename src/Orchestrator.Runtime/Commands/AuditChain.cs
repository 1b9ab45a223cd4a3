using System.Security.Cryptography;
using System.Text;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Commands;

/// <summary>
/// Each audit row carries the SHA-256 of the row before it in its chain and of its own content, so that a changed, removed
/// or inserted row shows. There are several chains (a transaction takes whichever is free, for its own duration): one
/// chain would make every commit wait for the disk behind the one before. The head of each chain is kept apart, so that
/// cutting off its end shows too.
/// </summary>
internal static class AuditChain
{
    /// <summary>The head of a chain after the entry.</summary>
    public static ChainHead After(ChainHead head, AuditEntry entry)
    {
        var seq = head.Seq + 1;
        var canonical = new StringBuilder();
        foreach (var field in (string[])[head.Hash, $"{head.Chain}", $"{seq}"])
        {
            Append(canonical, field);
        }

        canonical.Append(Canonical(entry));
        return new(head.Chain, seq, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString()))));
    }

    /// <summary>
    /// The entry's part of the text that is hashed; hash before, chain and number go in front in the same form. Texts are
    /// length-prefixed (UTF-16 units): no two different entries have the same form.
    /// </summary>
    public static string Canonical(AuditEntry e)
    {
        var canonical = new StringBuilder();
        foreach (var field in (string?[])
                 [$"{e.At.UtcTicks}", e.ActorId, e.ActorName, e.ActorUnit, e.Action, e.ObjectType, e.ObjectId, e.Result, e.Details, e.CommandId, e.RemoteAddress])
        {
            Append(canonical, field);
        }

        return canonical.ToString();
    }

    /// <summary>Why the row does not follow; null when it does.</summary>
    public static string? Break(AuditRow row, ChainHead before) =>
        row.Seq != before.Seq + 1 ? $"缺少第 {before.Seq + 1} 条记录"
        : row.Hash != After(before, row.Entry).Hash ? "记录内容被改动"
        : null;

    private static void Append(StringBuilder canonical, string? field) =>
        _ = field is null ? canonical.Append("-\n") : canonical.Append(field.Length).Append(':').Append(field).Append('\n');
}
