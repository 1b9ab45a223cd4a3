using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Submission.Drafts;

/// <summary>Saves the working draft over the revision that its writer saw; a later revision is never overwritten.</summary>
public static class StoreDraft
{
    public static async Task<Outcome<ManuscriptSaved>> Over(long revision, string caseId, string canonical, UnitOfWork work)
    {
        var db = work.Db<SubmissionDb>();
        var draft = await db.Drafts.SingleOrDefaultAsync(draft => draft.CaseId == caseId, work.Cancellation);
        if ((draft?.Revision ?? 0) != revision)
        {
            var who = draft is null ? "" : $"{draft.UpdatedByName}已保存过";
            return Refusal.Conflict("draft.stale", $"文稿已有更新的内容（{who}第 {draft?.Revision ?? 0} 次保存），请合并后再保存，您的内容没有丢失", draft?.Revision ?? 0);
        }

        if (draft is null)
        {
            db.Add(draft = new WorkingDraft
            {
                CaseId = caseId, Content = canonical, Revision = 0, UpdatedAt = work.Now, UpdatedBy = work.Actor.Id, UpdatedByName = work.Actor.Name,
            });
        }

        draft.Content = canonical;
        draft.Revision = revision + 1;
        draft.UpdatedAt = work.Now;
        draft.UpdatedBy = work.Actor.Id;
        draft.UpdatedByName = work.Actor.Name;
        await db.SaveChangesAsync(work.Cancellation);
        work.Changed($"case:{caseId}");
        return new ManuscriptSaved(draft.Revision, draft.UpdatedAt);
    }
}
