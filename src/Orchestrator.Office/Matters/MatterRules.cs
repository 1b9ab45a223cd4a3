using Orchestrator.Office.Reviews;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Office.Matters;

/// <summary>What a matter must be like before it is sent round.</summary>
public static class MatterRules
{
    public const int LongestTitle = 200;
    public const int LongestText = 20_000;
    public const int MostUnits = 20;
    public const int HighestWeight = 100;
    public const int LongestDays = 30;

    /// <param name="units">Names of the units in use by id.</param>
    /// <param name="own">The unit that sends it round.</param>
    /// <param name="prefix">Where the plan stands in the request: empty, or <c>data.</c>.</param>
    public static IReadOnlyList<Finding> Check(MatterPlan plan, IReadOnlyDictionary<string, string> units, string own, string prefix = "")
    {
        var found = new List<Finding>();
        void Block(string path, string message) => found.Add(Finding.Block("M-01", prefix + path, message));
        Length(plan.Title, LongestTitle, "title", "标题");
        Length(plan.Text, LongestText, "text", "正文");
        if (plan.Note?.Length > 2000)
        {
            Block("note", "修改说明不超过2000字。");
        }

        if (plan.Mode == CountersignMode.Vote && plan.Share is { } share && share is not (> 0 and <= 1))
        {
            Block("share", "通过比例须大于0，不超过100%。");
        }
        else if (plan is { Mode: CountersignMode.Vote, Share: 1, Over: true })
        {
            Block("over", "不可能超过100%，请改为“达到”。");
        }

        if (plan.Days is < 1 or > LongestDays)
        {
            Block("days", $"会签时限为1至{LongestDays}个工作日。");
        }

        if (plan.Reviewers is not { Count: > 0 and <= MostUnits } reviewers)
        {
            Block("reviewers", plan.Reviewers is { Count: > MostUnits } ? $"会签单位不超过{MostUnits}个。" : "请选择会签单位。");
            return found;
        }

        var known = new HashSet<string>();
        for (var row = 0; row < reviewers.Count; row++)
        {
            var one = reviewers[row];
            var place = $"reviewers[{row}]";
            if (!units.TryGetValue(one.UnitId ?? "", out var name))
            {
                Block($"{place}.unitId", $"第{row + 1}行：没有在用的单位“{one.UnitId}”。");
            }
            else if (one.UnitId == own)
            {
                Block($"{place}.unitId", $"第{row + 1}行：“{name}”是发起单位，由本单位负责人审核，不能再参加会签。");
            }
            else if (MatterInput.Standing(one.UnitId!) is { } step)
            {
                Block($"{place}.unitId", $"第{row + 1}行：“{name}”已固定参加“{step}”环节，不需要选入会签单位。");
            }
            else if (!known.Add(one.UnitId!))
            {
                Block($"{place}.unitId", $"第{row + 1}行：“{name}”重复。");
            }

            if (one.Weight is < 1 or > HighestWeight)
            {
                Block($"{place}.weight", $"第{row + 1}行：权重为1至{HighestWeight}的整数。");
            }
        }

        return found;

        void Length(string? text, int most, string path, string name)
        {
            if (Wording.Length(text) == 0)
            {
                Block(path, $"请填写{name}。");
            }
            else if (text!.Length > most)
            {
                Block(path, $"{name}不超过{most}字，现有{text.Length}字。");
            }
        }
    }
}
