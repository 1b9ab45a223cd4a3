using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Documents;

/// <summary>The justice bureau's opinion on legality.</summary>
public sealed class LegalForm : ITaskForm
{
    public string Form => "reviews/legal";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        if (submission.Data.Text("comment") is not { } comment)
        {
            return Refusal.Invalid("comment.required", "请填写审查意见。", new FieldProblem("data.comment", "请填写审查意见。"));
        }

        var db = work.Db<OfficeDb>();
        var row = await db.Case(submission.RootId, work);
        db.LegalOpinions.Add(new LegalOpinion
        {
            CaseId = row.Id,
            Number = 1 + await db.LegalOpinions.CountAsync(opinion => opinion.CaseId == row.Id, work.Cancellation),
            Round = row.Round,
            Result = submission.Outcome,
            Comment = comment,
            Basis = submission.Data.Text("basis"),
            PersonName = submission.Actor.Name,
            At = work.Now,
        });
        return Outcome.Of<JsObject?>(null);
    }
}

/// <summary>The secretary puts a case on the agenda, with complete materials only (T-12).</summary>
public sealed class AgendaForm : ITaskForm
{
    public string Form => "reviews/agenda";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var row = await db.Case(submission.RootId, work);
        var found = new List<Finding>();
        if (submission.Data.Text("meeting") is not { } meeting)
        {
            found.Add(Finding.Block("T-12", "data.meeting", "请填写会议名称。"));
            meeting = "";
        }

        if (!DateOnly.TryParseExact(submission.Data.Text("meetingDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            found.Add(Finding.Block("T-12", "data.meetingDate", "会议日期须为有效日期（年-月-日）。"));
        }

        found.AddRange(await Materials(db, row, work.Cancellation));
        if (found.Refuse("agenda.invalid") is { } refusal)
        {
            return refusal;
        }

        db.AgendaItems.Add(new AgendaItem
        {
            CaseId = row.Id,
            Number = 1 + await db.AgendaItems.CountAsync(item => item.CaseId == row.Id, work.Cancellation),
            Meeting = meeting,
            MeetingDate = date,
            ListedAt = work.Now,
        });
        return Outcome.Of<JsObject?>(submission.Data.With(("detail", $"：{meeting}（{date:yyyy-MM-dd}）")));
    }

    private static async Task<IReadOnlyList<Finding>> Materials(OfficeDb db, CaseRow row, CancellationToken ct)
    {
        var plan = await db.Campaigns.Where(campaign => campaign.Id == row.CampaignId).Select(campaign => campaign.Plan).FirstAsync(ct);
        var legal = await db.LegalOpinions.Where(opinion => opinion.CaseId == row.Id).OrderByDescending(opinion => opinion.Number).Select(opinion => opinion.Result).FirstOrDefaultAsync(ct);
        var open = await db.AdoptionItems.CountAsync(item => item.CaseId == row.Id && item.State == ItemState.Coordinating, ct);
        return AgendaMaterials.Check(new AgendaMaterials(
            row.Version is not null, open, CampaignPlan.Read(plan).Document(row.DocumentCode)?.Legal?.Required == true, legal));
    }
}

/// <summary>What has to lie on the table before a case is listed (T-12).</summary>
public sealed record AgendaMaterials(bool HasText, int OpenDisputes, bool LegalRequired, string? LegalResult)
{
    public static IReadOnlyList<Finding> Check(AgendaMaterials materials)
    {
        var found = new List<Finding>();
        if (!materials.HasText)
        {
            found.Add(Finding.Block("T-12", "data", "缺少送审稿，不能列入议题。"));
        }

        if (materials.OpenDisputes > 0)
        {
            found.Add(Finding.Block("T-12", "data", $"意见采纳情况表中还有{materials.OpenDisputes}条意见待协调，不能列入议题。"));
        }

        if (materials.LegalRequired && materials.LegalResult is not ("Legal" or "LegalIfRevised"))
        {
            found.Add(Finding.Block("T-12", "data", "缺少合法性审查意见，不能列入议题。"));
        }

        return found;
    }
}

/// <summary>The secretary records what the meeting decided; quorum and votes are checked (M-01, M-02, M-03).</summary>
public sealed class DecisionForm : ITaskForm
{
    public string Form => "reviews/decision";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var row = await db.Case(submission.RootId, work);
        var data = submission.Data;
        var vote = new MeetingVote(data.Whole("expected") ?? 0, data.Whole("present") ?? 0, data.Whole("votesFor") ?? 0, data.Whole("votesAgainst") ?? 0, data.Whole("votesDefer") ?? 0);
        Finding[] found = [.. vote.Check(submission.Outcome), .. Texts(submission.Outcome, data)];
        if (found.Refuse("decision.invalid") is { } refusal)
        {
            return refusal;
        }

        var item = await db.AgendaItems.Where(item => item.CaseId == row.Id && item.Decision == null).OrderByDescending(item => item.Number).FirstOrDefaultAsync(work.Cancellation);
        if (item is null)
        {
            return Refusal.Conflict("decision.not-listed", "这一事项还没有列入议题，不能记录审议结果。");
        }

        (item.Decision, item.DecidedAt, item.RecordedBy) = (submission.Outcome, work.Now, submission.Actor.Name);
        (item.Expected, item.Present, item.VotesFor, item.VotesAgainst, item.VotesDefer) = (vote.Expected, vote.Present, vote.For, vote.Against, vote.Defer);
        (item.Resolution, item.Changes, item.Reason) = (data.Text("resolution"), data.Text("changes"), data.Text("reason"));
        item.EarliestResubmission = Day(data.Text("earliestResubmission"));
        work.Send(new MeetingDecisionRecorded(CaseObserver.About(row, work), item.Meeting, submission.Outcome));
        return Outcome.Of<JsObject?>(data.With(("comment", data.Text("changes") ?? data.Text("reason") ?? data.Text("resolution"))));
    }

    private static IEnumerable<Finding> Texts(string outcome, JsObject data)
    {
        if (data.Text("resolution") is null)
        {
            yield return Finding.Block("M-04", "data.resolution", "请填写议定事项。");
        }

        if (outcome == "PassedWithChanges" && data.Text("changes") is null)
        {
            yield return Finding.Block("M-04", "data.changes", "修改后通过的，须写明修改要求。");
        }

        if (outcome is "Deferred" or "NotPassed" && data.Text("reason") is null)
        {
            yield return Finding.Block("M-04", "data.reason", "缓议或不通过的，须写明理由。");
        }

        if (data.Text("earliestResubmission") is { } text && Day(text) is null)
        {
            yield return Finding.Block("M-04", "data.earliestResubmission", "最早再次提交日期须为有效日期（年-月-日）。");
        }
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
