namespace Orchestrator.HumanResources.Terms;

/// <summary>人员身份: under which law or contract a person serves.</summary>
public enum PersonnelIdentity
{
    ElectedCivilServant,
    AppointedCivilServant,
    ContractCivilServant,
    CivilServant,
    UnderCivilServiceLaw,
    InstitutionManager,
    InstitutionSpecialist,
    InstitutionWorker,
    OrganWorker,
    Hired,
    LabourContract,
    Dispatched,
    PurchasedService,

    /// <summary>以钱养事: paid by the task.</summary>
    PaidByTask,

    PublicBenefitPost,
}

/// <summary>The columns of the P-12 matrix.</summary>
public enum IdentityGroup
{
    CivilServant,
    UnderCivilServiceLaw,
    Institution,
    OrganWorker,
    Hired,
}

public static class PersonnelIdentities
{
    public static IdentityGroup Group(this PersonnelIdentity identity) => identity switch
    {
        PersonnelIdentity.ElectedCivilServant or PersonnelIdentity.AppointedCivilServant
            or PersonnelIdentity.ContractCivilServant or PersonnelIdentity.CivilServant => IdentityGroup.CivilServant,
        PersonnelIdentity.UnderCivilServiceLaw => IdentityGroup.UnderCivilServiceLaw,
        PersonnelIdentity.InstitutionManager or PersonnelIdentity.InstitutionSpecialist
            or PersonnelIdentity.InstitutionWorker => IdentityGroup.Institution,
        PersonnelIdentity.OrganWorker => IdentityGroup.OrganWorker,
        _ => IdentityGroup.Hired,
    };
}
