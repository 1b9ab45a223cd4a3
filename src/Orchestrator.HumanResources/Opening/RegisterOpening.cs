using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts.People;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Relations;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Sagas;

namespace Orchestrator.HumanResources.Opening;

public enum OpeningPart
{
    Person,
    Contract,
    Insurance,
}

/// <param name="At">Index in the part.</param>
public sealed record OpeningProblem(OpeningPart Part, int At, string Message);

/// <summary>期初建账 of the real-name register, with contracts and insurances.</summary>
public static class RegisterOpening
{
    private const string Held = "该人员的人事关系已由转隶冻结，须待其执行或者释放。";

    /// <summary>What does not fit, by itself or with what is known.</summary>
    public static async Task<IReadOnlyList<OpeningProblem>> Judge(IReadOnlyList<PersonRow> people, OpeningRelations relations, HumanResourcesDb db, CancellationToken ct)
    {
        string[] keys = [.. people.Select(person => person.PersonKey).Concat(relations.Contracts.Select(one => one.PersonKey)).Concat(relations.Insurances.Select(one => one.PersonKey)).Distinct()];
        var known = await db.People.Where(row => keys.Contains(row.PersonKey)).ToDictionaryAsync(row => row.PersonKey, row => row.Identity, ct);
        var held = (await db.Locks.Where(row => row.State == HoldState.Held && keys.Contains(row.PersonKey)).Select(row => row.PersonKey).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var problems = new List<OpeningProblem>();
        for (var at = 0; at < people.Count; at++)
        {
            if (!PersonKey.TryParse(people[at].PersonKey, out _) || IdentityNumber.TryParse(people[at].CitizenNumber, out _) != IdentityFaults.None)
            {
                problems.Add(new(OpeningPart.Person, at, "公民身份号码或人员标识有误。"));
            }
            else if (!known.TryAdd(people[at].PersonKey, people[at].Identity))
            {
                problems.Add(new(OpeningPart.Person, at, "该人员已在实名制台账中。"));
            }
        }

        await Judge(relations.Contracts, known, held, keys, db, problems, ct);
        await Judge(relations.Insurances, known, held, keys, db, problems, ct);
        return problems;
    }

    public static async Task<Outcome<Done>> Register(IReadOnlyList<PersonRow> people, OpeningRelations relations, UnitOfWork work)
    {
        var db = work.Db<HumanResourcesDb>();
        var problems = await Judge(people, relations, db, work.Cancellation);
        if (problems.Count > 0)
        {
            return Refusal.Invalid("register.opening", problems[0].Message, [.. problems.Select(problem => new FieldProblem($"{problem.Part}[{problem.At}]", $"第{problem.At + 1}行：{problem.Message}"))]);
        }

        string[] others = [.. relations.Contracts.Select(one => one.PersonKey).Concat(relations.Insurances.Select(one => one.PersonKey)).Except(people.Select(person => person.PersonKey))];
        var before = await db.People.Where(row => others.Contains(row.PersonKey)).ToListAsync(work.Cancellation);
        var units = people.Concat(before).ToDictionary(row => row.PersonKey, row => new KnownUnit(row.UnitId, row.UnitName));

        // A transfer that takes somebody along at this moment is found out at the commit.
        before.ForEach(row => row.Revision++);
        db.People.AddRange(people);
        db.Contracts.AddRange(relations.Contracts.Select(one => new Contract
        {
            Number = one.Number, PersonKey = one.PersonKey, Kind = one.Kind, UnitId = units[one.PersonKey].Id, UnitName = units[one.PersonKey].Name, StartsOn = one.StartsOn, EndsOn = one.EndsOn,
        }));
        db.Insurances.AddRange(relations.Insurances.Select(one => (one, Payer: one.Payer ?? units[one.PersonKey])).Select(pair => new Insurance
        {
            PersonKey = pair.one.PersonKey, Kind = pair.one.Kind, StartsOn = pair.one.From, PayerId = pair.Payer.Id, PayerName = pair.Payer.Name, PaidFrom = pair.one.From,
        }));
        return Done.Value;
    }

    private static async Task Judge(IReadOnlyList<OpeningContract> contracts, Dictionary<string, PersonnelIdentity> known, HashSet<string> held, string[] keys, HumanResourcesDb db, List<OpeningProblem> problems, CancellationToken ct)
    {
        if (contracts.Count == 0)
        {
            return;
        }

        string[] written = [.. contracts.Select(one => one.Number).Distinct()];
        var numbers = (await db.Contracts.Where(row => written.Contains(row.Number)).Select(row => row.Number).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var running = (await db.Contracts.Where(row => row.EndedOn == null && keys.Contains(row.PersonKey)).Select(row => row.PersonKey).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        for (var at = 0; at < contracts.Count; at++)
        {
            if (!known.TryGetValue(contracts[at].PersonKey, out var identity))
            {
                problems.Add(new(OpeningPart.Contract, at, "该人员不在实名制台账中。"));
            }
            else if (held.Contains(contracts[at].PersonKey))
            {
                problems.Add(new(OpeningPart.Contract, at, Held));
            }
            else if (ContractKinds.Unfit(identity, contracts[at].Kind) is { } unfit)
            {
                problems.Add(new(OpeningPart.Contract, at, unfit));
            }
            else if (!numbers.Add(contracts[at].Number))
            {
                problems.Add(new(OpeningPart.Contract, at, $"合同编号“{contracts[at].Number}”重复。"));
            }
            else if (!running.Add(contracts[at].PersonKey))
            {
                problems.Add(new(OpeningPart.Contract, at, "该人员已有在履行的合同。"));
            }
        }
    }

    private static async Task Judge(IReadOnlyList<OpeningInsurance> insurances, Dictionary<string, PersonnelIdentity> known, HashSet<string> held, string[] keys, HumanResourcesDb db, List<OpeningProblem> problems, CancellationToken ct)
    {
        if (insurances.Count == 0)
        {
            return;
        }

        var before = await db.Insurances.Where(row => keys.Contains(row.PersonKey)).Select(row => new { row.PersonKey, row.Kind, row.EndedOn }).ToListAsync(ct);
        var open = before.Where(row => row.EndedOn is null).Select(row => (row.PersonKey, row.Kind)).ToHashSet();
        var ended = before.Where(row => row.EndedOn is not null).GroupBy(row => (row.PersonKey, row.Kind)).ToDictionary(group => group.Key, group => group.Max(row => row.EndedOn!.Value));
        for (var at = 0; at < insurances.Count; at++)
        {
            var (person, kind, from, _) = insurances[at];
            if (!known.ContainsKey(person))
            {
                problems.Add(new(OpeningPart.Insurance, at, "该人员不在实名制台账中。"));
            }
            else if (held.Contains(person))
            {
                problems.Add(new(OpeningPart.Insurance, at, Held));
            }
            else if (!open.Add((person, kind)))
            {
                problems.Add(new(OpeningPart.Insurance, at, $"该人员已参加{InsuranceKinds.Terms.Of(kind)}。"));
            }
            else if (Enum.GetValues<InsuranceKind>().Any(other => kind.Excludes(other) && open.Contains((person, other))))
            {
                problems.Add(new(OpeningPart.Insurance, at, "一人只有一个养老保险关系，机关事业单位养老保险和企业职工养老保险不能并存。"));
            }
            else if (ended.TryGetValue((person, kind), out var last) && from <= last)
            {
                problems.Add(new(OpeningPart.Insurance, at, $"该人员的{InsuranceKinds.Terms.Of(kind)}缴至{last:yyyy-MM-dd}，参保起始月应在其后。"));
            }
        }
    }
}
