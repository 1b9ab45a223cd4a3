using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;
using Orchestrator.Submission.Versions;

namespace Orchestrator.Submission.Drafts;

/// <param name="Revision">0 while nothing has been saved.</param>
/// <param name="Template">The template that the manuscript must keep to; null when there is none.</param>
/// <param name="NewerTemplate">A later version of it has been published (T-09): change over, or say why not on submission.</param>
public sealed record DraftView(
    string CaseId, long Revision, string Title, IReadOnlyList<Section> Sections, string Explanation,
    DateTimeOffset? UpdatedAt, string? UpdatedByName, bool CanEdit, string? TaskId, ManuscriptTemplate? Template,
    int? NewerTemplate, IReadOnlyList<ConformityFinding> Findings);

/// <param name="Revision">The revision that the person began with. Sending the same text again is answered as the first time.</param>
public sealed record SaveDraft(long Revision, string? Title, IReadOnlyList<SaveSection>? Sections, string? Explanation)
{
    public DraftContent Content() => new DraftContent(
        Title ?? "", [.. (Sections ?? []).Select(section => new Section(section?.Heading ?? "", section?.Text ?? ""))], Explanation ?? "").Normalised();
}

public sealed record SaveSection(string? Heading, string? Text);

public sealed record ManuscriptSaved(long Revision, DateTimeOffset UpdatedAt);

public sealed record ChangeTemplate(string CommandId);

/// <param name="TemplateVersion">The version that the manuscript is held against from now on.</param>
public sealed record TemplateChanged(int TemplateVersion);

internal static class DraftEndpoints
{
    public static void MapDrafts(this RouteGroupBuilder cases)
    {
        cases.MapGet("/{id}/draft", Read).Produces<DraftView>().WithName("GetDraft").AllowWithStandIns("BM-JB", "BM-FZ", "BB-SH", "BB-ZR", "ZB");
        cases.MapPut("/{id}/draft", Save).Produces<ManuscriptSaved>().WithName("SaveDraft").AllowWithStandIns("BM-JB");
        cases.MapPost("/{id}/draft/template", Change).Produces<TemplateChanged>().WithName("ChangeDraftTemplate").AllowWithStandIns("BM-JB");
    }

    private static async Task<IResult> Read(string id, Actor actor, CaseAccess access, SubmissionDb db, CancellationToken ct)
    {
        if (await access.Of(id, actor, ct) is not { Draft: true } rights)
        {
            return CaseAccess.Unknown(id).ToResult();
        }

        var draft = await db.Drafts.SingleOrDefaultAsync(draft => draft.CaseId == id, ct);
        var content = draft?.Read() ?? DraftContent.Empty;
        var template = await TemplateInUse.Of(db, rights.EditTask, draft, ct);
        return Results.Ok(new DraftView(
            id, draft?.Revision ?? 0, content.Title, content.Sections, content.Explanation, draft?.UpdatedAt, draft?.UpdatedByName,
            rights.Edit, rights.EditTask?.Id, template.Used, template.Newer, TemplateConformity.Check(content, template.Used)));
    }

    private static async Task<IResult> Change(string id, ChangeTemplate body, Actor actor, HttpContext http, CaseAccess access, CommandRunner commands, CancellationToken ct)
    {
        if (await access.Of(id, actor, ct) is not { Draft: true } rights)
        {
            return CaseAccess.Unknown(id).ToResult();
        }

        return rights.EditTask is not { } task
            ? CaseAccess.NotWriting.ToResult()
            : (await commands.Run(CommandHead.From(http, rights.Writer, body.CommandId, "Drafts.ChangeTemplate", "case", id, body), work => StoreDraft.ChangeTemplate(task, work), ct)).ToResult();
    }

    private static async Task<IResult> Save(string id, SaveDraft body, Actor actor, HttpContext http, CaseAccess access, CommandRunner commands, CancellationToken ct)
    {
        if (await access.Of(id, actor, ct) is not { Draft: true } rights)
        {
            return CaseAccess.Unknown(id).ToResult();
        }

        if (!rights.Edit)
        {
            return CaseAccess.NotWriting.ToResult();
        }

        var content = body.Content();
        if (DraftLimits.Problems(content).Select(problem => new FieldProblem(problem.Path, problem.Message)).ToList() is { Count: > 0 } problems)
        {
            return Refusal.Invalid("draft.invalid", problems[0].Message, problems).ToResult();
        }

        var canonical = CanonicalVersion.Write(content, []);
        var saved = await commands.Save(rights.Writer, "Drafts.Save", work => StoreDraft.Over(body.Revision, id, canonical, work), ct);
        return saved.ToResult();
    }
}
