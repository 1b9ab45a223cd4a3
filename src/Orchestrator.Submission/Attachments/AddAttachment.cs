using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Submission.Attachments;

public sealed record AttachmentItem(
    string Id, string Name, string MediaType, long Size, string Sha256, DateTimeOffset UploadedAt, string UploadedByName, bool CanRemove);

/// <summary>Makes a received file part of the case's working draft, and takes one out again.</summary>
public static class AddAttachment
{
    public static async Task<Outcome<AttachmentItem>> To(string caseId, string name, ReceivedFile file, AttachmentOptions limits, UnitOfWork work)
    {
        var db = work.Db<SubmissionDb>();
        var present = await db.Attachments.Where(other => other.CaseId == caseId && other.RemovedAt == null).ToListAsync(work.Cancellation);
        if (present.Count >= limits.MostFiles)
        {
            return Refused("attachment.too-many", $"“{name}”：每个事项最多 {limits.MostFiles} 个附件");
        }

        if (present.Sum(other => other.Size) + file.Size > limits.LargestCase)
        {
            return Refused("attachment.case-full", $"“{name}”：每个事项的附件合计不得超过 {limits.LargestCase >> 20} MB，请先删除不需要的附件");
        }

        if (present.Find(other => other.Sha256 == file.Sha256) is { } same)
        {
            return Refusal.Conflict("attachment.same", $"已有内容相同的附件“{same.Name}”，不必重复上传");
        }

        if (present.Exists(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            return Refusal.Conflict("attachment.same-name", $"已有同名附件“{name}”，请先删除原附件或改名");
        }

        var made = new Attachment
        {
            Id = "f-" + file.StoredAs[..20],
            CaseId = caseId,
            Name = name,
            MediaType = file.Kind!.MediaType,
            Size = file.Size,
            Sha256 = file.Sha256,
            StoredAs = file.StoredAs,
            UploadedAt = work.Now,
            UploadedBy = work.Actor.Id,
            UploadedByName = work.Actor.Name,
        };
        db.Add(made);
        work.Changed($"case:{caseId}");
        return new AttachmentItem(made.Id, made.Name, made.MediaType, made.Size, made.Sha256, made.UploadedAt, made.UploadedByName, true);
    }

    /// <summary>The file itself is deleted after the commit, unless a frozen version holds it.</summary>
    public static async Task<Outcome<Done>> Remove(string id, AttachmentFiles files, UnitOfWork work)
    {
        var db = work.Db<SubmissionDb>();
        if (await db.Attachments.SingleOrDefaultAsync(file => file.Id == id, work.Cancellation) is not { RemovedAt: null } file)
        {
            return Refusal.Conflict("attachment.removed", "附件已被删除");
        }

        file.RemovedAt = work.Now;
        file.RemovedBy = work.Actor.Id;
        if (!await db.VersionAttachments.AnyAsync(link => link.AttachmentId == id, work.Cancellation))
        {
            work.AfterCommit(() => files.Delete(file.StoredAs));
        }

        work.Changed($"case:{file.CaseId}");
        return Done.Value;
    }

    private static Refusal Refused(string code, string message) => Refusal.Invalid(code, message, [new FieldProblem("file", message)]);
}
