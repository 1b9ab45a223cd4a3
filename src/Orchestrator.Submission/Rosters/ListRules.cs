using Orchestrator.Contracts.People;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Submission.Rosters;

/// <summary>What only the whole list shows: P-07, P-08 and P-09. Each names the later row and says where the earlier one is.</summary>
public static class ListRules
{
    private const string Cell = "identityNumber";

    /// <summary>P-07: the same number twice.</summary>
    public static IEnumerable<Finding> Repeated(IReadOnlyList<CheckedRow> rows)
    {
        var first = new Dictionary<string, int>(rows.Count, StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.HasNumberShape))
        {
            if (!first.TryAdd(row.NumberText, row.Index))
            {
                yield return row.Block("P-07", Cell, $"公民身份号码{IdentityNumber.Mask(row.NumberText)}与第{first[row.NumberText] + 1}行重复。");
            }
        }
    }

    /// <summary>P-08: the same person on another unit's open list, or moved already.</summary>
    public static IEnumerable<Finding> ListedElsewhere(IReadOnlyList<CheckedRow> rows, KnownElsewhere elsewhere, PersonKeySecret secret)
    {
        if (elsewhere.IsEmpty)
        {
            yield break;
        }

        foreach (var row in rows)
        {
            if (row.Number is { } number && elsewhere.Find(PersonKey.Of(number, secret)) is { } known)
            {
                yield return row.Block("P-08", Cell, known.IsTransferred
                    ? $"此人已由{known.UnitName}办结转隶，不能再次报送。"
                    : $"此人已在{known.UnitName}报送的名册中，一人只能由一个单位报送。");
            }
        }
    }

    /// <summary>P-09: name, month of birth and unit agree, the numbers do not: possibly one person twice.</summary>
    public static IEnumerable<Finding> Alike(IReadOnlyList<CheckedRow> rows)
    {
        var first = new Dictionary<(string Name, int Month, string Unit), CheckedRow>(rows.Count);
        foreach (var row in rows)
        {
            if (!row.HasNumberShape || row.Birth is not { } birth || row.Row.Name?.Trim() is not { Length: > 0 } name)
            {
                continue;
            }

            var alike = (name, (birth.First.Year * 12) + birth.First.Month, row.Row.FromUnit?.Trim() ?? "");
            if (!first.TryAdd(alike, row) && first[alike].NumberText != row.NumberText)
            {
                yield return row.Warn("P-09", "name", $"与第{first[alike].Index + 1}行姓名、出生年月、现单位相同而公民身份号码不同，可能为同一人。");
            }
        }
    }
}
