using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>A clerk of a reviewing unit writes the unit's opinion; it leaves the unit when its head has signed.</summary>
public sealed class OpinionForm(ReviewHandover handover) : ITaskForm
{
    public string Form => "reviews/opinion";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        if (submission.Outcome == "Silent")
        {
            return Refusal.Invalid("review.silence", "“逾期视为无意见”只由期限届满产生，不能由人填报。", new FieldProblem("outcome", "请选择会审结论后提交。"));
        }

        var db = work.Db<OfficeDb>();
        var row = await db.Case(submission.RootId, work);
        var unit = submission.Unit ?? "";
        if (row.DraftedBy(submission.Actor))
        {
            return Refusal.Forbidden("review.own-draft", "起草人不能会审自己起草的文稿（规则T-04）。");
        }

        var review = await db.Reviews.FindAsync([row.Id, submission.Round, unit], work.Cancellation);
        if (review is null)
        {
            return Refusal.Conflict("review.not-assigned", "本单位不是这一轮的会审单位。");
        }

        switch (submission.Outcome)
        {
            case "Delegate":
                return await handover.Delegate(submission, row, review, work.Cancellation);
            case "RequestExtension":
                return await ReviewHandover.AskForTime(submission, row, db, work);
        }

        var (sheet, unread) = Read(submission.Data);
        var toConfirm = await ToConfirm(db, row.Id, submission.Round, unit, work.Cancellation);
        Finding[] found = [.. unread, .. sheet.Check(toConfirm)];
        if (found.Refuse("opinion.invalid") is { } refusal)
        {
            return refusal;
        }

        await Store(db, row, review, sheet, submission, work);
        return Outcome.Of<JsObject?>(JsObject.Of(("result", sheet.Result.ToString()), ("comment", sheet.Comment), ("opinions", (double)sheet.Opinions.Count)));
    }

    /// <summary>The rows of earlier rounds that came from this unit and have an answer: it says whether it is content.</summary>
    internal static async Task<IReadOnlyCollection<string>> ToConfirm(OfficeDb db, string caseId, int round, string unit, CancellationToken ct) =>
        await db.AdoptionItems
            .Where(item => item.CaseId == caseId && item.Round < round && item.Reply != null
                && db.Opinions.Any(opinion => opinion.ItemId == item.Id && opinion.UnitId == unit))
            .Select(item => item.Id).ToListAsync(ct);

    private static (OpinionSheet Sheet, IReadOnlyList<Finding> Unread) Read(JsObject data)
    {
        var unread = new List<Finding>();
        T Code<T>(JsObject map, string name, string path, T fallback)
            where T : struct, Enum
        {
            if (map.Code<T>(name) is { } value)
            {
                return value;
            }

            unread.Add(Finding.Block("2.3", path, $"“{map[name] ?? "空"}”不是可选的值。"));
            return fallback;
        }

        var sheet = new OpinionSheet(
            Code(data, "result", "data.result", ReviewResult.Recuse),
            data.Text("comment"),
            [.. data.Rows("opinions").Select((map, at) => new EnteredOpinion(
                Code(map, "category", $"data.opinions[{at}].category", OpinionCategory.Wording), map.Text("location") ?? "", map.Text("original"), map.Text("proposed"),
                map.Text("reason") ?? "", map.Text("basis"), Code(map, "severity", $"data.opinions[{at}].severity", OpinionSeverity.Suggest)))],
            [.. data.Rows("confirmations").Select((map, at) => new EnteredConfirmation(map.Text("itemId") ?? "", Code(map, "stance", $"data.confirmations[{at}].stance", Stance.Agree)))]);
        return (sheet, unread);
    }

    private static async Task Store(OfficeDb db, CaseRow row, ReviewRow review, OpinionSheet sheet, TaskSubmission submission, UnitOfWork work)
    {
        // What the head sent back is replaced; what was signed before a withdrawal stays attached.
        await db.Opinions.Where(opinion => opinion.CaseId == row.Id && opinion.Round == review.Round && opinion.UnitId == review.UnitId && opinion.SignedAt == null)
            .ExecuteDeleteAsync(work.Cancellation);
        var first = 1 + (await db.Opinions.Where(opinion => opinion.CaseId == row.Id && opinion.Round == review.Round && opinion.UnitId == review.UnitId)
            .MaxAsync(opinion => (int?)opinion.Number, work.Cancellation) ?? 0);
        // An objection without single opinions still is something to answer.
        var entered = sheet is { Result: ReviewResult.Object, Opinions.Count: 0 }
            ? [new EnteredOpinion(OpinionCategory.Policy, "全文", null, null, sheet.Comment!, null, OpinionSeverity.Must)]
            : sheet.Opinions;
        db.Opinions.AddRange(entered.Select((opinion, at) => new OpinionRow
        {
            Id = $"{row.Id}:o{review.Round}.{review.UnitId}.{first + at}",
            CaseId = row.Id,
            Round = review.Round,
            Number = first + at,
            Version = row.Version,
            UnitId = review.UnitId,
            UnitName = review.UnitName,
            PersonId = submission.Actor.Id,
            PersonName = submission.Actor.Name,
            Category = opinion.Category,
            Location = opinion.Location,
            Original = opinion.Original,
            Proposed = opinion.Proposed,
            Reason = opinion.Reason,
            Basis = opinion.Basis,
            Severity = opinion.Severity,
            SubmittedAt = work.Now,
        }));
        (review.State, review.Result, review.Comment) = (ReviewState.Entered, sheet.Result, sheet.Comment);
        (review.WriterId, review.WriterName, review.WrittenAt) = (submission.Actor.Id, submission.Actor.Name, work.Now);
        (review.SignerName, review.SignedAt) = (null, null);
        review.PendingConfirmations = sheet.Confirmations.Count == 0
            ? null
            : JsonText.Write(new JsArray(sheet.Confirmations.Select(confirmation => JsObject.Of(("itemId", confirmation.ItemId), ("stance", confirmation.Stance.ToString())))));
    }
}
