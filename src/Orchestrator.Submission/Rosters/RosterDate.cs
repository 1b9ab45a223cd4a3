using System.Globalization;

namespace Orchestrator.Submission.Rosters;

/// <summary>A date of a roster cell: <c>yyyy-MM</c> or <c>yyyy-MM-dd</c>. Comparisons keep to what was written.</summary>
public sealed record RosterDate(DateOnly First, bool HasDay)
{
    /// <summary>The last day it may mean.</summary>
    public DateOnly Last => HasDay ? First : First.AddMonths(1).AddDays(-1);

    public static RosterDate? Parse(string? text)
    {
        var trimmed = text?.Trim();
        if (DateOnly.TryParseExact(trimmed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new RosterDate(day, true);
        }

        return DateOnly.TryParseExact(trimmed, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? new RosterDate(month, false)
            : null;
    }

    public bool Means(DateOnly day) => First <= day && day <= Last;

    public override string ToString() => First.ToString(HasDay ? "yyyy-MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture);
}
