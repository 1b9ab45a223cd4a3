using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Campaigns;

public sealed record CampaignSummary(
    string Id, string Name, [EnumDataType(typeof(CampaignStatus))] string Status, DateOnly Start, string? TemplateId, int Rounds, int MaxRounds, int Cases, int Started, int Finished, int Overdue, long Revision);

public sealed record CampaignDetail(CampaignSummary Campaign, CampaignPlan Plan, IReadOnlyList<Milestone> Milestones, string Region, int CalendarRevision, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt);

public sealed record BoardUnit(string Id, string Name, int Total, int Finished, int Overdue);

public sealed record BoardDocument(string Code, string Title, string Class, int? TemplateVersion);

public sealed record BoardCell(
    string CaseId, string UnitId, string DocumentCode, string Stage, int Round, string? Version, IReadOnlyList<string> Flags, DateTimeOffset? DueAt, bool Overdue,
    IReadOnlyList<string> OpenSteps);

/// <summary>Submissions of one round against its deadline: on time, late, and not yet there.</summary>
public sealed record RoundTotals(int Round, int OnTime, int Late, int Missing);

public sealed record BoardTotals(
    IReadOnlyDictionary<string, int> ByStage, int Overdue, int SubmittedOnTime, int SubmittedLate, IReadOnlyList<RoundTotals> ByRound, AdoptionStatistics Opinions,
    IReadOnlyDictionary<string, int> Decisions, int OpenDisputes, int Issued);

public sealed record CampaignBoard(CampaignSummary Campaign, IReadOnlyList<BoardUnit> Units, IReadOnlyList<BoardDocument> Documents, IReadOnlyList<BoardCell> Cells, BoardTotals Totals);

public static class CampaignQueries
{
    public static async Task<IReadOnlyList<CampaignSummary>> List(OfficeDb db, Actor actor, CancellationToken ct)
    {
        var campaigns = await db.Campaigns.AsNoTracking().OrderByDescending(campaign => campaign.CreatedAt).ToListAsync(ct);
        var cases = await db.Cases.AsNoTracking().ListedFor(db, actor).Select(row => new { row.CampaignId, row.Started, row.Stage, row.Overdue }).ToListAsync(ct);
        var byCampaign = cases.ToLookup(row => row.CampaignId);
        var plans = actor.HasAny("ZB", "BB-ZR", "BB-SH", "BB-JB", "LD", "DC", "AU");
        return
        [
            .. campaigns.Where(campaign => plans || byCampaign.Contains(campaign.Id)).Select(campaign => Summary(
                campaign, byCampaign[campaign.Id].Count(), byCampaign[campaign.Id].Count(row => row.Started),
                byCampaign[campaign.Id].Count(row => CaseStage.IsFinal(row.Stage)), byCampaign[campaign.Id].Count(row => row.Overdue))),
        ];
    }

    public static async Task<CampaignDetail?> Find(OfficeDb db, string id, Actor actor, CancellationToken ct)
    {
        if ((await List(db, actor, ct)).FirstOrDefault(campaign => campaign.Id == id) is not { } summary)
        {
            return null;
        }

        var campaign = await db.Campaigns.AsNoTracking().FirstAsync(campaign => campaign.Id == id, ct);
        var plan = CampaignPlan.Read(campaign.Plan);
        return new CampaignDetail(
            summary, plan, CampaignSchedule.Of(plan, CampaignOperations.Calendar(campaign.CreatedAt)).Milestones, campaign.Region, campaign.CalendarRevision,
            campaign.CreatedBy, campaign.CreatedAt, campaign.StartedAt);
    }

