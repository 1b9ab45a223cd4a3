using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts.People;
using Orchestrator.HumanResources.Register;
using Orchestrator.Runtime;

namespace Orchestrator.HumanResources.Opening;

/// <param name="At">Index in the people.</param>
public sealed record OpeningProblem(int At, string Message);

/// <summary>期初建账 of the real-name register.</summary>
public static class RegisterOpening
{
    /// <summary>What does not fit, by itself or with what is known.</summary>
    public static async Task<IReadOnlyList<OpeningProblem>> Judge(IReadOnlyList<PersonRow> people, HumanResourcesDb db, CancellationToken ct)
    {
        string[] keys = [.. people.Select(person => person.PersonKey)];
        var seen = (await db.People.Where(row => keys.Contains(row.PersonKey)).Select(row => row.PersonKey).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var problems = new List<OpeningProblem>();
        for (var at = 0; at < people.Count; at++)
        {
            if (!PersonKey.TryParse(people[at].PersonKey, out _) || IdentityNumber.TryParse(people[at].CitizenNumber, out _) != IdentityFaults.None)
            {
                problems.Add(new(at, "公民身份号码或人员标识有误。"));
            }
            else if (!seen.Add(people[at].PersonKey))
            {
                problems.Add(new(at, "该人员已在实名制台账中。"));
            }
        }

        return problems;
    }

    public static async Task<Outcome<Done>> Register(IReadOnlyList<PersonRow> people, UnitOfWork work)
    {
        var db = work.Db<HumanResourcesDb>();
        var problems = await Judge(people, db, work.Cancellation);
        if (problems.Count > 0)
        {
            return Refusal.Invalid("register.opening", problems[0].Message, [.. problems.Select(problem => new FieldProblem($"people[{problem.At}]", $"第{problem.At + 1}行：{problem.Message}"))]);
        }

        db.People.AddRange(people);
        return Done.Value;
    }
}
