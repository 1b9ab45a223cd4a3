using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Orchestrator.Submission.Drafts;

namespace Orchestrator.Submission.Versions;

/// <summary>Submission of the working draft: checks it (T-06), refuses a second one in the round (T-08) and freezes it as
/// an immutable version (T-07). The flow gets <c>{version, sha256, drafter}</c> beside what the person sent.</summary>
internal static class FreezeDraft
{
    public static async Task<Outcome<JsObject?>> AsVersion(TaskSubmission submission, UnitOfWork work, bool meeting)
    {
        var db = work.Db<SubmissionDb>();
        var caseId = submission.RootId;
        if (await db.Drafts.SingleOrDefaultAsync(draft => draft.CaseId == caseId, work.Cancellation) is not { } draft)
        {
            return Refusal.Invalid("draft.empty", "文稿尚未起草，请先填写文稿再报送", [new FieldProblem("draft", "文稿尚未起草")]);
        }

        var content = draft.Read();
        var payload = submission.Task.Payload is { } text ? JsonText.Parse(text) as JsObject : null;
        var template = await TemplateInUse.Of(db, submission.Task, draft, work.Cancellation);
        var findings = TemplateConformity.Check(content, template.Used, meeting);
        if (findings.Any(finding => finding.Blocks))
        {
            return Refusal.Invalid(
                "draft.incomplete", "文稿不完整，不能报送：" + string.Join("；", findings.Where(finding => finding.Blocks).Select(finding => finding.Message)),
                [.. findings.Where(finding => finding.Blocks).Select(finding => new FieldProblem(finding.Path, finding.Message))]);
        }

        var reason = (submission.Data["templateReason"] as string)?.Trim();
        if (TemplateCurrency.Check(template, reason) is { } outdated)
        {
            if (outdated.Blocks)
            {
                return Refusal.Invalid("template.outdated", outdated.Message, new FieldProblem(outdated.Path, outdated.Message));
            }

            findings = [.. findings, outdated];
        }

        if (await OpenOf(db, caseId, submission.Round, work) is { } open)
        {
            if (!meeting)
            {
                return Refusal.Conflict("submission.open", $"第 {submission.Round} 轮已报送 {open.Version}，未退回前不能重复报送（T-08）");
            }

            open.Close(SubmissionStatus.Returned, work.Now);
            await db.SaveChangesAsync(work.Cancellation);
        }

        var major = payload?["versionMajor"] is double given ? (int)given : submission.Round;
        var written = new WrittenOn(major, payload?["documentCode"] as string ?? "", template.Used?.Version, template.Newer is null ? null : reason);
        return await Freeze(submission, work, db, content, written, meeting, findings);
    }

    private static async Task<Outcome<JsObject?>> Freeze(
        TaskSubmission submission, UnitOfWork work, SubmissionDb db, DraftContent content, WrittenOn of, bool meeting, IReadOnlyList<ConformityFinding> findings)
    {
        var major = of.Major;
        var caseId = submission.RootId;
        var existing = await db.Versions.Where(version => version.CaseId == caseId && version.Major == major)
            .Select(version => version.N).ToListAsync(work.Cancellation);
        var number = VersionNumber.After(major, existing.Select(n => new VersionNumber(major, n)));
        var files = await db.Attachments.Where(file => file.CaseId == caseId && file.RemovedAt == null).ToListAsync(work.Cancellation);
        var canonical = CanonicalVersion.Write(content, files.Select(file => new FrozenAttachment(file.Id, file.Name, file.Size, file.Sha256)));
        var version = new FrozenVersion
        {
            CaseId = caseId,
            Number = number.ToString(),
            Major = number.Round,
            N = number.N,
            Round = submission.Round,
            Kind = meeting ? VersionKind.Meeting : number.N > 0 ? VersionKind.Correction : submission.Round > 1 ? VersionKind.Revision : VersionKind.First,
            Title = content.Title,
            Length = content.Length,
            Content = canonical,
            Sha256 = CanonicalVersion.Sha256(canonical),
            UnitId = work.Actor.UnitId,
            UnitName = work.Actor.UnitName,
            AuthorId = work.Actor.Id,
            AuthorName = work.Actor.Name,
            CreatedAt = work.Now,
            TaskId = submission.Task.Id,
            TemplateVersion = of.Template,
            TemplateReason = of.TemplateReason,
        };
        db.Add(version);
        db.AddRange(files.Select(file => new VersionAttachment { CaseId = caseId, Version = version.Number, AttachmentId = file.Id }));
        db.Add(new OpenSubmission
        {
            CaseId = caseId,
            Version = version.Number,
            Round = submission.Round,
            DocumentCode = of.Document,
            Status = SubmissionStatus.Open,
            DueAt = submission.Task.DueAt,
            OpenedAt = work.Now,
        });
        work.Audit("Versions.Freeze", "case", caseId, new { version = version.Number, version.Sha256, version.TemplateReason, warnings = findings.Select(finding => finding.Message) });
        return Result(submission.Data, version);
    }

    private static JsObject Result(JsObject data, FrozenVersion version)
    {
        var result = JsObject.Of([.. data.Members.Select(member => (member.Key, member.Value))]);
        result["version"] = version.Number;
        result["sha256"] = version.Sha256;
        result["drafter"] = version.AuthorId;
        return result;
    }

    private static Task<OpenSubmission?> OpenOf(SubmissionDb db, string caseId, int round, UnitOfWork work) =>
        db.Submissions.SingleOrDefaultAsync(
            submission => submission.CaseId == caseId && submission.Round == round && submission.Status == SubmissionStatus.Open, work.Cancellation);

    private sealed record WrittenOn(int Major, string Document, int? Template, string? TemplateReason);
}
