using Orchestrator.Organization.Organs;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Duties;

/// <summary>That every duty is somewhere, and where it may be.</summary>
public static class DutyCoverageRules
{
    /// <summary>D-06: each duty of the inventory has one fate, with a destination where the fate asks for one. Blocks at the meeting, warns before.</summary>
    public static IEnumerable<Finding> NothingLost(DutyFacts facts)
    {
        var severity = facts.IsAtMeeting ? Severity.Block : Severity.Warn;
        foreach (var (id, text) in facts.Inventory)
        {
            DutyDestiny[] fates = [.. facts.Destinies.Where(destiny => destiny.DutyId == id)];
            if (fates.Length != 1)
            {
                yield return new("D-06", severity, $"inventory.{id}", fates.Length == 0 ? $"改革前职责“{text}”没有去向。" : $"改革前职责“{text}”有{fates.Length}个去向，只能有一个。");
            }
        }

        foreach (var (index, destiny) in facts.Destinies.Index())
        {
            if (!facts.Inventory.TryGetValue(destiny.DutyId, out var text))
            {
                yield return new("D-06", severity, $"destinies[{index}].dutyId", $"去向表中的职责“{destiny.DutyId}”不在改革前职责清单中。");
            }
            else if (destiny.Fate is DutyFate.Transfer or DutyFate.Delegate && destiny.ToOrganId is null)
            {
                yield return new("D-06", severity, $"destinies[{index}].toOrganId", $"职责“{text}”{(destiny.Fate == DutyFate.Transfer ? "划转" : "下放")}，没有写明接收单位。");
            }
            else if (destiny.Fate == DutyFate.Merge && (destiny.IntoDutyId is not { } into || into == destiny.DutyId || !(facts.Inventory.ContainsKey(into) || facts.Duties.Any(duty => duty.Id == into))))
            {
                yield return new("D-06", severity, $"destinies[{index}].intoDutyId", $"职责“{text}”合并，没有写明并入的职责。");
            }
        }
    }

    /// <summary>D-07: every 规定动作 is done by somebody, or the exception is justified.</summary>
    public static IEnumerable<Finding> RequiredActionsMapped(DutyFacts facts) =>
        from item in facts.RequiredActions.Index()
        where item.Item.OrganIds.Count == 0 && string.IsNullOrWhiteSpace(item.Item.ExceptionReason)
        select Finding.Block("D-07", $"requiredActions[{item.Index}]", $"规定动作“{item.Item.Title}”没有对应的承担机构，也没有说明理由。");

    /// <summary>D-09: a unit that leads a permit has a desk for permits.</summary>
    public static IEnumerable<Finding> PermitsHaveADesk(DutyFacts facts) =>
        from organ in facts.Duties.Where(duty => duty.Power == PowerKind.Permit).SelectMany(duty => duty.Parts.Where(part => part.IsLead)).Select(part => part.OrganId).Distinct()
        where !facts.InternalOrgans.Any(one => one.OrganId == organ && one.IsPermitDesk)
        select Finding.Warn("D-09", $"internalOrgans.{organ}", $"{facts.OrganName(organ)}承担行政许可，没有行政审批科室。");

    /// <summary>D-10: an institution has no powers over citizens, except inspection and penalties of those on the list.</summary>
    public static IEnumerable<Finding> InstitutionsHaveNoPowers(DutyFacts facts, DutyParameters parameters) =>
        from item in facts.Duties.Index()
        let duty = item.Item
        where duty.Power is not null
        from part in duty.Parts
        let organ = facts.Organs.FirstOrDefault(one => one.Id == part.OrganId)
        where organ?.Type == OrganType.Institution && !(parameters.RetainedInstitutions.Contains(organ.Id) && duty.Power is (PowerKind.Inspection or PowerKind.Penalty))
        select Finding.Block("D-10", $"duties[{item.Index}]", parameters.RetainedInstitutions.Contains(organ.Id)
            ? $"事业单位{organ.Name}只能保留监督检查、处罚职权，不能承担“{duty.Text}”。"
            : $"事业单位{organ.Name}不在保留清单，不能承担行政职权“{duty.Text}”。");

    /// <summary>D-11: on every day that is watched each duty has exactly one acting unit.</summary>
    public static IEnumerable<Finding> OneActingUnit(DutyFacts facts)
    {
        if (facts.Watched is not { } watched)
        {
            yield break;
        }

        foreach (var (index, duty) in facts.Duties.Index())
        {
            ActingSpan[] spans = [.. facts.Acting.Where(span => span.DutyId == duty.Id)];

            // What is so on one day is so until a span begins or ends.
            foreach (var day in spans.SelectMany(span => new DateOnly?[] { span.From, span.Until }).OfType<DateOnly>().Append(watched.From).Where(day => day >= watched.From && day < watched.Until).Distinct().Order())
            {
                string[] acting = [.. spans.Where(span => span.From <= day && (span.Until is not { } until || day < until)).Select(span => facts.OrganName(span.OrganId))];
                if (acting.Length != 1)
                {
                    yield return Finding.Block("D-11", $"duties[{index}]", acting.Length == 0
                        ? $"{day:yyyy-MM-dd}起职责“{duty.Text}”没有履职单位。"
                        : $"{day:yyyy-MM-dd}起职责“{duty.Text}”有{acting.Length}个履职单位（{string.Join("、", acting)}），只能有一个。");
                }
            }
        }
    }
}
