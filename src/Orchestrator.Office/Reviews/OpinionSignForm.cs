using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>The head of a reviewing unit signs: from now on it is the unit's opinion and cannot be changed.</summary>
public sealed class OpinionSignForm : ITaskForm
{
    public string Form => "reviews/opinion-sign";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        if (CommentForm.Explained(submission, "SendBack") is { } refusal)
        {
            return refusal;
        }

        var db = work.Db<OfficeDb>();
        var row = await db.Case(submission.RootId, work);
        var unit = submission.Unit ?? "";
        var review = await db.Reviews.FindAsync([row.Id, submission.Round, unit], work.Cancellation);
        if (review is null || review.State != ReviewState.Entered)
        {
            return Refusal.Conflict("review.nothing-to-sign", "没有待签的会审意见。");
        }

        if (submission.Actor.Is(review.WriterId))
        {
            return Refusal.Forbidden("review.own-opinion", "会审意见须由拟稿人以外的单位负责人审签（规则T-04）。");
        }

        if (submission.Outcome == "SendBack")
        {
            review.State = ReviewState.Open;
            return Outcome.Of<JsObject?>(null);
        }

        (review.State, review.SignerName, review.SignedAt) = (ReviewState.Signed, submission.Actor.Name, work.Now);
        var opinions = await db.Opinions
            .Where(opinion => opinion.CaseId == row.Id && opinion.Round == review.Round && opinion.UnitId == unit && opinion.SignedAt == null)
            .ToListAsync(work.Cancellation);
        foreach (var opinion in opinions)
        {
            (opinion.SignedBy, opinion.SignedAt) = (submission.Actor.Name, work.Now);
        }

        await Confirm(db, row, review, work);
        work.Send(new ReviewOpinionSubmitted(CaseObserver.About(row, work), unit, review.Result?.ToString() ?? "NoObjection", opinions.Count));
        return Outcome.Of<JsObject?>(null);
    }

    private static async Task Confirm(OfficeDb db, CaseRow row, ReviewRow review, UnitOfWork work)
    {
        if (review.PendingConfirmations is not { } text)
        {
            return;
        }

        foreach (var map in ((JsArray)JsonText.Parse(text)!).Items.Cast<JsObject>())
        {
            var (itemId, stance) = (map.Text("itemId")!, map.Code<Stance>("stance") ?? Stance.Agree);
            var confirmation = await db.Confirmations.FindAsync([itemId, review.UnitId], work.Cancellation);
            if (confirmation is null)
            {
                confirmation = new Confirmation { ItemId = itemId, UnitId = review.UnitId, CaseId = row.Id, UnitName = review.UnitName };
                db.Confirmations.Add(confirmation);
            }

            (confirmation.Stance, confirmation.At) = (stance, work.Now);
            if (stance == Stance.Agree && await db.AdoptionItems.FindAsync([itemId], work.Cancellation) is { State: ItemState.Open } item)
            {
                item.State = ItemState.Closed;
            }
        }

        review.PendingConfirmations = null;
    }
}
