using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Campaigns;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>What a reviewer can do instead of answering: 转办 to a colleague of the same unit, or ask for more time. Neither
/// moves the deadline: what the flow gets carries it along.</summary>
public sealed class ReviewHandover(IColleagues? colleagues = null)
{
    public async Task<Outcome<JsObject?>> Delegate(TaskSubmission submission, CaseRow row, ReviewRow review, CancellationToken ct)
    {
        var (to, reason) = (submission.Data.Text("delegateTo"), submission.Data.Text("comment"));
        var unit = colleagues is null ? [] : await colleagues.OfUnit(review.UnitId, ct);
        var colleague = unit.FirstOrDefault(one => one.Id == to);
        var found = new List<Finding>();
        if (to is null)
        {
            found.Add(Finding.Block("2.3", "data.delegateTo", "请选择转给哪位同志。"));
        }
        else if (submission.Actor.Is(to))
        {
            found.Add(Finding.Block("2.3", "data.delegateTo", "不能转给自己。"));
        }
        else if (colleague is null)
        {
            found.Add(Finding.Block("2.3", "data.delegateTo", $"“{to}”不是{review.UnitName}的在用人员，转办只能在本单位内进行。"));
        }
        else if (to == row.DrafterId || to == row.DrafterForId)
        {
            found.Add(Finding.Block("T-04", "data.delegateTo", $"{colleague.Name}是文稿的起草人，不能会审（规则T-04）。"));
        }

        if (reason is null)
        {
            found.Add(Finding.Block("2.3", "data.comment", "请写明转办的原因。"));
        }

        return found.Refuse("delegation.invalid") is { } refusal
            ? refusal
            : Outcome.Of<JsObject?>(Handed(submission).With(
                ("delegateTo", to), ("delegateName", colleague!.Name), ("delegatedBy", submission.Actor.Id), ("delegatedByName", submission.Actor.Name),
                ("comment", reason), ("detail", $"：{colleague.Name}")));
    }

    /// <summary>The clerk's wish; the request itself leaves the unit with its head's consent.</summary>
    public static async Task<Outcome<JsObject?>> AskForTime(TaskSubmission submission, CaseRow row, OfficeDb db, UnitOfWork work)
    {
        var (days, reason) = (submission.Data.Whole("days") ?? 0, submission.Data.Text("comment"));
        var earlier = await Extending.Earlier(db, row.Id, submission.Task.Step, submission.Round, submission.Unit, work.Cancellation);
        if (ExtensionRule.Check(days, reason, submission.Task.DueAt, work.Now, earlier) is { } refusal)
        {
            // The paths of the form, where the deed has its own.
            return refusal with { Problems = [.. refusal.Problems.Select(problem => problem with { Path = problem.Path == "reason" ? "data.comment" : $"data.{problem.Path}" })] };
        }

        return Outcome.Of<JsObject?>(Handed(submission).With(
            ("days", (double)days), ("comment", reason), ("askedByName", submission.Actor.Name), ("detail", $"{days}个工作日")));
    }

    // Who has the task by delegation keeps it, and everybody the deadline.
    private static JsObject Handed(TaskSubmission submission)
    {
        var before = submission.Task.Payload is { } text ? (JsonText.Parse(text) as JsObject)?["handed"] as JsObject : null;
        return JsObject.Of(
            ("delegateTo", before?["delegateTo"]), ("delegateName", before?["delegateName"]), ("delegatedBy", before?["delegatedBy"]),
            ("due", submission.Task.DueAt is { } due ? At(due) : null));
    }

    private static JsObject At(DateTimeOffset due)
    {
        var calendar = CampaignOperations.Calendar(due);
        var local = TimeZoneInfo.ConvertTime(due, calendar.Zone);
        return JsObject.Of(
            ("kind", "FixedDate"), ("date", local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("cut", local.ToString("HH:mm", CultureInfo.InvariantCulture)), ("roll", "AsIs"));
    }
}

/// <summary>The head of a reviewing unit decides whether the unit asks for more time; the task force grants it.</summary>
public sealed class ReviewExtensionForm : ITaskForm
{
    public string Form => "reviews/review-extension";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var row = await db.Case(submission.RootId, work);
        if (CommentForm.Explained(submission, "SendBack") is { } unexplained)
        {
            return unexplained;
        }

        if (submission.Outcome != "Agree")
        {
            return Outcome.Of<JsObject?>(null);
        }

        var asked = submission.Task.Payload is { } text ? (JsonText.Parse(text) as JsObject)?["handed"] as JsObject : null;
        var outcome = await Extending.AskForReview(row, submission, asked?.Whole("days") ?? 0, asked?.Text("comment"), work);
        return outcome.Refusal is { } refusal ? refusal : Outcome.Of<JsObject?>(submission.Data.With(("detail", $"{asked?.Whole("days")}个工作日")));
    }
}
