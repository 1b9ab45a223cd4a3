using Orchestrator.Runtime.Rules;

namespace Orchestrator.Office.Reviews;

/// <summary>One row of the adoption table as the consolidating clerk sends it.</summary>
public sealed record ConsolidatedItem(
    IReadOnlyList<string> OpinionIds, string Location, string? Original, string? Proposed, string? Reason,
    Disposition Disposition, string? DispositionReason);

/// <summary>What is already known when a round is consolidated. <paramref name="SettledOpinionIds"/> belong to rows that
/// a dispute has settled, <paramref name="SettledItemIds"/> are settled rows (also of earlier rounds).</summary>
public sealed record RoundToConsolidate(
    int Round, int Rounds, int MaxRounds, IReadOnlyList<Opinion> Opinions, IReadOnlyList<Conflict> Conflicts,
    IReadOnlySet<string> SettledOpinionIds, IReadOnlySet<string> SettledItemIds);

/// <summary>The rules of 意见汇总: every opinion in exactly one row, a reason for every 不采纳, open conflicts go to
/// coordination, and a round only ends in a way that its number allows.</summary>
public static class Consolidation
{
    public static IReadOnlyList<Finding> Check(RoundToConsolidate round, string outcome, IReadOnlyList<ConsolidatedItem> items)
    {
        var found = new List<Finding>();
        CheckOutcome(round, outcome, found);
        CheckRows(round, items, found);
        var open = OpenConflicts(round);
        if (outcome == "Coordinate")
        {
            if (open.Count == 0 && items.All(item => item.Disposition != Disposition.Coordinate))
            {
                found.Add(Finding.Block("2.3", "data.items", "没有需要协调的意见：请把有分歧的条目标为“转协调”，或直接完成汇总。"));
            }
        }
        else
        {
            found.AddRange(open.Select(conflict => Finding.Block("2.3", "outcome", $"{conflict.Message}存在未解决的分歧，须转入协商协调。")));
        }

        CheckConflictRows(open, items, found);
        if (outcome == "Pass")
        {
            CheckPass(round, items, found);
        }

        return found;
    }

    /// <summary>The conflicts that no dispute has settled yet.</summary>
    public static IReadOnlyList<Conflict> OpenConflicts(RoundToConsolidate round) =>
        [.. round.Conflicts.Where(conflict => conflict.ItemId is { } item
            ? !round.SettledItemIds.Contains(item)
            : !(conflict.OpinionIds.Count > 0 && conflict.OpinionIds.All(round.SettledOpinionIds.Contains)))];

    private static void CheckOutcome(RoundToConsolidate round, string outcome, List<Finding> found)
    {
        if (outcome == "Done" && round.Round >= round.Rounds)
        {
            found.Add(Finding.Block("T-02", "outcome", $"第{round.Round}轮是复审轮，请选择“通过”“需再改”或“转协调”。"));
        }
        else if (outcome is "Pass" or "Revise" && round.Round < round.Rounds)
        {
            found.Add(Finding.Block("T-02", "outcome", $"第{round.Round}轮之后还有第{round.Round + 1}轮，本轮只能“完成汇总”或“转协调”。"));
        }
        else if (outcome == "Revise" && round.Round >= round.MaxRounds)
        {
            found.Add(Finding.Block("T-02", "outcome", $"已到轮次上限{round.MaxRounds}轮，不能再退回修改，请转入协商协调。"));
        }
    }

    private static void CheckRows(RoundToConsolidate round, IReadOnlyList<ConsolidatedItem> items, List<Finding> found)
    {
        var known = round.Opinions.Select(opinion => opinion.Id).ToHashSet(StringComparer.Ordinal);
        var placed = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < items.Count; row++)
        {
            var item = items[row];
            if (item.OpinionIds.Count == 0)
            {
                found.Add(Finding.Block("2.3", $"data.items[{row}].opinionIds", "这一条没有对应任何意见。"));
            }

            for (var i = 0; i < item.OpinionIds.Count; i++)
            {
                var path = $"data.items[{row}].opinionIds[{i}]";
                if (!known.Contains(item.OpinionIds[i]))
                {
                    found.Add(Finding.Block("2.3", path, $"意见“{item.OpinionIds[i]}”不是本轮收到的意见。"));
                }
                else if (!placed.TryAdd(item.OpinionIds[i], row))
                {
                    found.Add(Finding.Block("2.3", path, $"意见“{item.OpinionIds[i]}”已经在第{placed[item.OpinionIds[i]] + 1}条中，每条意见只能归入一处。"));
                }
                else if (round.SettledOpinionIds.Contains(item.OpinionIds[i]))
                {
                    found.Add(Finding.Block("2.4", path, $"意见“{item.OpinionIds[i]}”已经协商一致或裁定，不能再改处理意见。"));
                }
            }

            if (item.Disposition == Disposition.Reject && Wording.Length(item.DispositionReason) == 0)
            {
                found.Add(Finding.Block("2.3", $"data.items[{row}].dispositionReason", "不采纳的意见须写明理由。"));
            }
        }

        found.AddRange(round.Opinions
            .Where(opinion => !placed.ContainsKey(opinion.Id) && !round.SettledOpinionIds.Contains(opinion.Id))
            .Select(opinion => Finding.Block("2.3", "data.items", $"{opinion.UnitName}对“{opinion.Location}”的意见没有归入任何一条。")));
    }

    private static void CheckConflictRows(IReadOnlyList<Conflict> open, IReadOnlyList<ConsolidatedItem> items, List<Finding> found)
    {
        var disputed = open.SelectMany(conflict => conflict.OpinionIds).ToHashSet(StringComparer.Ordinal);
        for (var row = 0; row < items.Count; row++)
        {
            if (items[row].Disposition != Disposition.Coordinate && items[row].OpinionIds.Any(disputed.Contains))
            {
                found.Add(Finding.Block("2.3", $"data.items[{row}].disposition", $"“{items[row].Location}”存在未解决的分歧，处理意见须为“转协调”。"));
            }
        }
    }

    private static void CheckPass(RoundToConsolidate round, IReadOnlyList<ConsolidatedItem> items, List<Finding> found)
    {
        var mustChange = round.Opinions
            .Where(opinion => opinion is { Severity: OpinionSeverity.Must, Category: OpinionCategory.Substantive })
            .Select(opinion => opinion.Id).ToHashSet(StringComparer.Ordinal);
        for (var row = 0; row < items.Count; row++)
        {
            if (items[row].Disposition is Disposition.Adopt or Disposition.Partial && items[row].OpinionIds.Any(mustChange.Contains))
            {
                found.Add(Finding.Block("2.2", $"data.items[{row}]", $"“{items[row].Location}”的实质性意见须修改后才能通过，请选择“需再改”。"));
            }
        }
    }
}
