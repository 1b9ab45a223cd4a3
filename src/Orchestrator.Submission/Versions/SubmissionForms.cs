using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Submission.Versions;

/// <summary>报送初稿或补正稿。</summary>
internal sealed class DraftForm : ITaskForm
{
    public string Form => "reviews/draft";

    public Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work) => FreezeDraft.AsVersion(submission, work, meeting: false);
}

/// <summary>报送修改稿; the replies to opinions are checked by the office's part of the form before.</summary>
internal sealed class RevisionForm : ITaskForm
{
    public string Form => "reviews/revision";

    public Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work) => FreezeDraft.AsVersion(submission, work, meeting: false);
}

/// <summary>提交会前、会后修改稿和付印稿。</summary>
internal sealed class MeetingVersionForm : ITaskForm
{
    public string Form => "reviews/post-meeting";

    public Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work) => FreezeDraft.AsVersion(submission, work, meeting: true);
}
