using Orchestrator.Engine.Values;
using Orchestrator.Office;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Documents;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;
using static Orchestrator.Stores.Office.OfficeBench;

namespace Orchestrator.Stores.Office;

/// <summary>One case from the start of its campaign to the archive, through the real workflow, on each database.</summary>
public abstract class CaseLifeSpecs(OfficeBench bench)
{
    private static JsObject Comment(string text = "同意") => JsObject.Of(("comment", text));

    [Fact]
    public async Task A_case_goes_from_first_draft_to_archive_with_correction_rejection_dispute_and_changes()
    {
        var campaign = await bench.Campaign(bench.Plan(["D1"], "1"), "life");
        var id = CaseInput.CaseId(campaign, "D1", "1");
        (await bench.Case(id)).Stage.ShouldBe(CaseStage.Drafting);

        await FirstSubmission(id);
        await FirstReview(id);
        await Template(campaign, id);
        await SecondRound(id);
        await Meeting(id);

        var row = await bench.Case(id);
        (row.Stage, row.Round, row.Overdue, row.Disputed).ShouldBe((CaseStage.Archived, 2, false, false));
        var entries = (await bench.Read(db => CaseQueries.Timeline(id, db, Person("ZB", "ZB"), default))).ShouldNotBeNull();
        entries.Select(entry => entry.Id).ShouldBe(Enumerable.Range(1, entries.Count));
        entries.Select(entry => entry.Text).ShouldContain("退回补正");
        entries[^1].Text.ShouldBe("归档");
        var board = (await bench.Read(db => CampaignQueries.Board(db, campaign, Person("ZB", "ZB"), default))).ShouldNotBeNull();
        board.Totals.Decisions.ShouldBe(new Dictionary<string, int> { ["PassedWithChanges"] = 1 });
        board.Totals.SubmittedOnTime.ShouldBe(1);
        board.Totals.Issued.ShouldBe(1);
        board.Campaign.Status.ShouldBe("Finished");
        (await bench.Get<InstanceQueries>().Find(id))!.Status.ShouldBe(Engine.Execution.InstanceStatus.Finished);
        (await bench.Get<OperationQueries>().Incidents("Open")).Items.ShouldBeEmpty();
        await Drawing(id);
    }

    private async Task Drawing(string id)
    {
        var diagram = (await CaseDiagram.Read(id, bench.Get<InstanceQueries>(), bench.Get<HistoryQueries>(), bench.Get<DefinitionStore>(), default)).ShouldNotBeNull();
        diagram.Current.ShouldBeEmpty();
        diagram.Visited.Single(node => node.NodeId == "draftText").Count.ShouldBe(2);
        diagram.Visited.Single(node => node.NodeId == "reviseText").Count.ShouldBe(1);
        var taken = diagram.Graph.Edges.Where(edge => diagram.Taken.Contains(edge.Id)).Select(edge => (edge.Source, edge.Label, edge.Target)).ToList();
        taken.ShouldContain(("intake", "Correct", "needCorrection"));
        taken.ShouldContain(("intake", "Accept", "corrected"));
        taken.ShouldContain(("decide", "PassedWithChanges", "toPostMeeting"));
        taken.ShouldNotContain(("decide", "Passed", "toIssuing"));
        taken.ShouldNotContain(("issueSign", "SendBack", "issueFix"));
    }

    private async Task FirstSubmission(string id)
    {
        bench.Clock.Now = At(8, 5);
        await bench.Write(id, "街道负责统筹协调辖区内派驻机构。比例不低于百分之三十。");
        await bench.Decide(id, "Draft", "Submit");
        (await bench.Case(id)).Version.ShouldBe("v1.0");
        (await bench.Try(id, "InternalApproval", "SendBack")).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("data.comment");
        await bench.Decide(id, "InternalApproval", "Approve", Comment());
        (await bench.Case(id)).Stage.ShouldBe(CaseStage.Intake);

        (await bench.Try(id, "Intake", "Correct")).Refusal!.Problems.Select(problem => problem.Path).ShouldContain("data.reasons");
        await bench.Decide(id, "Intake", "Correct", JsObject.Of(("reasons", JsArray.Of("MissingSection")), ("comment", "缺少附则")));
        (await bench.Case(id)).ShouldSatisfyAllConditions(row => row.Stage.ShouldBe(CaseStage.Drafting), row => row.Round.ShouldBe(1));
        bench.Clock.Now = At(8, 7);
        await bench.Write(id, "街道负责统筹协调辖区内派驻机构。比例不低于百分之三十。附则另行规定。");
        await bench.Decide(id, "Draft", "Submit");
        (await bench.Case(id)).Version.ShouldBe("v1.1");
        await bench.Decide(id, "InternalApproval", "Approve", Comment());
        await bench.Decide(id, "Intake", "Accept");
        (await bench.Case(id)).Stage.ShouldBe(CaseStage.JointReview);
    }

