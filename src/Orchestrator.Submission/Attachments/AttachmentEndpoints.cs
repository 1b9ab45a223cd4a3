using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;
using Orchestrator.Submission.Drafts;

namespace Orchestrator.Submission.Attachments;

internal static class AttachmentEndpoints
{
    private static readonly string[] Readers = ["BM-JB", "BM-FZ", "BB-JB", "BB-SH", "BB-ZR", "ZB", "LD", "DC", "MS", "WB"];

    public static void MapAttachments(this RouteGroupBuilder api, AttachmentOptions limits)
    {
        api.MapPost("/cases/{id}/attachments", Upload).Produces<AttachmentItem>().WithName("UploadAttachment").AllowWithStandIns("BM-JB")
            .WithMetadata(new RequestSizeLimitAttribute(limits.LargestFile + (1 << 20)));
        api.MapGet("/cases/{id}/attachments", List).Produces<IReadOnlyList<AttachmentItem>>().WithName("ListAttachments").AllowWithStandIns(Readers);
        api.MapGet("/attachments/{id}", Download).WithName("DownloadAttachment").Produces(StatusCodes.Status200OK).AllowWithStandIns(Readers);
        api.MapDelete("/attachments/{id}", Delete).WithName("DeleteAttachment").AllowWithStandIns("BM-JB");
    }

    private static async Task<IResult> Upload(
        string id, HttpContext http, Actor actor, CaseAccess access, AttachmentFiles files, AttachmentOptions limits, CommandRunner commands, CancellationToken ct)
    {
        if (await access.Of(id, actor, ct) is not { Draft: true } rights)
        {
            return CaseAccess.Unknown(id).ToResult();
        }

        if (!rights.Edit)
        {
            return CaseAccess.NotWriting.ToResult();
        }

        return await Receive(id, "case", rights.Writer, http, files, limits, commands, ct);
    }

    /// <summary>Takes the file of the request in for whoever may add it.</summary>
    internal static async Task<IResult> Receive(
        string owner, string kind, Actor writer, HttpContext http, AttachmentFiles files, AttachmentOptions limits, CommandRunner commands, CancellationToken ct)
    {
        var upload = await UploadedFile.Read(http.Request, files, ct);
        if (upload.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }

        var (commandId, name, file) = upload.Value!;
        var stored = false;
        try
        {
            var head = CommandHead.From(http, writer, commandId, "Attachments.Upload", kind, owner, new { name, file.Sha256, file.Size });
            var added = await commands.Run(head, work => AddAttachment.To(owner, name, file, limits, work), ct);
            stored = added.Refusal is null && !added.Replayed;
            return added.ToResult();
        }
        finally
        {
            if (!stored)
            {
                files.Delete(file.StoredAs);
            }
        }
    }

    private static async Task<IResult> List(string id, Actor actor, CaseAccess access, SubmissionDb db, CancellationToken ct)
    {
        if (await access.Of(id, actor, ct) is not { } rights)
        {
            return CaseAccess.Unknown(id).ToResult();
        }

        // Whoever may not see the working draft sees the files of the versions that were submitted.
        var files = rights.Draft
            ? db.Attachments.Where(file => file.CaseId == id && file.RemovedAt == null)
            : db.Attachments.Where(file => file.CaseId == id && db.VersionAttachments.Any(link => link.AttachmentId == file.Id));
        var items = await files.OrderBy(file => file.UploadedAt).ThenBy(file => file.Id).Select(file => new AttachmentItem(
            file.Id, file.Name, file.MediaType, file.Size, file.Sha256, file.UploadedAt, file.UploadedByName, rights.Edit)).ToListAsync(ct);
        return Results.Ok(items);
    }

    private static async Task<IResult> Download(string id, HttpContext http, Actor actor, CaseAccess access, SubmissionDb db, AttachmentFiles files, CancellationToken ct)
    {
        if (await db.Attachments.SingleOrDefaultAsync(file => file.Id == id, ct) is not { } file
            || await access.Of(file.CaseId, actor, ct) is not { } rights
            || !(rights.Draft && file.RemovedAt is null || await db.VersionAttachments.AnyAsync(link => link.AttachmentId == id, ct)))
        {
            return Unknown(id).ToResult();
        }

        return Send(file, http, files);
    }

    /// <summary>As a download, never as a page.</summary>
    internal static IResult Send(Attachment file, HttpContext http, AttachmentFiles files)
    {
        if (!files.Exists(file.StoredAs))
        {
            return Refusal.NotFound("attachment.lost", $"附件“{file.Name}”的文件不在存储目录中，请联系系统管理员").ToResult();
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(files.Open(file.StoredAs), file.MediaType, file.Name);
    }

    private static async Task<IResult> Delete(
        string id, string? commandId, HttpContext http, Actor actor, CaseAccess access, SubmissionDb db, AttachmentFiles files, CommandRunner commands, CancellationToken ct)
    {
        if (await db.Attachments.SingleOrDefaultAsync(file => file.Id == id, ct) is not { } file
            || await access.Of(file.CaseId, actor, ct) is not { Draft: true } rights)
        {
            return Unknown(id).ToResult();
        }

        if (!rights.Edit)
        {
            return CaseAccess.NotWriting.ToResult();
        }

        return await Remove(id, commandId, rights.Writer, http, files, commands, ct);
    }

    internal static async Task<IResult> Remove(string id, string? commandId, Actor writer, HttpContext http, AttachmentFiles files, CommandRunner commands, CancellationToken ct)
    {
        // Removing the same file twice is the same command.
        var head = CommandHead.From(http, writer, commandId is { Length: > 0 } given ? given : $"attachment-remove:{id}", "Attachments.Remove", "attachment", id);
        return (await commands.Run(head, work => AddAttachment.Remove(id, files, work), ct)).ToResult((_, _) => new { id });
    }

    internal static Refusal Unknown(string id) => Refusal.NotFound("attachment.unknown", $"没有附件“{(id.Length > 40 ? id[..40] : id)}”，或您无权查看");
}
