namespace Orchestrator.HumanResources.Terms;

/// <summary>编制类型: the kind of staffing quota that a person fills.</summary>
public enum QuotaType
{
    Administrative,
    PoliticalAndLegal,
    Enforcement,

    /// <summary>Of an institution run under the Civil Service Law (参公).</summary>
    CivilServiceLawInstitution,

    FullyFundedInstitution,
    PartlyFundedInstitution,
    SelfFundedInstitution,
    OrganWorker,

    /// <summary>Hired outside every quota.</summary>
    None,
}
