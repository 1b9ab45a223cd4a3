namespace Orchestrator.Submission.Rosters;

/// <summary>Thresholds of the roster rules, set per campaign.</summary>
/// <param name="On">The day on which ages are counted, local.</param>
public sealed record RosterParameters(DateOnly On)
{
    /// <summary>Whether numbers of no region (99xxxx) pass P-06: for demonstrations and tests only.</summary>
    public bool AllowSynthetic { get; init; }

    /// <summary>Whether a trailing x is read as X instead of being refused by P-02.</summary>
    public bool AcceptLowercaseX { get; init; }

    /// <summary>In full years, inclusive (P-04).</summary>
    public int LeastAge { get; init; } = 18;

    /// <summary>In full years, inclusive (P-04).</summary>
    public int MostAge { get; init; } = 66;

    /// <summary>Nobody starts to work before this many years (P-23).</summary>
    public int LeastWorkingAge { get; init; } = 16;

    /// <summary>Six-digit codes of all editions of GB/T 2260; without them P-06 asks for the province alone.</summary>
    public IReadOnlySet<string>? Regions { get; init; }
}
