using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts.Terms;
using Orchestrator.Finance.Budget;
using Orchestrator.Finance.Payroll;
using Orchestrator.Runtime;

namespace Orchestrator.Finance.Opening;

/// <param name="Monthly">In 分.</param>
public sealed record OpeningPerson(string PersonKey, string UnitId, FundingForm Funding, long Monthly, Month FirstMonth);

/// <param name="Approved">In 分, like <paramref name="Spent"/>.</param>
public sealed record OpeningLine(string UnitId, int Year, long Approved, long Spent = 0);

/// <param name="At">Index in the lines or in the people.</param>
public sealed record OpeningProblem(bool OfLine, int At, string Message);

/// <summary>期初建账: what 财政 knows before the first transfer.</summary>
public static class FinanceOpening
{
    /// <summary>What does not fit, by itself or with what is known.</summary>
    public static async Task<IReadOnlyList<OpeningProblem>> Judge(IReadOnlyList<OpeningLine> lines, IReadOnlyList<OpeningPerson> people, FinanceDb db, CancellationToken ct)
    {
        string[] units = [.. lines.Select(line => line.UnitId).Distinct()];
        var open = (await db.Lines.Where(row => units.Contains(row.UnitId)).Select(row => new { row.UnitId, row.Year }).ToListAsync(ct)).Select(row => (row.UnitId, row.Year)).ToHashSet();
        string[] keys = [.. people.Select(person => person.PersonKey)];
        var paid = (await db.Payroll.Where(row => row.LastMonth == null && keys.Contains(row.PersonKey)).Select(row => row.PersonKey).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. lines.Select((line, at) => (line, at)).Where(pair => pair.line.Approved < 0 || pair.line.Spent < 0 || pair.line.Spent > pair.line.Approved)
                .Select(pair => new OpeningProblem(true, pair.at, $"{pair.line.UnitId}{pair.line.Year}年的已支数须在0至批复数之间。")),
            .. lines.Select((line, at) => (line, at)).Where(pair => !open.Add((pair.line.UnitId, pair.line.Year)))
                .Select(pair => new OpeningProblem(true, pair.at, $"单位“{pair.line.UnitId}”{pair.line.Year}年的人员经费已经建账。")),
            .. people.Select((person, at) => (person, at)).Where(pair => pair.person.Monthly <= 0 || !pair.person.Funding.IsSupplied())
                .Select(pair => new OpeningProblem(false, pair.at, "统发人员须由财政全额或差额供养，月标准须大于零。")),
            .. people.Select((person, at) => (person, at)).Where(pair => !paid.Add(pair.person.PersonKey))
                .Select(pair => new OpeningProblem(false, pair.at, "该人员已在财政统发名单中，同一时间只能由一个单位统发。")),
        ];
    }

    public static async Task<Outcome<Done>> Register(IReadOnlyList<OpeningLine> lines, IReadOnlyList<OpeningPerson> people, UnitOfWork work)
    {
        var db = work.Db<FinanceDb>();
        var problems = await Judge(lines, people, db, work.Cancellation);
        if (problems.Count > 0)
        {
            return Refusal.Invalid(
                "finance.opening", problems[0].Message, [.. problems.Select(problem => new FieldProblem($"{(problem.OfLine ? "lines" : "people")}[{problem.At}]", $"第{problem.At + 1}行：{problem.Message}"))]);
        }

        db.Lines.AddRange(lines.Select(line => new BudgetLine { UnitId = line.UnitId, Year = line.Year, Approved = line.Approved, Spent = line.Spent }));
        db.Payroll.AddRange(people.Select(person => new PaidPerson
        {
            Id = $"opening:{person.PersonKey}:{person.FirstMonth.Number}", PersonKey = person.PersonKey, UnitId = person.UnitId, Funding = person.Funding, Monthly = person.Monthly, FirstMonth = person.FirstMonth,
        }));
        return Done.Value;
    }
}
