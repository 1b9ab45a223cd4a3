using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>Rules Q that look at people in accounts.</summary>
public static class QuotaStaffing
{
    /// <summary>Q-06: no more people than quotas, or a plan that has not run out (its last day counts) and is wide enough.</summary>
    public static IEnumerable<Finding> NotOverstaffed(QuotaFacts facts)
    {
        foreach (var (index, position) in facts.Positions.Index())
        {
            var over = position.PeopleAfter - position.After;
            var plan = facts.Plans.FirstOrDefault(one => one.AccountId == position.AccountId);
            if (over > 0 && (plan is null || plan.Until < facts.Today || plan.AllowedOver < over))
            {
                var why = plan is null ? "没有消化方案" : plan.Until < facts.Today ? $"消化方案已于{plan.Until:yyyy-MM-dd}到期" : $"消化方案只容许{plan.AllowedOver}名";
                yield return Finding.Block("Q-06", $"positions[{index}].peopleAfter", $"{position.Place}改革后核定{position.After}名、实有{position.PeopleAfter}人，超编{over}名，{why}。");
            }
        }
    }

    /// <summary>Q-07: who enters needs a vacancy; those who enter the same account share it.</summary>
    public static IEnumerable<Finding> EntrantsHaveVacancy(QuotaFacts facts) =>
        from item in facts.Positions.Index()
        let position = item.Item
        let vacant = Math.Max(0, position.After - position.PeopleAfter)
        where position.Entrants > vacant
        select Finding.Block("Q-07", $"positions[{item.Index}].entrants", $"{position.Place}空编{vacant}名，拟入编{position.Entrants}人，超出{position.Entrants - vacant}人。");

    /// <summary>Q-08: what is planned leaves what is kept back.</summary>
    public static IEnumerable<Finding> ReserveKept(QuotaFacts facts) =>
        from item in facts.Positions.Index()
        let position = item.Item
        let usable = Math.Max(0, position.After - position.PeopleAfter - position.KeptBack)
        where position.Planned > usable
        select Finding.Block("Q-08", $"positions[{item.Index}].planned", $"{position.Place}空编{position.After - position.PeopleAfter}名，预留（军转、选调）{position.KeptBack}名，计划使用{position.Planned}名，超出{position.Planned - usable}名。");
}
