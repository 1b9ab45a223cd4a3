using Orchestrator.Contracts.Terms;
using Orchestrator.Finance.Budget;
using Orchestrator.Finance.Payroll;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Finance.Transfers;

/// <summary>What 财政 asks of a transfer before it sets money aside: rules F-01 to F-06.</summary>
public static class FundingRules
{
    /// <param name="lines">Those of the year of the transfer.</param>
    /// <param name="name">How a unit is called in sentences.</param>
    public static IReadOnlyList<Finding> Check(
        IReadOnlyList<FundedRow> rows, DateOnly on, IReadOnlyDictionary<string, BudgetLine> lines, Func<string, string> name, FinanceParameters parameters) =>
        [.. Twice(rows), .. rows.SelectMany(row => OfRow(row, on, name)), .. OfLines(rows, on, lines, name, parameters)];

    private static IEnumerable<Finding> Twice(IReadOnlyList<FundedRow> rows) =>
        rows.GroupBy(row => row.PersonKey).SelectMany(group => group.Skip(1).Select(row => row.Block("F-02", "person", $"与第{group.First().Index + 1}人是同一人，一次转隶只能列一次。")));

    private static IEnumerable<Finding> OfRow(FundedRow row, DateOnly on, Func<string, string> name)
    {
        if (row.FromUnitId == row.ToUnitId)
        {
            yield return row.Block("F-06", "toUnitId", $"划出和划入单位都是{name(row.FromUnitId)}。");
        }
        else if (row.HeldBy is not null)
        {
            yield return row.Block("F-02", "person", "经费已由另一转隶事项预留，须待其执行或者释放。");
        }
        else if (row.Now is null)
        {
            if (row.Funding.IsSupplied())
            {
                yield return row.Block("F-01", "person", $"不在{name(row.FromUnitId)}的财政统发名单中。");
            }
        }
        else if (row.Now.UnitId != row.FromUnitId)
        {
            yield return row.Block("F-01", "fromUnitId", $"财政统发单位是{name(row.Now.UnitId)}，不是{name(row.FromUnitId)}。");
        }
        else if (row.Now.FirstMonth > Month.Of(on))
        {
            yield return row.Block("F-01", "person", $"{name(row.FromUnitId)}自{row.Now.FirstMonth}起统发，晚于转隶当月{Month.Of(on)}。");
        }
        else if (row.Now.Funding != row.Funding)
        {
            yield return row.Block("F-04", "funding", $"现经费形式为{row.Now.Funding.Label()}，转隶后为{row.Funding.Label()}，须先办理经费形式变更。");
        }
    }

    private static IEnumerable<Finding> OfLines(
        IReadOnlyList<FundedRow> rows, DateOnly on, IReadOnlyDictionary<string, BudgetLine> lines, Func<string, string> name, FinanceParameters parameters)
    {
        foreach (var unit in rows.Where(row => row.IsSupplied).SelectMany(row => new[] { row.FromUnitId, row.ToUnitId }).Distinct().Where(unit => !lines.ContainsKey(unit)))
        {
            yield return Finding.Block("F-05", "people", $"{name(unit)}没有{on.Year}年人员经费预算，须先批复。");
        }

        foreach (var group in rows.Where(row => row.Now is not null).GroupBy(row => row.FromUnitId).Where(group => lines.ContainsKey(group.Key)))
        {
            var needed = group.Sum(row => FundedMove.Of(row.Now!, on, parameters).Amount);
            if (lines[group.Key].Free is var free && needed > free)
            {
                yield return Finding.Block("F-03", "people", $"{name(group.Key)}{on.Year}年人员经费可用{Yuan(free)}，随转{group.Count()}人须划出{Yuan(needed)}，不足{Yuan(needed - free)}。");
            }
        }
    }

    private static string Yuan(long amount) => $"{amount / 100m:N2}元";
}
