using System.Globalization;

namespace Orchestrator.Engine.Calendar;

/// <summary>
/// A cron expression of six fields (second, minute, hour, day of month, month, day of week) or five (without seconds):
/// numbers, names of months and days, lists, ranges (also over the end: <c>FRI-MON</c>), steps, <c>*</c>, <c>?</c> and the
/// day parts <c>L</c>, <c>W</c> and <c>#</c>. When both day fields are restricted, both must match.
/// </summary>
public sealed class CronSchedule
{
    private static readonly string[] MonthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly bool[] _seconds;
    private readonly bool[] _minutes;
    private readonly bool[] _hours;
    private readonly bool[] _days;
    private readonly bool[] _months;
    private readonly bool[] _weekDays;
    private readonly List<Func<DateTime, bool>> _peculiarDays = [];
    private readonly List<Func<DateTime, bool>> _peculiarWeekDays = [];

    private CronSchedule(string[] fields)
    {
        _seconds = Read(fields[0], 0, 59, null, "second");
        _minutes = Read(fields[1], 0, 59, null, "minute");
        _hours = Read(fields[2], 0, 23, null, "hour");
        _days = Read(Without(fields[3], CronDays.OfMonth, _peculiarDays), 1, 31, null, "day of month");
        _months = Read(fields[4], 1, 12, MonthNames, "month");
        _weekDays = Read(
            Without(fields[5], part => CronDays.OfWeek(part, day => Value(day, 0, 7, DayNames, "day of week")), _peculiarWeekDays), 0, 7, DayNames, "day of week");
        _weekDays[0] |= _weekDays[7];
    }

    /// <summary>Reads an expression. Throws <see cref="FormatException"/> that names the field.</summary>
    public static CronSchedule Parse(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return fields.Length switch
        {
            6 => new CronSchedule(fields),
            5 => new CronSchedule(["0", .. fields]),
            _ => throw new FormatException($"'{expression}' is not a cron expression: it has {fields.Length} fields, not 5 or 6."),
        };
    }

    /// <summary>The first occurrence after a moment, in a zone; null when there is none within five years.</summary>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(after, zone).DateTime;
        var at = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerSecond)).AddSeconds(1);
        var limit = at.AddYears(5);
        while (at < limit)
        {
            if (!_months[at.Month] || !IsDay(at))
            {
                at = at.Date.AddDays(1);
            }
            else if (!_hours[at.Hour])
            {
                at = at.Date.AddHours(at.Hour + 1);
            }
            else if (!_minutes[at.Minute])
            {
                at = at.Date.AddHours(at.Hour).AddMinutes(at.Minute + 1);
            }
            else if (!_seconds[at.Second])
            {
                at = at.AddSeconds(1);
            }
            else
            {
                return new DateTimeOffset(at, zone.GetUtcOffset(at)).ToUniversalTime();
            }
        }

        return null;
    }

    private bool IsDay(DateTime at) =>
        (_days[at.Day] || _peculiarDays.Exists(day => day(at))) && (_weekDays[(int)at.DayOfWeek] || _peculiarWeekDays.Exists(day => day(at)));

    // Takes the parts out of a day field that depend on the month.
    private static string? Without(string field, Func<string, Func<DateTime, bool>?> peculiar, List<Func<DateTime, bool>> found)
    {
        var rest = new List<string>();
        foreach (var part in field.Split(','))
        {
            if (peculiar(part) is { } rule)
            {
                found.Add(rule);
            }
            else
            {
                rest.Add(part);
            }
        }

        return rest.Count == 0 ? null : string.Join(',', rest);
    }

    private static bool[] Read(string? field, int least, int most, string[]? names, string what)
    {
        var set = new bool[most + 1];
        foreach (var part in field?.Split(',') ?? [])
        {
            var (range, step) = part.Split('/') switch
            {
                [var whole] => (whole, 1),
                [var whole, var every] when int.TryParse(every, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 => (whole, n),
                _ => throw Bad(part, what),
            };
            var (from, to) = range is "*" or "?"
                ? (least, most)
                : range.Split('-') switch
                {
                    [var one] when range.Length < part.Length => (Value(one, least, most, names, what), most),
                    [var one] => (Value(one, least, most, names, what), Value(one, least, most, names, what)),
                    [var first, var last] => (Value(first, least, most, names, what), Value(last, least, most, names, what)),
                    _ => throw Bad(part, what),
                };
            var length = from <= to ? to - from : to - from + most - least + 1;
            for (var offset = 0; offset <= length; offset += step)
            {
                set[from + offset <= most ? from + offset : from + offset - (most - least + 1)] = true;
            }
        }

        return set;
    }

    private static int Value(string text, int least, int most, string[]? names, string what)
    {
        var name = names is null ? -1 : Array.FindIndex(names, candidate => candidate.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (name >= 0)
        {
            return name + (names!.Length == 12 ? 1 : 0);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Bad(text, what);
    }

    private static FormatException Bad(string text, string what) => new($"'{text}' is not a {what} of a cron expression.");
}
