using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Campaigns;

/// <summary>
/// Starts the cases of opened campaigns, a few per transaction. Which cases still wait is a fact in the database, so a
/// crash only means that the next start goes on where this one ended; a case that is started twice is refused by its id.
/// </summary>
public sealed class CampaignStarter(IServiceScopeFactory scopes, CommandRunner runner, OfficeOptions options, ILogger<CampaignStarter> log) : BackgroundService
{
    private const int Chunk = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>Looks for opened campaigns now.</summary>
    public void Wake() => _wake.Release();

    /// <summary>Starts everything that waits to be started; returns how many cases that were.</summary>
    public async Task<int> StartPending(CancellationToken ct = default)
    {
        using var scope = scopes.CreateScope();
        var campaigns = await scope.ServiceProvider.GetRequiredService<OfficeDb>().Campaigns
            .Where(campaign => campaign.Status == CampaignStatus.Starting).OrderBy(campaign => campaign.StartedAt).Select(campaign => campaign.Id).ToListAsync(ct);
        var started = 0;
        foreach (var campaign in campaigns)
        {
            started += await StartCases(campaign, ct);
        }

        return started;
    }

    private async Task<int> StartCases(string campaign, CancellationToken ct)
    {
        var (started, races) = (0, 0);
        while (true)
        {
            var outcome = await runner.Run(
                new CommandHead($"campaign-start:{Guid.NewGuid():N}", "Campaigns.StartCases", Actor.System, "campaign", campaign), work => Next(campaign, work), ct);
            // Another host took this chunk: the next one is free.
            if (outcome.Refusal is { Code: "stale" } && ++races < 100)
            {
                continue;
            }

            started += outcome.Required().Cases;
            if (outcome.Value!.Last)
            {
                return started;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.StartsCampaigns && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StartPending(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "专项启动未完成，稍后继续。");
            }

            await ((Task)_wake.WaitAsync(Pause, stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // One transaction: the templates first, then up to eight cases.
    private static async Task<Outcome<StartedChunk>> Next(string campaignId, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var campaign = await db.Campaigns.FirstAsync(campaign => campaign.Id == campaignId, work.Cancellation);
        if (campaign.Status != CampaignStatus.Starting)
        {
            return new StartedChunk(0, Last: true);
        }

        var (plan, names) = (CampaignPlan.Read(campaign.Plan), await CampaignOperations.UnitNames(db, work.Cancellation));
        // The revision makes two hosts that start the same chunk collide: the second one repeats and takes the next.
        campaign.Revision++;
        if (!campaign.TemplatesStarted)
        {
            return await StartTemplates(campaign, plan, names, work);
        }

        var waiting = await db.Cases.Where(row => row.CampaignId == campaignId && !row.Started).OrderBy(row => row.DocumentCode).ThenBy(row => row.UnitId).Take(Chunk).ToListAsync(work.Cancellation);
        foreach (var row in waiting)
        {
            row.Started = true;
            var started = await work.Workflows.Start(new StartInstance(
                CaseInput.CaseDefinition, row.Id, row.Title, campaignId, CaseInput.Case(campaignId, plan, plan.Document(row.DocumentCode)!, row.UnitId, names), row.UnitId));
            if (started.Refusal is { } refusal)
            {
                return refusal;
            }
        }

        var last = waiting.Count < Chunk;
        if (last)
        {
            campaign.Status = CampaignStatus.Running;
        }

        work.Changed($"campaign:{campaignId}");
        work.Changed("tasks");
        return new StartedChunk(waiting.Count, last);
    }

    private static async Task<Outcome<StartedChunk>> StartTemplates(Campaign campaign, CampaignPlan plan, Dictionary<string, string> names, UnitOfWork work)
    {
        foreach (var document in plan.Documents!.Where(document => document.Template))
        {
            var outcome = await work.Workflows.Start(new StartInstance(
                CaseInput.TemplateDefinition, CaseInput.TemplateId(campaign.Id, document.Code), $"《{document.Title}》统一模板", campaign.Id,
                CaseInput.Template(campaign.Id, plan, document, names), document.Leads![0]));
            if (outcome.Refusal is { } refusal)
            {
                return refusal;
            }
        }

        campaign.TemplatesStarted = true;
        return new StartedChunk(0, Last: false);
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    private sealed record StartedChunk(int Cases, bool Last);
}
