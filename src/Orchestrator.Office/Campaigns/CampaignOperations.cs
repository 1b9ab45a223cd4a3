using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Calendar;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Campaigns;

/// <param name="Warnings">Findings that do not stop the campaign.</param>
public sealed record CampaignPlanned(string Id, int Cases, int Templates, IReadOnlyList<Finding> Warnings);

/// <summary>Planning and starting campaigns, inside a unit of work.</summary>
public static class CampaignOperations
{
    /// <summary>Stores a plan with its cases, nothing started yet.</summary>
    /// <param name="id">For callers that need a known id; otherwise derived from the command.</param>
    public static async Task<Outcome<CampaignPlanned>> Plan(CampaignPlan plan, UnitOfWork work, string? id = null)
    {
        var db = work.Db<OfficeDb>();
        var names = await UnitNames(db, work.Cancellation);
        var calendar = Calendar(work.Now);
        var found = CampaignCheck.Check(plan, new KnownUnits(names), calendar);
        if (found.Refuse("campaign.invalid") is { } refusal)
        {
            return refusal;
        }

        if (CampaignCheck.Unexplained(found, plan.WarningReason) is { } unexplained)
        {
            return unexplained;
        }

        var campaign = new Campaign
        {
            Id = id ?? Derived(work),
            Name = plan.Name.Trim(),
            TemplateId = plan.TemplateId,
            Status = CampaignStatus.Draft,
            Start = plan.Start,
            Region = calendar.Region,
            CalendarRevision = calendar.Revision,
            Plan = plan.Write(),
            CreatedBy = work.Actor.Name,
            CreatedAt = work.Now,
        };
        if (await db.Campaigns.AnyAsync(other => other.Id == campaign.Id, work.Cancellation))
        {
            return Refusal.Conflict("campaign.exists", $"编号为“{campaign.Id}”的专项已经存在。");
        }

        db.Campaigns.Add(campaign);
        var cases = plan.Documents!.SelectMany(document => plan.Units!.Select(unit => new CaseRow
        {
            Id = CaseInput.CaseId(campaign.Id, unit, document.Code),
            CampaignId = campaign.Id,
            UnitId = unit,
            DocumentCode = document.Code,
            Title = CaseInput.Title(document, names[unit]),
            Rounds = plan.Rounds,
            MaxRounds = plan.MaxRounds,
            UpdatedAt = work.Now,
        })).ToList();
        db.Cases.AddRange(cases);
        work.Changed($"campaign:{campaign.Id}");
        return new CampaignPlanned(campaign.Id, cases.Count, plan.Documents!.Count(document => document.Template), [.. found]);
    }

    /// <summary>Opens the campaign; its cases are started in chunks after the commit (<see cref="CampaignStarter"/>).</summary>
    public static async Task<Outcome<Done>> Start(string campaignId, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await db.Campaigns.FirstOrDefaultAsync(campaign => campaign.Id == campaignId, work.Cancellation) is not { } campaign)
        {
            return Refusal.NotFound("campaign.unknown", $"没有编号为“{campaignId}”的专项。");
        }

        if (campaign.Status != CampaignStatus.Draft)
        {
            return Refusal.Conflict("campaign.started", "专项已经启动。", campaign.Revision);
        }

        var names = await UnitNames(db, work.Cancellation);
        if (CampaignCheck.Check(CampaignPlan.Read(campaign.Plan), new KnownUnits(names), Calendar(work.Now)).Refuse("campaign.invalid") is { } refusal)
        {
            return refusal;
        }

        (campaign.Status, campaign.StartedAt) = (CampaignStatus.Starting, work.Now);
        campaign.Revision++;
        work.Changed($"campaign:{campaignId}");
        return Done.Value;
    }

    internal static Task<Dictionary<string, string>> UnitNames(OfficeDb db, CancellationToken ct) =>
        db.Units.Where(unit => unit.Active).ToDictionaryAsync(unit => unit.Id, unit => unit.Name, ct);

    internal static WorkingCalendar Calendar(DateTimeOffset now) => WorkingCalendar.AsKnownOn(WorkingCalendar.National.LocalDate(now));

    internal static string Derived(UnitOfWork work)
    {
        const string alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{work.Actor.Id}\n{work.CommandId}"));
        return string.Concat(hash.Take(8).Select(value => alphabet[value % alphabet.Length]));
    }
}
