using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Reviews;
using Orchestrator.Office.Supervisions;
using Orchestrator.Runtime;
using Orchestrator.Stores.Office;
using Shouldly;
using Xunit;
using static Orchestrator.Stores.Office.OfficeBench;

namespace Orchestrator.Stores.Supervisions;

/// <summary>督办 in the shipped flow of a manuscript, on every database.</summary>
public abstract class SupervisedCases(OfficeBench bench)
{
    private static readonly Actor Office = Person("ZB", "ZB");
    private static readonly Actor Head = Person("D1", "BM-FZ");
    private static readonly Actor Finance = Person("CZ", "BM-FZ");

    [Fact]
    public async Task A_task_that_waits_for_a_signer_comes_again_under_the_same_supervision()
    {
        var id = await Drafted("s1");
        var task = await bench.Open(id, "InternalApproval");
        await Supervise(task.Id);
        (await bench.Run(Head, work => work.Workflows.AddSigners(task.Id, task.Revision, AddedSign.Before, [new([Finance.Id], null, null, [])], "请财政先看"))).Required();
        var waiting = await Only(id);
        (waiting.State, waiting.SetAside, waiting.TaskId).ShouldBe((SupervisionState.Open, true, task.Id));
        (await bench.Run(Head, work => SupervisionDeeds.Report(waiting.Id, "财政正在看", work))).Required();

        var signing = (await bench.Tasks.OfCase(id, openOnly: true)).Single(open => open.Form == "people/sign");
        (await bench.Run(Finance, work => work.Workflows.CompleteTask(signing.Id, signing.Revision, "Approve", JsObject.Of(("comment", "可以"))))).Required();
        var again = await bench.Open(id, "InternalApproval");
        again.Id.ShouldNotBe(task.Id);
        var gone = await Only(id);
        (gone.State, gone.SetAside, gone.TaskId).ShouldBe((SupervisionState.Open, false, again.Id));
        (await bench.Run(Office, work => Supervising.Begin(again.Id, "再来一次", new DateOnly(2020, 8, 3), null, work))).Refusal!.Code.ShouldBe("supervision.exists");

        await bench.Decide(id, "InternalApproval", "Approve", actor: Head);
        (await Only(id)).State.ShouldBe(SupervisionState.Finished);
        (await bench.Read(db => CaseQueries.Timeline(id, db, Office, default)))!.Where(entry => entry.Kind == "Supervision").Select(entry => entry.Text).ShouldBe(
            ["“内部审签”列入督办，限2020年8月3日前办结", "反馈“内部审签”督办的办理情况", "内部审签已办结，督办随之关闭"]);
    }

    [Fact]
    public async Task The_head_of_a_unit_whose_clerk_has_the_task_is_told_once_and_may_read_the_case()
    {
        var id = await Drafted("s2");
        await bench.Decide(id, "InternalApproval", "Approve");
        await bench.Decide(id, "Intake", "Accept");
        (await bench.Read(db => CaseAccess.Open(db, id, Finance, default))).ShouldBeNull();

        await Supervise((await bench.Open(id, "Review", "CZ")).Id);

        (await bench.Read(db => CaseAccess.Open(db, id, Finance, default)))!.Value.Reading.ShouldBe(CaseReading.Copied);
        (await bench.Read(db => bench.Members(db).MayRead(id, Finance, default))).ShouldBeTrue();
        (await bench.Bell(Finance, id)).Count(kind => kind == "Supervision").ShouldBe(1);
        (await bench.Bell(Person("CZ", "BM-JB"), id)).Count(kind => kind == "Supervision").ShouldBe(1);
        (await bench.Read(db => CaseAccess.Open(db, id, Person("RS", "LX"), default))).ShouldBeNull();
    }

    private async Task Supervise(string task) =>
        (await bench.Run(Office, work => Supervising.Begin(task, "请抓紧办理", new DateOnly(2020, 8, 3), null, work))).Required();

    private Task<Supervision> Only(string id) => bench.Read(db => db.Supervisions.AsNoTracking().SingleAsync(one => one.RootId == id));

    private async Task<string> Drafted(string campaign)
    {
        bench.Clock.Now = new(2020, 7, 27, 9, 0, 0, TimeSpan.FromHours(8));
        var plan = bench.Plan(["D1"], "8");
        plan = plan with { Documents = [.. plan.Documents!.Select(document => document with { Template = false })] };
        var id = CaseInput.CaseId(await bench.Campaign(plan, campaign), "D1", "8");
        await bench.Write(id, "正文");
        await bench.Decide(id, "Draft", "Submit");
        return id;
    }
}

public sealed class SupervisedCasesOnSqlite(SqliteOffice bench) : SupervisedCases(bench), IClassFixture<SqliteOffice>;

public sealed class SupervisedCasesOnPostgres(PostgresOffice bench) : SupervisedCases(bench), IClassFixture<PostgresOffice>;
