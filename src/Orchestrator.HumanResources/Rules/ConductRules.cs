using Orchestrator.HumanResources.Terms;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.HumanResources.Rules;

/// <summary>What stands in the way of moving this person to that place: P-17 to P-20 and P-22.</summary>
public static class ConductRules
{
    /// <summary>P-17: absent, seconded or otherwise bound people need a reviewer's note. Cases and sanctions are P-18's.</summary>
    public static IEnumerable<Finding> Noted(RowFacts row, Surroundings around)
    {
        SpecialCircumstance[] open = [.. row.Special.Where(circumstance => !IsHeld(circumstance))];
        if (open.Length > 0 && !row.Approvals.Noted)
        {
            yield return row.Warn("P-17", "special", $"特殊情形：{Words(open)}，须由审核人员写明意见（借调、挂职人员随编制所在单位）。");
        }
    }

    /// <summary>P-18: a case or a running sanction holds the row until 组织部 confirms.</summary>
    public static IEnumerable<Finding> Held(RowFacts row, Surroundings around)
    {
        SpecialCircumstance[] held = [.. row.Special.Where(IsHeld)];
        if (held.Length > 0 && string.IsNullOrWhiteSpace(row.Approvals.DisciplineCleared))
        {
            yield return row.Block("P-18", "special", $"特殊情形：{Words(held)}，待组织部门确认后方可转隶。");
        }
    }

    /// <summary>P-19: nobody comes under the command of kin (Civil Service Law, article 74).</summary>
    public static IEnumerable<Finding> Recused(RowFacts row, Surroundings around)
    {
        foreach (var kin in row.Kin.Where(kin => around.Commands(kin.Relative, row.To.Id)))
        {
            yield return row.Block("P-19", "toUnit", $"与{row.To.Name}领导关系中的人员为{kin.Relation}，须任职回避。");
        }
    }

    /// <summary>P-20: a transfer is no promotion.</summary>
    public static IEnumerable<Finding> NotPromoted(RowFacts row, Surroundings around)
    {
        if (row.PositionAfter is { } after && after.IsAbove(row.Standing.Position))
        {
            yield return row.Block("P-20", "proposedPost", $"拟任“{after}”高于现任“{row.Standing.Position}”，转隶中不得提拔。");
        }
    }

    /// <summary>P-22: the contract of hired people goes on; changed terms need written consent.</summary>
    public static IEnumerable<Finding> ContractPlanned(RowFacts row, Surroundings around)
    {
        if (row.Standing.Group != IdentityGroup.Hired)
        {
            yield break;
        }

        var lacking = row.Contract switch
        {
            null => "没有劳动（派遣）合同承接方案",
            { IsChanged: true, HasConsent: false } => "变更合同内容未附本人书面同意",
            _ => null,
        };
        if (lacking is not null)
        {
            yield return around.Parameters.IsHandover
                ? row.Block("P-22", "contract", $"{lacking}，不能交接。")
                : row.Warn("P-22", "contract", $"{lacking}，交接前须补齐。");
        }
    }

    private static bool IsHeld(SpecialCircumstance circumstance) =>
        circumstance is SpecialCircumstance.UnderInvestigation or SpecialCircumstance.UnderSanction;

    private static string Words(IEnumerable<SpecialCircumstance> circumstances) =>
        string.Join('、', circumstances.Select(Vocabulary.Circumstances.Of));
}
