using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts.Terms;
using Orchestrator.Finance.Budget;
using Orchestrator.Finance.Payroll;
using Orchestrator.Runtime;

namespace Orchestrator.Finance;

/// <param name="Monthly">In 分.</param>
public sealed record OpeningPerson(string PersonKey, string UnitId, FundingForm Funding, long Monthly, Month FirstMonth);

/// <param name="Approved">In 分, like <paramref name="Spent"/>.</param>
public sealed record OpeningLine(string UnitId, int Year, long Approved, long Spent = 0);

/// <summary>期初建账: what 财政 knows before the first transfer.</summary>
public static class FinanceOpening
{
    public static async Task<Outcome<Done>> Register(IReadOnlyList<OpeningLine> lines, IReadOnlyList<OpeningPerson> people, UnitOfWork work)
    {
        var db = work.Db<FinanceDb>();
        List<FieldProblem> problems =
        [
            .. lines.Select((line, at) => (line, at)).Where(pair => pair.line.Approved < 0 || pair.line.Spent < 0 || pair.line.Spent > pair.line.Approved)
                .Select(pair => new FieldProblem($"lines[{pair.at}]", $"第{pair.at + 1}行：{pair.line.UnitId}{pair.line.Year}年的已支数须在0至批复数之间。")),
            .. people.Select((person, at) => (person, at)).Where(pair => pair.person.Monthly <= 0 || !pair.person.Funding.IsSupplied())
                .Select(pair => new FieldProblem($"people[{pair.at}]", $"第{pair.at + 1}行：统发人员须由财政全额或差额供养，月标准须大于零。")),
        ];
        string[] keys = [.. people.Select(person => person.PersonKey)];
        var known = await db.Payroll.Where(row => row.LastMonth == null && keys.Contains(row.PersonKey)).Select(row => row.PersonKey).ToListAsync(work.Cancellation);
        var seen = known.ToHashSet(StringComparer.Ordinal);
        problems.AddRange(people.Select((person, at) => (person, at)).Where(pair => !seen.Add(pair.person.PersonKey))
            .Select(pair => new FieldProblem($"people[{pair.at}]", $"第{pair.at + 1}行：该人员已在财政统发名单中，同一时间只能由一个单位统发。")));
        if (problems.Count > 0)
        {
            return Refusal.Invalid("finance.opening", problems[0].Message, problems);
        }

        db.Lines.AddRange(lines.Select(line => new BudgetLine { UnitId = line.UnitId, Year = line.Year, Approved = line.Approved, Spent = line.Spent }));
        db.Payroll.AddRange(people.Select(person => new PaidPerson
        {
            Id = $"opening:{person.PersonKey}:{person.FirstMonth.Number}", PersonKey = person.PersonKey, UnitId = person.UnitId, Funding = person.Funding, Monthly = person.Monthly, FirstMonth = person.FirstMonth,
        }));
        return Done.Value;
    }
}
