using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Orchestrator.Submission.Versions;

namespace Orchestrator.Submission.Attachments;

/// <summary>The files of matters (公文会签): stored, checked and limited as those of manuscripts.</summary>
internal sealed class MatterFiles(SubmissionDb db) : IMatterFiles
{
    /// <summary>In the place of a case id. No flow has such an id: what answers for cases does not find these files.</summary>
    public static string KeyOf(string matterId) => $"matter:{matterId}";

    /// <summary>What a person gathers before there is a matter; the next one that he begins takes it.</summary>
    public static string KeyOfNew(Actor actor) => $"new-matter:{actor.Id}";

    public async Task<IReadOnlyList<MatterFile>> Of(string matterId, int version, CancellationToken ct)
    {
        var (key, number) = (KeyOf(matterId), VersionOf(version));
        return await db.Attachments.Where(file => db.VersionAttachments.Any(link => link.CaseId == key && link.Version == number && link.AttachmentId == file.Id))
            .OrderBy(file => file.UploadedAt).ThenBy(file => file.Id).Select(file => new MatterFile(file.Name, file.Size, file.Sha256)).ToListAsync(ct);
    }

    public static string VersionOf(int version) => version.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Handing in a matter: its version keeps the list of files as it is then. Runs after the office's part of the form,
/// which numbers the version.</summary>
internal sealed class MatterFilesForm : ITaskForm
{
    public string Form => "matters/draft";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        var db = work.Db<SubmissionDb>();
        var key = MatterFiles.KeyOf(submission.RootId);
        if (submission.Data["version"] is not double version)
        {
            throw new InvalidOperationException($"The version of matter {submission.RootId} has no number.");
        }

        if (version == 1)
        {
            var gathered = MatterFiles.KeyOfNew(submission.Actor);
            foreach (var file in await db.Attachments.Where(file => file.CaseId == gathered && file.RemovedAt == null).ToListAsync(work.Cancellation))
            {
                file.CaseId = key;
            }

            await db.SaveChangesAsync(work.Cancellation);
        }

        var present = await db.Attachments.Where(file => file.CaseId == key && file.RemovedAt == null).Select(file => file.Id).ToListAsync(work.Cancellation);
        db.AddRange(present.Select(id => new VersionAttachment { CaseId = key, Version = MatterFiles.VersionOf((int)version), AttachmentId = id }));
        return Outcome.Of<JsObject?>(null);
    }
}
