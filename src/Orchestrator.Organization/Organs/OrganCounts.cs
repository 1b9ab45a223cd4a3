using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Organs;

/// <summary>Rules I that count.</summary>
public static class OrganCounts
{
    /// <summary>I-02: the internal organs of a level do not become more. Streets have a number of their own.</summary>
    public static IEnumerable<Finding> NotMore(OrganFacts facts)
    {
        foreach (var level in Enum.GetValues<AdministrativeLevel>())
        {
            var (before, after) = (Count(facts, facts.Before, level), Count(facts, facts.After, level));
            if (after > before)
            {
                yield return Finding.Block("I-02", $"after.{level}", $"{level.Label()}内设机构改革前{before}个，改革后{after}个，只减不增。");
            }
        }
    }

    /// <summary>I-02: a street has exactly so many internal organs and institutions.</summary>
    public static IEnumerable<Finding> Streets(OrganFacts facts, OrganParameters parameters)
    {
        foreach (var (index, street) in facts.Organs.Index().Where(item => item.Item.Type == OrganType.Street))
        {
            var organs = facts.After.Count(one => one.OrganId == street.Id);
            var institutions = facts.Organs.Count(one => one.ParentId == street.Id && one.Type == OrganType.Institution);
            if (organs != parameters.StreetInternalOrgans || institutions != parameters.StreetInstitutions)
            {
                yield return Finding.Block("I-02", $"organs[{index}]", $"{street.Name}有内设机构{organs}个、事业单位{institutions}个，应统一设置{parameters.StreetInternalOrgans}个内设机构、{parameters.StreetInstitutions}个事业单位。");
            }
        }
    }

    /// <summary>I-03: share of 综合管理类 in an organ.</summary>
    public static IEnumerable<Finding> GeneralShare(OrganFacts facts, OrganParameters parameters) =>
        from organ in facts.After.GroupBy(one => one.OrganId)
        let general = organ.Count(one => one.Kind == InternalOrganKind.General)
        where general > 1 && 100 * general > parameters.GeneralSharePercent * organ.Count()
        select Finding.Warn("I-03", $"after.{organ.Key}", $"{facts.Name(organ.Key)}内设机构{organ.Count()}个，其中综合管理类{general}个，超过{parameters.GeneralSharePercent}%。");

    /// <summary>I-03: a merged organ has one set of general internal organs, each function once.</summary>
    public static IEnumerable<Finding> MergedHaveOneSet(OrganFacts facts) =>
        from change in facts.Changes
        where change.Kind == OrganChangeKind.Merge
        from function in facts.After.Where(one => one.OrganId == change.OrganId && one is { Kind: InternalOrganKind.General, Function: not null }).GroupBy(one => one.Function)
        where function.Count() > 1
        select Finding.Warn("I-03", $"after.{change.OrganId}", $"{facts.Name(change.OrganId)}合并后“{function.Key}”类内设机构有{function.Count()}个（{string.Join("、", function.Select(one => one.Name))}），应合并为一套。");

    /// <summary>I-05.</summary>
    public static IEnumerable<Finding> WithinCap(OrganFacts facts, OrganParameters parameters) =>
        from cap in parameters.AgencyCaps
        let count = facts.Organs.Count(organ => organ.Level == cap.Key && organ is { Status: OrganStatus.Active or OrganStatus.Planned, Type: OrganType.PartyOrgan or OrganType.GovernmentDepartment })
        where count > cap.Value
        select Finding.Block("I-05", $"organs.{cap.Key}", $"{cap.Key.Label()}党政机构{count}个，超过机构限额{cap.Value}个。");

    private static int Count(OrganFacts facts, IReadOnlyList<InternalOrgan> list, AdministrativeLevel level) =>
        list.Count(one => facts.Organ(one.OrganId) is { } organ && organ.Level == level && organ.Type != OrganType.Street);
}
