using Orchestrator.Contracts.People;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Relations;
using Orchestrator.Spreadsheets;
using Orchestrator.Spreadsheets.Intake;

namespace Orchestrator.HumanResources.Opening;

/// <param name="EndsOn">Last day; null for 无固定期限.</param>
public sealed record OpeningContract(string PersonKey, ContractKind Kind, string Number, DateOnly StartsOn, DateOnly? EndsOn);

/// <param name="From">First day of the first month.</param>
/// <param name="Payer">Null where the person's own unit pays.</param>
public sealed record OpeningInsurance(string PersonKey, InsuranceKind Kind, DateOnly From, KnownUnit? Payer);

/// <summary>Contracts that run and insurances that go on when the book is opened.</summary>
public sealed record OpeningRelations(IReadOnlyList<OpeningContract> Contracts, IReadOnlyList<OpeningInsurance> Insurances);

/// <summary>The two sheets of relations; a workbook may be without them, and may hold them alone for people who are known already.</summary>
internal static class RelationSheets
{
    public static TableForm Contracts { get; } = new("聘用合同",
    [
        new("公民身份号码", "已在实名制台账或“实名制人员”表中的人员"), new("合同类型", string.Join('、', ContractKinds.Terms.Written)), new("合同编号", "不得重复"), new("起始日期", "如 2018-07-01"),
        new("终止日期", "无固定期限的不填", Required: false),
    ], Optional: true);

    public static TableForm Insurances { get; } = new("社会保险",
    [
        new("公民身份号码", "已在实名制台账或“实名制人员”表中的人员，每个险种一行"), new("险种", string.Join('、', InsuranceKinds.Terms.Written)), new("参保起始月", "现参保单位缴费的第一个月，如 2018-07"),
        new("参保单位编码", "所在单位参保的不填", Required: false), new("参保单位名称", "填了编码的须填", Required: false),
    ], Optional: true);

    public static OpeningContract? Contract(TableRow row, PersonKeySecret secret)
    {
        var (person, kind, number) = (row.Citizen("公民身份号码"), row.Term("合同类型", ContractKinds.Terms.Spellings), row.Text("合同编号"));
        var (starts, ends) = (row.Day("起始日期"), row.Day("终止日期"));
        if (number.Length > 0 && !ContractNumber.IsWellFormed(number))
        {
            row.Wrong("合同编号", ContractNumber.Shape);
        }

        if (ends <= starts)
        {
            row.Wrong("终止日期", "终止日期应晚于起始日期。");
        }

        return row.Sound ? new($"{PersonKey.Of(person!, secret)}", kind!.Value, number, starts!.Value, ends) : null;
    }

    public static OpeningInsurance? Insurance(TableRow row, PersonKeySecret secret)
    {
        var (person, kind, from) = (row.Citizen("公民身份号码"), row.Term("险种", InsuranceKinds.Terms.Spellings), row.Month("参保起始月"));
        var (unit, name) = (row.Text("参保单位编码"), row.Text("参保单位名称"));
        if (unit.Length > 0 != name.Length > 0)
        {
            row.Wrong(unit.Length > 0 ? "参保单位名称" : "参保单位编码", "参保单位的编码和名称须一并填写。");
        }

        return row.Sound ? new($"{PersonKey.Of(person!, secret)}", kind!.Value, from!.Value, unit.Length > 0 ? new(unit, name) : null) : null;
    }
}
