using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Submission.Attachments;

public sealed record MatterVersionFiles(int Version, IReadOnlyList<AttachmentItem> Files);

/// <param name="Working">What the next version will have; empty for whoever does not write it now.</param>
public sealed record MatterFileList(bool MayWrite, IReadOnlyList<AttachmentItem> Working, IReadOnlyList<MatterVersionFiles> Versions);

/// <summary>The files of a matter, for whoever may read it; <c>new</c> in the place of its id is what one gathers for the next.</summary>
internal static class MatterFileEndpoints
{
    private const string New = "new";

    public static void MapMatterFiles(this RouteGroupBuilder api, AttachmentOptions limits)
    {
        api.MapPost("/matters/{id}/attachments", Upload).Produces<AttachmentItem>().WithName("UploadMatterAttachment").AllowSignedIn()
            .WithMetadata(new RequestSizeLimitAttribute(limits.LargestFile + (1 << 20)));
        api.MapGet("/matters/{id}/attachments", List).Produces<MatterFileList>().WithName("ListMatterAttachments").AllowSignedIn();
        api.MapGet("/matters/{id}/attachments/{file}", Download).WithName("DownloadMatterAttachment").Produces(StatusCodes.Status200OK).AllowSignedIn();
        api.MapDelete("/matters/{id}/attachments/{file}", Delete).WithName("DeleteMatterAttachment").AllowSignedIn();
    }

    private static async Task<IResult> Upload(
        string id, HttpContext http, Actor actor, IMatterWriters writers, AttachmentFiles files, AttachmentOptions limits, CommandRunner commands, CancellationToken ct) =>
        await Of(id, actor, writers, ct) is not { } found ? Unknown(id).ToResult()
        : found.Writer is not { } writer ? NotWriting.ToResult()
        : await AttachmentEndpoints.Receive(found.Key, "matter", writer, http, files, limits, commands, ct);

    private static async Task<IResult> List(string id, Actor actor, IMatterWriters writers, SubmissionDb db, CancellationToken ct)
    {
        if (await Of(id, actor, writers, ct) is not { } found)
        {
            return Unknown(id).ToResult();
        }

        var all = await db.Attachments.Where(file => file.CaseId == found.Key).OrderBy(file => file.UploadedAt).ThenBy(file => file.Id).ToListAsync(ct);
        var links = await db.VersionAttachments.Where(link => link.CaseId == found.Key).ToListAsync(ct);
        return Results.Ok(new MatterFileList(
            found.Writer is not null,
            found.Writer is null ? [] : [.. all.Where(file => file.RemovedAt is null).Select(file => Item(file, true))],
            [.. links.GroupBy(link => int.Parse(link.Version, System.Globalization.CultureInfo.InvariantCulture)).OrderBy(version => version.Key).Select(version => new MatterVersionFiles(
                version.Key, [.. all.Where(file => version.Any(link => link.AttachmentId == file.Id)).Select(file => Item(file, false))]))]));
    }

    private static async Task<IResult> Download(string id, string file, HttpContext http, Actor actor, IMatterWriters writers, SubmissionDb db, AttachmentFiles files, CancellationToken ct) =>
        await Of(id, actor, writers, ct) is { } found
        && await db.Attachments.SingleOrDefaultAsync(one => one.Id == file && one.CaseId == found.Key, ct) is { } wanted
        && ((found.Writer is not null && wanted.RemovedAt is null) || await db.VersionAttachments.AnyAsync(link => link.AttachmentId == file, ct))
            ? AttachmentEndpoints.Send(wanted, http, files)
            : AttachmentEndpoints.Unknown(file).ToResult();

    private static async Task<IResult> Delete(
        string id, string file, string? commandId, HttpContext http, Actor actor, IMatterWriters writers, SubmissionDb db, AttachmentFiles files, CommandRunner commands, CancellationToken ct) =>
        await Of(id, actor, writers, ct) is not { } found || !await db.Attachments.AnyAsync(one => one.Id == file && one.CaseId == found.Key, ct) ? AttachmentEndpoints.Unknown(file).ToResult()
        : found.Writer is not { } writer ? NotWriting.ToResult()
        : await AttachmentEndpoints.Remove(file, commandId, writer, http, files, commands, ct);

    private static async Task<Found?> Of(string id, Actor actor, IMatterWriters writers, CancellationToken ct) => id == New
        ? writers.MayBegin(actor) ? new(MatterFiles.KeyOfNew(actor), actor) : null
        : await writers.Of(id, actor, ct) is { } rights ? new(MatterFiles.KeyOf(id), rights.Writer) : null;

    private static AttachmentItem Item(Attachment file, bool mayRemove) =>
        new(file.Id, file.Name, file.MediaType, file.Size, file.Sha256, file.UploadedAt, file.UploadedByName, mayRemove);

    private static Refusal NotWriting => Refusal.Conflict("matter.not-writing", "事项现在不在起草或修改，或该环节不由您办理，不能改动附件。");

    private static Refusal Unknown(string id) => Refusal.NotFound("matter.unknown", $"没有编号为“{(id.Length > 40 ? id[..40] : id)}”的事项，或您无权查看。");

    private sealed record Found(string Key, Actor? Writer);
}
