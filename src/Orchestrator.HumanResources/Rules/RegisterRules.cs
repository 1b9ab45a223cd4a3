using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.HumanResources.Rules;

/// <summary>The row against the real-name register: P-10, P-11, P-24, P-25. Hired people are in no quota and hence not in it.</summary>
public static class RegisterRules
{
    /// <summary>P-10: the person is in a quota of the unit that hands over.</summary>
    public static IEnumerable<Finding> Registered(RowFacts row, Surroundings around)
    {
        if (row.Standing.Group == IdentityGroup.Hired)
        {
            yield break;
        }

        var known = around.Register.Find(row.Person);
        if (known is null)
        {
            yield return row.Block("P-10", "fromUnit", "实名制台账中没有此人，不在编。");
        }
        else if (known.Unit.Id != row.From.Id)
        {
            yield return row.Block("P-10", "fromUnit", $"实名制台账中此人的编制在{known.Unit.Name}，不在{row.From.Name}。");
        }
    }

    /// <summary>P-11: the kind of quota is the register's.</summary>
    public static IEnumerable<Finding> SameQuota(RowFacts row, Surroundings around)
    {
        if (Known(row, around) is { } known && known.Standing.Quota != row.Standing.Quota)
        {
            yield return row.Block("P-11", "quotaType", $"编制类型填“{Vocabulary.QuotaTypes.Of(row.Standing.Quota)}”，实名制台账为“{Vocabulary.QuotaTypes.Of(known.Standing.Quota)}”。");
        }
    }

    /// <summary>P-24: dates are those of the personnel file.</summary>
    public static IEnumerable<Finding> SameDates(RowFacts row, Surroundings around)
    {
        if (Known(row, around) is not { } known)
        {
            yield break;
        }

        foreach (var (column, title, stated, filed) in new (string, string, DateOnly?, DateOnly?)[]
        {
            ("birth", "出生日期", row.BirthDate, known.BirthDate),
            ("startedWorkOn", "参加工作时间", row.StartedWorkOn, known.StartedWorkOn),
            ("joinedPartyOn", "入党时间", row.JoinedPartyOn, known.JoinedPartyOn),
        })
        {
            if (stated is { } said && filed is { } kept && said != kept)
            {
                yield return row.Warn("P-24", column, $"{title}填{said:yyyy-MM-dd}，档案登记为{kept:yyyy-MM-dd}。");
            }
        }
    }

    /// <summary>P-25: what the four lists say of the person. Who is not in the register is P-10's.</summary>
    public static IEnumerable<Finding> Matched(RowFacts row, Surroundings around)
    {
        if (Known(row, around) is not null && around.Comparison.Find(row.Person) is { IsClean: false } result)
        {
            var message = string.Concat(result.Found.Select(found => $"{found.Class}{found.Message}"));
            yield return result.Severity == Severity.Block ? row.Block("P-25", "person", message) : row.Warn("P-25", "person", message);
        }
    }

    private static RegisteredPerson? Known(RowFacts row, Surroundings around) =>
        row.Standing.Group == IdentityGroup.Hired ? null : around.Register.Find(row.Person);
}
