using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;
using static Orchestrator.Stores.Office.OfficeBench;

namespace Orchestrator.Stores.Office;

/// <summary>加签, 转办, 委派, 领取 and 拿回 inside the shipped flow of a manuscript: what the case, its path and its readers see of them.</summary>
public abstract class CasePeopleSpecs(OfficeBench bench)
{
    private static readonly Actor Clerk = Person("D1", "BM-JB");
    private static readonly Actor Head = Person("D1", "BM-FZ");
    private static readonly Actor Finance = Person("CZ", "BM-FZ");

    [Fact]
    public async Task Whoever_signs_too_reads_the_case_and_decides_nothing_but_his_signature()
    {
        var id = await Drafted("p1");
        var task = await bench.Open(id, "InternalApproval");
        (await Add(Clerk.Id)).Refusal!.Code.ShouldBe("signers.excluded", "the one who drafted it");
        (await bench.Read(db => CaseAccess.Open(db, id, Finance, default))).ShouldBeNull();

        (await Add(Finance.Id)).Required();
        await bench.Get<BackgroundWork>().Settle();

        var signing = (await bench.Tasks.OfCase(id, openOnly: true)).ShouldHaveSingleItem("the head waits");
        (signing.Form, signing.ForUnit).ShouldBe(("people/sign", null));
        (await bench.Read(db => CaseAccess.Open(db, id, Finance, default)))!.Value.Reading.ShouldBe(CaseReading.Copied);
        (await bench.Run(Finance, work => work.Workflows.CompleteTask(signing.Id, signing.Revision, "Approve", JsObject.Of(("comment", "经费渠道已明确"))))).Required();
        (await bench.Case(id)).Stage.ShouldBe(CaseStage.InternalApproval, "the head has not approved yet");
        await bench.Decide(id, "InternalApproval", "Approve", actor: Head);

        (await bench.Case(id)).Stage.ShouldBe(CaseStage.Intake);
        (await Path(id)).ShouldBe([
            "Decision 完成第1轮文稿v1.0，送内部审签",
            $"SignersAdded 内部审签：在本人之前加签：{Finance.Id}，办完后再由本人决定（请财政先看）",
            "Signed 内部审签（加签）：同意（经费渠道已明确）",
            "Decision 同意报送（第1轮·上）"]);

        Task<Outcome<Done>> Add(string person) => bench.Run(
            Head, work => work.Workflows.AddSigners(task.Id, task.Revision, AddedSign.Before, [new([person], null, null, [])], "请财政先看"));
    }

    [Fact]
    public async Task A_signer_who_does_not_agree_sends_the_draft_back()
    {
        var id = await Drafted("p2");
        var task = await bench.Open(id, "InternalApproval");
        (await bench.Run(Head, work => work.Workflows.AddSigners(task.Id, task.Revision, AddedSign.Parallel, [new([Finance.Id], null, null, [])], "请财政同看"))).Required();
        var signing = (await bench.Tasks.OfCase(id, openOnly: true)).Single(open => open.Form == "people/sign");

        (await bench.Run(Finance, work => work.Workflows.CompleteTask(signing.Id, signing.Revision, "SendBack", JsObject.Of(("comment", "经费没有渠道"))))).Required();
        await bench.Get<BackgroundWork>().Settle();

        var row = await bench.Case(id);
        (row.Stage, row.Round).ShouldBe((CaseStage.Drafting, 1));
        (await bench.Tasks.OfCase(id, openOnly: true)).Select(open => open.Step).ShouldBe(["Draft"]);
        (await Path(id))[^1].ShouldBe("Signed 内部审签（加签）：不同意（经费没有渠道）");
        await bench.Decide(id, "Draft", "Submit");
        (await bench.Open(id, "InternalApproval")).Persons.ShouldBeEmpty("the head begins anew");
    }

