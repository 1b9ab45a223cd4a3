using Orchestrator.Contracts.Terms;

namespace Orchestrator.Finance;

/// <param name="SubsidyPercent">What the treasury bears of a person in 差额补贴, in percent.</param>
public sealed record FinanceParameters(int SubsidyPercent = 50)
{
    public static FinanceParameters Default { get; } = new();

    /// <summary>What the treasury bears of an amount, in whole 分, rounded down.</summary>
    public long Borne(FundingForm form, long amount) => form switch
    {
        FundingForm.Full => amount,
        FundingForm.Partial => amount * SubsidyPercent / 100,
        _ => 0,
    };
}
