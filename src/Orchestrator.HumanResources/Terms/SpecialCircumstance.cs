namespace Orchestrator.HumanResources.Terms;

/// <summary>特殊情形 of a person at the time of the transfer.</summary>
public enum SpecialCircumstance
{
    Seconded,

    /// <summary>挂职: sent for training in another post.</summary>
    TemporaryPosting,

    SickLeave,
    Nursing,
    UnderInvestigation,
    UnderSanction,
    Probation,
    ServicePeriod,
    ContractPeriod,
}