    [Fact]
    public async Task What_a_clerk_has_taken_he_writes_for_his_unit()
    {
        var id = await Drafted("p3");
        await bench.Decide(id, "InternalApproval", "Approve");
        await bench.Decide(id, "Intake", "Accept");
        var (clerk, task) = (Person("CZ", "BM-JB"), await bench.Open(id, "Review", "CZ"));

        (await bench.Run(clerk, work => work.Workflows.Claim(task.Id, task.Revision))).Required();
        var claimed = await bench.Open(id, "Review", "CZ");
        (claimed.Unit, claimed.ForUnit, claimed.ForRole).ShouldBe((null, "CZ", "BM-JB"));
        (await bench.Tasks.List(new TaskListQuery(UnitId: "CZ", CampaignId: "p3"), clerk)).Items.ShouldHaveSingleItem().UnitId.ShouldBe("CZ");
        var now = (await bench.Read(db => CaseQueries.Find(id, db, bench.Tasks, bench.Members(db), bench.Clock, Person("ZB", "ZB"), default)))!.Tasks;
        now.Where(one => one.Holder is not null).ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.UnitId.ShouldBe("CZ"), one => one.Holder.ShouldBe(clerk.Id));
        await bench.Decide(id, "Review", "Submit", JsObject.Of(("result", "NoObjection")), "CZ", clerk);

        var sign = await bench.Open(id, "ReviewSign", "CZ");
        (await bench.Run(Finance, work => work.Workflows.Delegate(sign.Id, sign.Revision, new(["u-CZ-other"], null, null, []), "请先把关"))).Required();
        var asked = await bench.Open(id, "ReviewSign", "CZ");
        (await bench.Run(new Actor("u-CZ-other", "另一人", "CZ", "市财政局", new HashSet<string> { "BM-JB" }), work => work.Workflows.CompleteTask(
            asked.Id, asked.Revision, "Sign", JsObject.Of(("comment", "口径没有问题"))))).Required();
        await bench.Decide(id, "ReviewSign", "Sign", null, "CZ", Finance);

