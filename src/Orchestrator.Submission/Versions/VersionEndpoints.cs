using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;
using Orchestrator.Submission.Comparison;
using Orchestrator.Submission.Drafts;

namespace Orchestrator.Submission.Versions;

public sealed record VersionItem(
    string Number, int Round, VersionKind Kind, SubmissionStatus Status, string Title, int Length, string Sha256,
    string? UnitName, string AuthorName, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, int Attachments);

/// <param name="Intact">False when the stored text no longer has the hash taken on submission.</param>
/// <param name="TemplateVersion">The template it was written on; null when there was none.</param>
/// <param name="TemplateReason">Why it is an older one than the campaign's current one (T-09).</param>
public sealed record VersionView(
    string Number, int Round, VersionKind Kind, string Title, IReadOnlyList<Section> Sections, string Explanation,
    IReadOnlyList<FrozenAttachment> Attachments, string Sha256, bool Intact, string? UnitName, string AuthorName, DateTimeOffset CreatedAt,
    int? TemplateVersion, string? TemplateReason);

public sealed record ComparisonView(
    string From, string To, IReadOnlyList<ComparedParagraph> Paragraphs, IReadOnlyList<ChangeRow> Rows, ComparisonTotals Totals);

internal static class VersionEndpoints
{
    private static readonly string[] Readers = ["BM-JB", "BM-FZ", "BB-JB", "BB-SH", "BB-ZR", "ZB", "LD", "DC", "MS", "WB"];

    public static void MapVersions(this RouteGroupBuilder cases)
    {
        cases.MapGet("/{id}/versions", List).Produces<IReadOnlyList<VersionItem>>().WithName("ListVersions").AllowWithStandIns(Readers);
        cases.MapGet("/{id}/versions/{number}", Read).Produces<VersionView>().WithName("GetVersion").AllowWithStandIns(Readers);
        cases.MapGet("/{id}/compare", Compare).Produces<ComparisonView>().WithName("CompareVersions").AllowWithStandIns(Readers);
    }

    private static async Task<IResult> List(string id, Actor actor, CaseAccess access, SubmissionDb db, CancellationToken ct)
    {
        if (await access.Of(id, actor, ct) is null)
        {
            return CaseAccess.Unknown(id).ToResult();
        }

        var versions = await db.Versions.Where(version => version.CaseId == id).OrderBy(version => version.Major).ThenBy(version => version.N)
            .Join(db.Submissions.Where(submission => submission.CaseId == id), version => version.Number, submission => submission.Version, (version, submission) => new VersionItem(
                version.Number, version.Round, version.Kind, submission.Status, version.Title, version.Length, version.Sha256,
                version.UnitName, version.AuthorName, version.CreatedAt, submission.DueAt,
                db.VersionAttachments.Count(link => link.CaseId == id && link.Version == version.Number))).ToListAsync(ct);
        return Results.Ok(versions);
    }

    private static async Task<IResult> Read(string id, string number, Actor actor, CaseAccess access, SubmissionDb db, CancellationToken ct)
    {
        if (await access.Of(id, actor, ct) is null)
        {
            return CaseAccess.Unknown(id).ToResult();
        }

        if (await db.Versions.SingleOrDefaultAsync(version => version.CaseId == id && version.Number == number, ct) is not { } version)
        {
            return NoVersion(number).ToResult();
        }

        var (content, attachments) = CanonicalVersion.Read(version.Content);
        return Results.Ok(new VersionView(
            version.Number, version.Round, version.Kind, content.Title, content.Sections, content.Explanation, attachments,
            version.Sha256, version.Intact, version.UnitName, version.AuthorName, version.CreatedAt,
            version.TemplateVersion, version.TemplateReason));
    }

    private static async Task<IResult> Compare(string id, string from, string to, Actor actor, CaseAccess access, SubmissionDb db, CancellationToken ct)
    {
        if (await access.Of(id, actor, ct) is not { } rights)
        {
            return CaseAccess.Unknown(id).ToResult();
        }

        var left = await Content(id, from, rights, db, ct);
        var right = await Content(id, to, rights, db, ct);
        if (left is null || right is null)
        {
            return NoVersion(left is null ? from : to).ToResult();
        }

        var found = CompareManuscripts.Between(left, right);
        return Results.Ok(new ComparisonView(from, to, found.Paragraphs, found.Rows, found.Totals));
    }

    // "draft" stands for what the unit is writing now, for those who may see it.
    private static async Task<DraftContent?> Content(string id, string number, CaseRights rights, SubmissionDb db, CancellationToken ct)
    {
        if (number == "draft")
        {
            return rights.Draft ? (await db.Drafts.SingleOrDefaultAsync(draft => draft.CaseId == id, ct))?.Read() : null;
        }

        return await db.Versions.Where(version => version.CaseId == id && version.Number == number).Select(version => version.Content)
            .SingleOrDefaultAsync(ct) is { } content ? CanonicalVersion.Read(content).Content : null;
    }

    private static Refusal NoVersion(string number) => Refusal.NotFound("version.unknown", $"没有版本“{(number.Length > 20 ? number[..20] : number)}”");
}
