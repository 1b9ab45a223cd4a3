using Orchestrator.Contracts;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Correspondence;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;
using static Orchestrator.Stores.Office.OfficeBench;

namespace Orchestrator.Stores.Office;

/// <summary>What can be done to a case beside deciding its tasks, on each database.</summary>
public abstract class CaseDeedSpecs(OfficeBench bench)
{
    private static readonly Actor Head = Person("D1", "BM-FZ");
    private static readonly Actor TaskForce = Person("ZB", "ZB");

    [Fact]
    public async Task A_withdrawal_during_review_cancels_the_reviews_and_the_text_comes_back_in_the_same_round()
    {
        var id = await InReview("w1");
        (await bench.Run(Head, work => Withdrawing.Ask(id, " ", work))).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("reason");
        (await bench.Run(Person("D2", "BM-FZ"), work => Withdrawing.Ask(id, "理由", work))).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        await bench.Decide(id, "Review", "Submit", Opinion(), "BB");
        await bench.Decide(id, "ReviewSign", "Sign", null, "BB");

        (await bench.Run(Head, work => Withdrawing.Ask(id, "政策口径有变化", work))).Required().Status.ShouldBe("Approved");

        await bench.Get<BackgroundWork>().Settle();
        (await bench.Case(id)).Stage.ShouldBe(CaseStage.Withdrawn);
        (await bench.Tasks.OfCase(id, openOnly: true)).Select(task => task.Step).ShouldBe(["Resubmit"]);
        await bench.Decide(id, "Resubmit", "Resubmit");
        await bench.Decide(id, "Draft", "Submit");
        var row = await bench.Case(id);
        (row.Stage, row.Round, row.Version).ShouldBe((CaseStage.InternalApproval, 1, "v1.1"));
        await bench.Decide(id, "InternalApproval", "Approve");
        await bench.Decide(id, "Intake", "Accept");
        (await bench.Read(db => OpinionQueries.Book(id, db, TaskForce, default)))!.Opinions.ShouldHaveSingleItem().UnitId.ShouldBe("BB");
    }

    [Fact]
    public async Task From_consolidation_on_a_withdrawal_waits_for_the_task_force()
    {
        var id = await InConsolidation("w2");

        var asked = (await bench.Run(Head, work => Withdrawing.Ask(id, "政策口径有变化", work))).Required();

        (asked.Status, asked.NeedsRole).ShouldBe(("Pending", "ZB"));
        (await bench.Case(id)).Stage.ShouldBe(CaseStage.Consolidating);
        (await bench.Run(Head, work => Withdrawing.Ask(id, "再申请一次", work))).Refusal!.Code.ShouldBe("withdrawal.pending");
        (await bench.Run(Person("BB", "BB-ZR"), work => Withdrawing.Decide(asked.Id, true, null, work))).Refusal!.Code.ShouldBe("withdrawal.not-yours");
        (await bench.Run(TaskForce, work => Withdrawing.Decide(asked.Id, false, null, work))).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("comment");
        (await bench.Run(TaskForce, work => Withdrawing.Decide(asked.Id, true, "同意", work))).Required().Status.ShouldBe("Approved");
        (await bench.Case(id)).Stage.ShouldBe(CaseStage.Withdrawn);
        (await bench.Run(TaskForce, work => Withdrawing.Decide(asked.Id, true, "同意", work))).Refusal!.Code.ShouldBe("withdrawal.decided");
    }

    [Fact]
    public async Task An_extension_is_asked_once_by_the_head_and_moves_the_deadline_and_what_counts_as_on_time()
    {
        var id = await Started("e1");
        var task = await bench.Open(id, "Draft");
        Task<Outcome<ExtensionAnswer>> Ask(Actor actor, int days) => bench.Run(actor, work => Extending.Ask(id, task.Id, days, "材料尚未收齐", work));
        (await Ask(Person("D2", "BM-FZ"), 2)).Refusal!.Code.ShouldBe("task.unknown");
        (await Ask(Head, 4)).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("days");

        var asked = (await Ask(Head, 2)).Required();

        asked.NewDueAt.ShouldBe(At(8, 12, 18));
        (await Ask(Head, 1)).Refusal!.Code.ShouldBe("extension.once");
        (await bench.Case(id)).Extended.ShouldBeFalse();
        (await bench.Run(TaskForce, work => Extending.Decide(asked.Id, true, null, work))).Required();
        (await bench.Open(id, "Draft")).DueAt.ShouldBe(At(8, 12, 18));
        (await bench.Case(id)).ShouldSatisfyAllConditions(row => row.Extended.ShouldBeTrue(), row => row.DueAt.ShouldBe(At(8, 12, 18)));
        bench.Clock.Now = At(8, 12, 17);
        await bench.Get<BackgroundWork>().Settle();
        await bench.Write(id, "正文");
        await bench.Decide(id, "Draft", "Submit");
        await bench.Decide(id, "InternalApproval", "Approve");
        (await bench.Read(db => CampaignQueries.Board(db, "e1", TaskForce, default)))!.Totals.ByRound[0].ShouldBe(new RoundTotals(1, 1, 0, 0));
    }