        (await bench.Read(db => OpinionQueries.Book(id, db, Person("ZB", "ZB"), default)))!.Results.Single(result => result.UnitId == "CZ").Result.ShouldBe("NoObjection");
        (await Path(id)).Skip(3).ShouldBe([
            "Claimed 会审：领取任务",
            "Decision 拟出会审意见，送负责人审签",
            "Delegated 审签会审意见：委派u-CZ-other提出意见，答复后仍由本人决定（请先把关）",
            "Answered 审签会审意见：答复委派（口径没有问题）",
            "Decision 签发会审意见"]);
    }

    [Fact]
    public async Task A_draft_is_taken_back_until_the_head_has_decided_in_every_round()
    {
        var id = await Drafted("p4");
        await TakeBack(id, "Draft");
        var draft = await bench.Open(id, "Draft");
        (await bench.Case(id)).Stage.ShouldBe(CaseStage.Drafting);
        await bench.Write(id, "改过的正文");
        await bench.Decide(id, "Draft", "Submit");
        await bench.Decide(id, "InternalApproval", "Approve");
        (await bench.Case(id)).Version.ShouldBe("v1.1");
        (await Path(id)).ShouldContain("TakenBack 拿回“起草”的决定，重新办理（还要改）");

        (await bench.Run(Clerk, work => work.Workflows.CallBack(draft.Id, draft.Revision + 1, withdraw: false, "还要改"))).Refusal!.Code.ShouldBe("callback.too-late");

        await bench.Decide(id, "Intake", "Accept");
        foreach (var unit in new[] { "BB", "CZ", "RS" })
        {
            await bench.Decide(id, "Review", "Submit", JsObject.Of(("result", "NoObjection")), unit);
            await bench.Decide(id, "ReviewSign", "Sign", null, unit);
        }

        await bench.Decide(id, "Consolidate", "Done", JsObject.Of(("items", new JsArray())));
        await bench.Decide(id, "Feedback", "Send");
        await bench.Decide(id, "Revise", "Submit", JsObject.Of(("replies", new JsArray())));
        await TakeBack(id, "Revise");
        var row = await bench.Case(id);
        (row.Stage, row.Round).ShouldBe((CaseStage.Revising, 2));
        await bench.Decide(id, "Revise", "Submit", JsObject.Of(("replies", new JsArray())));
        (await bench.Case(id)).Stage.ShouldBe(CaseStage.InternalApproval);
    }

    [Fact]
    public async Task A_reminder_rings_at_whoever_has_the_task_by_name()
    {
        var id = await Started("p5");
        var task = await bench.Open(id, "Draft");
        (await bench.Run(Clerk, work => work.Workflows.Claim(task.Id, task.Revision))).Required();

        bench.Clock.Now = task.DueAt!.Value.AddHours(3);
        await bench.Get<BackgroundWork>().Settle();

        (await bench.Bell(Clerk, id)).ShouldContain("Overdue");
        (await bench.Bell(Clerk with { Id = "u-D1-other" }, id)).ShouldNotContain("Overdue", "another clerk has not got it");
    }

    [Fact]
    public async Task A_step_that_is_late_is_said_to_be_once_by_the_system_whoever_acts()
    {
        var id = await Drafted("p6");
        var task = await bench.Open(id, "InternalApproval");
        bench.Clock.Now = task.DueAt!.Value.AddHours(3);
        (await bench.Run(Head, work => work.Workflows.AddSigners(task.Id, task.Revision, AddedSign.Before, [new([Finance.Id], null, null, [])], "请财政先看"))).Required();
        var signing = (await bench.Tasks.OfCase(id, openOnly: true)).Single();
        (await bench.Run(Finance, work => work.Workflows.CompleteTask(signing.Id, signing.Revision, "Approve", JsObject.Of(("comment", "同意"))))).Required();
        await bench.Get<BackgroundWork>().Settle();

        (await bench.Open(id, "InternalApproval")).Overdue.ShouldBeTrue("what was late stays late");
        var late = (await bench.Read(db => CaseQueries.Timeline(id, db, Person("ZB", "ZB"), default)))!.Where(entry => entry.Kind == "Overdue").ToList();
        late.ShouldHaveSingleItem().ActorName.ShouldBe(Actor.System.Name);
    }

    private async Task TakeBack(string id, string step)
    {
        var task = (await bench.Tasks.OfCase(id)).Single(task => task.Step == step && task.Status == TaskRowStatus.Completed);
        (await bench.Run(Clerk, work => work.Workflows.CallBack(task.Id, task.Revision, withdraw: false, "还要改"))).Required();
        await bench.Get<BackgroundWork>().Settle();
        (await bench.Tasks.OfCase(id, openOnly: true)).Select(open => open.Step).ShouldBe([step]);
    }

    private async Task<string[]> Path(string id) => [.. (await bench.Read(db => CaseQueries.Timeline(id, db, Person("ZB", "ZB"), default)))!
        .SkipWhile(entry => entry.Kind != "Decision").Select(entry => $"{entry.Kind} {entry.Text}{(entry.Comment is null ? "" : $"（{entry.Comment}）")}")];

    private async Task<string> Drafted(string campaign)
    {
        var id = await Started(campaign);
        await bench.Write(id, "正文");
        await bench.Decide(id, "Draft", "Submit");
        return id;
    }

    private async Task<string> Started(string campaign)
    {
        bench.Clock.Now = new(2020, 7, 27, 9, 0, 0, TimeSpan.FromHours(8));
        var plan = bench.Plan(["D1"], "8");
        plan = plan with { Documents = [.. plan.Documents!.Select(document => document with { Template = false })] };
        return CaseInput.CaseId(await bench.Campaign(plan, campaign), "D1", "8");
    }
}

public sealed class CasePeopleOnSqlite(SqliteOffice bench) : CasePeopleSpecs(bench), IClassFixture<SqliteOffice>;

public sealed class CasePeopleOnPostgres(PostgresOffice bench) : CasePeopleSpecs(bench), IClassFixture<PostgresOffice>;
