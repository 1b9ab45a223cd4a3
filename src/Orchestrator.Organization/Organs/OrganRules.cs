using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Organs;

/// <summary>The rules I (机构、内设机构). Paths name list and index in <see cref="OrganFacts"/>.</summary>
public static class OrganRules
{
    public static IReadOnlyList<Finding> Check(OrganFacts facts, OrganParameters parameters) =>
    [
        .. LeastQuota(facts, parameters),
        .. OrganCounts.NotMore(facts),
        .. OrganCounts.Streets(facts, parameters),
        .. OrganCounts.GeneralShare(facts, parameters),
        .. OrganCounts.MergedHaveOneSet(facts),
        .. NoOrganForResidue(facts),
        .. OrganCounts.WithinCap(facts, parameters),
        .. ChangesApproved(facts),
        .. InternalChangesApproved(facts),
    ];

    /// <summary>I-01.</summary>
    public static IEnumerable<Finding> LeastQuota(OrganFacts facts, OrganParameters parameters) =>
        from item in facts.After.Index()
        let organ = facts.Organ(item.Item.OrganId)
        where organ is not null && organ.Type != OrganType.Street && item.Item.Quota < parameters.LeastQuota.GetValueOrDefault(organ.Level)
        select Finding.Block("I-01", $"after[{item.Index}].quota", $"{organ.Name}{item.Item.Name}编制{item.Item.Quota}名，{organ.Level.Label()}内设机构不得少于{parameters.LeastQuota[organ.Level]}名。");

    /// <summary>I-04: when an organ was split, what planning stayed behind goes to an existing internal organ.</summary>
    public static IEnumerable<Finding> NoOrganForResidue(OrganFacts facts) =>
        from item in facts.After.Index()
        let one = item.Item
        where one.DutyIds.Count > 0 && one.DutyIds.All(facts.ResidualDuties.Contains) && facts.Changes.Any(change => change.OrganId == one.OrganId && change.Kind == OrganChangeKind.Split)
        select Finding.Warn("I-04", $"after[{item.Index}]", $"{facts.Name(one.OrganId)}分设后留存的综合规划职责不再单设“{one.Name}”，应并入现有科室。");

    /// <summary>I-06: approval for every change; filing with the people's congress for government departments and streets (2007条例 第9条).</summary>
    public static IEnumerable<Finding> ChangesApproved(OrganFacts facts)
    {
        foreach (var (index, change) in facts.Changes.Index())
        {
            var isFiled = facts.Organ(change.OrganId)?.Type is not (OrganType.GovernmentDepartment or OrganType.Street) || !string.IsNullOrWhiteSpace(change.FilingNo);
            var isApproved = !string.IsNullOrWhiteSpace(change.ApprovalNo);
            if (!isApproved || !isFiled)
            {
                yield return Finding.Block("I-06", $"changes[{index}]", $"{facts.Name(change.OrganId)}{Label(change.Kind)}缺少{(isApproved ? "" : "批准文号")}{(isApproved || isFiled ? "" : "和")}{(isFiled ? "" : "人大常委会备案号")}，不能印发。");
            }
        }
    }

    /// <summary>I-07.</summary>
    public static IEnumerable<Finding> InternalChangesApproved(OrganFacts facts) =>
        from item in facts.InternalChanges.Index()
        where string.IsNullOrWhiteSpace(item.Item.ApprovalNo)
        select Finding.Block("I-07", $"internalChanges[{item.Index}].approvalNo", $"{facts.Name(item.Item.OrganId)}内设机构“{item.Item.Name}”{Label(item.Item.Kind)}须有编办审批文号。");

    private static string Label(OrganChangeKind kind) => kind switch
    {
        OrganChangeKind.SetUp => "设立",
        OrganChangeKind.Abolish => "撤销",
        OrganChangeKind.Merge => "合并",
        OrganChangeKind.Split => "分设",
        OrganChangeKind.Rename => "更名",
        _ => "改变规格",
    };
}
