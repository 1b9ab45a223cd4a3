using System.Globalization;
using System.Text.RegularExpressions;

namespace Orchestrator.Engine.Calendar;

/// <summary>
/// The parts of a cron expression's day fields that depend on the month. Day of month: <c>L</c> (the last day),
/// <c>L-3</c>, <c>LW</c> (the last weekday), <c>15W</c> (the weekday nearest to the 15th). Day of week: <c>5L</c> or
/// <c>FRIL</c> (the last Friday), <c>1#2</c> (the second Monday). A weekday is Monday to Friday, whatever the holidays.
/// </summary>
internal static partial class CronDays
{
    /// <summary>Null when the part is an ordinary one.</summary>
    public static Func<DateTime, bool>? OfMonth(string part)
    {
        var match = MonthPart().Match(part);
        if (!match.Success)
        {
            return null;
        }

        if (match.Groups["near"] is { Success: true } near)
        {
            var wanted = Number(near.Value);
            return wanted is >= 1 and <= 31 ? day => wanted <= Length(day) && day.Day == Nearest(day, wanted) : null;
        }

        if (match.Groups["weekday"].Success)
        {
            return day => day.Day == Nearest(day, Length(day));
        }

        var before = match.Groups["before"] is { Success: true } given ? Number(given.Value) : 0;
        return day => day.Day == Length(day) - before;
    }

    /// <summary>Null when the part is an ordinary one.</summary>
    public static Func<DateTime, bool>? OfWeek(string part, Func<string, int> weekDay)
    {
        var match = WeekPart().Match(part);
        if (!match.Success)
        {
            return null;
        }

        var wanted = weekDay(match.Groups["day"].Value) % 7;
        return match.Groups["which"] is { Success: true } which
            ? day => (int)day.DayOfWeek == wanted && (day.Day + 6) / 7 == Number(which.Value)
            : day => (int)day.DayOfWeek == wanted && day.Day + 7 > Length(day);
    }

    // The weekday nearest to a day without leaving the month.
    private static int Nearest(DateTime month, int day)
    {
        var at = new DateTime(month.Year, month.Month, day, 0, 0, 0, DateTimeKind.Unspecified);
        return at.DayOfWeek switch
        {
            DayOfWeek.Saturday => day > 1 ? day - 1 : day + 2,
            DayOfWeek.Sunday => day < Length(month) ? day + 1 : day - 2,
            _ => day,
        };
    }

    private static int Length(DateTime day) => DateTime.DaysInMonth(day.Year, day.Month);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:(?<near>\d{1,2})W|L(?:(?<weekday>W)|-(?<before>\d{1,2}))?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MonthPart();

    [GeneratedRegex(@"^(?<day>[0-7]|[A-Z]{3})(?:L|#(?<which>[1-5]))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WeekPart();
}
