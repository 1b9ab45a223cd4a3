using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Organs;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>Rules Q that look at sums.</summary>
public static class QuotaTotals
{
    /// <summary>Q-01: per kind and level, after = before + 下达 − 收回; what moves across levels counts as one and the other.</summary>
    public static IEnumerable<Finding> Conserved(QuotaFacts facts)
    {
        foreach (var group in facts.Positions.GroupBy(position => (position.Type, position.Level)))
        {
            var (before, after) = (group.Sum(position => position.Before), group.Sum(position => position.After));
            var issued = facts.Lines.Where(line => line.Type == group.Key.Type && line.To?.Level == group.Key.Level && Enters(line)).Sum(line => line.Count);
            var withdrawn = facts.Lines.Where(line => line.Type == group.Key.Type && line.From?.Level == group.Key.Level && Leaves(line)).Sum(line => line.Count);
            if (after != before + issued - withdrawn)
            {
                yield return Finding.Block("Q-01", $"totals.{group.Key.Level}.{group.Key.Type}", $"{group.Key.Level.Label()}{group.Key.Type.Label()}改革前{before}名、下达{issued}名、收回{withdrawn}名，改革后应为{before + issued - withdrawn}名，实为{after}名。");
            }
        }
    }

    /// <summary>Q-02: 行政编制 within 核定总额 of its level.</summary>
    public static IEnumerable<Finding> WithinCap(QuotaFacts facts, QuotaParameters parameters) =>
        from cap in parameters.AdministrativeCaps
        let total = facts.Positions.Where(position => position.Type == QuotaType.Administrative && position.Level == cap.Key).Sum(position => position.After)
        where total > cap.Value
        select Finding.Block("Q-02", $"totals.{cap.Key}", $"{cap.Key.Label()}行政编制改革后合计{total}名，超过核定总额{cap.Value}名。");

    /// <summary>Q-05: kinds under 只减不增 do not grow.</summary>
    public static IEnumerable<Finding> OnlyDecreasing(QuotaFacts facts, QuotaParameters parameters) =>
        from type in parameters.OnlyDecreasing
        let before = facts.Positions.Where(position => position.Type == type).Sum(position => position.Before)
        let after = facts.Positions.Where(position => position.Type == type).Sum(position => position.After)
        where after > before
        select Finding.Block("Q-05", $"totals.{type}", $"{type.Label()}只减不增：改革前{before}名，改革后{after}名。");

    /// <summary>Q-09: streets' share. Rests where there is no street or nothing to share.</summary>
    public static IEnumerable<Finding> StreetShare(QuotaFacts facts, QuotaParameters parameters)
    {
        var counted = facts.Positions.Where(position => position.Level == AdministrativeLevel.County && (parameters.StreetShareOf == ShareBasis.All || position.Type == QuotaType.Administrative)).ToList();

        // A street's institutions are its own: their share counts where all quotas count.
        var streets = counted.Where(position => position.OrganType == OrganType.Street || position.IsOfStreet).Sum(position => position.After);
        var total = counted.Sum(position => position.After);
        if (total > 0 && facts.Positions.Any(position => position.OrganType == OrganType.Street) && 100L * streets < (long)parameters.StreetSharePercent * total)
        {
            var basis = parameters.StreetShareOf == ShareBasis.All ? "编制总量" : "行政编制";
            yield return Finding.Warn("Q-09", "totals.street", $"街道{basis}{streets}名，占全区{total}名的{100m * streets / total:0.0}%，低于{parameters.StreetSharePercent}%。");
        }
    }

    /// <summary>Q-13: people whom the treasury supplies do not become more, unless quotas were issued for them.</summary>
    public static IEnumerable<Finding> SupplyDoesNotGrow(QuotaFacts facts)
    {
        var supplied = facts.Positions.Where(position => position.Funding.IsSupplied()).ToList();
        var (before, after) = (supplied.Sum(position => position.PeopleBefore), supplied.Sum(position => position.PeopleAfter));
        var issued = facts.Lines.Where(line => line.Reason == QuotaReason.Issue).Sum(line => line.Count);
        if (after > before + issued)
        {
            yield return Finding.Warn("Q-13", "totals.supply", $"财政供养人员改革前{before}人，改革后{after}人，增加{after - before}人，上级下达编制仅{issued}名。");
        }
    }

    private static bool Enters(QuotaLine line) => line.From is null ? line.Reason is QuotaReason.Issue : line.From.Level != line.To?.Level;

    private static bool Leaves(QuotaLine line) => line.To is null ? line.Reason is QuotaReason.Withdrawal or QuotaReason.Downsizing : line.To.Level != line.From?.Level;
}
