using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>The submitting unit answers every row of the adoption table (T-05); the text itself is frozen by its own
/// service, later in the chain of the same form.</summary>
public sealed class RevisionForm : ITaskForm
{
    public string Form => "reviews/revision";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var items = await ToAnswer(db, submission.RootId, submission.Round, work.Cancellation);
        Reply[] replies =
        [
            .. submission.Data.Rows("replies").Select(map => new Reply(map.Text("itemId") ?? "", map.Code<Disposition>("reply"), map.Text("reason"), map.Text("revisedText"))),
        ];
        var found = Replies.Check([.. items.Select(item => new ItemToAnswer(item.Id, item.Number, item.Location, item.Must, item.Settled))], replies);
        if (found.Refuse("revision.unanswered") is { } refusal)
        {
            return refusal;
        }

        foreach (var reply in replies)
        {
            var item = items.First(item => item.Id == reply.ItemId);
            (item.Reply, item.ReplyReason, item.RevisedText) = (reply.Answer, reply.Reason, reply.Answer == Disposition.Reject ? null : reply.RevisedText);
            // A rejected must-change opinion stays open until its proposer has spoken.
            item.State = item.IsSettled ? item.State : item is { Must: true, Reply: Disposition.Reject } ? ItemState.Open : ItemState.Closed;
        }

        return Outcome.Of<JsObject?>(JsObject.Of(
            ("note", submission.Data.Text("note")), ("replies", (double)replies.Length), ("templateReason", submission.Data.Text("templateReason"))));
    }

    /// <summary>The rows of the last round before this one that had any: every one is to be answered.</summary>
    internal static async Task<List<AdoptionItem>> ToAnswer(OfficeDb db, string caseId, int round, CancellationToken ct)
    {
        var last = await db.AdoptionItems.Where(item => item.CaseId == caseId && item.Round < round).MaxAsync(item => (int?)item.Round, ct);
        return await db.AdoptionItems.Where(item => item.CaseId == caseId && item.Round == last).OrderBy(item => item.Number).ToListAsync(ct);
    }
}
