namespace Orchestrator.Host.Demo.Script;

/// <summary>Who has which opinion on which draft, and what becomes of it: 128 in all, shared out so that the planned
/// numbers come true exactly.</summary>
internal sealed class OpinionPlan
{
    /// <param name="Slot">0 or 1: the first or second opinion on the case; a dispute has four.</param>
    public sealed record Planned(string Unit, string Document, string Reviewer, int Slot, string Disposition);

    private readonly Dictionary<(string Unit, string Document), List<Planned>> _byCase;

    public OpinionPlan(DemoOutcomes plan)
    {
        var disputed = plan.Disputes.ToHashSet();
        var ordinary = (from document in Enumerable.Range(1, 8).Select(code => $"{code}")
                        from unit in DemoCity.Districts
                        where !disputed.Contains(new(unit, document))
                        select (unit, document)).ToList();
        var count = plan.Opinions.Total - plan.Opinions.Coordinated;
        var single = Seeded.Some(ordinary, (2 * ordinary.Count) - count, "single").ToHashSet();
        var places = ordinary.SelectMany(at => Enumerable.Range(0, single.Contains(at) ? 1 : 2).Select(slot => (at.unit, at.document, slot))).ToList();
        var ends = Enumerable.Repeat("Adopt", plan.Opinions.Adopted).Concat(Enumerable.Repeat("Partial", plan.Opinions.Partial))
            .Concat(Enumerable.Repeat("Reject", plan.Opinions.Rejected)).ToList();
        var shuffled = Seeded.Some(ends, ends.Count, "dispositions").ToList();
        Total = places.Count + (4 * plan.Disputes.Count);
        _byCase = places.Select((place, index) => new Planned(place.unit, place.document, Reviewer(plan, place.unit, place.document, place.slot), place.slot, shuffled[index]))
            .Concat(plan.Disputes.SelectMany(Disputed)).GroupBy(opinion => (opinion.Unit, opinion.Document)).ToDictionary(group => group.Key, group => group.ToList());
    }

    public int Total { get; }

    public Planned? Of(DeskCase of, string reviewer) => OfCase(of).FirstOrDefault(opinion => opinion.Reviewer == reviewer);

    public IReadOnlyList<Planned> OfCase(DeskCase of) => _byCase.GetValueOrDefault((of.Unit, of.Document), []);

    /// <summary>The units that review a document in this campaign.</summary>
    public static IReadOnlyList<string> Reviewers(string document) => document switch
    {
        "7" => ["ZZ", "BB", "CZ", "RS"],
        "8" => ["BB", "CZ", "RS"],
        _ => ["ZZ", "ZF", "BB", "SF"],
    };

    private static IEnumerable<Planned> Disputed(PlannedCase at) =>
        Reviewers(at.Document).Take(4).Select((reviewer, index) => new Planned(at.Unit, at.Document, reviewer, index, "Coordinate"));

    private static string Reviewer(DemoOutcomes plan, string unit, string document, int slot)
    {
        var speaking = Reviewers(document).Where(reviewer => !plan.Silent.Contains(new(unit, document, reviewer))).ToList();
        var first = Seeded.Below(speaking.Count, unit, document, "reviewer");
        return speaking[(first + slot) % speaking.Count];
    }
}
