using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.Finance.Payroll;
using Orchestrator.Runtime;
using Orchestrator.Spreadsheets;
using Orchestrator.Spreadsheets.Intake;

namespace Orchestrator.Finance.Opening;

/// <summary>The two sheets, with the row of each entry.</summary>
internal sealed record FinanceBook(IReadOnlyList<OpeningLine> Lines, IReadOnlyList<int> LineRows, IReadOnlyList<OpeningPerson> People, IReadOnlyList<int> PeopleRows);

/// <summary>期初建账 of 财政: budgets of units and who is paid through which.</summary>
internal sealed class FinanceIntake(FinanceDb db, PersonKeySecret secret) : IWorkbookIntake<FinanceBook>
{
    private const string Budgets = "人员经费";
    private const string Payroll = "统发人员";

    private static readonly IReadOnlyDictionary<string, FundingForm> Supplied = QuotaTypes.AccountFundings.Where(pair => pair.Value.IsSupplied()).ToDictionary(StringComparer.Ordinal);

    public string Title => "财政台账期初建账";

    public IReadOnlyList<TableForm> Forms { get; } =
    [
        new(Budgets,
        [
            new("单位编码", "与系统“单位”页的编码一致"), new("年度", "四位年份"),
            new("批复数", "全年人员经费批复数，以元为单位"), new("已支数", "到建账时已经支出的，以元为单位；没有则填 0"),
        ]),
        new(Payroll,
        [
            new("公民身份号码", "18位，单元格设为文本格式；本系统只据此计算人员标识，不保存号码"), new("单位编码", "统发单位"),
            new("经费形式", string.Join('、', Supplied.Keys)), new("月标准", "每月人员经费，以元为单位"), new("起始月", "由该单位统发的第一个月，如 2020-01"),
        ]),
    ];

    public FinanceBook Read(IReadOnlyList<CellSheet> workbook, List<TableProblem> problems)
    {
        var (lines, lineRows, people, peopleRows) = (new List<OpeningLine>(), new List<int>(), new List<OpeningPerson>(), new List<int>());
        foreach (var row in workbook.Count == 0 ? [] : Forms[0].Rows(workbook, problems))
        {
            var (unit, year, approved, spent) = (row.Text("单位编码"), row.Whole("年度", 2000, 2199), row.Money("批复数"), row.Money("已支数"));
            if (row.Sound)
            {
                lines.Add(new(unit, year!.Value, approved!.Value, spent!.Value));
                lineRows.Add(row.Number);
            }
        }

        foreach (var row in workbook.Count == 0 ? [] : Forms[1].Rows(workbook, problems))
        {
            var (number, unit, funding, monthly, month) = (row.Citizen("公民身份号码"), row.Text("单位编码"), row.Term("经费形式", Supplied), row.Money("月标准"), row.Month("起始月"));
            if (row.Sound)
            {
                people.Add(new($"{PersonKey.Of(number!, secret)}", unit, funding!.Value, monthly!.Value, Month.Of(month!.Value)));
                peopleRows.Add(row.Number);
            }
        }

        return new(lines, lineRows, people, peopleRows);
    }

    public async Task Judge(FinanceBook content, List<TableProblem> problems, CancellationToken ct) =>
        problems.AddRange((await FinanceOpening.Judge(content.Lines, content.People, db, ct)).Select(problem =>
            new TableProblem(problem.OfLine ? Budgets : Payroll, (problem.OfLine ? content.LineRows : content.PeopleRows)[problem.At], null, problem.Message)));

    public IReadOnlyList<IntakeTotal> Totals(FinanceBook content) =>
    [
        new("单位", $"{content.Lines.Select(line => line.UnitId).Distinct().Count()}个"), new("批复数", Yuan(content.Lines.Sum(line => line.Approved))), new("已支数", Yuan(content.Lines.Sum(line => line.Spent))),
        new("统发人员", $"{content.People.Count}人"), new("每月人员经费", Yuan(content.People.Sum(person => person.Monthly))),
    ];

    public Task<Outcome<Done>> Enter(FinanceBook content, UnitOfWork work) => FinanceOpening.Register(content.Lines, content.People, work);

    private static string Yuan(long fen) => $"{fen / 100m:N2}元";
}
