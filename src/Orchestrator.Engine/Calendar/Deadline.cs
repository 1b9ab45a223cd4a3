using System.Globalization;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Calendar;

/// <summary>What to do when a computed day is not a working day.</summary>
public enum RollPolicy
{
    /// <summary>Keep it: real deadlines fall on Sundays and are still the deadline.</summary>
    AsIs,
    NextWorkingDay,
    PreviousWorkingDay,
}

/// <summary>
/// A deadline as people state it; <see cref="Due"/> turns it into a moment. A day named is a day included: the moment is
/// the cut time (default 18:00 local) of that day. The start day of a period does not count.
/// </summary>
public abstract record Deadline(TimeOnly Cut, RollPolicy Roll)
{
    public static readonly TimeOnly DefaultCut = new(18, 0);

    /// <summary>The moment after which the thing is overdue.</summary>
    /// <param name="from">When the period starts: the event it counts from.</param>
    public DateTimeOffset Due(DateTimeOffset from, WorkingCalendar calendar)
    {
        var day = Day(calendar.LocalDate(from), calendar);
        day = Roll switch
        {
            RollPolicy.NextWorkingDay => calendar.NextWorkingDayOnOrAfter(day),
            RollPolicy.PreviousWorkingDay => calendar.LastWorkingDayOnOrBefore(day),
            _ => day,
        };
        return calendar.At(day, Cut);
    }

    protected abstract DateOnly Day(DateOnly from, WorkingCalendar calendar);

    /// <summary>
    /// Reads a deadline from its JSON form: <c>{"kind":"FixedDate","date":"2020-08-10"}</c>,
    /// <c>{"kind":"WorkingDays","days":2}</c>, <c>{"kind":"CalendarDays","days":79}</c>,
    /// <c>{"kind":"Weekly","day":"Friday"}</c>, each with optional <c>cut</c> ("18:00") and <c>roll</c>; or an ISO date
    /// or moment as plain text. Null when there is none. Throws <see cref="FormatException"/> with the reason.
    /// </summary>
    public static Deadline? Read(object? value)
    {
        switch (value)
        {
            case null or "":
                return null;
            case string text:
                return ReadText(text);
            case JsObject map:
                var cut = map["cut"] is { } time ? ReadCut(time) : DefaultCut;
                var roll = map["roll"] is { } policy ? ReadName<RollPolicy>(policy) : RollPolicy.AsIs;
                return map["kind"] switch
                {
                    "FixedDate" => new FixedDate(ReadDay(map["date"]), cut, roll),
                    "WorkingDays" => new WorkingDaysAfter(ReadDays(map), cut, roll),
                    "CalendarDays" => new CalendarDaysAfter(ReadDays(map), cut, roll),
                    "Weekly" => new Weekly(map["day"] is { } day ? ReadName<DayOfWeek>(day) : DayOfWeek.Friday, cut, roll),
                    var kind => throw new FormatException($"Unknown deadline kind '{kind}'."),
                };
            default:
                throw new FormatException("A deadline is an object with a kind, an ISO date, or nothing.");
        }
    }

    private static Deadline ReadText(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? new FixedDate(day, DefaultCut, RollPolicy.AsIs)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? new Moment(moment)
        : throw new FormatException($"'{text}' is not a date.");

    private static TimeOnly ReadCut(object value) =>
        value is string text && TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var cut)
            ? cut
            : throw new FormatException($"'{value}' is not a time of day (HH:mm).");

    private static T ReadName<T>(object value)
        where T : struct, Enum =>
        value is string text && Enum.TryParse<T>(text, out var name) && Enum.GetName(name) == text
            ? name
            : throw new FormatException($"'{value}' is none of {string.Join(", ", Enum.GetNames<T>())}.");

    private static DateOnly ReadDay(object? value) =>
        value is string text && DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : throw new FormatException($"'{value}' is not a date (yyyy-MM-dd).");

    private static int ReadDays(JsObject map) =>
        map["days"] is double days && days == Math.Floor(days) && days is >= 0 and <= 3660 ? (int)days : throw new FormatException("'days' must be a whole number of days.");

    private sealed record Moment(DateTimeOffset At)
        : Deadline(TimeOnly.FromTimeSpan(At.ToOffset(TimeSpan.FromHours(8)).TimeOfDay), RollPolicy.AsIs)
    {
        protected override DateOnly Day(DateOnly from, WorkingCalendar calendar) => calendar.LocalDate(At);
    }
}

public sealed record FixedDate(DateOnly Date, TimeOnly Cut, RollPolicy Roll) : Deadline(Cut, Roll)
{
    protected override DateOnly Day(DateOnly from, WorkingCalendar calendar) => Date;
}

public sealed record WorkingDaysAfter(int Days, TimeOnly Cut, RollPolicy Roll) : Deadline(Cut, Roll)
{
    protected override DateOnly Day(DateOnly from, WorkingCalendar calendar) => calendar.AddWorkingDays(from, Days);
}

public sealed record CalendarDaysAfter(int Days, TimeOnly Cut, RollPolicy Roll) : Deadline(Cut, Roll)
{
    protected override DateOnly Day(DateOnly from, WorkingCalendar calendar) => from.AddDays(Days);
}

/// <summary>The next such day of the week, today included.</summary>
public sealed record Weekly(DayOfWeek WeekDay, TimeOnly Cut, RollPolicy Roll) : Deadline(Cut, Roll)
{
    protected override DateOnly Day(DateOnly from, WorkingCalendar calendar) =>
        from.AddDays(((int)WeekDay - (int)from.DayOfWeek + 7) % 7);
}
