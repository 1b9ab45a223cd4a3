using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Correspondence;
using Orchestrator.Office.Reviews;
using Orchestrator.Office.Signatures;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Printing;

/// <summary>Reads the approval form of a case through the same queries as its pages, so that it shows what they show and hides what they hide.</summary>
public sealed class ApprovalFormReader(OfficeDb db, TaskQueries tasks, FlowMembers members, TimeProvider clock, PrintSettings settings) : IApprovalFormReader
{
    // Reminders, warnings and amendments of the calendar are no decisions.
    private static readonly string[] Decided = ["Decision", "Signed", "Silence", "Expired", "Withdrawal", "WithdrawalDecision", "Extension", "ExtensionDecision", "Hold", "Release"];

    public async Task<ApprovalForm?> Read(string id, Actor actor, CancellationToken ct)
    {
        if (await CaseQueries.Find(id, db, tasks, members, clock, actor, ct) is not { } detail)
        {
            return null;
        }

        var reader = await tasks.ReaderOf(id, actor, ct);
        var steps = await Steps(id, reader, ct);
        var reviews = await Reviews(id, reader, ct);
        return new ApprovalForm(
            settings.Issuer, settings.Notice(), detail.Title, Facts(detail), steps, reviews ?? [], Examinations(detail), ApprovalPath.Of(steps, detail.StageName),
            reviews is null ? "您的岗位只能查看办理过程，意见内容和会审情况不列入本单。" : null, new ExportMark(actor.Name, actor.UnitName, clock.GetUtcNow()));
    }

    private async Task<IReadOnlyList<ApprovalStep>> Steps(string caseId, Actor actor, CancellationToken ct)
    {
        var entries = await CaseQueries.Timeline(caseId, db, actor, ct) ?? [];
        var assigned = (await tasks.OfCase(caseId, ct: ct)).ToDictionary(task => task.Id, task => task.ForUnit);
        var names = await db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name, ct);
        var images = await db.Images(entries.Select(entry => entry.Signature), ct);
        return
        [
            .. entries.Where(entry => Decided.Contains(entry.Kind)).Select((entry, at) =>
            {
                var unit = entry.Kind == "Decision" && entry.TaskId is { } task && assigned.GetValueOrDefault(task) is { } id ? names.GetValueOrDefault(id, id) : null;
                return new ApprovalStep(
                    at + 1, entry.Round, entry.Step is { } step ? CaseSentence.StepName(step) : KindName(entry.Kind), entry.ActorName ?? "系统", entry.UnitName,
                    unit == entry.UnitName ? null : unit, entry.Text, entry.Comment, entry.At, ApprovalPath.Returns(entry), images.Of(entry.Signature));
            }),
        ];
    }

    private async Task<IReadOnlyList<ReviewRound>?> Reviews(string caseId, Actor actor, CancellationToken ct)
    {
        if (await OpinionQueries.Book(caseId, db, actor, ct) is not { } book || await AdoptionTable.Shown(caseId, null, db, actor, ct) is not { } table)
        {
            return null;
        }

        return
        [
            .. book.Results.GroupBy(result => result.Round).OrderBy(round => round.Key).Select(round =>
            {
                var opinions = book.Opinions.Where(opinion => opinion.Round == round.Key && opinion.SignedAt is not null).ToLookup(opinion => opinion.UnitId);
                return new ReviewRound(
                    round.Key, opinions.Sum(unit => unit.Count()),
                    [.. round.Select(unit => new UnitReview(
                        unit.UnitName, Enum.TryParse<ReviewResult>(unit.Result, out var result) ? result.Zh() : "尚未反馈", opinions[unit.UnitId].Count(), unit.SignedByName,
                        unit.Result == "Pending" ? null : unit.At))],
                    table.OfRound(round.Key)?.Line);
            }),
        ];
    }

    private static List<FormFact> Facts(CaseDetail detail)
    {
        var facts = new List<FormFact>
        {
            new("发文字号", detail.Issued?.DocumentNumber ?? "尚未编号"),
            new("报送单位", detail.Unit.Name),
            new("所属专项", detail.Campaign.Name),
            new("事项编号", detail.Id),
            new("文稿版本", detail.Version ?? "尚未报送"),
            new("办理轮次", detail.Round == 0 ? "未启动" : $"第{detail.Round}轮（计划{detail.Rounds}轮）"),
            new("当前阶段", detail.HeldSince is { } held ? $"{detail.StageName}（{PrintedTime.Day(held)}起暂停）" : detail.StageName),
        };
        facts.AddRange(detail.Submissions.Where(round => round.SubmittedAt is not null).Select(round => new FormFact(
            $"第{round.Round}轮报送", $"{PrintedTime.Minute(round.SubmittedAt!.Value)}{(round.OnTime == false ? "（逾期）" : "")}")));
        if (detail.Issued is { } issued)
        {
            facts.Add(new("印发日期", PrintedTime.Day(issued.IssuedAt)));
            facts.Add(new("签发人", issued.SignedBy ?? "—"));
        }

        return facts;
    }

    // Meetings and legal reviews: what was counted and decided.
    private static IReadOnlyList<FormFact> Examinations(CaseDetail detail) =>
    [
        .. detail.LegalOpinions.Select(opinion => new FormFact(
            $"合法性审查（{PrintedTime.Minute(opinion.At)}）", $"{CaseSentence.Decided("Legal", opinion.Result, 0, null)}。{opinion.PersonName}：{opinion.Comment}")),
        .. detail.Meetings.Where(meeting => meeting.Decision is not null).Select(meeting => new FormFact(
            $"{meeting.Meeting}（{PrintedTime.Day(meeting.MeetingDate)}）",
            $"{CaseSentence.Decided("Decide", meeting.Decision!, 0, null)}。应到{meeting.Expected}人，实到{meeting.Present}人；赞成{meeting.VotesFor}票，不赞成{meeting.VotesAgainst}票，缓议{meeting.VotesDefer}票。")),
    ];

    private static string KindName(string kind) => kind switch
    {
        "Withdrawal" or "WithdrawalDecision" => "撤回",
        "Hold" or "Release" => "暂停与恢复",
        "Extension" or "ExtensionDecision" => "延期",
        _ => "办理",
    };
}
