using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts.People;
using Orchestrator.Runtime;

namespace Orchestrator.HumanResources.Register;

/// <summary>期初建账 of the real-name register.</summary>
public static class RegisterOpening
{
    public static async Task<Outcome<Done>> Register(IReadOnlyList<PersonRow> people, UnitOfWork work)
    {
        var db = work.Db<HumanResourcesDb>();
        string[] keys = [.. people.Select(person => person.PersonKey)];
        var seen = (await db.People.Where(row => keys.Contains(row.PersonKey)).Select(row => row.PersonKey).ToListAsync(work.Cancellation)).ToHashSet(StringComparer.Ordinal);
        var problems = new List<FieldProblem>();
        for (var at = 0; at < people.Count; at++)
        {
            if (!PersonKey.TryParse(people[at].PersonKey, out _) || IdentityNumber.TryParse(people[at].CitizenNumber, out _) != IdentityFaults.None)
            {
                problems.Add(new($"people[{at}]", $"第{at + 1}行：公民身份号码或人员标识有误。"));
            }
            else if (!seen.Add(people[at].PersonKey))
            {
                problems.Add(new($"people[{at}]", $"第{at + 1}行：该人员已在实名制台账中。"));
            }
        }

        if (problems.Count > 0)
        {
            return Refusal.Invalid("register.opening", problems[0].Message, problems);
        }

        db.People.AddRange(people);
        return Done.Value;
    }
}
