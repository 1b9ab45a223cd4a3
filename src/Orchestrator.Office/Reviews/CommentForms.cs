using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>A decision with a comment and no further data; some outcomes must say why.</summary>
public sealed class CommentForm(string form, params string[] explained) : ITaskForm
{
    /// <summary>The steps that are decided with a comment, and the outcomes that have to be explained.</summary>
    public static IReadOnlyList<CommentForm> All { get; } =
    [
        new("reviews/feedback"),
        new("reviews/proposal", "SendBack"),
        new("reviews/issue-check", "SendBack"),
        new("reviews/post-meeting-check", "SendBack", "Reconsider"),
        new("reviews/deferral", "Reagenda", "Rewrite"),
        new("reviews/archive"),
        new("reviews/resubmit"),
    ];

    public string Form => form;

    public Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work) =>
        Task.FromResult(Explained(submission, explained) is { } refusal ? refusal : Outcome.Of<JsObject?>(null));

    public static Refusal? Explained(TaskSubmission submission, params ReadOnlySpan<string> outcomes) =>
        outcomes.Contains(submission.Outcome) && submission.Data.Text("comment") is null
            ? Refusal.Invalid("comment.required", "请填写意见，说明理由。", new FieldProblem("data.comment", "此项决定须填写意见，说明理由。"))
            : null;
}
