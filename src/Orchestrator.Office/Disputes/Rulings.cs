using Orchestrator.Office.Reviews;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Office.Disputes;

public sealed record Ruling(string ItemId, Disposition? Result, string? Text);

/// <summary>The rules for a step of the ladder.</summary>
public static class Rulings
{
    /// <param name="items">The rows in dispute with the words to call them.</param>
    public static IReadOnlyList<Finding> Check(string outcome, string? minutes, IReadOnlyList<(string Id, string Name)> items, IReadOnlyList<Ruling> rulings)
    {
        var found = new List<Finding>();
        if (Wording.Length(minutes) == 0)
        {
            found.Add(Finding.Block("2.4", "data.minutes", "请填写协商（协调）纪要。"));
        }

        if (outcome == "NotAgreed" && rulings.Count > 0)
        {
            found.Add(Finding.Block("2.4", "data.rulings", "未达成一致时不能填写逐项结果。"));
            return found;
        }

        var ruled = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < rulings.Count; row++)
        {
            var ruling = rulings[row];
            if (items.All(item => item.Id != ruling.ItemId))
            {
                found.Add(Finding.Block("2.4", $"data.rulings[{row}].itemId", $"“{ruling.ItemId}”不是这次争议中的意见。"));
            }
            else if (!ruled.Add(ruling.ItemId))
            {
                found.Add(Finding.Block("2.4", $"data.rulings[{row}].itemId", "同一条意见填写了两次结果。"));
            }

            if (ruling.Result is null or Disposition.Coordinate)
            {
                found.Add(Finding.Block("2.4", $"data.rulings[{row}].result", "结果须为“采纳”“部分采纳”或“不采纳”。"));
            }
        }

        // A ruling from above decides every row; an agreement may leave the details to its minutes.
        if (outcome == "Ruled")
        {
            found.AddRange(items.Where(item => !ruled.Contains(item.Id)).Select(item => Finding.Block("2.4", "data.rulings", $"{item.Name}还没有裁定结果。")));
        }

        return found;
    }
}
