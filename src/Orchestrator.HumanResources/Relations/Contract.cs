using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Terms;

namespace Orchestrator.HumanResources.Relations;

public enum ContractKind
{
    /// <summary>聘用合同 of an institution (事业单位人事管理条例).</summary>
    Appointment,

    /// <summary>劳动合同.</summary>
    Labour,

    /// <summary>劳务派遣: with the dispatching company, for the unit.</summary>
    Dispatch,

    /// <summary>聘任合同 of a civil servant (公务员法).</summary>
    CivilService,
}

/// <summary>A person's contract with his unit. One runs at a time; those before stay.</summary>
public sealed class Contract
{
    /// <summary>合同编号.</summary>
    public required string Number { get; init; }

    public required string PersonKey { get; init; }

    public required ContractKind Kind { get; init; }

    public required string UnitId { get; set; }

    public required string UnitName { get; set; }

    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day; null for 无固定期限.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>Last day when it was ended by a deed; null while it runs, also after <see cref="EndsOn"/>: somebody has to renew or end it.</summary>
    public DateOnly? EndedOn { get; set; }

    public int Revision { get; set; }

    public bool HasRunOut(DateOnly day) => EndedOn is null && EndsOn < day;

    /// <summary>The unit that takes a person over goes on with his contract (劳动合同法 第33–34条).</summary>
    public void GoOnWith(KnownUnit unit) => (UnitId, UnitName, Revision) = (unit.Id, unit.Name, Revision + 1);
}

public static class ContractKinds
{
    public static TermList<ContractKind> Terms { get; } = new(
        "合同类型",
        (ContractKind.Appointment, ["聘用合同"]),
        (ContractKind.Labour, ["劳动合同"]),
        (ContractKind.Dispatch, ["劳务派遣合同", "劳务派遣"]),
        (ContractKind.CivilService, ["聘任合同"]));

    /// <summary>As it is called in lists and sentences.</summary>
    public static string Named(Contract contract) => $"{Terms.Of(contract.Kind)}{contract.Number}";

    /// <summary>Who cannot serve without one: institution staff, civil servants on contract, and hired people.</summary>
    public static bool NeedsContract(this PersonnelIdentity identity) => identity.Group() != IdentityGroup.OrganWorker && Of(identity).Count > 0;

    /// <summary>What a person of this identity signs; nothing where people are appointed.</summary>
    public static IReadOnlyList<ContractKind> Of(PersonnelIdentity identity) => identity switch
    {
        PersonnelIdentity.ContractCivilServant => [ContractKind.CivilService],
        PersonnelIdentity.Dispatched => [ContractKind.Dispatch],
        _ => identity.Group() switch
        {
            IdentityGroup.Institution => [ContractKind.Appointment],
            IdentityGroup.OrganWorker or IdentityGroup.Hired => [ContractKind.Labour],
            _ => [],
        },
    };

    /// <summary>Why a person of this identity cannot have such a contract; null when he can.</summary>
    public static string? Unfit(PersonnelIdentity identity, ContractKind kind)
    {
        var kinds = Of(identity);
        return kinds.Contains(kind) ? null
            : kinds.Count == 0 ? $"人员身份为{Vocabulary.Identities.Of(identity)}，是任命制，不签订合同。"
            : $"人员身份为{Vocabulary.Identities.Of(identity)}，应签订{string.Join('、', kinds.Select(Terms.Of))}。";
    }
}
