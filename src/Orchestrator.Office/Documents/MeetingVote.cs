using Orchestrator.Runtime.Rules;

namespace Orchestrator.Office.Documents;

public enum QuorumRule
{
    /// <summary>More than half of those who should attend: the default, it satisfies both readings of 半数以上.</summary>
    MoreThanHalf,

    AtLeastHalf,

    /// <summary>Personnel matters.</summary>
    TwoThirds,
}

/// <summary>The count of a meeting: who should attend, who did, and the votes. Votes of absent members do not exist (M-03).</summary>
public sealed record MeetingVote(int Expected, int Present, int For, int Against, int Defer)
{
    /// <summary>Rules M-01 and M-02, and the arithmetic of a count. <paramref name="outcome"/> is what the secretary wants to record.</summary>
    public IReadOnlyList<Finding> Check(string outcome, QuorumRule quorum = QuorumRule.MoreThanHalf)
    {
        var found = new List<Finding>();
        if (Expected <= 0)
        {
            found.Add(Finding.Block("M-01", "data.expected", "应到人数须大于零。"));
            return found;
        }

        foreach (var (name, value, title) in new[] { ("present", Present, "实到人数"), ("votesFor", For, "赞成票"), ("votesAgainst", Against, "不赞成票"), ("votesDefer", Defer, "缓议票") })
        {
            if (value < 0)
            {
                found.Add(Finding.Block("M-01", $"data.{name}", $"{title}不能为负数。"));
            }
        }

        if (Present > Expected)
        {
            found.Add(Finding.Block("M-01", "data.present", $"实到{Present}人多于应到{Expected}人。"));
        }

        if (For + Against + Defer > Present)
        {
            found.Add(Finding.Block("M-03", "data.votesFor", $"票数合计{For + Against + Defer}多于实到{Present}人：缺席成员的书面意见不计入票数。"));
        }

        if (!HasQuorum(quorum))
        {
            found.Add(Finding.Block("M-01", "data.present", $"应到{Expected}人、实到{Present}人，{QuorumText(quorum)}，不能作出决定。"));
        }

        if (outcome is "Passed" or "PassedWithChanges" && !IsPassed)
        {
            found.Add(Finding.Block("M-02", "data.votesFor", $"赞成{For}票，未超过应到{Expected}人的半数，不能记为通过。"));
        }
        else if (outcome is "NotPassed" or "Deferred" && IsPassed)
        {
            found.Add(Finding.Block("M-02", "data.votesFor", $"赞成{For}票，已超过应到{Expected}人的半数，不能记为{(outcome == "Deferred" ? "缓议" : "不通过")}。"));
        }

        return found;
    }

    /// <summary>M-02: more than half of those who should attend, not of those present.</summary>
    public bool IsPassed => 2 * For > Expected;

    public bool HasQuorum(QuorumRule rule) => rule switch
    {
        QuorumRule.AtLeastHalf => 2 * Present >= Expected,
        QuorumRule.TwoThirds => 3 * Present >= 2 * Expected,
        _ => 2 * Present > Expected,
    };

    private static string QuorumText(QuorumRule rule) => rule switch
    {
        QuorumRule.AtLeastHalf => "不足半数",
        QuorumRule.TwoThirds => "不足三分之二",
        _ => "未超过半数",
    };
}
