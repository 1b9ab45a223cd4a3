using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Terms;

namespace Orchestrator.HumanResources.Relations;

public enum InsuranceKind
{
    /// <summary>机关事业单位养老保险.</summary>
    PublicPension,

    /// <summary>企业职工养老保险.</summary>
    EnterprisePension,

    /// <summary>职业年金.</summary>
    OccupationalAnnuity,

    /// <summary>医疗保险.</summary>
    Medical,

    /// <summary>失业保险.</summary>
    Unemployment,

    /// <summary>工伤保险.</summary>
    WorkInjury,

    /// <summary>住房公积金.</summary>
    HousingFund,
}

/// <summary>A person's insurance of one kind, and which unit pays for it (参保单位).</summary>
public sealed class Insurance
{
    public required string PersonKey { get; init; }

    public required InsuranceKind Kind { get; init; }

    public required DateOnly StartsOn { get; init; }

    public required string PayerId { get; set; }

    public required string PayerName { get; set; }

    /// <summary>First day of the first month for which this unit pays.</summary>
    public required DateOnly PaidFrom { get; set; }

    /// <summary>Last day; null while it goes on.</summary>
    public DateOnly? EndedOn { get; set; }

    public int Revision { get; set; }

    /// <summary>Inside one pooling area the relation stays and the paying unit changes (参保单位变更).</summary>
    public void PaidBy(KnownUnit unit, DateOnly from) => (PayerId, PayerName, PaidFrom, Revision) = (unit.Id, unit.Name, from, Revision + 1);
}

public static class InsuranceKinds
{
    public static TermList<InsuranceKind> Terms { get; } = new(
        "险种",
        (InsuranceKind.PublicPension, ["机关事业单位养老保险", "机关养老"]),
        (InsuranceKind.EnterprisePension, ["企业职工养老保险", "企业养老"]),
        (InsuranceKind.OccupationalAnnuity, ["职业年金"]),
        (InsuranceKind.Medical, ["医疗保险", "医保"]),
        (InsuranceKind.Unemployment, ["失业保险"]),
        (InsuranceKind.WorkInjury, ["工伤保险"]),
        (InsuranceKind.HousingFund, ["住房公积金", "公积金"]));

    /// <summary>A person has one pension relation.</summary>
    public static bool Excludes(this InsuranceKind kind, InsuranceKind other) => kind != other && IsPension(kind) && IsPension(other);

    private static bool IsPension(InsuranceKind kind) => kind is InsuranceKind.PublicPension or InsuranceKind.EnterprisePension;

    /// <summary>Contributions are monthly: whoever comes on the first day is paid for from then on, everybody else from the next month.</summary>
    public static DateOnly FirstMonth(DateOnly day) => day.Day == 1 ? day : new DateOnly(day.Year, day.Month, 1).AddMonths(1);
}
