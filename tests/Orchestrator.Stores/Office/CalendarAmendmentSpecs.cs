using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;
using static Orchestrator.Stores.Office.OfficeBench;

namespace Orchestrator.Stores.Office;

/// <summary>The Spring Festival of 2020 was lengthened by a notice of 27 January: the last days off were 31 January to 2 February.</summary>
public abstract class CalendarAmendmentSpecs(OfficeBench bench)
{
    private static readonly Actor TaskForce = Person("ZB", "ZB");

    [Fact]
    public async Task Deadlines_in_working_days_follow_an_amended_notice_with_record_notice_and_audit_and_fixed_dates_stay()
    {
        var (id, fixedDate) = (await Started("amend", new DeadlineSpec("WorkingDays", Days: 5)), await Started("fixed", new DeadlineSpec("FixedDate", "2020-02-01")));
        (await bench.Open(id, "Draft")).DueAt.ShouldBe(At(2, 1, 18), "21, 22, 23, 31 January and Saturday 1 February, as first announced");
        (await Apply()).ShouldBe(0, "nothing has been amended yet");

        bench.Clock.Now = At(1, 28);
        (await Apply()).ShouldBe(1);

        (await bench.Open(id, "Draft")).DueAt.ShouldBe(At(2, 4, 18));
        (await bench.Open(fixedDate, "Draft")).DueAt.ShouldBe(At(2, 1, 18));
        (await bench.Case(id)).DueAt.ShouldBe(At(2, 4, 18));
        (await bench.Read(db => CaseQueries.Timeline(id, db, TaskForce, default)))!.ShouldContain(entry => entry.Kind == "Calendar" && entry.Text.Contains("2020-02-01改为2020-02-04"));
        (await bench.Read(db => NoticeEndpoints.Page(db, Person("D1", "BM-JB"), 1, 200, default))).Items.Single(notice => notice.CaseId == id && notice.Kind == "Calendar").Title.ShouldContain("2020-02-04");
        (await bench.Get<OperationQueries>().Audit(new(Action: "Campaigns.CalendarRevision", ObjectId: "amend"))).Total.ShouldBe(1);
        (await Apply()).ShouldBe(0, "once per revision");
    }

    [Fact]
    public async Task A_campaign_that_keeps_its_deadlines_says_so_in_the_record()
    {
        var id = await Started("kept", new DeadlineSpec("WorkingDays", Days: 5), recompute: false);
        bench.Clock.Now = At(1, 28);

        await Apply();

        (await bench.Open(id, "Draft")).DueAt.ShouldBe(At(2, 1, 18));
        (await bench.Read(db => CaseQueries.Timeline(id, db, TaskForce, default)))!.ShouldContain(entry => entry.Text.Contains("保留原期限"));
    }

    [Fact]
    public async Task A_held_case_is_reckoned_again_when_its_clock_runs()
    {
        var id = await Started("heldc", new DeadlineSpec("WorkingDays", Days: 5));
        (await bench.Run(TaskForce, work => Holding.Hold(id, "等待", work))).Required();
        bench.Clock.Now = At(1, 28);
        await Apply();
        (await bench.Open(id, "Draft")).DueAt.ShouldBe(At(2, 1, 18));

        (await bench.Run(TaskForce, work => Holding.Release(id, "继续", work))).Required();
        await Apply();

        (await bench.Open(id, "Draft")).DueAt.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(At(2, 4, 18));
    }

    private Task<int> Apply() => bench.Get<CalendarAmendment>().Apply();

    private async Task<string> Started(string campaign, DeadlineSpec submit, bool recompute = true)
    {
        bench.Clock.Now = At(1, 20);
        var plan = bench.Plan(["D1"], "8");
        plan = plan with
        {
            Start = new DateOnly(2020, 1, 20),
            RecomputeOnAmendment = recompute,
            Deadlines = plan.Deadlines! with { Submit = new Dictionary<string, DeadlineSpec>(plan.Deadlines!.Submit!) { ["1"] = submit } },
            WarningReason = "测试",
        };
        return CaseInput.CaseId(await bench.Campaign(plan, campaign), "D1", "8");
    }

    private static DateTimeOffset At(int month, int day, int hour = 10) => new(2020, month, day, hour, 0, 0, TimeSpan.FromHours(8));
}

public sealed class CalendarAmendmentsOnSqlite(SqliteOffice bench) : CalendarAmendmentSpecs(bench), IClassFixture<SqliteOffice>;

public sealed class CalendarAmendmentsOnPostgres(PostgresOffice bench) : CalendarAmendmentSpecs(bench), IClassFixture<PostgresOffice>;