    private async Task FirstReview(string id)
    {
        bench.Clock.Now = At(8, 12);
        var bad = await bench.Try(id, "Review", "Submit", Opinions("WithOpinions"), "BB");
        bad.Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("data.opinions");
        (await bench.Try(id, "Review", "Silent", JsObject.Of(("result", "NoObjection")), "ZF")).Refusal!.Code.ShouldBe("review.silence");

        await bench.Decide(id, "Review", "Submit", Opinions("WithOpinions", ("第五条", "比例不低于百分之三十五", "Must"), ("第二条", "改为“街道办事处”", "Suggest")), "BB");
        await bench.Decide(id, "Review", "Submit", Opinions("WithOpinions", ("第五条", "比例不低于百分之四十", "Must")), "ZZ");
        await bench.Decide(id, "Review", "Submit", Opinions("WithOpinions", ("第七条", "补充执法程序", "Must")), "SF");
        (await bench.Try(id, "ReviewSign", "SendBack", unit: "SF")).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("data.comment");
        await bench.Decide(id, "ReviewSign", "SendBack", Comment("再写具体些"), "SF");
        await bench.Decide(id, "Review", "Submit", Opinions("WithOpinions", ("第七条", "补充行政执法程序和文书", "Must")), "SF");
        foreach (var unit in new[] { "BB", "ZZ", "SF" })
        {
            await bench.Decide(id, "ReviewSign", "Sign", Comment(), unit);
        }

        // ZF says nothing: its silence counts as consent when the deadline passes.
        bench.Clock.Now = At(8, 21, 18, 1);
        await bench.Get<BackgroundWork>().Settle();
        var row = await bench.Case(id);
        row.Stage.ShouldBe(CaseStage.Consolidating);
        row.Flags().ShouldBe(["FormSilence"]);
        await Consolidate(id);
    }

    private async Task Consolidate(string id)
    {
        var book = (await bench.Read(db => OpinionQueries.Book(id, db, Person("BB", "BB-JB"), default))).ShouldNotBeNull();
        book.Opinions.Count.ShouldBe(4);
        book.Conflicts.ShouldHaveSingleItem().Kind.ShouldBe(nameof(ConflictKind.DifferentNumbers));
        book.Results.Single(result => result.UnitId == "ZF").Result.ShouldBe("FormSilence");
        (await bench.Read(db => OpinionQueries.Book(id, db, Person("D1", "BM-JB"), default)))!.Opinions.ShouldBeEmpty();

        var ids = book.Opinions.ToDictionary(opinion => (opinion.UnitId, opinion.Location), opinion => opinion.Id);
        JsObject Items(string disputed) => JsObject.Of(("items", JsArray.Of(
            Item("Adopt", null, "第二条", ids[("BB", "第二条")]),
            Item(disputed, null, "第五条", ids[("BB", "第五条")], ids[("ZZ", "第五条")]),
            Item("Reject", "省文件已有规定，不再重复", "第七条", ids[("SF", "第七条")]))));
        (await bench.Try(id, "Consolidate", "Done", Items("Adopt"))).Refusal!.Problems.Select(problem => problem.Path).ShouldBe(["outcome", "data.items[1].disposition"]);
        (await bench.Try(id, "Consolidate", "Pass", Items("Coordinate"))).Refusal!.Problems.Select(problem => problem.Path).ShouldContain("outcome");
        await bench.Decide(id, "Consolidate", "Coordinate", Items("Coordinate"));
        (await bench.Case(id)).ShouldSatisfyAllConditions(row => row.Stage.ShouldBe(CaseStage.Coordinating), row => row.Disputed.ShouldBeTrue());

        bench.Clock.Now = At(8, 24);
        await bench.Decide(id, "Negotiate", "NotAgreed", JsObject.Of(("minutes", "双方各执一词")));
        (await bench.Try(id, "Written", "Agreed", JsObject.Of(("minutes", "议定"), ("rulings", JsArray.Of(JsObject.Of(("itemId", "x"), ("result", "Adopt"))))))).Refusal!
            .Problems.ShouldHaveSingleItem().Path.ShouldBe("data.rulings[0].itemId");
        var item = (await bench.Read(db => AdoptionTable.Read(db, new CaseRow { Id = id, CampaignId = "", UnitId = "", DocumentCode = "", Title = "" }, 1, default))).Rows.Single(row => row.Location == "第五条");
        await bench.Decide(id, "Written", "Agreed", JsObject.Of(
            ("minutes", "议定为百分之三十五"), ("rulings", JsArray.Of(JsObject.Of(("itemId", item.Id), ("result", "Partial"), ("text", "比例不低于百分之三十五"))))));
        (await bench.Case(id)).ShouldSatisfyAllConditions(row => row.Stage.ShouldBe(CaseStage.Consolidating), row => row.Disputed.ShouldBeFalse());
        await bench.Decide(id, "Consolidate", "Done", Items("Coordinate"));
        (await bench.Case(id)).Stage.ShouldBe(CaseStage.AwaitingTemplate);
    }

