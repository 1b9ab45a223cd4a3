using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Organs;

namespace Orchestrator.Organization.Ledger;

/// <summary>Q-04: which kinds of quota an organ may have, by its nature.</summary>
public static class QuotaFit
{
    public static bool Allows(OrganType organ, QuotaType quota) => organ switch
    {
        OrganType.Coordination => false,
        OrganType.Institution => IsInstitutional(quota),
        OrganType.Stationed => quota != QuotaType.None,
        _ => quota != QuotaType.None && !IsInstitutional(quota),
    };

    private static bool IsInstitutional(QuotaType quota) =>
        quota is QuotaType.CivilServiceInstitution or QuotaType.FullyFunded or QuotaType.PartlyFunded or QuotaType.SelfFunded;
}
