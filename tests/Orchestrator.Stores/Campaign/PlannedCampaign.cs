using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Host.Demo.Script;
using Orchestrator.Office;
using Orchestrator.Office.Campaigns;
using Orchestrator.Runtime;
using Orchestrator.Submission;
using Orchestrator.Submission.Versions;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Campaign;

/// <summary>The whole campaign, 64 cases from 2020-07-27 to the last archive, by the real commands.</summary>
public sealed class PlannedCampaign
{
    private static readonly DemoOutcomes Plan = DemoOutcomes.Plan;

    [Fact]
    public async Task The_campaign_comes_to_what_was_planned_on_every_milestone_and_at_its_end()
    {
        await using var campaign = await DirectCampaign.Open();
        foreach (var (day, planned) in Plan.Board.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            await campaign.Player().Until(EndOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
            var totals = (await campaign.Board()).Totals;
            totals.ByStage.ToDictionary(entry => entry.Key, entry => entry.Value).ShouldBe(planned.ByStage, ignoreOrder: true, customMessage: day);
            totals.Overdue.ShouldBe(planned.Overdue, day);
            totals.SubmittedOnTime.ShouldBe(planned.SubmittedOnTime, day);
        }

        await campaign.Player().Until(EndOf(new DateOnly(2020, 11, 30)));
        await ShouldHaveEndedAsPlanned(campaign);
        await ShouldHaveBeenSaidAsPlanned(campaign);
        await NothingShouldBeLeftBehind(campaign);
    }

    private static async Task ShouldHaveEndedAsPlanned(DirectCampaign campaign)
    {
        var totals = (await campaign.Board()).Totals;
        totals.ByStage.ToDictionary(entry => entry.Key, entry => entry.Value).ShouldBe(Plan.Final.ByStage, ignoreOrder: true);
        totals.Decisions["Passed"].ShouldBe(Plan.Meeting.Passed);
        totals.Decisions["PassedWithChanges"].ShouldBe(Plan.Meeting.PassedWithChanges.Count);
        totals.Decisions["Deferred"].ShouldBe(Plan.Meeting.Deferred.Count);
        totals.Decisions["NotPassed"].ShouldBe(Plan.Meeting.NotPassed.Count);
        var numbers = await campaign.Read(services => services.GetRequiredService<OfficeDb>().IssuedDocuments.Select(issued => issued.Sequence).ToListAsync());
        numbers.Order().ShouldBe(Enumerable.Range(1, 62), "T-10: unique and continuous");
    }

    private static async Task ShouldHaveBeenSaidAsPlanned(DirectCampaign campaign)
    {
        var opinions = (await campaign.Board()).Totals.Opinions;
        opinions.Total.ShouldBe(Plan.Opinions.Total);
        opinions.Adopted.ShouldBe(Plan.Opinions.Adopted);
        opinions.Partial.ShouldBe(Plan.Opinions.Partial);
        opinions.Rejected.ShouldBe(Plan.Opinions.Rejected);
        opinions.Coordinate.ShouldBe(Plan.Opinions.Coordinated);
        var (meetings, silent) = await campaign.Read(async services =>
        {
            var db = services.GetRequiredService<OfficeDb>();
            return (await db.DisputeSteps.CountAsync(step => step.Level == "L3"), await db.Reviews.CountAsync(review => review.State == Orchestrator.Office.Reviews.ReviewState.Silent));
        });
        meetings.ShouldBe(Plan.Disputes.Count, "协调会");
        silent.ShouldBe(Plan.Silent.Count);
        var versions = await campaign.Read(services => services.GetRequiredService<SubmissionDb>().Versions.ToListAsync());
        versions.Count(version => version.Kind == VersionKind.First).ShouldBe(64);
        versions.Count(version => version.Kind == VersionKind.Correction).ShouldBe(Plan.Intake.Corrected.Count);
        versions.Count(version => version.Kind == VersionKind.Revision).ShouldBe(64);
        versions.Count(version => version.Kind == VersionKind.Meeting).ShouldBe(Plan.Meeting.PassedWithChanges.Count);
        versions.ShouldAllBe(version => version.Intact);
    }

    private static async Task NothingShouldBeLeftBehind(DirectCampaign campaign)
    {
        var operations = campaign.Services.GetRequiredService<OperationQueries>();
        (await operations.Incidents(null)).Items.ShouldBeEmpty();
        (await operations.Work()).Items.ShouldBeEmpty();
        (await operations.Outbox("Pending")).Items.ShouldBeEmpty();
        (await operations.Outbox("Failed")).Items.ShouldBeEmpty();
        (await campaign.Desk.OpenTasks()).Select(task => task.Step).ShouldBe(["Deferral"]);
        (await campaign.Services.GetRequiredService<Sweeper>().Sweep()).ShouldBe(0);
        (await operations.VerifyAudit()).Broken.ShouldBeEmpty();
    }

    private static DateTimeOffset EndOf(DateOnly day) => new(day.ToDateTime(new TimeOnly(23, 59)), TimeSpan.FromHours(8));
}
