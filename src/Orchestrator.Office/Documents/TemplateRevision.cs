using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Documents;

/// <param name="InstanceId">The workflow in which the lead unit works the template over.</param>
/// <param name="Version">The version that its publication will have.</param>
public sealed record TemplateRevisionStarted(string InstanceId, int Version);

/// <summary>The task force has a published template worked over. Drafts that are under way keep their text; when the new
/// version is out, their writers change over or say why not (T-09).</summary>
public static class TemplateRevision
{
    public static async Task<Outcome<TemplateRevisionStarted>> Begin(string campaignId, string documentCode, string? reason, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await db.Campaigns.FirstOrDefaultAsync(campaign => campaign.Id == campaignId, work.Cancellation) is not { } campaign
            || CampaignPlan.Read(campaign.Plan) is not { } plan || plan.Document(documentCode) is not { Template: true } document)
        {
            return Refusal.NotFound("template.unknown", $"专项“{campaignId}”没有编号为“{documentCode}”的统一模板。");
        }

        if (Wording.Length(reason) == 0)
        {
            return Refusal.Invalid("reason.required", "请填写修订模板的理由。", new FieldProblem("reason", "请填写修订模板的理由。"));
        }

        var version = await db.Templates.Where(template => template.CampaignId == campaignId && template.DocumentCode == documentCode)
            .MaxAsync(template => (int?)template.Version, work.Cancellation);
        if (version is null)
        {
            return Refusal.Conflict("template.not-published", $"《{document.Title}》的统一模板还没有发布，不能修订。");
        }

        var next = version.Value + 1;
        var names = await CampaignOperations.UnitNames(db, work.Cancellation);
        var started = await work.Workflows.Start(new StartInstance(
            CaseInput.TemplateDefinition, $"{CaseInput.TemplateId(campaignId, documentCode)}-{next}", $"《{document.Title}》统一模板第{next}版", campaignId,
            CaseInput.Template(campaignId, plan, document, names, revision: true), document.Leads![0]));
        if (started.Refusal is { } refusal)
        {
            return refusal.Code == "instance.exists" ? Refusal.Conflict("template.in-revision", $"《{document.Title}》的统一模板正在修订，尚未发布。") : refusal;
        }

        work.Audit("Templates.Revise", "campaign", campaignId, new { documentCode, version = next, reason });
        work.Changed("tasks");
        return new TemplateRevisionStarted(started.Value!, next);
    }
}