    private async Task Template(string campaign, string id)
    {
        bench.Clock.Now = At(8, 28);
        var template = CaseInput.TemplateId(campaign, "1");
        (await bench.Try(template, "Template", "Publish", JsObject.Of(("title", "模板"), ("sections", JsArray.Of(Section("一、总则", true), Section("一、总则", false)))))).Refusal!
            .Problems.ShouldHaveSingleItem().Path.ShouldBe("data.sections[1].heading");
        await bench.Decide(template, "Template", "Publish", JsObject.Of(("title", "放权赋权实施办法（模板）"), ("sections", JsArray.Of(Section("一、总则", true), Section("二、职责", true)))));
        (await bench.Read(db => TemplateQueries.Find(campaign, "1", null, db, Person("D1", "BM-JB"), default))).ShouldNotBeNull().Version.ShouldBe(1);
        await bench.Decide(id, "Feedback", "Send", Comment());
        (await bench.Case(id)).ShouldSatisfyAllConditions(row => row.Stage.ShouldBe(CaseStage.Revising), row => row.Round.ShouldBe(2));
    }

    private async Task SecondRound(string id)
    {
        bench.Clock.Now = At(9, 4);
        await bench.Write(id, "街道负责统筹协调辖区内派驻机构。比例不低于百分之三十五。");
        var book = (await bench.Read(db => OpinionQueries.Book(id, db, Person("D1", "BM-JB"), default))).ShouldNotBeNull();
        book.Opinions.Count.ShouldBe(4);
        book.ToAnswer.Count.ShouldBe(3);
        var table = await bench.Read(db => AdoptionTable.Read(db, new CaseRow { Id = id, CampaignId = "", UnitId = "", DocumentCode = "", Title = "" }, 1, default));
        table.Statistics.Line.ShouldBe("共收到意见4条，采纳1条，部分采纳0条，不采纳1条，转协调2条");
        JsObject Replies(string reason) => JsObject.Of(("replies", new JsArray(table.Rows.Select(row => (object?)(row.Location == "第七条"
            ? JsObject.Of(("itemId", row.Id), ("reply", "Reject"), ("reason", reason))
            : JsObject.Of(("itemId", row.Id), ("reply", row.Settled ?? "Adopt"), ("revisedText", "修改后的文本")))))));
        var refused = (await bench.Try(id, "Revise", "Submit", Replies("理由太短"))).Refusal.ShouldNotBeNull();
        refused.Problems.ShouldHaveSingleItem().Path.ShouldBe("data.replies[2].reason");
        await bench.Decide(id, "Revise", "Submit", Replies("省实施意见第十二条已经作出规定"));
        (await bench.Case(id)).Version.ShouldBe("v2.0");
        await bench.Decide(id, "InternalApproval", "Approve");
        await bench.Decide(id, "Intake", "Accept");

        bench.Clock.Now = At(9, 10);
        var rejected = table.Rows.Single(row => row.Location == "第七条").Id;
        (await bench.Read(db => OpinionQueries.Book(id, db, Person("SF", "BM-JB"), default)))!.ToConfirm.ShouldBe([rejected]);
        foreach (var unit in new[] { "BB", "ZZ", "ZF" })
        {
            await bench.Decide(id, "Review", "Submit", Opinions("NoObjection"), unit);
        }

        await bench.Decide(id, "Review", "Submit", Opinions("NoObjection").With(("confirmations", JsArray.Of(JsObject.Of(("itemId", rejected), ("stance", "Reserve"))))), "SF");
        foreach (var unit in new[] { "BB", "ZZ", "ZF", "SF" })
        {
            await bench.Decide(id, "ReviewSign", "Sign", null, unit);
        }

        // The must-change opinion was rejected and its proposer keeps it: that has to be settled first.
        (await bench.Try(id, "Consolidate", "Pass", JsObject.Of(("items", new JsArray())))).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("outcome");
        await bench.Decide(id, "Consolidate", "Coordinate", JsObject.Of(("items", new JsArray())));
        await bench.Decide(id, "Negotiate", "Agreed", JsObject.Of(("minutes", "市司法局同意不再坚持")));
        await bench.Decide(id, "Consolidate", "Pass", JsObject.Of(("items", new JsArray())));
        (await bench.Case(id)).Stage.ShouldBe(CaseStage.ReadyForMeeting);
    }

