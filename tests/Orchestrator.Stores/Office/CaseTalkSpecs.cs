using Orchestrator.Engine.Values;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Correspondence;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;
using static Orchestrator.Stores.Office.OfficeBench;

namespace Orchestrator.Stores.Office;

/// <summary>What people write to each other beside deciding shows in the path of the case, on each database.</summary>
public abstract class CaseTalkSpecs(OfficeBench bench)
{
    [Fact]
    public async Task Questions_answers_and_what_nobody_answered_stand_in_the_path_of_the_case_in_time_order()
    {
        var id = await Started("talk");
        var (clerk, finance, personnel) = (Person("D1", "BM-JB"), Person("CZ", "CZ"), Person("RS", "RS"));
        var task = await bench.Open(id, "Draft");
        var asked = (await bench.Run(clerk, work => Asking.Ask(task.Id, "经费来源？", [Of(finance), Of(personnel)], work))).Required();
        (await bench.Run(finance, work => Answering.Answer(asked.QuestionId, 0, "已列入预算。", work))).Required();
        await bench.Write(id, "正文");

        await bench.Decide(id, "Draft", "Submit");

        var path = (await bench.Read(db => CaseQueries.Timeline(id, db, clerk, default)))!.Where(entry => entry.Kind is "Question" or "Answer" or "Unanswered" or "Decision").ToArray();
        path.Select(entry => (entry.Kind, entry.Text, entry.Comment)).ShouldBe(
        [
            ("Question", "向CZCZ、RSRS提问", "经费来源？"),
            ("Answer", "答复D1BM-JB的提问", "已列入预算。"),
            ("Decision", "完成第1轮文稿v1.0，送内部审签", null),
            ("Unanswered", "1个提问未答复，随任务办结关闭（RSRS）", null),
        ]);
        path[0].Step.ShouldBe("Draft");
    }

    [Fact]
    public async Task Who_got_a_copy_reads_the_case_but_no_opinion_before_the_submitting_unit_does()
    {
        var id = await Started("copied");
        await bench.Write(id, "正文");
        await bench.Decide(id, "Draft", "Submit");
        await bench.Decide(id, "InternalApproval", "Approve");
        await bench.Decide(id, "Intake", "Accept");
        await bench.Decide(id, "Review", "Submit", Opinion(), "CZ");
        await bench.Decide(id, "ReviewSign", "Sign", null, "CZ");
        var reader = Person("SF", "SF");
        async Task<OpinionBook?> Book(Actor actor) => await bench.Read(db => OpinionQueries.Book(id, db, actor, default));
        (await Book(reader)).ShouldBeNull();
        var flow = (await bench.Get<InstanceQueries>().Find(id))!;

        var sent = (await bench.Run(Person("D1", "BM-JB"), work => Circulating.Send(flow, "请阅知。", [Of(reader)], work))).Required();

        (await Book(reader)).ShouldNotBeNull().Opinions.ShouldBeEmpty("the review has not been returned");
        (await Book(Person("ZB", "ZB")))!.Opinions.ShouldHaveSingleItem();
        (await bench.Read(db => CaseQueries.Find(id, db, bench.Tasks, bench.Members(db), bench.Clock, reader, default)))!.Can.Copy.ShouldBeFalse();
        (await bench.Read(db => CaseQueries.Timeline(id, db, reader, default)))!.ShouldContain(entry => entry.Kind == "Copy" && entry.Text == "传阅给SFSF");
        (await bench.Run(Person("D1", "BM-JB"), work => Circulating.TakeBack(sent.CircularId, null, work))).Required();
        (await Book(reader)).ShouldBeNull();
    }

    private static JsObject Opinion() => JsObject.Of(("result", "WithOpinions"), ("opinions", JsArray.Of(JsObject.Of(
        ("category", "Wording"), ("location", "第一条"), ("proposed", "改字"), ("reason", "笔误"), ("severity", "Suggest")))));

    private static Colleague Of(Actor person) => new(person.Id, person.Name, [.. person.Roles], person.UnitId, person.UnitName);

    private async Task<string> Started(string campaign) =>
        CaseInput.CaseId(await bench.Campaign(bench.Plan(["D1"], "8"), campaign), "D1", "8");
}

public sealed class CaseTalkOnSqlite(SqliteOffice bench) : CaseTalkSpecs(bench), IClassFixture<SqliteOffice>;

public sealed class CaseTalkOnPostgres(PostgresOffice bench) : CaseTalkSpecs(bench), IClassFixture<PostgresOffice>;
