using Orchestrator.Engine.Values;
using Orchestrator.Host.Demo.Prose;
using Orchestrator.Submission.Drafts;

namespace Orchestrator.Host.Demo.Script;

/// <summary>What one person does about one task.</summary>
/// <param name="Data">Asked for when the deed is done, because it may answer what others wrote.</param>
internal sealed record Deed(DemoPerson Person, string Outcome, Func<ICampaignDesk, Task<JsObject>> Data, Func<ICampaignDesk, Task<DraftContent>>? Draft = null)
{
    public static Deed With(DemoPerson person, string outcome, params ReadOnlySpan<(string, object?)> data)
    {
        var map = JsObject.Of(data);
        return new Deed(person, outcome, _ => Task.FromResult(map));
    }
}

/// <summary>Decides every task of the campaign as planned.</summary>
internal sealed class CampaignScript(DemoOutcomes plan)
{
    private readonly OpinionPlan _opinions = new(plan);

    public Deed Of(DeskTask task, DeskCase? of, string document)
    {
        var who = DemoCity.Person(task.Unit, task.Role);
        return task.Step switch
        {
            "Draft" => new Deed(who, "Submit", _ => Note(task.Payload?["correction"] is null ? "报送初稿，请审。" : "已按补正要求修改。"), _ => Task.FromResult(Manuscripts.First(of!.Unit, document, task.Payload?["correction"] is not null))),
            "InternalApproval" => Deed.With(who, "Approve", ("comment", "同意报送。")),
            "Intake" => Intake(who, task, of!),
            "Review" => new Deed(who, "Submit", desk => Opinion(desk, who, task, of!)),
            "ReviewSign" => Deed.With(who, "Sign", ("comment", "同意，以本单位名义反馈。")),
            "Consolidate" => Consolidate(who, task, of!),
            "Negotiate" or "Written" => Deed.With(who, "NotAgreed", ("minutes", "有关单位未能达成一致，分歧集中在办理时限。提请上一级协调。")),
            "CoordinationMeeting" or "Ruling" => new Deed(who, task.Step == "Ruling" ? "Ruled" : "Agreed", desk => Settle(desk, who, task)),
            "TemplateCutOff" => Deed.With(who, "Confirm", ("comment", "到期未汇齐的单位按逾期处理，先行制定模板。")),
            "Template" => new Deed(who, "Publish", _ => Task.FromResult(Manuscripts.Template(document))),
            "Feedback" => Deed.With(who, "Send", ("comment", "请对照统一模板和意见清单逐条修改。")),
            "Revise" => new Deed(who, "Submit", desk => Replies(desk, who, task, of!, document), desk => Revision(desk, who, task, of!, document)),
            "Legal" => Deed.With(who, "Legal", ("comment", "经审查，未发现与上位法相抵触的内容。"), ("basis", "重大行政决策程序有关规定")),
            "Propose" => Deed.With(who, "Propose", ("comment", "材料齐备，提请审议。")),
            "Agenda" => Deed.With(who, "List", ("meeting", "市委常委会会议（演示）"), ("meetingDate", "2020-09-18")),
            "Decide" => Meeting(who, of!),
            "PostMeeting" or "PreMeeting" or "IssueFix" => new Deed(who, "Submit", _ => Note("已按会议要求修改。"), _ => Task.FromResult(Manuscripts.AfterMeeting(of!.Unit, document, Changes))),
            "PostMeetingCheck" => Deed.With(who, "Confirm", ("comment", "修改内容与会议审议意见一致。")),
            "IssueCheck" => Deed.With(who, "Approve", ("comment", "已核稿。")),
            "IssueSign" => Deed.With(who, "Sign", ("comment", "同意印发。")),
            "Issue" => Deed.With(who, "Issue", ("prefix", "楚办发"), ("year", 2020.0)),
            "Archive" => Deed.With(who, "Archive", ("comment", "已归档。")),
            "Resubmit" => Deed.With(who, "Resubmit", ("comment", "重新报送。")),
            "Deferral" => Deed.With(who, "Reagenda", ("comment", "已补充论证。")),
            _ => throw new InvalidOperationException($"演示脚本不认识环节 {task.Step}。"),
        };
    }

    private const string Changes = "明确牵头单位和完成时限，加强督促检查。";

    private Deed Intake(DemoPerson who, DeskTask task, DeskCase of) =>
        task.Round == 1 && plan.Intake.Corrected.Contains(new(of.Unit, of.Document)) && task.Payload?["version"] as string == "v1.0"
            ? Deed.With(who, "Correct", ("reasons", JsArray.Of("MissingSignature", "NumberError")), ("comment", "缺少单位负责人签署意见，正文与起草说明数字不一致，请补正。"))
            : Deed.With(who, "Accept", ("comment", "材料齐全，予以受理。"));

    private async Task<JsObject> Opinion(ICampaignDesk desk, DemoPerson who, DeskTask task, DeskCase of)
    {
        if (task.Round > 1)
        {
            var book = await desk.Book(who, of.Id);
            return JsObject.Of(
                ("result", "NoObjection"), ("comment", "经复核，无新的意见。"), ("opinions", new JsArray()),
                ("confirmations", new JsArray(book.ToConfirm.Select(item => JsObject.Of(("itemId", item), ("stance", "Agree"))))));
        }

        if (_opinions.Of(of, task.Unit!) is not { } planned)
        {
            return JsObject.Of(("result", "NoObjection"), ("comment", "无意见。"), ("opinions", new JsArray()));
        }

        var opinion = planned.Disposition == "Coordinate"
            ? OpinionTexts.Opposed(of.Document, planned.Slot / 2, planned.Slot % 2 == 0 ? 3 : 7)
            : OpinionTexts.Ordinary(of.Unit, of.Document, task.Unit!, planned.Slot, must: planned.Disposition == "Adopt" && Seeded.Below(3, of.Unit, of.Document, task.Unit!, "must") == 0);
        return JsObject.Of(("result", "WithOpinions"), ("comment", "总体同意，具体意见见清单。"), ("opinions", JsArray.Of(opinion)));
    }