    private async Task Meeting(string id)
    {
        bench.Clock.Now = At(9, 16);
        await bench.Decide(id, "Legal", "Legal", Comment("合法"));
        await bench.Decide(id, "Propose", "Propose", Comment());
        var agenda = JsObject.Of(("meeting", "市委常委会会议"), ("meetingDate", "2020-09-25"));
        (await bench.Try(id, "Agenda", "List", agenda.With(("meetingDate", "2020-02-31")))).Refusal!.Problems.Select(problem => problem.Path).ShouldBe(["data.meetingDate"]);
        await bench.Decide(id, "Agenda", "List", agenda);
        JsObject Votes(int present, int votesFor) => JsObject.Of(
            ("expected", 9d), ("present", (double)present), ("votesFor", (double)votesFor), ("votesAgainst", 0d), ("votesDefer", 0d), ("resolution", "原则同意"), ("changes", "完善第五条表述"));
        (await bench.Try(id, "Decide", "PassedWithChanges", Votes(4, 4))).Refusal!.Problems.Select(problem => problem.Path).ShouldBe(["data.present", "data.votesFor"]);
        (await bench.Try(id, "Decide", "PassedWithChanges", Votes(9, 4))).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("data.votesFor");
        await bench.Decide(id, "Decide", "PassedWithChanges", Votes(9, 8));
        (await bench.Case(id)).Stage.ShouldBe(CaseStage.PostMeetingRevision);
        await bench.Write(id, "街道负责统筹协调辖区内派驻机构。行政编制比例不低于百分之三十五。");
        await bench.Decide(id, "PostMeeting", "Submit");
        await bench.Decide(id, "PostMeetingCheck", "Confirm");
        await bench.Decide(id, "IssueCheck", "Approve");
        await bench.Decide(id, "IssueSign", "Sign", Comment("签发"));
        (await bench.Try(id, "Issue", "Issue", JsObject.Of(("prefix", "楚办发"), ("year", 2019d)))).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("data.year");
        await bench.Decide(id, "Issue", "Issue", JsObject.Of(("prefix", "楚办发"), ("year", 2020d)));
        var detail = (await bench.Read(db => CaseQueries.Find(id, db, bench.Tasks, bench.Members(db), bench.Clock, Person("D1", "BM-JB"), default))).ShouldNotBeNull();
        detail.Issued.ShouldNotBeNull().DocumentNumber.ShouldBe("楚办发〔2020〕1号");
        detail.Issued.SignedBy.ShouldBe("CWLD");
        detail.Stage.ShouldBe(CaseStage.Issued);
        await bench.Decide(id, "Archive", "Archive");
    }

    private static DateTimeOffset At(int month, int day, int hour = 10, int minute = 0) => new(2020, month, day, hour, minute, 0, TimeSpan.FromHours(8));

    private static JsObject Opinions(string result, params (string Location, string Proposed, string Severity)[] opinions) => JsObject.Of(
        ("result", result),
        ("opinions", new JsArray(opinions.Select(opinion => (object?)JsObject.Of(
            ("category", "Substantive"), ("location", opinion.Location), ("proposed", opinion.Proposed), ("reason", "便于执行"), ("severity", opinion.Severity))))));

    private static JsObject Item(string disposition, string? reason, string location, params string[] opinions)
    {
        var item = JsObject.Of(("opinionIds", new JsArray(opinions)), ("location", location), ("disposition", disposition));
        if (reason is not null)
        {
            item["dispositionReason"] = reason;
        }

        return item;
    }

    private static JsObject Section(string heading, bool required) => JsObject.Of(("heading", heading), ("required", required), ("locked", false));
}

public sealed class CaseLifeOnSqlite(SqliteOffice bench) : CaseLifeSpecs(bench), IClassFixture<SqliteOffice>;

public sealed class CaseLifeOnPostgres(PostgresOffice bench) : CaseLifeSpecs(bench), IClassFixture<PostgresOffice>;
