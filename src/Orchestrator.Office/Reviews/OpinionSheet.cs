using Orchestrator.Runtime.Rules;

namespace Orchestrator.Office.Reviews;

public sealed record EnteredOpinion(
    OpinionCategory Category, string Location, string? Original, string? Proposed, string Reason, string? Basis, OpinionSeverity Severity);

public sealed record EnteredConfirmation(string ItemId, Stance Stance);

/// <summary>What a reviewing unit sends in: its answer as a whole, the opinions one by one, and whether it is content with
/// the answers to its earlier opinions.</summary>
public sealed record OpinionSheet(
    ReviewResult Result, string? Comment, IReadOnlyList<EnteredOpinion> Opinions, IReadOnlyList<EnteredConfirmation> Confirmations)
{
    /// <summary><paramref name="toConfirm"/> are the rows of the last round that came from this unit.</summary>
    public IReadOnlyList<Finding> Check(IReadOnlyCollection<string> toConfirm)
    {
        var found = new List<Finding>();
        switch (Result)
        {
            case ReviewResult.NoObjection when Opinions.Count > 0:
                found.Add(Finding.Block("2.3", "data.opinions", "选择“无意见”时不能再列意见。"));
                break;
            case ReviewResult.WithOpinions when Opinions.Count == 0:
                found.Add(Finding.Block("2.3", "data.opinions", "选择“有意见”时至少要列一条意见。"));
                break;
            case ReviewResult.Object when Wording.Length(Comment) < Replies.ShortestReason && Opinions.Count == 0:
                found.Add(Finding.Block("2.3", "data.comment", $"原则性反对须说明理由（不少于{Replies.ShortestReason}个字）或逐条列出意见。"));
                break;
            case ReviewResult.Recuse when Wording.Length(Comment) == 0:
                found.Add(Finding.Block("2.3", "data.comment", "申请回避须说明原因。"));
                break;
            case ReviewResult.Recuse when Opinions.Count > 0:
                found.Add(Finding.Block("2.3", "data.opinions", "申请回避时不能再列意见。"));
                break;
            case ReviewResult.FormSilence:
                found.Add(Finding.Block("2.3", "data.result", "“未反馈视为无意见”只由期限届满产生，不能填报。"));
                break;
        }

        for (var row = 0; row < Opinions.Count; row++)
        {
            CheckOne(Opinions[row], row, found);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < Confirmations.Count; row++)
        {
            if (!toConfirm.Contains(Confirmations[row].ItemId))
            {
                found.Add(Finding.Block("2.3", $"data.confirmations[{row}].itemId", $"“{Confirmations[row].ItemId}”不是本单位上一轮提出的意见。"));
            }
            else if (!seen.Add(Confirmations[row].ItemId))
            {
                found.Add(Finding.Block("2.3", $"data.confirmations[{row}].itemId", "同一条意见确认了两次。"));
            }
        }

        return found;
    }

    private static void CheckOne(EnteredOpinion opinion, int row, List<Finding> found)
    {
        if (Wording.Length(opinion.Location) == 0)
        {
            found.Add(Finding.Block("2.3", $"data.opinions[{row}].location", "请写明意见针对的条款位置。"));
        }

        if (Wording.Length(opinion.Reason) == 0)
        {
            found.Add(Finding.Block("2.3", $"data.opinions[{row}].reason", "请写明理由。"));
        }

        if (opinion.Severity == OpinionSeverity.Must && string.IsNullOrWhiteSpace(opinion.Proposed) && string.IsNullOrWhiteSpace(opinion.Original))
        {
            found.Add(Finding.Block("2.3", $"data.opinions[{row}].proposed", "必须修改的意见要写出修改意见，或引出应当删除的原文。"));
        }
    }
}
