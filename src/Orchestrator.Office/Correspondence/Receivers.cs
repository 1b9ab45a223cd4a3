using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

/// <summary>Whom people write to: persons who can sign in and work on cases. Who only administers the system sees no content, so nobody can write to him.</summary>
public sealed class Receivers(IColleagues? colleagues = null)
{
    private static readonly string[] Administrators = ["SA", "SE", "AU"];

    /// <summary>The persons of these ids, each once; refused when one of them cannot be written to.</summary>
    public async Task<(IReadOnlyList<Colleague> Persons, Refusal? Refusal)> Persons(IReadOnlyList<string>? ids, CancellationToken ct)
    {
        string[] wanted = [.. (ids ?? []).Where(id => !string.IsNullOrWhiteSpace(id)).Distinct()];
        if (wanted.Length == 0 || colleagues is null)
        {
            return ([], null);
        }

        var found = (await colleagues.Find(wanted, ct)).Where(Reads).ToDictionary(person => person.Id);
        var missing = wanted.Where(id => !found.ContainsKey(id)).ToArray();
        return missing.Length == 0
            ? ([.. wanted.Select(id => found[id])], null)
            : ([], Refusal.Invalid("person.unknown", "所选人员中有人已停用、不存在或是系统管理员，请重新选择。", [.. missing.Select(id => new FieldProblem("personIds", $"“{id}”不能接收。"))]));
    }

    /// <summary>The named persons and everybody who works in the units now, each once; of the units without the sender.</summary>
    public async Task<(IReadOnlyList<Colleague> Persons, Refusal? Refusal)> Of(IReadOnlyList<string>? personIds, IReadOnlyList<string>? unitIds, Actor sender, CancellationToken ct)
    {
        var (persons, refusal) = await Persons(personIds, ct);
        if (refusal is not null)
        {
            return ([], refusal);
        }

        var all = persons.ToList();
        foreach (var unitId in (unitIds ?? []).Distinct())
        {
            var people = colleagues is null ? [] : (await colleagues.OfUnit(unitId, ct)).Where(person => Reads(person) && person.Id != sender.Id).ToList();
            if (people.Count == 0)
            {
                return ([], Refusal.Invalid("unit.nobody", $"单位“{unitId}”没有可以接收的人员。", new FieldProblem("unitIds", $"单位“{unitId}”没有可以接收的人员。")));
            }

            all.AddRange(people);
        }

        return ([.. all.DistinctBy(person => person.Id)], null);
    }

    private static bool Reads(Colleague person) => person.Roles.Count > 0 && !person.Roles.Any(Administrators.Contains);
}
