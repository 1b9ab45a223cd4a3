using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>受理审查: accept, or return for correction with at least one reason.</summary>
public sealed class IntakeForm : ITaskForm
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["MissingSection"] = "缺少必备章节",
        ["MissingAttachment"] = "附件不全",
        ["MissingSignature"] = "未经负责人签署",
        ["WrongTemplate"] = "未使用规定模板",
        ["FormatError"] = "格式不符合要求",
        ["NumberError"] = "数字前后不一致",
        ["Other"] = "其他",
    };

    public string Form => "reviews/intake";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        var row = await work.Db<OfficeDb>().Case(submission.RootId, work);
        if (row.DraftedBy(submission.Actor))
        {
            return Refusal.Forbidden("review.own-draft", "起草人不能受理自己起草的文稿（规则T-04）。");
        }

        if (submission.Outcome != "Correct")
        {
            return Outcome.Of<JsObject?>(null);
        }

        var reasons = submission.Data.Texts("reasons");
        var found = reasons.Select((reason, at) => (reason, at)).Where(pair => !Reasons.ContainsKey(pair.reason))
            .Select(pair => Finding.Block("2.1", $"data.reasons[{pair.at}]", $"没有“{pair.reason}”这一补正事项。")).ToList();
        if (reasons.Count == 0)
        {
            found.Add(Finding.Block("2.1", "data.reasons", "退回补正须至少列出一项补正事项。"));
        }

        if (reasons.Contains("Other") && submission.Data.Text("comment") is null)
        {
            found.Add(Finding.Block("2.1", "data.comment", "补正事项为“其他”时须具体说明。"));
        }

        if (found.Refuse("intake.invalid") is { } refusal)
        {
            return refusal;
        }

        var named = string.Join("、", reasons.Distinct().Select(reason => Reasons[reason]));
        var comment = submission.Data.Text("comment") is { } text ? $"{named}。{text}" : named;
        return Outcome.Of<JsObject?>(submission.Data.With(("comment", comment)));
    }
}