    private Deed Consolidate(DemoPerson who, DeskTask task, DeskCase of)
    {
        var disputed = task.Round == 1 && plan.Disputes.Contains(new(of.Unit, of.Document));
        var outcome = task.Round > 1 ? "Pass" : disputed && task.Payload?["dispute"] is null ? "Coordinate" : "Done";
        return new Deed(who, outcome, async desk => JsObject.Of(
            ("comment", outcome == "Coordinate" ? "有关单位对办理时限的意见不一致，转协商协调。" : "意见已汇总。"),
            ("items", task.Round > 1 || (disputed && outcome == "Done") ? new JsArray() : new JsArray((await desk.Book(who, of.Id)).Opinions.Where(opinion => opinion.Round == task.Round).Select(opinion => Row(opinion, of))))));
    }

    private JsObject Row(DeskOpinion opinion, DeskCase of)
    {
        var disposition = _opinions.Of(of, opinion.Unit)?.Disposition ?? "Reject";
        return JsObject.Of(
            ("opinionIds", JsArray.Of(opinion.Id)), ("location", opinion.Location), ("original", opinion.Original ?? ""), ("proposed", opinion.Proposed ?? ""),
            ("reason", opinion.Reason ?? ""), ("disposition", disposition),
            ("dispositionReason", disposition is "Reject" or "Partial" ? OpinionTexts.RejectReason(of.Unit, of.Document) : ""));
    }

    private static async Task<JsObject> Settle(ICampaignDesk desk, DemoPerson who, DeskTask task)
    {
        var book = await desk.Book(who, task.CaseId);
        return JsObject.Of(
            ("minutes", "会议听取各方意见，议定办理时限统一为5个工作日。"), ("attendees", "市委编办、改革专班及意见提出单位"),
            ("rulings", new JsArray(book.Disputed.Select(item => JsObject.Of(("itemId", item), ("result", "Partial"), ("text", "办理时限统一为5个工作日。"))))));
    }

    private static async Task<JsObject> Replies(ICampaignDesk desk, DemoPerson who, DeskTask task, DeskCase of, string document)
    {
        var book = await desk.Book(who, of.Id);
        return JsObject.Of(
            ("note", "已逐条研究意见并修改，形成呈报稿。"),
            ("replies", new JsArray(book.ToAnswer.Select((item, index) => Reply(item, book.Opinions.First(opinion => opinion.ItemId == item).Disposition, index, of, document)))));
    }

    private static JsObject Reply(string item, string? disposition, int index, DeskCase of, string document) => disposition switch
    {
        "Reject" => JsObject.Of(("itemId", item), ("reply", "Reject"), ("reason", OpinionTexts.RejectReason(of.Unit, document))),
        "Adopt" => JsObject.Of(("itemId", item), ("reply", "Adopt"), ("revisedText", OpinionTexts.RevisedText(of.Unit, document, index))),
        _ => JsObject.Of(("itemId", item), ("reply", "Partial"), ("reason", "结合本地实际作了部分吸收，其余拟在细则中规定。"), ("revisedText", OpinionTexts.RevisedText(of.Unit, document, index))),
    };

    private static async Task<DraftContent> Revision(ICampaignDesk desk, DemoPerson who, DeskTask task, DeskCase of, string document)
    {
        var book = await desk.Book(who, of.Id);
        return Manuscripts.Revised(of.Unit, document, task.Round, [.. book.ToAnswer
            .Select((item, index) => (book.Opinions.First(opinion => opinion.ItemId == item).Disposition, Text: OpinionTexts.RevisedText(of.Unit, document, index)))
            .Where(answer => answer.Disposition != "Reject").Select(answer => answer.Text)]);
    }

    private Deed Meeting(DemoPerson who, DeskCase of)
    {
        var at = new PlannedCase(of.Unit, of.Document);
        return plan.Meeting.PassedWithChanges.Contains(at) ? Vote(who, "PassedWithChanges", 11, 0, 1, ("changes", Changes))
            : plan.Meeting.Deferred.Contains(at) ? Vote(who, "Deferred", 4, 1, 7, ("reason", "职责准入的审核时限和经费测算依据不足，需进一步论证。"), ("earliestResubmission", "2020-10-16"))
            : plan.Meeting.NotPassed.Contains(at) ? Vote(who, "NotPassed", 3, 9, 0, ("reason", "派单范围与现行职责清单存在较大交叉，条件不成熟。"))
            : Vote(who, "Passed", 12, 0, 0);
    }

    private static Deed Vote(DemoPerson who, string outcome, int votesFor, int against, int defer, params ReadOnlySpan<(string, object?)> more) => Deed.With(who, outcome,
    [
        ("expected", 13.0), ("present", 12.0), ("votesFor", (double)votesFor), ("votesAgainst", (double)against), ("votesDefer", (double)defer),
        ("resolution", outcome switch { "Passed" => "原则同意，按程序印发。", "PassedWithChanges" => "原则同意，修改完善后印发。", "Deferred" => "暂缓审议。", _ => "不予通过。" }), .. more,
    ]);

    private static Task<JsObject> Note(string note) => Task.FromResult(JsObject.Of(("note", note)));
}
