using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Documents;

/// <summary>A lead unit publishes the city-wide template of one document; every waiting case goes on with it.</summary>
public sealed class TemplateForm : ITaskForm
{
    public string Form => "reviews/template";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        TemplateSection[] sections =
        [
            .. submission.Data.Rows("sections").Select(map => new TemplateSection(map.Text("heading") ?? "", map.Flag("required"), map.Flag("locked"), map.Text("text"))),
        ];
        if (TemplateRules.Check(submission.Data.Text("title"), sections).Refuse("template.invalid") is { } refusal)
        {
            return refusal;
        }

        var db = work.Db<OfficeDb>();
        var (campaignId, code) = TemplatePlace.Of(submission.Task);
        var campaign = await db.Campaigns.FirstAsync(campaign => campaign.Id == campaignId, work.Cancellation);
        var document = CampaignPlan.Read(campaign.Plan).Document(code);
        var version = 1 + (await db.Templates.Where(template => template.CampaignId == campaignId && template.DocumentCode == code)
            .MaxAsync(template => (int?)template.Version, work.Cancellation) ?? 0);
        var late = await TemplatePlace.LateUnits(db, campaignId, code, work.Cancellation);
        db.Templates.Add(new DocumentTemplate
        {
            CampaignId = campaignId,
            DocumentCode = code,
            Version = version,
            Title = submission.Data.Text("title")!,
            Sections = JsonSerializer.Serialize(sections, CampaignPlan.Json),
            Note = submission.Data.Text("note"),
            LateUnits = late.Count == 0 ? null : string.Join("、", late),
            PublishedBy = submission.Actor.Name,
            PublishedUnit = submission.Actor.UnitName,
            PublishedAt = work.Now,
        });
        var strict = document?.IsFirstClass ?? true;
        work.Send(new TemplatePublished(
            new About(campaignId, submission.RootId, submission.Round, null, campaignId, work.CommandId), code, version, strict,
            [.. sections.Select(section => new PublishedSection(section.Heading, section.Required, section.Locked, section.Text))]));
        work.Changed($"campaign:{campaignId}");
        return Outcome.Of<JsObject?>(JsObject.Of(
            ("campaignId", campaignId), ("documentCode", code), ("version", (double)version), ("title", submission.Data.Text("title")),
            ("strict", strict),
            ("sections", new JsArray(sections.Select(section => (object?)JsObject.Of(
                ("heading", section.Heading), ("required", section.Required), ("locked", section.Locked), ("text", section.Text ?? "")))))));
    }
}

/// <summary>The campaign owner confirms that a template is made without the units that are late.</summary>
public sealed class TemplateCutOffForm : ITaskForm
{
    public string Form => "reviews/template-cutoff";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        var (campaignId, code) = TemplatePlace.Of(submission.Task);
        var late = await TemplatePlace.LateUnits(work.Db<OfficeDb>(), campaignId, code, work.Cancellation);
        work.Audit("Templates.CutOff", "campaign", campaignId, new { documentCode = code, late });
        return Outcome.Of<JsObject?>(submission.Data.With(("late", new JsArray(late))));
    }
}

internal static class TemplatePlace
{
    public static (string CampaignId, string DocumentCode) Of(TaskRow task)
    {
        var payload = task.Payload is { } text ? JsonText.Parse(text) as JsObject : null;
        return (payload?.Text("campaignId") ?? throw new InvalidOperationException("A template task without a campaign."),
            payload.Text("documentCode") ?? throw new InvalidOperationException("A template task without a document."));
    }

    /// <summary>The units whose first draft has not passed the consolidation of round 1.</summary>
    public static async Task<IReadOnlyList<string>> LateUnits(OfficeDb db, string campaignId, string code, CancellationToken ct)
    {
        string[] early = [CaseStage.NotStarted, CaseStage.Drafting, CaseStage.InternalApproval, CaseStage.Submitted, CaseStage.Intake, CaseStage.JointReview, CaseStage.Consolidating, CaseStage.Coordinating];
        return await db.Cases
            .Where(row => row.CampaignId == campaignId && row.DocumentCode == code && row.Round <= 1 && early.Contains(row.Stage))
            .Join(db.Units, row => row.UnitId, unit => unit.Id, (row, unit) => unit)
            .OrderBy(unit => unit.Sort).Select(unit => unit.Name).ToListAsync(ct);
    }
}
