using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Signatures;

/// <summary>Giving oneself a signature image, taking it off, and putting it to a decision; inside a unit of work.</summary>
public static class Signing
{
    public static string HashOf(byte[] image) => Convert.ToHexStringLower(SHA256.HashData(image));

    /// <summary>The image of the person who acts: whoever stands in for somebody signs with his own. Null without one.</summary>
    public static async Task<string?> SignatureOfActor(this OfficeDb db, UnitOfWork work) =>
        await db.Signatures.AsNoTracking().Where(signature => signature.PersonId == work.Actor.Id).Select(signature => signature.Sha256).FirstOrDefaultAsync(work.Cancellation);

    /// <summary>The images that rows name, by their hashes.</summary>
    public static async Task<IReadOnlyDictionary<string, SignatureImage>> Images(this OfficeDb db, IEnumerable<string?> hashes, CancellationToken ct)
    {
        string[] named = [.. hashes.OfType<string>().Distinct()];
        return await db.SignatureImages.AsNoTracking().Where(image => named.Contains(image.Sha256)).ToDictionaryAsync(image => image.Sha256, ct);
    }

    public static SignatureImage? Of(this IReadOnlyDictionary<string, SignatureImage> images, string? hash) => hash is null ? null : images.GetValueOrDefault(hash);

    public static async Task<Outcome<SignatureView>> Set(byte[]? image, UnitOfWork work)
    {
        var read = SignatureRules.Check(image);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var (facts, hash, db) = (read.Value!, HashOf(image!), work.Db<OfficeDb>());
        // The same picture may come from two windows at once; it is kept once.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into of_signature_images (sha256, media_type, width, height, content, at) values ({hash}, {facts.MediaType}, {facts.Width}, {facts.Height}, {image}, {work.Now.UtcTicks})
            on conflict do nothing
            """,
            work.Cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into of_signatures (person_id, sha256, at) values ({work.Actor.Id}, {hash}, {work.Now.UtcTicks})
            on conflict (person_id) do update set sha256 = excluded.sha256, at = excluded.at
            """,
            work.Cancellation);
        return new SignatureView(hash, facts.Width, facts.Height, image!.Length, work.Now);
    }

    /// <summary>Decisions that were taken keep it.</summary>
    public static async Task<Outcome<Done>> Remove(UnitOfWork work) =>
        await work.Db<OfficeDb>().Signatures.Where(signature => signature.PersonId == work.Actor.Id).ExecuteDeleteAsync(work.Cancellation) == 0
            ? Refusal.Conflict("signature.none", "您没有签名图，可能已在别处移除。")
            : Done.Value;
}
