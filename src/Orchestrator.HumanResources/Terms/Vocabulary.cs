using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;

namespace Orchestrator.HumanResources.Terms;

/// <summary>The field's Chinese terms, in one place.</summary>
public static class Vocabulary
{
    public static TermList<Gender> Genders { get; } = new("性别", (Gender.Male, ["男"]), (Gender.Female, ["女"]));

    public static TermList<QuotaType> QuotaTypes { get; } = new(
        "编制类型",
        (QuotaType.Administrative, ["行政编制"]),
        (QuotaType.PoliticalAndLegal, ["政法专项编制", "政法专项"]),
        (QuotaType.Enforcement, ["行政执法专项编制"]),
        (QuotaType.CivilServiceInstitution, ["参公事业编制"]),
        (QuotaType.FullyFunded, ["全额拨款事业编制"]),
        (QuotaType.PartlyFunded, ["差额补贴事业编制"]),
        (QuotaType.SelfFunded, ["自收自支事业编制", "经费自理事业编制"]),
        (QuotaType.Support, ["机关工勤编制", "后勤服务编制", "工勤编制"]),
        (QuotaType.None, ["无编制", "无编制(聘用)"]));

    public static TermList<FundingForm> FundingForms { get; } = new(
        "经费形式",
        (FundingForm.Full, ["全额拨款"]),
        (FundingForm.Partial, ["差额补贴"]),
        (FundingForm.Own, ["经费自理", "自收自支"]),
        (FundingForm.Enterprise, ["企业化管理"]),
        (FundingForm.Unassigned, ["未定编到人"]));

    public static TermList<PersonnelIdentity> Identities { get; } = new(
        "人员身份",
        (PersonnelIdentity.CivilServant, ["公务员"]),
        (PersonnelIdentity.ElectedCivilServant, ["选任制公务员", "公务员(选任)"]),
        (PersonnelIdentity.AppointedCivilServant, ["委任制公务员", "公务员(委任)"]),
        (PersonnelIdentity.ContractCivilServant, ["聘任制公务员", "公务员(聘任)"]),
        (PersonnelIdentity.UnderCivilServiceLaw, ["参照公务员法管理人员", "参公人员"]),
        (PersonnelIdentity.InstitutionManager, ["事业管理人员"]),
        (PersonnelIdentity.InstitutionSpecialist, ["事业专业技术人员"]),
        (PersonnelIdentity.InstitutionWorker, ["事业工勤技能人员"]),
        (PersonnelIdentity.OrganWorker, ["机关工勤人员"]),
        (PersonnelIdentity.Hired, ["编外聘用人员", "聘用人员", "聘用"]),
        (PersonnelIdentity.LabourContract, ["劳动合同制"]),
        (PersonnelIdentity.Dispatched, ["劳务派遣"]),
        (PersonnelIdentity.PurchasedService, ["政府购买服务岗位"]),
        (PersonnelIdentity.PaidByTask, ["以钱养事"]),
        (PersonnelIdentity.PublicBenefitPost, ["公益性岗位"]));

    public static TermList<LeadershipTier> Tiers { get; } = new(
        "领导职务层次",
        (LeadershipTier.TownshipDeputy, ["乡科级副职"]),
        (LeadershipTier.TownshipHead, ["乡科级正职"]),
        (LeadershipTier.CountyDeputy, ["县处级副职"]),
        (LeadershipTier.CountyHead, ["县处级正职"]));

    public static TermList<Rank> Ranks { get; } = new(
        "职级",
        (Rank.Inspector1, ["一级巡视员"]),
        (Rank.Inspector2, ["二级巡视员"]),
        (Rank.Researcher1, ["一级调研员"]),
        (Rank.Researcher2, ["二级调研员"]),
        (Rank.Researcher3, ["三级调研员"]),
        (Rank.Researcher4, ["四级调研员"]),
        (Rank.PrincipalClerk1, ["一级主任科员"]),
        (Rank.PrincipalClerk2, ["二级主任科员"]),
        (Rank.PrincipalClerk3, ["三级主任科员"]),
        (Rank.PrincipalClerk4, ["四级主任科员"]),
        (Rank.Clerk1, ["一级科员"]),
        (Rank.Clerk2, ["二级科员"]));

    public static TermList<SpecialCircumstance> Circumstances { get; } = new(
        "特殊情形",
        (SpecialCircumstance.Seconded, ["借调"]),
        (SpecialCircumstance.TemporaryPosting, ["挂职"]),
        (SpecialCircumstance.SickLeave, ["病休"]),
        (SpecialCircumstance.Nursing, ["哺乳期"]),
        (SpecialCircumstance.UnderInvestigation, ["立案"]),
        (SpecialCircumstance.UnderSanction, ["处分"]),
        (SpecialCircumstance.Probation, ["试用", "试用期"]),
        (SpecialCircumstance.ServicePeriod, ["服务期"]),
        (SpecialCircumstance.ContractPeriod, ["合同期"]));
}