    /// <summary>The wall chart: units × documents, restricted to the cases the actor may know of.</summary>
    public static async Task<CampaignBoard?> Board(OfficeDb db, string id, Actor actor, CancellationToken ct)
    {
        if (await db.Campaigns.AsNoTracking().FirstOrDefaultAsync(campaign => campaign.Id == id, ct) is not { } campaign)
        {
            return null;
        }

        var mine = db.Cases.AsNoTracking().Where(row => row.CampaignId == id).ListedFor(db, actor);
        var rows = await mine.ToListAsync(ct);
        if (rows.Count == 0 && !actor.HasAny("ZB", "BB-ZR", "BB-SH", "BB-JB"))
        {
            return null;
        }

        var plan = CampaignPlan.Read(campaign.Plan);
        var tasks = (await db.CaseTasks.AsNoTracking().Where(task => mine.Any(row => row.Id == task.CaseId)).Select(task => new { task.CaseId, task.Step }).ToListAsync(ct)).ToLookup(task => task.CaseId, task => task.Step);
        var units = await db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name, ct);
        var templates = await db.Templates.AsNoTracking().Where(template => template.CampaignId == id).GroupBy(template => template.DocumentCode)
            .Select(group => new { group.Key, Version = group.Max(template => template.Version) }).ToDictionaryAsync(group => group.Key, group => group.Version, ct);
        var byUnit = rows.ToLookup(row => row.UnitId);
        var byDocument = rows.ToLookup(row => row.DocumentCode);
        return new CampaignBoard(
            Summary(campaign, rows.Count, rows.Count(row => row.Started), rows.Count(row => CaseStage.IsFinal(row.Stage)), rows.Count(row => row.Overdue)),
            [.. plan.Units!.Where(byUnit.Contains).Select(unit => new BoardUnit(
                unit, units.GetValueOrDefault(unit, unit), byUnit[unit].Count(), byUnit[unit].Count(row => CaseStage.IsFinal(row.Stage)), byUnit[unit].Count(row => row.Overdue)))],
            [.. plan.Documents!.Where(document => byDocument.Contains(document.Code)).Select(document => new BoardDocument(
                document.Code, document.Title, document.Class, templates.TryGetValue(document.Code, out var version) ? version : null))],
            [.. rows.Select(row => new BoardCell(row.Id, row.UnitId, row.DocumentCode, row.Stage, row.Round, row.Version, row.Flags(), row.DueAt, row.Overdue, [.. tasks[row.Id].Distinct()]))],
            await Totals(db, mine, rows, plan.Rounds, ct));
    }

    private static async Task<BoardTotals> Totals(OfficeDb db, IQueryable<CaseRow> mine, List<CaseRow> rows, int rounds, CancellationToken ct)
    {
        var submitted = await db.CaseRounds.AsNoTracking().Where(round => mine.Any(row => row.Id == round.CaseId)).ToListAsync(ct);
        var opinions = await db.Opinions.Where(opinion => opinion.ItemId != null && mine.Any(row => row.Id == opinion.CaseId))
            .Join(db.AdoptionItems, opinion => opinion.ItemId, item => item.Id, (opinion, item) => item.Disposition)
            .GroupBy(disposition => disposition).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        var decisions = await db.AgendaItems.AsNoTracking().Where(item => item.Decision != null && mine.Any(row => row.Id == item.CaseId)).ToListAsync(ct);
        RoundTotals[] byRound =
        [
            .. Enumerable.Range(1, Math.Max(rounds, submitted.Select(round => round.Round).DefaultIfEmpty(0).Max())).Select(number =>
            {
                var here = submitted.Where(round => round.Round == number).ToList();
                return new RoundTotals(number, here.Count(round => round.OnTime == true), here.Count(round => round.OnTime == false), here.Count(round => round.SubmittedAt is null));
            }),
        ];
        return new BoardTotals(
            rows.GroupBy(row => row.Stage).ToDictionary(group => group.Key, group => group.Count()), rows.Count(row => row.Overdue),
            byRound[0].OnTime, byRound[0].Late, byRound, AdoptionStatistics.Of(opinions.Select(count => (count.Key, count.Count))),
            decisions.GroupBy(item => item.CaseId).Select(items => items.MaxBy(item => item.Number)!.Decision!).GroupBy(decision => decision).ToDictionary(group => group.Key, group => group.Count()),
            rows.Count(row => row.Disputed), rows.Count(row => row.Stage is CaseStage.Issued or CaseStage.Archived));
    }

    private static CampaignSummary Summary(Campaign campaign, int cases, int started, int finished, int overdue)
    {
        var plan = CampaignPlan.Read(campaign.Plan);
        var status = campaign.Status == CampaignStatus.Running && cases > 0 && finished == cases ? CampaignStatus.Finished : campaign.Status;
        return new CampaignSummary(campaign.Id, campaign.Name, status.ToString(), campaign.Start, campaign.TemplateId, plan.Rounds, plan.MaxRounds, cases, started, finished, overdue, campaign.Revision);
    }
}
