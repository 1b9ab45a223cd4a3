namespace Orchestrator.Engine.JavaScript;

/// <summary>A moment's parts on a clock.</summary>
internal readonly record struct DateParts(double Year, int Month, int Day, int Hour, int Minute, int Second, int Millisecond, int Weekday);

/// <summary>The language's calendar: proleptic Gregorian, days of 86,400 seconds, times as milliseconds since 1970.</summary>
internal static class DateMath
{
    public const double Day = 86_400_000;

    /// <summary>Beijing time. Fixed, so that a script means the same on every machine and in every year.</summary>
    public const double LocalOffset = 8 * 3_600_000;

    private const double Latest = 8.64e15;

    /// <summary>The time if it is within the range of dates, else NaN.</summary>
    public static double Clip(double time) => double.IsFinite(time) && Math.Abs(time) <= Latest ? Math.Truncate(time) + 0.0 : double.NaN;

    /// <summary>Takes a time apart as on a UTC clock; for local parts, add the offset before.</summary>
    public static DateParts Split(double time)
    {
        var days = Math.Floor(time / Day);
        var rest = (int)(time - (days * Day));
        var (year, month, day) = Civil((long)days);
        var weekday = (int)((((long)days + 4) % 7) + 7) % 7;
        return new DateParts(year, month, day, rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000, weekday);
    }

    /// <summary>Puts parts together; each may be out of its range and carries over. Months count from 0.</summary>
    public static double Join(double year, double month, double day, double hour, double minute, double second, double millisecond)
    {
        ReadOnlySpan<double> parts = [year, month, day, hour, minute, second, millisecond];
        foreach (var part in parts)
        {
            if (!double.IsFinite(part))
            {
                return double.NaN;
            }
        }

        (year, month) = (Math.Truncate(year), Math.Truncate(month));
        var wholeYear = year + Math.Floor(month / 12);
        var monthInYear = (int)(month - (Math.Floor(month / 12) * 12));
        if (Math.Abs(wholeYear) > 400_000)
        {
            return double.NaN;
        }

        var days = Days((long)wholeYear, monthInYear) + Math.Truncate(day) - 1;
        return (days * Day) + (Math.Truncate(hour) * 3_600_000) + (Math.Truncate(minute) * 60_000) + (Math.Truncate(second) * 1000) +
            Math.Truncate(millisecond);
    }

    /// <summary>The days from 1970 to the first of a month, which counts from 0.</summary>
    private static double Days(long year, int month)
    {
        // Years that begin in March put the leap day last, which makes the count of days regular.
        var shifted = month < 2 ? year - 1 : year;
        var era = (long)Math.Floor(shifted / 400.0);
        var yearOfEra = shifted - (era * 400);
        var dayOfYear = ((153 * ((month + 10) % 12)) + 2) / 5;
        return (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
    }

    private static (long Year, int Month, int Day) Civil(long days)
    {
        days += 719_468;
        var era = (long)Math.Floor(days / 146_097.0);
        var dayOfEra = days - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        var month = (int)((shiftedMonth + 2) % 12);
        var day = (int)(dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1);
        return (yearOfEra + (era * 400) + (month < 2 ? 1 : 0), month, day);
    }
}
