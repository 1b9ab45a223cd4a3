using Orchestrator.Organization.Organs;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Posts;

/// <summary>The rules L (领导职数). Paths: <c>positions[i]</c> of the first position of a unit, or a total.</summary>
public static class PostRules
{
    public static IReadOnlyList<Finding> Check(PostFacts facts, PostParameters parameters) =>
    [
        .. InternalLeadersBySize(facts, parameters),
        .. DepartmentLeadersBySize(facts, parameters),
        .. OnlyDecreasing(facts, parameters),
        .. NotOverStaffed(facts),
        .. IncomingHavePosts(facts),
    ];

    /// <summary>L-01.</summary>
    public static IEnumerable<Finding> InternalLeadersBySize(PostFacts facts, PostParameters parameters) =>
        BySize(facts, parameters, parameters.InternalTables, true, Severity.Block, "L-01");

    /// <summary>L-02.</summary>
    public static IEnumerable<Finding> DepartmentLeadersBySize(PostFacts facts, PostParameters parameters) =>
        BySize(facts, parameters, parameters.DepartmentTables, false, Severity.Warn, "L-02");

    /// <summary>L-03: posts of internal organs, per tier and all together, do not become more.</summary>
    public static IEnumerable<Finding> OnlyDecreasing(PostFacts facts, PostParameters parameters) =>
        from tier in facts.Positions.Where(position => parameters.OnlyDecreasing && IsInternal(position)).GroupBy(position => position.Tier)
        let before = tier.Sum(position => position.Before)
        let after = tier.Sum(position => position.After)
        where after > before
        select Finding.Block("L-03", $"totals.{tier.Key}", $"{tier.Key.Label()}职数改革前合计{before}名，改革后{after}名，只减不增。");

    /// <summary>L-04.</summary>
    public static IEnumerable<Finding> NotOverStaffed(PostFacts facts) =>
        from item in facts.Positions.Index()
        let position = item.Item
        where position.Actual > position.After
        select Finding.Block("L-04", $"positions[{item.Index}].actual", $"{position.Place}核定{position.After}名、实配{position.Actual}名，超职数配备{position.Actual - position.After}名。");

    /// <summary>L-05: those who come share what is free.</summary>
    public static IEnumerable<Finding> IncomingHavePosts(PostFacts facts) =>
        from item in facts.Positions.Index()
        let position = item.Item
        let free = Math.Max(0, position.After - position.Actual)
        where position.Incoming > free
        select Finding.Block("L-05", $"positions[{item.Index}].incoming", $"{position.Place}空余{free}名，拟任{position.Incoming}名，没有空余职数。");

    private static IEnumerable<Finding> BySize(
        PostFacts facts, PostParameters parameters, IReadOnlyDictionary<AdministrativeLevel, string> codes, bool isInternal, Severity severity, string rule)
    {
        foreach (var unit in facts.Positions.Index().Where(item => IsInternal(item.Item) == isInternal).GroupBy(item => item.Item.Unit))
        {
            var (index, first) = unit.First();
            if (!codes.TryGetValue(first.Level, out var code) || !parameters.Tables.TryGetValue(code, out var table))
            {
                continue;
            }

            var chiefs = unit.Where(item => item.Item.Tier is PostTier.DepartmentChief or PostTier.InternalChief).Sum(item => item.Item.After);
            var deputies = unit.Sum(item => item.Item.After) - chiefs;
            var row = table.For(first.Quota);
            if (chiefs > (row.Chiefs ?? row.Most) || deputies > (row.Deputies ?? row.Most) || chiefs + deputies > row.Most)
            {
                var most = row.Total is { } total ? $"{total}名" : $"{row.Chiefs}正{row.Deputies}副";
                yield return new Finding(rule, severity, $"positions[{index}]", $"{unit.Key}编制{first.Quota}名，设{chiefs}正{deputies}副，职数表（{table.Code}）至多{most}。");
            }
        }
    }

    private static bool IsInternal(PostPosition position) => position.Tier is PostTier.InternalChief or PostTier.InternalDeputy;
}
