using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Duties;

/// <summary>The rules D (职责). Paths name list and index in <see cref="DutyFacts"/>.</summary>
public static class DutyRules
{
    public static IReadOnlyList<Finding> Check(DutyFacts facts, DutyParameters parameters) =>
    [
        .. DutyChainRules.QuotaFollowsDuty(facts),
        .. DutyChainRules.PeopleFollowQuota(facts),
        .. DutyChainRules.ExceptionsHaveDocuments(facts),
        .. DutyWordingRules.OneLead(facts),
        .. DutyWordingRules.SameWording(facts, parameters),
        .. DutyCoverageRules.NothingLost(facts),
        .. DutyCoverageRules.RequiredActionsMapped(facts),
        .. DutyWordingRules.ClausesPresent(facts, parameters),
        .. DutyCoverageRules.PermitsHaveADesk(facts),
        .. DutyCoverageRules.InstitutionsHaveNoPowers(facts, parameters),
        .. DutyCoverageRules.OneActingUnit(facts),
        .. DutyWordingRules.NoInterference(facts, parameters),
        .. DutyWordingRules.SharedDutiesHavePoints(facts),
    ];
}
