namespace Orchestrator.Office.Reviews;

public enum ConflictKind
{
    /// <summary>Two units want opposite things at the same place.</summary>
    OppositeProposals,

    /// <summary>Two units want different numbers at the same place.</summary>
    DifferentNumbers,

    /// <summary>A unit objects on principle.</summary>
    Objection,

    /// <summary>The submitting unit rejected a must-change opinion and its proposer reserves it.</summary>
    Reserved,
}

/// <summary>One disagreement that has to be coordinated. <paramref name="OpinionIds"/> of this round, <paramref name="ItemId"/>
/// of an earlier round for <see cref="ConflictKind.Reserved"/>, <paramref name="UnitIds"/> the units concerned.</summary>
public sealed record Conflict(ConflictKind Kind, string Location, IReadOnlyList<string> OpinionIds, IReadOnlyList<string> UnitIds, string? ItemId, string Message);

/// <summary>A unit that objects on principle.</summary>
public sealed record Objection(string UnitId, string UnitName);

/// <summary>An item that the submitting unit rejected, with what its proposers say to that.</summary>
public sealed record RejectedItem(string ItemId, string Location, bool Must, IReadOnlyList<(string UnitId, string UnitName, Stance Stance)> Confirmations);

/// <summary>Finds the conflicts of a round: same place and opposite proposals or different numbers from two units, any
/// objection on principle, and a rejected must-change opinion that its proposer keeps.</summary>
public static class ConflictDetection
{
    // Words that pull a rule in opposite directions. A proposal that uses one side against a proposal that uses the other.
    private static readonly (string[] Left, string[] Right)[] Opposites =
    [
        (["删除", "删去", "取消", "去掉", "不再保留"], ["保留", "增加", "增设", "新增", "补充", "改为", "修改为", "完善", "细化"]),
        (["提高", "扩大", "增加", "延长", "放宽"], ["降低", "缩小", "减少", "缩短", "收紧", "压缩"]),
        (["下放"], ["上收", "收回", "不下放", "暂不下放"]),
        (["合并", "并入", "整合"], ["分设", "分立", "单设", "单列"]),
        (["设立", "成立"], ["撤销", "不设"]),
        (["应当", "必须"], ["不得", "不应", "无需"]),
        (["牵头"], ["不牵头", "不再牵头"]),
        (["纳入"], ["不纳入", "剔除", "移出"]),
        (["同意"], ["不同意"]),
    ];

    public static IReadOnlyList<Conflict> Find(IReadOnlyList<Opinion> opinions, IReadOnlyList<Objection> objections, IReadOnlyList<RejectedItem> rejected)
    {
        var found = new List<Conflict>();
        foreach (var place in opinions.GroupBy(opinion => Wording.Place(opinion.Location)).Where(place => place.Key.Length > 0))
        {
            Opinion[] here = [.. place];
            for (var i = 0; i < here.Length; i++)
            {
                for (var j = i + 1; j < here.Length; j++)
                {
                    if (here[i].UnitId != here[j].UnitId && ConcernTheSame(here[i], here[j]) && Between(here[i], here[j]) is { } conflict)
                    {
                        found.Add(conflict);
                    }
                }
            }
        }

        found.AddRange(objections.Select(objection => new Conflict(
            ConflictKind.Objection, "全文",
            [.. opinions.Where(opinion => opinion.UnitId == objection.UnitId).Select(opinion => opinion.Id)],
            [objection.UnitId], null, $"{objection.UnitName}原则性反对。")));
        found.AddRange(rejected.SelectMany(Kept));
        return found;
    }

    private static IEnumerable<Conflict> Kept(RejectedItem item) =>
        item.Must && item.Confirmations.Where(confirmation => confirmation.Stance == Stance.Reserve).ToArray() is { Length: > 0 } reserved
            ? [new Conflict(ConflictKind.Reserved, item.Location, [], [.. reserved.Select(unit => unit.UnitId)], item.ItemId,
                $"报送单位未采纳“{item.Location}”的必须修改意见，{string.Join("、", reserved.Select(unit => unit.UnitName))}保留意见。")]
            : [];

    // A long article has many sentences: two quotations that share nothing are two matters.
    private static bool ConcernTheSame(Opinion a, Opinion b)
    {
        var (left, right) = (Wording.Plain(a.Original), Wording.Plain(b.Original));
        return left.Length == 0 || right.Length == 0
            || left.Contains(right, StringComparison.Ordinal) || right.Contains(left, StringComparison.Ordinal)
            || Wording.Likeness(left, right) >= 0.2;
    }

    private static Conflict? Between(Opinion a, Opinion b)
    {
        if (AreOpposite(a, b))
        {
            return Made(ConflictKind.OppositeProposals, a, b, "的修改意见相反");
        }

        var (left, right) = (Wording.Amounts(a.Proposed), Wording.Amounts(b.Proposed));
        return left.Count > 0 && right.Count > 0 && !left.SetEquals(right)
            ? Made(ConflictKind.DifferentNumbers, a, b, $"提出的数字不同（{string.Join("、", left.Except(right).DefaultIfEmpty("—"))} 与 {string.Join("、", right.Except(left).DefaultIfEmpty("—"))}）")
            : null;
    }

    private static Conflict Made(ConflictKind kind, Opinion a, Opinion b, string what) => new(
        kind, a.Location, [a.Id, b.Id], [a.UnitId, b.UnitId], null, $"“{a.Location}”：{a.UnitName}与{b.UnitName}{what}。");

    /// <summary>Opposite: one wants the passage gone and the other wants it kept or changed, or the two use opposite words.</summary>
    private static bool AreOpposite(Opinion a, Opinion b)
    {
        var (left, right) = (Proposal(a), Proposal(b));
        return left != right && Opposites.Any(pair => (Uses(left, pair.Left, pair.Right) && Uses(right, pair.Right, [])) || (Uses(left, pair.Right, []) && Uses(right, pair.Left, pair.Right)));
    }

    // 不纳入 contains 纳入: a longer opposite word hides the shorter one.
    private static bool Uses(string text, string[] words, string[] hiddenBy)
    {
        foreach (var longer in hiddenBy.OrderByDescending(word => word.Length))
        {
            text = text.Replace(longer, "", StringComparison.Ordinal);
        }

        return words.Any(word => text.Contains(word, StringComparison.Ordinal));
    }

    // An opinion with a passage but no new text wants it deleted.
    private static string Proposal(Opinion opinion) =>
        Wording.Plain(opinion.Proposed) is { Length: > 0 } text ? text : string.IsNullOrWhiteSpace(opinion.Original) ? "" : "删除";
}
