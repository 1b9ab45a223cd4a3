using Orchestrator.Runtime.Rules;

namespace Orchestrator.Office.Reviews;

/// <summary>A row that the submitting unit has to answer. <paramref name="Settled"/> is what a dispute decided; it binds.</summary>
public sealed record ItemToAnswer(string Id, int Number, string Location, bool Must, Disposition? Settled);

public sealed record Reply(string ItemId, Disposition? Answer, string? Reason, string? RevisedText);

/// <summary>Rule T-05: every row of the adoption table is answered before the text is submitted again; a 不采纳 gives at
/// least ten characters of reason, an 采纳 or 部分采纳 the revised text.</summary>
public static class Replies
{
    public const int ShortestReason = 10;

    public static IReadOnlyList<Finding> Check(IReadOnlyList<ItemToAnswer> items, IReadOnlyList<Reply> replies)
    {
        var found = new List<Finding>();
        var answered = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < replies.Count; row++)
        {
            var (reply, path) = (replies[row], $"data.replies[{row}]");
            var item = items.FirstOrDefault(item => item.Id == reply.ItemId);
            if (item is null)
            {
                found.Add(Finding.Block("T-05", $"{path}.itemId", $"意见“{reply.ItemId}”不在需要答复的清单中。"));
            }
            else if (!answered.Add(item.Id))
            {
                found.Add(Finding.Block("T-05", $"{path}.itemId", $"第{item.Number}条意见答复了两次。"));
            }
            else
            {
                CheckOne(item, reply, path, found);
            }
        }

        found.AddRange(items.Where(item => !answered.Contains(item.Id))
            .Select(item => Finding.Block("T-05", "data.replies", $"第{item.Number}条{(item.Must ? "必须修改的" : "")}意见（{item.Location}）还没有答复。")));
        return found;
    }

    private static void CheckOne(ItemToAnswer item, Reply reply, string path, List<Finding> found)
    {
        switch (reply.Answer)
        {
            case null or Disposition.Coordinate:
                found.Add(Finding.Block("T-05", $"{path}.reply", $"第{item.Number}条意见须答复“采纳”“部分采纳”或“不采纳”。"));
                break;
            case Disposition.Reject when Wording.Length(reply.Reason) < ShortestReason:
                found.Add(Finding.Block("T-05", $"{path}.reason", $"第{item.Number}条意见不采纳，理由不得少于{ShortestReason}个字。"));
                break;
            case Disposition.Adopt or Disposition.Partial when string.IsNullOrWhiteSpace(reply.RevisedText):
                found.Add(Finding.Block("T-05", $"{path}.revisedText", $"第{item.Number}条意见已采纳，须填写修改后的文本。"));
                break;
        }

        if (item.Settled is { } settled && reply.Answer is { } answer && answer != settled)
        {
            found.Add(Finding.Block("2.4", $"{path}.reply", $"第{item.Number}条意见已定为“{settled.Zh()}”，答复须与之一致。"));
        }
    }
}
