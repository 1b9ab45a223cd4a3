using Orchestrator.Contracts.Terms;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.HumanResources.Rules;

/// <summary>Quota, identity and funding: P-12, P-13, P-14, P-21.</summary>
public static class QuotaRules
{
    /// <summary>P-12: the matrix of quotas and identities.</summary>
    public static bool Fits(QuotaType quota, IdentityGroup group) => group == quota switch
    {
        QuotaType.Administrative or QuotaType.PoliticalAndLegal or QuotaType.Enforcement => IdentityGroup.CivilServant,
        QuotaType.CivilServiceInstitution => IdentityGroup.UnderCivilServiceLaw,
        QuotaType.Support => IdentityGroup.OrganWorker,
        QuotaType.None => IdentityGroup.Hired,
        _ => IdentityGroup.Institution,
    };

    /// <summary>P-12: an identity outside the matrix blocks, unless 组织部 approved it as left over from history.</summary>
    public static IEnumerable<Finding> IdentityFits(RowFacts row, Surroundings around)
    {
        var standing = row.Standing;
        if (Fits(standing.Quota, standing.Group))
        {
            yield break;
        }

        var clash = $"“{Vocabulary.Identities.Of(standing.Identity)}”不能占用“{Vocabulary.QuotaTypes.Of(standing.Quota)}”";
        yield return string.IsNullOrWhiteSpace(row.Approvals.HistoricalIdentity)
            ? row.Block("P-12", "identity", $"{clash}。")
            : row.Warn("P-12", "identity", $"{clash}，按历史遗留问题批准（{row.Approvals.HistoricalIdentity}）。");
    }

    /// <summary>P-13: the receiving unit has quotas of that kind.</summary>
    public static IEnumerable<Finding> AccountExists(RowFacts row, Surroundings around)
    {
        if (row.Standing.Quota != QuotaType.None && !around.Accounts(row.To.Id, row.Standing.Quota).Any())
        {
            yield return row.Block("P-13", "toUnit", $"{row.To.Name}没有核定“{Vocabulary.QuotaTypes.Of(row.Standing.Quota)}”，不能接收。");
        }
    }

    /// <summary>P-14: the receiving account is paid in the same form, or 财政局 approved the change.</summary>
    public static IEnumerable<Finding> FundingKept(RowFacts row, Surroundings around)
    {
        if (row.Standing.Quota == QuotaType.None)
        {
            yield break;
        }

        FundingForm[] offered = [.. around.Accounts(row.To.Id, row.Standing.Quota).Select(account => account.Funding).Distinct()];
        if (offered.Length == 0 || offered.Contains(row.Standing.Funding))
        {
            yield break;
        }

        var change = $"经费形式由“{Vocabulary.FundingForms.Of(row.Standing.Funding)}”变为“{string.Join('、', offered.Select(Vocabulary.FundingForms.Of))}”";
        yield return string.IsNullOrWhiteSpace(row.Approvals.Funding)
            ? row.Block("P-14", "fundingForm", $"{change}，须有财政部门批准文号。")
            : row.Warn("P-14", "fundingForm", $"{change}，财政部门已批准（{row.Approvals.Funding}）。");
    }

    /// <summary>P-21: hired people have no quota and a list of their own.</summary>
    public static IEnumerable<Finding> HiredApart(RowFacts row, Surroundings around)
    {
        var hired = row.Standing.Group == IdentityGroup.Hired;
        if (hired && row.Standing.Quota != QuotaType.None)
        {
            yield return row.Block("P-21", "quotaType", $"编外聘用人员的编制类型应为“无编制”，现为“{Vocabulary.QuotaTypes.Of(row.Standing.Quota)}”。");
        }
        else if (hired != (around.Parameters.Kind == RosterKind.Hired))
        {
            yield return row.Block("P-21", "identity", hired ? "编外聘用人员应单独造册，不列入在编人员名册。" : "在编人员不列入聘用人员名册。");
        }
    }
}
