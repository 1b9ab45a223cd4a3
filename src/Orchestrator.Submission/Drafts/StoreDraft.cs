using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;
using Orchestrator.Submission.Versions;

namespace Orchestrator.Submission.Drafts;

/// <summary>Saves the working draft over the revision that its writer saw; a later revision is never overwritten.</summary>
public static class StoreDraft
{
    public static async Task<Outcome<ManuscriptSaved>> Over(long revision, string caseId, string canonical, UnitOfWork work)
    {
        var db = work.Db<SubmissionDb>();
        var draft = await db.Drafts.SingleOrDefaultAsync(draft => draft.CaseId == caseId, work.Cancellation);
        if (draft is not null && draft.Revision == revision + 1 && draft.UpdatedBy == work.Actor.Id && draft.Content == canonical)
        {
            // The answer to this very save was lost on its way.
            return new ManuscriptSaved(draft.Revision, draft.UpdatedAt);
        }

        if ((draft?.Revision ?? 0) != revision)
        {
            var who = draft is null ? "" : $"{draft.UpdatedByName}已保存过";
            return Refusal.Conflict("draft.stale", $"文稿已有更新的内容（{who}第 {draft?.Revision ?? 0} 次保存），请合并后再保存，您的内容没有丢失", draft?.Revision ?? 0);
        }

        if (draft is null)
        {
            db.Add(draft = new WorkingDraft
            {
                CaseId = caseId,
                Content = canonical,
                Revision = 0,
                UpdatedAt = work.Now,
                UpdatedBy = work.Actor.Id,
                UpdatedByName = work.Actor.Name,
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

    /// <summary>Changes over to the campaign's current template (T-09); the text stays, what departs from it is shown.</summary>
    public static async Task<Outcome<TemplateChanged>> ChangeTemplate(TaskRow task, UnitOfWork work)
    {
        var db = work.Db<SubmissionDb>();
        var draft = await db.Drafts.SingleOrDefaultAsync(draft => draft.CaseId == task.RootId, work.Cancellation);
        var template = await TemplateInUse.Of(db, task, draft, work.Cancellation);
        if (template.Newer is not { } newer)
        {
            return Refusal.Conflict("template.current", template.Used is { } used ? $"文稿已按第 {used.Version} 版统一模板编写，没有更新的版本" : "这份文稿没有统一模板");
        }

        if (draft is null)
        {
            db.Add(draft = new WorkingDraft
            {
                CaseId = task.RootId,
                Content = CanonicalVersion.Write(DraftContent.Empty, []),
                Revision = 0,
                UpdatedAt = work.Now,
                UpdatedBy = work.Actor.Id,
                UpdatedByName = work.Actor.Name,
            });
        }

        draft.TemplateVersion = newer;
        work.Changed($"case:{task.RootId}");
        return new TemplateChanged(newer);
    }
}
