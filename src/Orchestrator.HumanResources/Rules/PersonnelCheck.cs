using Orchestrator.HumanResources.Retirement;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.HumanResources.Rules;

/// <summary>Every rule to which the human resources service holds a roster: P-10 to P-22, P-24 and P-25.</summary>
public static class PersonnelCheck
{
    private static readonly Func<RowFacts, Surroundings, IEnumerable<Finding>>[] OfRow =
    [
        RegisterRules.Registered,
        RegisterRules.SameQuota,
        QuotaRules.IdentityFits,
        QuotaRules.AccountExists,
        QuotaRules.FundingKept,
        RetirementRules.Retired,
        RetirementRules.SoonRetired,
        ConductRules.Noted,
        ConductRules.Held,
        ConductRules.Recused,
        ConductRules.NotPromoted,
        QuotaRules.HiredApart,
        ConductRules.ContractPlanned,
        RegisterRules.SameDates,
        RegisterRules.Matched,
    ];

    public static IReadOnlyList<Finding> Check(IEnumerable<RowFacts> rows, Surroundings around) =>
        [.. rows.SelectMany(row => OfRow.SelectMany(rule => rule(row, around)))];
}
