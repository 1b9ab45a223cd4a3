using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

/// <summary>Who signs for a unit, and what people are called.</summary>
public sealed class Signatories(IColleagues? colleagues = null, IAddressBook? addresses = null)
{
    private static readonly string[] Heads = ["BM-FZ", "BB-ZR"];

    public static IReadOnlyList<string> HeadRoles => Heads;

    /// <summary>The role by which the head of a unit is found; null when anybody of the unit may sign.</summary>
    public async Task<string?> RoleOf(string unitId, CancellationToken ct) =>
        colleagues is null ? Heads[0] : HeadRole(await colleagues.OfUnit(unitId, ct), null);

    /// <summary>As <see cref="RoleOf"/>, of others than a person who may not decide himself.</summary>
    public async Task<string?> RoleBeside(string unitId, string personId, CancellationToken ct) =>
        colleagues is null ? Heads[0] : HeadRole(await colleagues.OfUnit(unitId, ct), personId);

    /// <summary>The heads of a unit who can sign in.</summary>
    public async Task<IReadOnlyList<Colleague>> HeadsOf(string unitId, CancellationToken ct) =>
        colleagues is null ? [] : [.. (await colleagues.OfUnit(unitId, ct)).Where(one => Heads.Any(one.Roles.Contains))];

    private async Task<bool> IsStaffed(string unitId, CancellationToken ct) => colleagues is null || (await colleagues.OfUnit(unitId, ct)).Count > 0;

    /// <summary>The units of a plan that have nobody who could sign.</summary>
    public async Task<IReadOnlyList<Finding>> Unstaffed(MatterPlan plan, IReadOnlyDictionary<string, string> names, string prefix, CancellationToken ct)
    {
        var found = new List<Finding>();
        for (var row = 0; row < (plan.Reviewers?.Count ?? 0); row++)
        {
            if (names.TryGetValue(plan.Reviewers![row].UnitId ?? "", out var name) && !await IsStaffed(plan.Reviewers[row].UnitId, ct))
            {
                found.Add(Finding.Block("M-03", $"{prefix}reviewers[{row}].unitId", $"第{row + 1}行：“{name}”现在没有可以办理的人员。"));
            }
        }

        return found;
    }

    public async Task<Colleague?> Find(string unitId, string personId, CancellationToken ct) =>
        colleagues is null ? null : (await colleagues.OfUnit(unitId, ct)).FirstOrDefault(one => one.Id == personId);

    /// <summary>What a task is offered to, in words: names of persons, else the unit, else the role.</summary>
    public async Task<string> NameOf(IReadOnlyList<string> persons, string? unitId, string? role, OfficeDb db, CancellationToken ct)
    {
        if (persons.Count == 0)
        {
            return unitId is null ? role ?? "" : (await db.Units.FindAsync([unitId], ct))?.Name ?? unitId;
        }

        var names = new List<string>();
        foreach (var person in persons)
        {
            names.Add((addresses is null ? null : await addresses.Find(person, ct))?.Name ?? person);
        }

        return string.Join("、", names);
    }

    private static string? HeadRole(IReadOnlyList<Colleague> people, string? beside) =>
        Array.Find(Heads, role => people.Any(one => one.Id != beside && one.Roles.Contains(role)));
}
