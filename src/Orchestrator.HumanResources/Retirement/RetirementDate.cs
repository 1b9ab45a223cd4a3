namespace Orchestrator.HumanResources.Retirement;

/// <summary>
/// The statutory retirement date: the birthday of the age, later by the phased delay where that is in force.
/// </summary>
public static class RetirementDate
{
    /// <summary>From this day ages rise step by step; what is decided before it counts by the old ages.</summary>
    public static readonly DateOnly PhasedFrom = new(2025, 1, 1);

    /// <param name="Base">Age in years before the delay.</param>
    /// <param name="Anchor">First month of birth that is delayed.</param>
    /// <param name="MonthsPerStep">So many months of birth share one month of delay.</param>
    /// <param name="Most">Longest delay in months.</param>
    private sealed record Schedule(int Base, DateOnly Anchor, int MonthsPerStep, int Most);

    /// <summary>By the law in force on <paramref name="noticeDate"/>.</summary>
    public static DateOnly Of(DateOnly birth, RetirementGroup group, DateOnly noticeDate) =>
        noticeDate < PhasedFrom ? Old(birth, group) : Phased(birth, group);

    public static DateOnly Old(DateOnly birth, RetirementGroup group) => birth.AddYears(Of(group).Base);

    public static DateOnly Phased(DateOnly birth, RetirementGroup group) =>
        birth.AddMonths((12 * Of(group).Base) + DelayMonths(birth, group));

    /// <summary>How many months later than the old age: 0 for who was born before the anchor month.</summary>
    public static int DelayMonths(DateOnly birth, RetirementGroup group)
    {
        var schedule = Of(group);
        var months = (12 * (birth.Year - schedule.Anchor.Year)) + birth.Month - schedule.Anchor.Month;
        return months < 0 ? 0 : Math.Min(schedule.Most, (months / schedule.MonthsPerStep) + 1);
    }

    private static Schedule Of(RetirementGroup group) => group switch
    {
        RetirementGroup.Man => new Schedule(60, new DateOnly(1965, 1, 1), 4, 36),
        RetirementGroup.WomanCadre => new Schedule(55, new DateOnly(1970, 1, 1), 4, 36),
        _ => new Schedule(50, new DateOnly(1975, 1, 1), 2, 60),
    };
}
