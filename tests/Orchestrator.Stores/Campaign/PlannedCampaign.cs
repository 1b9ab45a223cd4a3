using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Orchestrator.Host.Demo;
using Orchestrator.Host.Demo.Script;
using Orchestrator.Runtime;
using Orchestrator.Stores.Storage;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Campaign;

/// <summary>The whole campaign, 64 cases, by people signed in to a real host on PostgreSQL: everything goes through the API.</summary>
public sealed partial class PlannedCampaign(ITestOutputHelper output)
{
    private static readonly DemoOutcomes Plan = DemoOutcomes.Plan;

    [Fact]
    public async Task The_board_shows_what_was_planned_on_every_milestone_and_at_the_end()
    {
        await using var database = await TestDatabase.Create(StoreKind.Postgres);
        await using var host = new HostUnderTest(database.Options.ConnectionString);
        await host.BeUp();
        using var desk = new ApiDesk(host);
        var spoilt = new SpoiltForms(desk, async () => string.Join('\n', (await CampaignState.Read(database.Options.ConnectionString)).Values));
        foreach (var (day, planned) in Plan.Board.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            await Play(spoilt, DateOnly.Parse(day, CultureInfo.InvariantCulture));
            var totals = (await desk.Board()).GetProperty("totals");
            Counts(totals, "byStage").ShouldBe(planned.ByStage, ignoreOrder: true, customMessage: day);
            totals.GetProperty("overdue").GetInt32().ShouldBe(planned.Overdue, day);
            totals.GetProperty("submittedOnTime").GetInt32().ShouldBe(planned.SubmittedOnTime, day);
        }

        await Play(spoilt, new DateOnly(2020, 11, 30));
        output.WriteLine($"{desk.Writes} writes; {spoilt.Tried} malformed decisions of {spoilt.Forms.Count} forms");
        ShouldHaveEndedAsPlanned((await desk.Board()).GetProperty("totals"));
        await ShouldHaveBeenSaidAsPlanned(database.Options.ConnectionString);
        await NothingShouldBeLeftBehind(desk);
        var stored = await CampaignState.Commands(database.Options.ConnectionString);
        desk.Acknowledged.Keys.Where(command => stored.GetValueOrDefault(command) != 1).ShouldBeEmpty("acknowledged, but not stored exactly once");
        spoilt.Faults.ShouldBeEmpty();
        spoilt.Forms.Count.ShouldBeGreaterThanOrEqualTo(20);
    }

    private static void ShouldHaveEndedAsPlanned(JsonElement totals)
    {
        Counts(totals, "byStage").ShouldBe(Plan.Final.ByStage, ignoreOrder: true);
        var decisions = Counts(totals, "decisions");
        decisions["Passed"].ShouldBe(Plan.Meeting.Passed);
        decisions["PassedWithChanges"].ShouldBe(Plan.Meeting.PassedWithChanges.Count);
        decisions["Deferred"].ShouldBe(Plan.Meeting.Deferred.Count);
        decisions["NotPassed"].ShouldBe(Plan.Meeting.NotPassed.Count);
        var opinions = totals.GetProperty("opinions");
        opinions.GetProperty("total").GetInt32().ShouldBe(Plan.Opinions.Total);
        opinions.GetProperty("adopted").GetInt32().ShouldBe(Plan.Opinions.Adopted);
        opinions.GetProperty("partial").GetInt32().ShouldBe(Plan.Opinions.Partial);
        opinions.GetProperty("rejected").GetInt32().ShouldBe(Plan.Opinions.Rejected);
        opinions.GetProperty("coordinate").GetInt32().ShouldBe(Plan.Opinions.Coordinated);
    }

    private static async Task ShouldHaveBeenSaidAsPlanned(string database)
    {
        var kinds = await CampaignState.Kinds(database);
        kinds["L3"].ShouldBe(Plan.Disputes.Count, "协调会");
        kinds["Silent"].ShouldBe(Plan.Silent.Count);
        kinds["First"].ShouldBe(64);
        kinds["Correction"].ShouldBe(Plan.Intake.Corrected.Count);
        kinds["Revision"].ShouldBe(64);
        kinds["Meeting"].ShouldBe(Plan.Meeting.PassedWithChanges.Count);
        (await CampaignState.Read(database))["numbers"].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(row => int.Parse(Sequence().Match(row).Groups[1].Value, CultureInfo.InvariantCulture))
            .Order().ShouldBe(Enumerable.Range(1, 62), "T-10: unique and continuous");
    }

    private static async Task NothingShouldBeLeftBehind(ApiDesk desk)
    {
        var keeper = DemoCity.People.Single(person => person.UserName == "sa");
        foreach (var list in (string[])["incidents", "work", "outbox?status=Pending", "outbox?status=Failed"])
        {
            (await desk.Ask(keeper, list)).GetProperty("total").GetInt32().ShouldBe(0, list);
        }

        (await desk.OpenTasks()).Select(task => task.Step).ShouldBe(["Deferral"]);
        (await desk.Ask(DemoCity.People.Single(person => person.UserName == "au"), "audit/verification")).GetProperty("broken").GetArrayLength().ShouldBe(0);
    }

    [GeneratedRegex("〕([0-9]+)号")]
    private static partial Regex Sequence();

    private static Task Play(ICampaignDesk desk, DateOnly until) =>
        new PlayCampaign(desk, Timetables.AsPlanned(Plan), new CampaignScript(Plan))
            .Until(new DateTimeOffset(until.ToDateTime(new TimeOnly(23, 59)), TimeSpan.FromHours(8)));

    private static Dictionary<string, int> Counts(JsonElement totals, string name) =>
        totals.GetProperty(name).EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32());
}
