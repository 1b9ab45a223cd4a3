using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Submission.Versions;

/// <summary>The part of rule T-12 that lies with the submitting unit: the manuscript comes with its 起草说明. The office
/// checks the other materials in its own part of the same forms.</summary>
internal static class MeetingMaterials
{
    public static async Task<Outcome<JsObject?>> Check(string caseId, string next, UnitOfWork work)
    {
        var newest = await work.Db<SubmissionDb>().Versions.Where(version => version.CaseId == caseId)
            .OrderByDescending(version => version.Major).ThenByDescending(version => version.N).FirstOrDefaultAsync(work.Cancellation);
        if (newest is null || !string.IsNullOrWhiteSpace(CanonicalVersion.Read(newest.Content).Content.Explanation))
        {
            return Outcome.Of<JsObject?>(null);
        }

        var message = $"{newest.Number} 缺少起草说明，不能{next}（规则T-12）";
        return Refusal.Invalid("materials.explanation", message, new FieldProblem("data", message));
    }
}

/// <summary>提请审议: what is missing is sent back to the unit, not carried to the meeting.</summary>
internal sealed class ProposalMaterials : ITaskForm
{
    public string Form => "reviews/proposal";

    public Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work) =>
        submission.Outcome == "Propose" ? MeetingMaterials.Check(submission.RootId, "提请审议", work) : Task.FromResult(Outcome.Of<JsObject?>(null));
}

/// <summary>列入议题.</summary>
internal sealed class AgendaMaterials : ITaskForm
{
    public string Form => "reviews/agenda";

    public Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work) => MeetingMaterials.Check(submission.RootId, "列入议题", work);
}
