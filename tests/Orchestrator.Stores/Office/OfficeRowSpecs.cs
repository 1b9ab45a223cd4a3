using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Values;
using Orchestrator.Office;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Documents;
using Orchestrator.Office.Reviews;
using Orchestrator.Office.Units;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;
using static Orchestrator.Stores.Office.OfficeBench;

namespace Orchestrator.Stores.Office;

/// <summary>Who sees which rows, numbers under concurrency, campaigns that start in pieces, and the guard table in force.</summary>
public abstract class OfficeRowSpecs(OfficeBench bench)
{
    [Fact]
    public async Task Every_role_sees_its_rows_and_no_others()
    {
        bench.Clock.Now = At(7, 27);
        await bench.Campaign(bench.Plan(["D1", "D2"], "1", "8"), "acc");
        var (reviewed, drafting) = (CaseInput.CaseId("acc", "D1", "1"), CaseInput.CaseId("acc", "D2", "8"));
        await bench.Write(reviewed, "正文");
        await bench.Decide(reviewed, "Draft", "Submit");
        await bench.Decide(reviewed, "InternalApproval", "Approve");
        await bench.Decide(reviewed, "Intake", "Accept");

        // unit, role → full reading of the case in review, of the case in drafting
        (string Unit, string Role, bool Reviewed, bool Drafting)[] matrix =
        [
            ("D1", "BM-JB", true, false), ("D1", "BM-FZ", true, false), ("D2", "BM-JB", false, true), ("D2", "BM-FZ", false, true), ("D3", "BM-JB", false, false),
            ("BB", "BB-JB", true, false), ("BB", "BM-JB", true, false), ("BB", "BB-SH", true, true), ("BB", "BB-ZR", true, true), ("ZB", "ZB", true, true),
            ("ZZ", "BM-JB", true, false), ("ZF", "BM-JB", true, false), ("SF", "BM-JB", true, false), ("ZZ", "BM-FZ", false, false), ("CZ", "BM-JB", false, false),
            ("RS", "BM-JB", false, false), ("WB", "MS", false, false), ("WB", "WB", false, false), ("CW", "LD", true, true), ("WB", "DC", true, true),
            ("D1", "SA", false, false), ("D1", "SE", false, false), ("D1", "AU", false, false),
        ];
        foreach (var (unit, role, seesReviewed, seesDrafting) in matrix)
        {
            var actor = Person(unit, role);
            await ReadsAs(actor, reviewed, seesReviewed);
            await ReadsAs(actor, drafting, seesDrafting);
        }

        var auditor = Person("BB", "AU");
        (await bench.Read(db => CaseQueries.Timeline(reviewed, db, auditor, default)))!.ShouldAllBe(entry => entry.Comment == null);
        (await bench.Read(db => CaseQueries.Find(reviewed, db, bench.Tasks, bench.Members(db), bench.Clock, auditor, default)))!.Reading.ShouldBe("History");
        (await bench.Read(db => OpinionQueries.Book(reviewed, db, auditor, default))).ShouldBeNull();
    }

