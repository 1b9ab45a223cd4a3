namespace Orchestrator.Office.Reviews;

/// <summary>A proposal for one row of the adoption table: opinions that say the same.</summary>
public sealed record ProposedItem(IReadOnlyList<string> OpinionIds, string Location, string? Original, string? Proposed, string Reason);

/// <summary>Proposes which opinions to merge. People decide; a proposal only saves typing.</summary>
public static class DuplicateOpinions
{
    private const double SameEnough = 0.8;

    public static IReadOnlyList<ProposedItem> Propose(IReadOnlyList<Opinion> opinions)
    {
        var groups = new List<List<Opinion>>();
        foreach (var opinion in opinions)
        {
            var home = groups.Find(group => Same(group[0], opinion));
            if (home is null)
            {
                groups.Add([opinion]);
            }
            else
            {
                home.Add(opinion);
            }
        }

        return [.. groups.Select(Merge)];
    }

    // Numbers decide: 「不少于30%」 and 「不少于35%」 are alike but never the same.
    private static bool Same(Opinion a, Opinion b) =>
        Wording.Place(a.Location) == Wording.Place(b.Location)
        && Wording.Amounts(a.Proposed).SetEquals(Wording.Amounts(b.Proposed))
        && Wording.Likeness(a.Proposed, b.Proposed) >= SameEnough
        && (string.IsNullOrWhiteSpace(a.Proposed) ? Wording.Likeness(a.Reason, b.Reason) >= SameEnough : true);

    private static ProposedItem Merge(List<Opinion> group)
    {
        var fullest = group.MaxBy(opinion => (opinion.Proposed?.Length ?? 0) + (opinion.Original?.Length ?? 0))!;
        var reasons = group.Count == 1
            ? group[0].Reason
            : string.Join("；", group.GroupBy(opinion => Wording.Plain(opinion.Reason)).Select(same => $"{string.Join("、", same.Select(opinion => opinion.UnitName).Distinct())}：{same.First().Reason.TrimEnd('。', '；')}"));
        return new ProposedItem([.. group.Select(opinion => opinion.Id)], fullest.Location, fullest.Original, fullest.Proposed, reasons);
    }
}
