using Orchestrator.Contracts.Terms;
using Orchestrator.Finance.Payroll;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Finance.Transfers;

/// <summary>One person of a transfer with what 财政 knows of him.</summary>
/// <param name="Index">Place in the command, from zero.</param>
/// <param name="Now">Null: not in 财政统发.</param>
/// <param name="HeldBy">Another transfer under way that has reserved his money.</param>
public sealed record FundedRow(int Index, string PersonKey, string FromUnitId, string ToUnitId, FundingForm Funding, PaidPerson? Now, string? HeldBy)
{
    /// <summary>The treasury pays for him.</summary>
    public bool IsSupplied => Funding.IsSupplied() || Now is not null;

    public Finding Block(string rule, string member, string message) => Finding.Block(rule, $"people[{Index}].{member}", $"第{Index + 1}人：{message}");
}
