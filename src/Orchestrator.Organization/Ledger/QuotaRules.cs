using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Freeze;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>The rules Q (编制) over a plan or a ledger. Paths: <c>positions[i]</c>, <c>lines[i]</c>, <c>attempts[i]</c>.</summary>
public static class QuotaRules
{
    public static IReadOnlyList<Finding> Check(QuotaFacts facts, QuotaParameters parameters) =>
    [
        .. QuotaTotals.Conserved(facts),
        .. QuotaTotals.WithinCap(facts, parameters),
        .. CrossLevelApproved(facts),
        .. TypeFitsOrgan(facts),
        .. QuotaTotals.OnlyDecreasing(facts, parameters),
        .. QuotaStaffing.NotOverstaffed(facts),
        .. QuotaStaffing.EntrantsHaveVacancy(facts),
        .. QuotaStaffing.ReserveKept(facts),
        .. QuotaTotals.StreetShare(facts, parameters),
        .. NothingMovesInAFreeze(facts, parameters),
        .. VacantMoves(facts),
        .. PrincipleNamed(facts),
        .. QuotaTotals.SupplyDoesNotGrow(facts),
    ];

    /// <summary>Q-03: 行政编制 crosses a level only with an approval number. 下达 and 收回 cross one by their nature.</summary>
    public static IEnumerable<Finding> CrossLevelApproved(QuotaFacts facts) =>
        from item in facts.Lines.Index()
        let line = item.Item
        where line.Type == QuotaType.Administrative && string.IsNullOrWhiteSpace(line.ApprovalNo)
            && (line.Reason is QuotaReason.Issue or QuotaReason.Withdrawal || (line is { From: { } source, To: { } target } && source.Level != target.Level))
        select Finding.Block("Q-03", $"lines[{item.Index}].approvalNo", $"{line.Place}跨层级变动，须有批准文号。");

    /// <summary>Q-04.</summary>
    public static IEnumerable<Finding> TypeFitsOrgan(QuotaFacts facts) =>
        from item in facts.Positions.Index()
        let position = item.Item
        where position.After > 0 && !QuotaFit.Allows(position.OrganType, position.Type)
        select Finding.Block("Q-04", $"positions[{item.Index}].type", $"{position.OrganName}的机构性质不能使用{position.Type.Label()}{position.After}名。");

    /// <summary>Q-10.</summary>
    public static IEnumerable<Finding> NothingMovesInAFreeze(QuotaFacts facts, QuotaParameters parameters) =>
        facts.Attempts.Index()
            .Select(item => FreezeRule.Check(facts.Freezes, item.Item with { Path = $"attempts[{item.Index}]" }, parameters.Freeze))
            .OfType<Finding>();

    /// <summary>Q-11: vacant quotas may move with an institution; they are shown.</summary>
    public static IEnumerable<Finding> VacantMoves(QuotaFacts facts) =>
        from item in facts.Lines.Index()
        let line = item.Item
        where line is { From: not null, To: not null } && line.Count > line.People
        select new Finding("Q-11", Severity.Info, $"lines[{item.Index}]", $"{line.Place}，随转{line.People}人，随转空编{line.Count - line.People}名。");

    /// <summary>Q-12: who adjusts says by which principle.</summary>
    public static IEnumerable<Finding> PrincipleNamed(QuotaFacts facts) =>
        from item in facts.Lines.Index()
        where item.Item is { Reason: QuotaReason.Adjustment or QuotaReason.Downsizing, Principle: null }
        select Finding.Warn("Q-12", $"lines[{item.Index}].principle", $"{item.Item.Place}须注明依据的原则：减多补少、减弱补强或者减上补下。");
}