    [Fact]
    public async Task A_hold_stops_the_clock_and_a_release_moves_the_deadlines()
    {
        var id = await Started("h1");
        (await bench.Run(TaskForce, work => Holding.Hold(id, null, work))).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("reason");
        (await bench.Run(TaskForce, work => Holding.Release(id, "继续", work))).Refusal!.Code.ShouldBe("case.not-held");
        bench.Clock.Now = At(8, 3);
        (await bench.Run(TaskForce, work => Holding.Hold(id, "等待省里意见", work))).Required();
        (await bench.Case(id)).Flags().ShouldBe(["OnHold"]);
        await bench.Write(id, "正文");
        (await bench.Try(id, "Draft", "Submit")).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);

        bench.Clock.Now = At(8, 6);
        (await bench.Run(TaskForce, work => Holding.Release(id, "继续办理", work))).Required();

        (await bench.Case(id)).ShouldSatisfyAllConditions(row => row.Flags().ShouldBeEmpty(), row => row.DueAt.ShouldBe(At(8, 13, 18)));
    }

    [Fact]
    public async Task A_late_submission_is_marked_reminded_and_still_accepted()
    {
        var id = await Started("o1");
        async Task<Outcome<Done>> Urge() => await bench.Read(async db =>
        {
            var task = await bench.Open(id, "Draft");
            return await bench.Run(TaskForce, work => Urging.Run(task.Id, open => bench.Members(db).MayUrge(open, TaskForce, default), work));
        });
        bench.Clock.Now = At(8, 6, 10);
        await bench.Get<BackgroundWork>().Settle();
        bench.Clock.Now = At(8, 13, 10);
        await bench.Get<BackgroundWork>().Settle();
        (await bench.Case(id)).ShouldSatisfyAllConditions(row => row.Overdue.ShouldBeTrue(), row => row.Stage.ShouldBe(CaseStage.Drafting));
        (await Urge()).Required();
        (await Urge()).Refusal!.Code.ShouldBe("urge.recent");
        await bench.Get<BackgroundWork>().Settle();
        var clerk = Person("D1", "BM-JB");
        var bell = await bench.Read(db => NoticeEndpoints.Page(db, clerk, 1, 200, default));
        bell.Items.Where(notice => notice.CaseId == id).Select(notice => notice.Kind).ShouldBe(["Reminder", "Overdue", "Urge", "Supervise", "Interview", "Urge"], ignoreOrder: true);
        (await bench.Read(db => NoticeEndpoints.Page(db, Person("D2", "BM-JB"), 1, 200, default))).Items.ShouldNotContain(notice => notice.CaseId == id);
        (await bench.Run(clerk, work => NoticeEndpoints.MarkRead(null, work))).Required();
        (await bench.Read(db => NoticeEndpoints.Page(db, clerk, 1, 10, default))).Unread.ShouldBe(0);
        (await bench.Read(db => NoticeEndpoints.Page(db, Head, 1, 200, default))).Items.Count(notice => notice.CaseId == id && notice.Kind != "Reminder").ShouldBeGreaterThan(0);

        await bench.Write(id, "正文");
        await bench.Decide(id, "Draft", "Submit");
        await bench.Decide(id, "InternalApproval", "Approve");

        var row = await bench.Case(id);
        (row.Stage, row.Overdue, row.Late).ShouldBe((CaseStage.Intake, false, true));
        row.Flags().ShouldBe(["Overdue"]);
        (await bench.Read(db => CampaignQueries.Board(db, "o1", TaskForce, default)))!.Totals.SubmittedLate.ShouldBe(1);
    }

    [Theory]
    [InlineData("ZB", "ZB", 0)]
    [InlineData("ZB", null, 0)]
    [InlineData("D1", "BM-JB", 1)]
    public async Task A_late_task_rings_the_bells_of_the_task_force_and_of_who_is_in_charge_of_the_unit_once(string unit, string? role, int inCharge)
    {
        var id = await Started($"bell-{unit}-{role}");
        await bench.Run(TaskForce, async work =>
        {
            var about = new About("bell", id, 1, null, "bell", work.CommandId);
            await new OverdueNotices(new InChargeOfD1()).Handle(new TaskOverdue(about, $"task-{unit}-{role}", "Feedback", unit, role, "supervise", At(8, 31)), work);
            return Outcome.Of<Done?>(Done.Value);
        });

        (await bench.Read(db => NoticeEndpoints.Page(db, TaskForce, 1, 200, default))).Items.Count(notice => notice.CaseId == id).ShouldBe(1);
        (await bench.Bell(Person("CW", "LD"), id)).Length.ShouldBe(inCharge);
        (await bench.Bell(Person("CW", "LD") with { Id = "another" }, id)).ShouldBeEmpty();
    }

    private sealed class InChargeOfD1 : IUnitLeaders
    {
        public string? Of(string unitId) => unitId == "D1" ? Person("CW", "LD").Id : null;
    }

    [Fact]
    public async Task Whoever_decides_a_request_and_whoever_asked_it_hear_of_it()
    {
        var id = await InConsolidation("w4");
        var asked = (await bench.Run(Head, work => Withdrawing.Ask(id, "政策口径有变化", work))).Required();
        (await bench.Bell(TaskForce, id)).ShouldContain("WithdrawalAsked");
        (await bench.Read(db => CaseQueries.Withdrawals(db, TaskForce, true, default))).Single(one => one.CaseId == id).CanDecide.ShouldBeTrue();
        (await bench.Read(db => CaseQueries.Withdrawals(db, Head, true, default))).Single(one => one.CaseId == id).CanDecide.ShouldBeFalse();

        (await bench.Run(TaskForce, work => Withdrawing.Decide(asked.Id, false, "照常办理", work))).Required();

        (await bench.Bell(Head, id)).ShouldContain("WithdrawalDecided");
        (await bench.Run(TaskForce, work => Holding.Hold(id, "等待省里意见", work))).Required();
        (await bench.Bell(Person("BB", "BB-JB"), id)).ShouldContain("Hold");
    }

    [Fact]
    public async Task The_drafter_cannot_approve_review_or_receive_the_own_text()
    {
        var id = await Started("t4");
        await bench.Write(id, "正文");
        var both = Person("D1", "BM-JB", "BM-FZ");
        await bench.Decide(id, "Draft", "Submit", actor: both);

        (await bench.Try(id, "InternalApproval", "Approve", actor: both)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);

        (await bench.Case(id)).Stage.ShouldBe(CaseStage.InternalApproval);
        await bench.Decide(id, "InternalApproval", "Approve");
    }

    [Fact]
    public async Task The_director_moves_one_step_of_all_units_at_once()
    {
        bench.Clock.Now = At(7, 27, 9);
        await bench.Campaign(bench.Plan(["D1", "D2", "D3"], "7", "8"), "batch");
        var director = Person("BB", "BB-ZR");
        (await bench.Run(director, work => CampaignExtension.Extend("batch", "Issue", 1, 9, null, work))).Refusal!.Problems.Select(problem => problem.Path).ShouldBe(["step", "days", "reason"]);
        (await bench.Run(director, work => CampaignExtension.Extend("batch", "Revise", 2, 1, "理由", work))).Refusal!.Code.ShouldBe("extension.nothing");

        (await bench.Run(director, work => CampaignExtension.Extend("batch", "Draft", 1, 3, "汛期", work))).Required().Tasks.ShouldBe(6);

        var board = (await bench.Read(db => CampaignQueries.Board(db, "batch", TaskForce, default))).ShouldNotBeNull();
        board.Cells.ShouldAllBe(cell => cell.DueAt == At(8, 13, 18) && cell.Flags.Contains("Extended"));
    }

    [Fact]
    public async Task A_reviewer_hands_over_inside_the_unit_only_and_the_deadline_stays()
    {
        var id = await InReview("dg");
        var before = (await bench.Open(id, "Review", "CZ")).DueAt;
        JsObject To(string? person, string? reason) => JsObject.Of(("delegateTo", person), ("comment", reason));
        async Task<string> Refused(JsObject data) => (await bench.Try(id, "Review", "Delegate", data, "CZ")).Refusal!.Problems.ShouldHaveSingleItem().Path;
        (await Refused(To(null, "出差"))).ShouldBe("data.delegateTo");
        (await Refused(To("u-RS-other", "出差"))).ShouldBe("data.delegateTo");
        (await Refused(To(Person("CZ", "BM-JB").Id, "出差"))).ShouldBe("data.delegateTo");
        (await Refused(To("u-CZ-other", " "))).ShouldBe("data.comment");
        bench.Clock.Now = At(7, 29);

        await bench.Decide(id, "Review", "Delegate", To("u-CZ-other", "出差"), "CZ");

        var task = await bench.Open(id, "Review", "CZ");
        task.DueAt.ShouldBe(before);
        task.MayDecide(Person("CZ", "BM-JB")).ShouldBeFalse("who handed it over");
        var other = new Actor("u-CZ-other", "另一人", "CZ", "市财政局", new HashSet<string>());
        await bench.Decide(id, "Review", "Submit", Opinion(), "CZ", other);
        (await bench.Open(id, "ReviewSign", "CZ")).MayDecide(other).ShouldBeFalse();
        await bench.Decide(id, "ReviewSign", "Sign", null, "CZ");
        (await bench.Read(db => OpinionQueries.Book(id, db, TaskForce, default)))!.Opinions.ShouldHaveSingleItem().PersonName.ShouldBe("另一人");
        (await bench.Read(db => CaseQueries.Timeline(id, db, TaskForce, default)))!.ShouldContain(entry => entry.Text == "转办会审：另一人" && entry.Comment == "出差");
    }

    [Fact]
    public async Task A_reviewer_asks_for_time_through_the_head_and_the_task_force_grants_it()
    {
        var id = await InReview("rx");
        var due = (await bench.Open(id, "Review", "CZ")).DueAt!.Value;
        JsObject Wish(int days, string? reason = "数据待核实") => JsObject.Of(("days", (double)days), ("comment", reason));
        (await bench.Try(id, "Review", "RequestExtension", Wish(9), "CZ")).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("data.days");
        (await bench.Try(id, "Review", "RequestExtension", Wish(2, null), "CZ")).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("data.comment");

        await bench.Decide(id, "Review", "RequestExtension", Wish(2), "CZ");
        (await bench.Read(db => ExtensionQueries.List(db, TaskForce, "Pending", default))).ShouldNotContain(request => request.CaseId == id, "the head has not agreed yet");
        await bench.Decide(id, "ReviewExtension", "SendBack", JsObject.Of(("comment", "抓紧办理")), "CZ");
        (await bench.Open(id, "Review", "CZ")).DueAt.ShouldBe(due);

        await bench.Decide(id, "Review", "RequestExtension", Wish(2), "CZ");
        await bench.Decide(id, "ReviewExtension", "Agree", null, "CZ");

        var task = await bench.Open(id, "Review", "CZ");
        task.DueAt.ShouldBe(due, "nothing moves before it is granted");
        var request = (await bench.Read(db => ExtensionQueries.List(db, TaskForce, "Pending", default))).Single(one => one.CaseId == id);
        (request.TaskId, request.UnitId, request.Days).ShouldBe((task.Id, "CZ", 2));
        (await bench.Run(TaskForce, work => Extending.Decide(request.Id, true, null, work))).Required();
        (await bench.Open(id, "Review", "CZ")).DueAt.ShouldBe(request.NewDueAt);
        (await bench.Try(id, "Review", "RequestExtension", Wish(1), "CZ")).Refusal!.Code.ShouldBe("extension.once");
        await bench.Decide(id, "Review", "Submit", Opinion(), "CZ");
    }

    private async Task<string> Started(string campaign)
    {
        bench.Clock.Now = At(7, 27, 9);
        return CaseInput.CaseId(await bench.Campaign(bench.Plan(["D1"], "8"), campaign), "D1", "8");
    }

    private async Task<string> InReview(string campaign)
    {
        var id = await Started(campaign);
        await bench.Write(id, "正文");
        await bench.Decide(id, "Draft", "Submit");
        await bench.Decide(id, "InternalApproval", "Approve");
        await bench.Decide(id, "Intake", "Accept");
        return id;
    }

    private async Task<string> InConsolidation(string campaign)
    {
        var id = await InReview(campaign);
        foreach (var unit in new[] { "BB", "CZ", "RS" })
        {
            await bench.Decide(id, "Review", "Submit", JsObject.Of(("result", "NoObjection")), unit);
            await bench.Decide(id, "ReviewSign", "Sign", null, unit);
        }

        return id;
    }

    private static JsObject Opinion() => JsObject.Of(("result", "WithOpinions"), ("opinions", JsArray.Of(JsObject.Of(
        ("category", "Wording"), ("location", "第一条"), ("proposed", "改字"), ("reason", "笔误"), ("severity", "Suggest")))));

    private static DateTimeOffset At(int month, int day, int hour = 10) => new(2020, month, day, hour, 0, 0, TimeSpan.FromHours(8));
}

public sealed class CaseDeedsOnSqlite(SqliteOffice bench) : CaseDeedSpecs(bench), IClassFixture<SqliteOffice>;

public sealed class CaseDeedsOnPostgres(PostgresOffice bench) : CaseDeedSpecs(bench), IClassFixture<PostgresOffice>;
