using Orchestrator.Contracts.People;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Rules;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.HumanResources.Relations;

/// <summary>What the book knows of the contracts and insurances of some people.</summary>
/// <param name="Contracts">Running ones.</param>
/// <param name="Insurances">Those that go on.</param>
/// <param name="KnowsContracts">Whether the book has any contract at all: a book without is silent, not empty.</param>
/// <param name="KnowsInsurances">As above.</param>
public sealed record KnownRelations(ILookup<PersonKey, Contract> Contracts, ILookup<PersonKey, Insurance> Insurances, bool KnowsContracts, bool KnowsInsurances);

/// <summary>What contracts and insurances say to a transfer when people are locked: P-22, M3 and M4.</summary>
public static class RelationRules
{
    /// <summary>
    /// P-22: whoever serves by contract has one that runs on the day of the transfer, for the receiving unit goes on with it. It
    /// blocks: nothing can be signed any more while a transfer holds the person, and the move is the handover.
    /// </summary>
    public static IEnumerable<Finding> ContractRuns(RowFacts row, KnownRelations known, DateOnly on)
    {
        if (!known.KnowsContracts || !row.Standing.Identity.NeedsContract())
        {
            yield break;
        }

        var running = known.Contracts[row.Person].FirstOrDefault();
        if (running is null)
        {
            yield return row.Block("P-22", "contract", "没有在履行的合同，无合同可承接，须先签订。");
        }
        else if (running.HasRunOut(on))
        {
            yield return row.Block("P-22", "contract", $"合同{running.Number}于{running.EndsOn:yyyy-MM-dd}到期，早于转隶之日，须先续订。");
        }
    }

    /// <summary>M3: in a quota and in no insurance.</summary>
    public static IEnumerable<Finding> Insured(RowFacts row, KnownRelations known)
    {
        if (known.KnowsInsurances && !known.Insurances.Contains(row.Person))
        {
            yield return row.Warn("M3", "insurance", "在编而未参加社会保险。");
        }
    }

    /// <summary>M4: another unit pays his insurance.</summary>
    public static IEnumerable<Finding> PaidByOwnUnit(RowFacts row, KnownUnit unit, KnownRelations known)
    {
        var elsewhere = known.Insurances[row.Person].Where(one => one.PayerId != unit.Id).OrderBy(one => one.Kind).ToList();
        if (elsewhere.Count > 0)
        {
            yield return row.Block("M4", "insurance",
                $"编制在{unit.Name}，{string.Join('、', elsewhere.Select(one => InsuranceKinds.Terms.Of(one.Kind)))}的参保单位为{string.Join('、', elsewhere.Select(one => one.PayerName).Distinct())}，须先办理参保单位变更。");
        }
    }
}
