using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Submission.Versions;

/// <summary>Follows the stages of a case: announces a submission when its unit's head has approved it, and closes it when
/// it is sent back, withdrawn or through its round.</summary>
internal sealed class FollowSubmission : IStepObserver
{
    public async Task Observe(InstanceStep step, UnitOfWork work)
    {
        if (!step.StageChanged || step.After.ParentId is not null || Meaning(step) is not { } status)
        {
            return;
        }

        var db = work.Db<SubmissionDb>();
        var caseId = step.After.Id;
        var open = await db.Submissions.Where(submission => submission.CaseId == caseId && submission.Status == SubmissionStatus.Open)
            .OrderByDescending(submission => submission.OpenedAt).ToListAsync(work.Cancellation);
        if (status == SubmissionStatus.Open)
        {
            if (open.FirstOrDefault() is { } submitted)
            {
                await Announce(step, submitted, db, work);
            }

            return;
        }

        open.ForEach(submission => submission.Close(status, work.Now));
    }

    private static SubmissionStatus? Meaning(InstanceStep step) => step.After.Stage switch
    {
        "Submitted" or "Intake" when step.Before?.Stage is "InternalApproval" => SubmissionStatus.Open,
        "Drafting" => SubmissionStatus.Returned,
        "Revising" => step.Before?.Stage is "InternalApproval" or "Intake" ? SubmissionStatus.Returned : SubmissionStatus.Closed,
        "Withdrawn" => SubmissionStatus.Withdrawn,
        "Returned" or "ReadyForMeeting" or "Rejected" or "Issued" or "Archived" => SubmissionStatus.Closed,
        _ => null,
    };

    private static async Task Announce(InstanceStep step, OpenSubmission submitted, SubmissionDb db, UnitOfWork work)
    {
        var version = await db.Versions.SingleAsync(
            version => version.CaseId == submitted.CaseId && version.Number == submitted.Version, work.Cancellation);
        var row = step.After;
        work.Send(new DraftSubmitted(
            new About(row.CorrelationId, row.Id, row.Round, version.Number, row.CorrelationId, work.CommandId),
            row.Subject ?? version.UnitId ?? "", submitted.DocumentCode, version.Sha256, work.Now, submitted.DueAt is not { } due || work.Now <= due));
    }
}
