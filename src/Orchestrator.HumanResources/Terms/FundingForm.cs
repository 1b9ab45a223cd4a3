namespace Orchestrator.HumanResources.Terms;

/// <summary>经费形式: who pays.</summary>
public enum FundingForm
{
    FullAllocation,
    PartialSubsidy,
    SelfSupporting,
    RunAsEnterprise,
    NotAssigned,
}
