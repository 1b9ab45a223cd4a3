namespace Orchestrator.Contracts.Terms;

/// <summary>编制类型. The total of <see cref="Administrative"/> is approved centrally only.</summary>
public enum QuotaType
{
    Administrative,
    PoliticalAndLegal,
    Enforcement,

    /// <summary>参公事业编制.</summary>
    CivilServiceInstitution,

    FullyFunded,
    PartlyFunded,
    SelfFunded,

    /// <summary>机关工勤编制.</summary>
    Support,

    /// <summary>无编制（聘用）: never in an account.</summary>
    None,
}

public static class QuotaTypes
{
    public static string Label(this QuotaType type) => type switch
    {
        QuotaType.Administrative => "行政编制",
        QuotaType.PoliticalAndLegal => "政法专项编制",
        QuotaType.Enforcement => "行政执法专项编制",
        QuotaType.CivilServiceInstitution => "参公事业编制",
        QuotaType.FullyFunded => "全额拨款事业编制",
        QuotaType.PartlyFunded => "差额补贴事业编制",
        QuotaType.SelfFunded => "自收自支事业编制",
        QuotaType.Support => "机关工勤编制",
        _ => "无编制",
    };

    public static string Label(this FundingForm form) => form switch
    {
        FundingForm.Full => "全额拨款",
        FundingForm.Partial => "差额补贴",
        FundingForm.Own => "经费自理",
        FundingForm.Enterprise => "企业化管理",
        _ => "未定编到人",
    };

    /// <summary>Kinds of quota that an account may have, by what people write.</summary>
    public static IReadOnlyDictionary<string, QuotaType> AccountTypes { get; } = Enum.GetValues<QuotaType>().Where(type => type != QuotaType.None).ToDictionary(Label, StringComparer.Ordinal);

    /// <summary>Forms of funding that an account may have, by what people write.</summary>
    public static IReadOnlyDictionary<string, FundingForm> AccountFundings { get; } = Enum.GetValues<FundingForm>().Where(form => form != FundingForm.Unassigned).ToDictionary(Label, StringComparer.Ordinal);

    /// <summary>Paid by the treasury, wholly or in part .</summary>
    public static bool IsSupplied(this FundingForm form) => form is FundingForm.Full or FundingForm.Partial;

    /// <summary>行政编制 and its special kinds are funded in full; the three plain 事业编制 name their funding; 参公 and 工勤 leave a choice.</summary>
    public static bool MayBeFundedBy(this QuotaType type, FundingForm form) => type switch
    {
        QuotaType.None => false,
        QuotaType.PartlyFunded => form == FundingForm.Partial,
        QuotaType.SelfFunded => form is FundingForm.Own or FundingForm.Enterprise,
        QuotaType.CivilServiceInstitution => form.IsSupplied(),
        QuotaType.Support => form is not (FundingForm.Enterprise or FundingForm.Unassigned),
        _ => form == FundingForm.Full,
    };
}
