using Orchestrator.Contracts.People;
using Orchestrator.HumanResources.Rules;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.HumanResources.Retirement;

/// <summary>P-15 and P-16: who has reached the age does not move, who soon will is pointed out.</summary>
public static class RetirementRules
{
    private const string Cell = "birth";

    /// <summary>
    /// P-15: retired on the day of the notice. Senior women (county tier, senior title) may stay until the men's age
    /// by their own choice, so between the two ages it is a warning.
    /// </summary>
    public static IEnumerable<Finding> Retired(RowFacts row, Surroundings around)
    {
        var (due, notice) = (Due(row, around), around.Parameters.NoticeDate);
        if (due > notice)
        {
            yield break;
        }

        if (IsSeniorWoman(row) && RetirementDate.Of(row.BirthDate, RetirementGroup.Man, notice) > notice)
        {
            yield return row.Warn("P-15", Cell, $"{due:yyyy-MM-dd}已到女干部退休年龄；县处级女干部、高级职称女性可自愿延至{RetirementDate.Of(row.BirthDate, RetirementGroup.Man, notice):yyyy-MM-dd}，请附本人意愿。");
        }
        else
        {
            yield return row.Block("P-15", Cell, $"{due:yyyy-MM-dd}已到法定退休年龄，不晚于转隶通知日期{notice:yyyy-MM-dd}，应办理退休。");
        }
    }

    /// <summary>P-16: retires after the notice, at most the campaign's number of months later.</summary>
    public static IEnumerable<Finding> SoonRetired(RowFacts row, Surroundings around)
    {
        var (due, notice, months) = (Due(row, around), around.Parameters.NoticeDate, around.Parameters.NearRetirementMonths);
        if (due > notice && due <= notice.AddMonths(months))
        {
            yield return row.Warn("P-16", Cell, $"{due:yyyy-MM-dd}到法定退休年龄，在转隶通知日期{notice:yyyy-MM-dd}之后{months}个月以内。");
        }
    }

    private static DateOnly Due(RowFacts row, Surroundings around) =>
        RetirementDate.Of(row.BirthDate, GroupOf(row), around.Parameters.NoticeDate);

    private static RetirementGroup GroupOf(RowFacts row) => row switch
    {
        { Gender: Gender.Male } => RetirementGroup.Man,
        { IsWorker: { } worker } => worker ? RetirementGroup.WomanWorker : RetirementGroup.WomanCadre,
        { Standing.Identity: PersonnelIdentity.OrganWorker or PersonnelIdentity.InstitutionWorker } => RetirementGroup.WomanWorker,
        _ => RetirementGroup.WomanCadre,
    };

    private static bool IsSeniorWoman(RowFacts row) =>
        row.Gender == Gender.Female && (row.HasSeniorTitle || row.Standing.Position.Tier >= LeadershipTier.CountyDeputy);
}
