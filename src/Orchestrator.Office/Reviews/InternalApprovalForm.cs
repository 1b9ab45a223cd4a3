using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>The head of the submitting unit lets a draft out, never the one who wrote it (T-04).</summary>
public sealed class InternalApprovalForm : ITaskForm
{
    public string Form => "reviews/internal-approval";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        var row = await work.Db<OfficeDb>().Case(submission.RootId, work);
        if (row.DraftedBy(submission.Actor))
        {
            return Refusal.Forbidden("review.own-draft", "起草人不能审签自己起草的文稿（规则T-04）。");
        }

        return CommentForm.Explained(submission, "SendBack") is { } refusal ? refusal : Outcome.Of<JsObject?>(null);
    }
}
