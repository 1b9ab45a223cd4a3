using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Signatures;

/// <summary>The image that the person's decisions carry; it is to be had at <c>/signatures/{sha256}</c>.</summary>
public sealed record SignatureView(string Sha256, int Width, int Height, int Size, DateTimeOffset At);

/// <param name="Largest">Bytes.</param>
/// <param name="Current">Null: decisions carry none.</param>
public sealed record SignatureDocument(int Largest, int Widest, int Highest, SignatureView? Current);

/// <param name="Image">The bytes of a PNG or JPEG, in base64.</param>
public sealed record SetSignature(string CommandId, byte[]? Image);

/// <summary>Everybody's own 签名图, and the images that decisions carry.</summary>
public static class SignatureEndpoints
{
    public static IEndpointRouteBuilder MapSignatures(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").WithTags("signatures");
        api.MapGet("/signature", async (OfficeDb db, Actor actor, CancellationToken ct) => new SignatureDocument(
                SignatureRules.Largest, SignatureRules.Widest, SignatureRules.Highest, await Current(db, actor.Id, ct)))
            .AllowSignedIn().WithName("getSignature").WithSummary("本人的签名图");
        // Base64 takes a third more; what is larger still is refused with its size, what is far too large unread.
        api.MapPut("/signature", async (SetSignature body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                (await runner.Run(Head(body.CommandId, "Signatures.Set", actor, http, body.Image is null ? null : Signing.HashOf(body.Image)), work => Signing.Set(body.Image, work), ct)).ToResult())
            .AllowSignedIn().Produces<SignatureView>().ProducesProblem(422).WithName("setSignature").WithSummary("上传或更换本人的签名图")
            .WithMetadata(new RequestSizeLimitAttribute(4 << 20));
        api.MapDelete("/signature", async (string commandId, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                (await runner.Run(Head(commandId, "Signatures.Remove", actor, http, null), Signing.Remove, ct)).ToResult())
            .AllowSignedIn().Produces<Done>().WithName("removeSignature").WithSummary("移除本人的签名图");
        api.MapGet("/signatures/{sha256}", Image).AllowSignedIn().Produces<byte[]>(200, "image/png", "image/jpeg").WithName("getSignatureImage").WithSummary("一张签名图");
        return app;
    }

    private static CommandHead Head(string commandId, string name, Actor actor, HttpContext http, string? sha256) =>
        CommandHead.From(http, actor, commandId, name, "signature", sha256, sha256);

    private static async Task<SignatureView?> Current(OfficeDb db, string personId, CancellationToken ct) =>
        await db.Signatures.AsNoTracking().Where(signature => signature.PersonId == personId)
            .Join(db.SignatureImages.AsNoTracking(), signature => signature.Sha256, image => image.Sha256, (signature, image) =>
                new SignatureView(image.Sha256, image.Width, image.Height, image.Content.Length, signature.At))
            .FirstOrDefaultAsync(ct);

    private static async Task<IResult> Image(string sha256, OfficeDb db, HttpContext http, CancellationToken ct)
    {
        if (await db.SignatureImages.AsNoTracking().FirstOrDefaultAsync(image => image.Sha256 == sha256, ct) is not { } found)
        {
            return Refusal.NotFound("signature.unknown", "没有这张签名图。").ToResult();
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        // Kept by the browser, shown only after it has asked again: somebody may have signed out meanwhile.
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(found.Content, found.MediaType, entityTag: new EntityTagHeaderValue($"\"{found.Sha256}\""));
    }
}
