using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.HumanResources.Comparison;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Terms;

namespace Orchestrator.HumanResources.Rules;

/// <summary>One quota account of a receiving unit, as 机构编制 reports it (P-13, P-14).</summary>
/// <param name="Authorized">核定数.</param>
public sealed record ReceivingAccount(string UnitId, QuotaType Quota, FundingForm Funding, int Authorized);

/// <summary>Everything about which the personnel rules ask besides the row.</summary>
public sealed class Surroundings(
    PersonnelParameters parameters,
    RealNameRegister register,
    IEnumerable<ReceivingAccount> accounts,
    IReadOnlyDictionary<string, IReadOnlySet<PersonKey>> command,
    ComparisonReport comparison)
{
    private readonly ILookup<(string, QuotaType), ReceivingAccount> accounts =
        accounts.Where(account => account.Authorized > 0).ToLookup(account => (account.UnitId, account.Quota));

    public PersonnelParameters Parameters { get; } = parameters;

    public RealNameRegister Register { get; } = register;

    /// <summary>The four-way comparison of the lists the service holds (P-25).</summary>
    public ComparisonReport Comparison { get; } = comparison;

    /// <summary>Accounts with at least one post of that kind of quota.</summary>
    public IEnumerable<ReceivingAccount> Accounts(string unitId, QuotaType quota) => accounts[(unitId, quota)];

    /// <summary>Whether a person leads in the line of command of a unit (P-19).</summary>
    public bool Commands(PersonKey person, string unitId) => command.TryGetValue(unitId, out var line) && line.Contains(person);
}
