using Orchestrator.Office.Reviews;

namespace Orchestrator.Office.Printing;

/// <summary>The way a case went, in one line.</summary>
public static class ApprovalPath
{
    private static readonly string[] Backwards =
        ["SendBack", "Correct", "NotAgreed", "Illegal", "NotPassed", "Deferred", "Rewrite", "Reconsider", "Revise"];

    /// <summary>Whether an entry sends a case back, stops it or takes it out.</summary>
    public static bool Returns(TimelineEntry entry) =>
        entry.Kind is "Withdrawal" or "WithdrawalDecision" or "Hold" || (entry.Kind == "Decision" && Backwards.Contains(entry.Outcome));

    /// <summary>Steps joined by arrows. Equal steps that follow each other are one with their number; a return names what it did.</summary>
    public static string Of(IReadOnlyList<ApprovalStep> steps, string stage)
    {
        var way = new List<(string Place, int Times)>();
        foreach (var step in steps)
        {
            var place = step.Returned ? $"{step.Step}〔{step.Outcome}〕" : InReview(step.Step) ? "会审" : step.Step;
            if (way.Count > 0 && way[^1].Place == place)
            {
                way[^1] = (place, way[^1].Times + 1);
            }
            else
            {
                way.Add((place, 1));
            }
        }

        return string.Join(" → ", way.Select(at => at.Times > 1 ? $"{at.Place}（{at.Times}次）" : at.Place).Append($"现为“{stage}”"));
    }

    private static bool InReview(string step) => step == CaseSentence.StepName("Review") || step == CaseSentence.StepName("ReviewSign");
}
