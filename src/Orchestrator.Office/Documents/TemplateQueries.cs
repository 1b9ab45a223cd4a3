using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Documents;

public sealed record TemplateVersionView(
    string CampaignId, string DocumentCode, int Version, string Title, bool Strict, IReadOnlyList<TemplateSection> Sections, string? Note, string? LateUnits, string PublishedByName,
    string? PublishedByUnit, DateTimeOffset PublishedAt, IReadOnlyList<int> Versions);

public static class TemplateQueries
{
    /// <summary>A version of the template (the current one by default), for those who have to do with the campaign.</summary>
    public static async Task<TemplateVersionView?> Find(string campaignId, string documentCode, int? version, OfficeDb db, Actor actor, CancellationToken ct)
    {
        var published = await db.Templates.AsNoTracking().Where(template => template.CampaignId == campaignId && template.DocumentCode == documentCode).OrderBy(template => template.Version).ToListAsync(ct);
        var chosen = published.LastOrDefault(template => version is null || template.Version == version);
        if (chosen is null || !await MayRead(campaignId, documentCode, db, actor, ct))
        {
            return null;
        }

        var plan = await db.Campaigns.AsNoTracking().Where(campaign => campaign.Id == campaignId).Select(campaign => campaign.Plan).FirstAsync(ct);
        return new TemplateVersionView(
            chosen.CampaignId, chosen.DocumentCode, chosen.Version, chosen.Title, CampaignPlan.Read(plan).Document(documentCode)?.IsFirstClass ?? true,
            JsonSerializer.Deserialize<List<TemplateSection>>(chosen.Sections, CampaignPlan.Json)!, chosen.Note, chosen.LateUnits, chosen.PublishedBy, chosen.PublishedUnit, chosen.PublishedAt,
            [.. published.Select(template => template.Version)]);
    }

    private static async Task<bool> MayRead(string campaignId, string documentCode, OfficeDb db, Actor actor, CancellationToken ct) =>
        actor.HasAny("ZB", "BB-JB", "BB-SH", "BB-ZR", "LD", "DC")
        || await db.Cases.Where(row => row.CampaignId == campaignId && row.DocumentCode == documentCode).ReadableBy(db, actor).AnyAsync(ct)
        || await OfSomebody(campaignId, documentCode, db, actor, ct);

    // Whoever writes for somebody (代理) needs the template as the other does.
    private static async Task<bool> OfSomebody(string campaignId, string documentCode, OfficeDb db, Actor actor, CancellationToken ct)
    {
        foreach (var principal in actor.StandsInFor)
        {
            if (await MayRead(campaignId, documentCode, db, principal.Person, ct))
            {
                return true;
            }
        }

        return false;
    }
}
