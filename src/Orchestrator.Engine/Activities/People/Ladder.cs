using System.Globalization;
using System.Text.RegularExpressions;
using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>One rung: so many working days from the day of the deadline, at a time of day; without a time, at the moment
/// of the deadline itself.</summary>
internal sealed record Rung(int Days, TimeOnly? Time, string Level);

/// <summary>
/// The reminder ladder of a task: what is sent, and when, around its deadline. Written as a list of
/// <c>{"at": "T-2 09:00", "level": "remind"}</c>; T is the day of the deadline, days are working days, plain <c>T</c> is
/// the moment of the deadline. Source of the default: the overdue rules of the review process.
/// </summary>
internal static partial class Ladder
{
    public static readonly IReadOnlyList<string> Levels = ["remind", "overdue", "urge", "supervise", "interview"];

    public static readonly Rung[] Default =
    [
        new(-2, new TimeOnly(9, 0), "remind"),
        new(-1, new TimeOnly(9, 0), "remind"),
        new(0, new TimeOnly(9, 0), "remind"),
        new(0, null, "overdue"),
        new(1, new TimeOnly(9, 0), "urge"),
        new(2, new TimeOnly(9, 0), "supervise"),
        new(3, new TimeOnly(9, 0), "interview"),
    ];

    /// <summary>Reads a ladder; null gives the default. Throws <see cref="FormatException"/>.</summary>
    public static Rung[] Read(object? value)
    {
        switch (value)
        {
            case null or "":
                return Default;
            case JsArray list:
                return [.. list.Items.Select(ReadRung)];
            default:
                throw new FormatException("A ladder is a list of {at, level}.");
        }
    }

    /// <summary>The moments of the rungs in order of time. A reminder after the deadline is pointless and left out.</summary>
    public static List<(DateTimeOffset At, string Level)> Moments(Rung[] rungs, DateTimeOffset due, WorkingCalendar calendar)
    {
        var day = calendar.LocalDate(due);
        var moments = new List<(DateTimeOffset At, string Level)>(rungs.Length);
        foreach (var rung in rungs)
        {
            var at = rung.Days == 0 && rung.Time is null
                ? due
                : calendar.At(
                    calendar.AddWorkingDays(day, rung.Days),
                    rung.Time ?? TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(due, calendar.Zone).DateTime)).ToUniversalTime();
            if (rung.Level != "remind" || at < due)
            {
                moments.Add((at, rung.Level));
            }
        }

        return [.. moments.OrderBy(moment => moment.At)];
    }

    private static Rung ReadRung(object? value)
    {
        if (value is not JsObject map || map["level"] is not string level || map["at"] is not string at)
        {
            throw new FormatException("A rung of a ladder is an object with 'at' and 'level'.");
        }

        if (!Levels.Contains(level))
        {
            throw new FormatException($"'{level}' is not a level; levels are {string.Join(", ", Levels)}.");
        }

        var match = Moment().Match(at);
        if (!match.Success)
        {
            throw new FormatException($"'{at}' is not a moment of a ladder, such as 'T-2 09:00', 'T' or 'T+1 09:00'.");
        }

        var days = match.Groups["days"] is { Success: true } given ? int.Parse(given.Value, CultureInfo.InvariantCulture) : 0;
        TimeOnly? time = match.Groups["time"] is { Success: true } clock
            ? TimeOnly.ParseExact(clock.Value, "HH:mm", CultureInfo.InvariantCulture)
            : null;
        return new Rung(days, time, level);
    }

    [GeneratedRegex(@"^T(?<days>[+-]\d{1,3})?( (?<time>([01]\d|2[0-3]):[0-5]\d))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Moment();
}