    [Fact]
    public async Task Twenty_issues_at_once_get_twenty_numbers_without_a_gap_and_what_is_rolled_back_leaves_none()
    {
        bench.Clock.Now = At(9, 20);
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 25).Select(n => bench.Run(Person("WB", "WB"), async work =>
        {
            var db = work.Db<OfficeDb>();
            var sequence = await DocumentNumber.Next(db, "楚试发", 2020, default);
            db.IssuedDocuments.Add(new IssuedDocument
            {
                CaseId = $"number-{n}",
                CampaignId = "x",
                DocumentNumber = DocumentNumber.Text("楚试发", 2020, sequence),
                Prefix = "楚试发",
                Year = 2020,
                Sequence = sequence,
                Title = "题",
                IssuedBy = "某人",
                IssuedAt = work.Now,
            });
            await db.SaveChangesAsync();
            return n % 5 == 0 ? Refusal.Conflict("test", "这一件不印发") : (Outcome<int>)sequence;
        })));

        outcomes.Where(outcome => outcome.Refusal is null).Select(outcome => outcome.Value).Order().ShouldBe(Enumerable.Range(1, 20));
        (await bench.Read(db => db.IssuedDocuments.Where(issued => issued.Prefix == "楚试发").CountAsync())).ShouldBe(20);
    }

    [Fact]
    public async Task A_campaign_that_was_interrupted_while_starting_goes_on_where_it_stopped()
    {
        bench.Clock.Now = At(7, 27);
        var plan = bench.Plan(["D1", "D2", "D3"], "1", "2", "3", "7");
        (await bench.Run(Person("ZB", "ZB"), work => CampaignOperations.Plan(plan, work, "crash"))).Required().Cases.ShouldBe(12);
        (await bench.Run(Person("ZB", "ZB"), work => CampaignOperations.Start("crash", work))).Required();
        var starter = bench.Get<CampaignStarter>();
        using (var crash = new CancellationTokenSource())
        {
            var first = starter.StartPending(crash.Token);
            while (!first.IsCompleted && await bench.Read(db => db.Cases.CountAsync(row => row.CampaignId == "crash" && row.Started)) == 0)
            {
                await Task.Yield();
            }

            await crash.CancelAsync();
            await Record.ExceptionAsync(() => first);
        }

        await Task.WhenAll(starter.StartPending(), starter.StartPending());

        var board = (await bench.Read(db => CampaignQueries.Board(db, "crash", Person("ZB", "ZB"), default))).ShouldNotBeNull();
        board.Campaign.Status.ShouldBe("Running");
        board.Cells.Count.ShouldBe(12);
        board.Cells.ShouldAllBe(cell => cell.Stage == CaseStage.Drafting && cell.OpenSteps.Count == 1);
        (await bench.Get<InstanceQueries>().List(new InstanceListQuery(CorrelationId: "crash", Size: 100))).Total.ShouldBe(16);
        (await bench.Run(Person("ZB", "ZB"), work => CampaignOperations.Start("crash", work))).Refusal!.Code.ShouldBe("campaign.started");
    }

    [Fact]
    public async Task A_plan_with_a_mistake_stores_nothing()
    {
        var plan = bench.Plan(["D1", "D1"], "1");

        var refusal = (await bench.Run(Person("ZB", "ZB"), work => CampaignOperations.Plan(plan, work, "bad"))).Refusal.ShouldNotBeNull();

        refusal.Problems.ShouldHaveSingleItem().Path.ShouldBe("units[1]");
        (await bench.Read(db => db.Campaigns.CountAsync(campaign => campaign.Id == "bad"))).ShouldBe(0);
        (await bench.Read(db => db.Cases.CountAsync(row => row.CampaignId == "bad"))).ShouldBe(0);
    }

    [Fact]
    public async Task A_definition_that_skips_a_stage_is_stopped_and_becomes_an_incident()
    {
        bench.Clock.Now = At(7, 27);
        await Import("skips", """
            {"id":"flow","type":"Elsa.Sequence","activities":[
              {"id":"a","type":"Orchestrator.Stage","stage":"Drafting","round":1},
              {"id":"b","type":"Elsa.Delay","timeSpan":"01:00:00"},
              {"id":"c","type":"Orchestrator.Stage","stage":"Issuing","round":1}]}
            """);
        (await bench.Run(Person("ZB", "ZB"), work => CampaignOperations.Plan(bench.Plan(["D1"], "1"), work, "skip"))).Required();
        var id = CaseInput.CaseId("skip", "D1", "1");
        (await bench.Run(Person("ZB", "ZB"), work => work.Workflows.Start(new StartInstance("skips", id, "跳步", "skip", new JsObject())))).Required();
        bench.Clock.Now = At(7, 28);

        for (var attempt = 0; attempt < 30; attempt++)
        {
            await bench.Get<BackgroundWork>().Settle();
            bench.Clock.Now += TimeSpan.FromHours(6);
        }

        (await bench.Case(id)).Stage.ShouldBe(CaseStage.Drafting);
        (await bench.Get<OperationQueries>().Incidents("Open", id)).Items.ShouldHaveSingleItem().Message.ShouldContain("T-03");
    }

    [Fact]
    public async Task Units_are_added_and_changed_with_their_rules()
    {
        var admin = Person("SA", "SA");
        (await bench.Run(admin, work => UnitOperations.Add(new AddUnit("-", "D1", "另一个区", UnitKind.District), work))).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("id");
        (await bench.Run(admin, work => UnitOperations.Add(new AddUnit("-", "D9", "澄湖区", UnitKind.District), work))).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("name");
        (await bench.Run(admin, work => UnitOperations.Add(new AddUnit("-", "S1", "一街", UnitKind.Street, "D99"), work))).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("parentId");
        var street = (await bench.Run(admin, work => UnitOperations.Add(new AddUnit("-", "S1", "一街", UnitKind.Street, "D1"), work))).Required();
        (await bench.Run(admin, work => UnitOperations.Change("S1", new ChangeUnit("-", 9, "二街", UnitKind.Street, "D1", 1, true), work))).Refusal!.CurrentRevision.ShouldBe(1);
        (await bench.Run(admin, work => UnitOperations.Change("S1", new ChangeUnit("-", street.Revision, "二街", UnitKind.Street, "D1", 1, false), work))).Required().Active.ShouldBeFalse();
        (await bench.Run(admin, work => UnitOperations.Add(new AddUnit("-", "S2", "三街", UnitKind.Street, LeaderId: "nobody"), work))).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("leaderId");
    }

    private async Task ReadsAs(Actor actor, string id, bool full)
    {
        var who = $"{actor.Id} {id}";
        (await bench.Read(db => db.Cases.ReadableBy(db, actor).AnyAsync(row => row.Id == id))).ShouldBe(full, who);
        ((await bench.Read(db => OpinionQueries.Book(id, db, actor, default))) is not null).ShouldBe(full, who);
        var audits = actor.Has("AU");
        ((await bench.Read(db => CaseQueries.Find(id, db, bench.Tasks, bench.Members(db), bench.Clock, actor, default))) is not null).ShouldBe(full || audits, who);
        ((await bench.Read(db => CaseQueries.Timeline(id, db, actor, default))) is not null).ShouldBe(full || audits, who);
        var board = await bench.Read(db => CampaignQueries.Board(db, "acc", actor, default));
        (board?.Cells.Any(cell => cell.CaseId == id) == true).ShouldBe(full || audits, who);
    }

    private async Task Import(string definitionId, string root) =>
        (await bench.Get<DefinitionStore>().Import(System.Text.Encoding.UTF8.GetBytes(
            $$"""{"id":"{{definitionId}}-1","definitionId":"{{definitionId}}","name":"{{definitionId}}","version":1,"isLatest":true,"isPublished":true,"root":{{root}}}"""))).Problems.ShouldBeEmpty();

    private static DateTimeOffset At(int month, int day) => new(2020, month, day, 9, 0, 0, TimeSpan.FromHours(8));
}

public sealed class OfficeRowsOnSqlite(SqliteOffice bench) : OfficeRowSpecs(bench), IClassFixture<SqliteOffice>;

public sealed class OfficeRowsOnPostgres(PostgresOffice bench) : OfficeRowSpecs(bench), IClassFixture<PostgresOffice>;
