using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Orchestrator.Submission.Versions;

namespace Orchestrator.Submission.Drafts;

/// <param name="Revision">0 while nothing has been saved.</param>
/// <param name="Template">The template that the manuscript must keep to; null when there is none.</param>
public sealed record DraftView(
    string CaseId, long Revision, string Title, IReadOnlyList<Section> Sections, string Explanation,
    DateTimeOffset? UpdatedAt, string? UpdatedByName, bool CanEdit, string? TaskId, ManuscriptTemplate? Template,
    IReadOnlyList<ConformityFinding> Findings);

/// <param name="CommandId">May be left out: saving the same text over the same revision is the same command.</param>
/// <param name="Revision">The revision that the person began with.</param>
public sealed record SaveDraft(string? CommandId, long Revision, string? Title, IReadOnlyList<SaveSection>? Sections, string? Explanation)
{
    public DraftContent Content() => new DraftContent(
        Title ?? "", [.. (Sections ?? []).Select(section => new Section(section?.Heading ?? "", section?.Text ?? ""))], Explanation ?? "").Normalised();
}

public sealed record SaveSection(string? Heading, string? Text);

public sealed record ManuscriptSaved(long Revision, DateTimeOffset UpdatedAt);

internal static class DraftEndpoints
{
    public static void MapDrafts(this RouteGroupBuilder cases)
    {
        cases.MapGet("/{id}/draft", Read).Produces<DraftView>().WithName("GetDraft").Allow("BM-JB", "BM-FZ", "BB-SH", "BB-ZR", "ZB");
        cases.MapPut("/{id}/draft", Save).Produces<ManuscriptSaved>().WithName("SaveDraft").Allow("BM-JB");
    }

    private static async Task<IResult> Read(string id, Actor actor, CaseAccess access, SubmissionDb db, CancellationToken ct)
    {
        if (await access.Of(id, actor, ct) is not { Draft: true } rights)
        {
            return CaseAccess.Unknown(id).ToResult();
        }

        var draft = await db.Drafts.SingleOrDefaultAsync(draft => draft.CaseId == id, ct);
        var content = draft?.Read() ?? DraftContent.Empty;
        var template = rights.EditTask?.Payload is { } payload ? ManuscriptTemplate.Read((JsonText.Parse(payload) as JsObject)?["template"]) : null;
        return Results.Ok(new DraftView(
            id, draft?.Revision ?? 0, content.Title, content.Sections, content.Explanation, draft?.UpdatedAt, draft?.UpdatedByName,
            rights.Edit, rights.EditTask?.Id, template, TemplateConformity.Check(content, template)));
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
        var commandId = body.CommandId is { Length: > 0 } given ? given : $"draft:{id}:{body.Revision}:{CanonicalVersion.Sha256(canonical)[..32]}";
        var head = CommandHead.From(http, actor, commandId, "Drafts.Save", "case", id, new { body.Revision, canonical });
        var saved = await commands.Run(head, work => StoreDraft.Over(body.Revision, id, canonical, work), ct);
        return saved.ToResult();
    }
}
