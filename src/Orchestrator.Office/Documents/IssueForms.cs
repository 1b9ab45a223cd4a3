using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Documents;

/// <summary>A leader signs for issue (签发); the signature goes onto the issued document.</summary>
public sealed class IssueSignForm : ITaskForm
{
    public string Form => "reviews/issue-sign";

    public Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work) =>
        Task.FromResult(CommentForm.Explained(submission, "SendBack") is { } refusal ? refusal : Outcome.Of<JsObject?>(null));
}

/// <summary>The office numbers and issues a document. The number is allotted by the server: unique and without gaps within
/// prefix and year (T-10), also when many are issued at once.</summary>
public sealed class IssueForm : ITaskForm
{
    public string Form => "reviews/issue";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var row = await db.Case(submission.RootId, work);
        var (prefix, year) = (submission.Data.Text("prefix"), submission.Data.Whole("year"));
        if (DocumentNumber.Check(prefix, year, work.Now).Refuse("issue.invalid") is { } refusal)
        {
            return refusal;
        }

        if (await db.IssuedDocuments.FindAsync([row.Id], work.Cancellation) is { } issued)
        {
            return Refusal.Conflict("issue.done", $"本文稿已编号：{issued.DocumentNumber}。");
        }

        var sequence = await DocumentNumber.Next(db, prefix!, year!.Value, work.Cancellation);
        var number = DocumentNumber.Text(prefix!, year.Value, sequence);
        var signed = await db.CaseEntries.Where(entry => entry.CaseId == row.Id && entry.Step == "IssueSign" && entry.Outcome == "Sign")
            .OrderByDescending(entry => entry.Seq).Select(entry => new { entry.ActorName, entry.At }).FirstOrDefaultAsync(work.Cancellation);
        db.IssuedDocuments.Add(new IssuedDocument
        {
            CaseId = row.Id,
            CampaignId = row.CampaignId,
            DocumentNumber = number,
            Prefix = prefix!,
            Year = year.Value,
            Sequence = sequence,
            Title = row.Title,
            Version = row.Version,
            VersionHash = row.VersionHash,
            SignedBy = signed?.ActorName,
            SignedAt = signed?.At,
            IssuedBy = submission.Actor.Name,
            IssuedAt = work.Now,
        });
        work.Audit("Documents.Issue", "document", number, new { row.Id, row.Version, row.VersionHash });
        work.Send(new DocumentIssued(CaseObserver.About(row, work), number, work.Now));
        return Outcome.Of<JsObject?>(submission.Data.With(("number", number), ("detail", $"：{number}")));
    }
}
