namespace Orchestrator.Engine.JavaScript;

/// <summary>Methods of dates. Those without UTC in their name read and set the clock of UTC+8.</summary>
internal static class DateMethods
{
    public static readonly MethodTable Table = Make();

    private static MethodTable Make()
    {
        var table = new MethodTable
        {
            { "getTime", 0, (run, self, _) => Boxed.Of(Date(run, self).Time) },
            { "valueOf", 0, (run, self, _) => Boxed.Of(Date(run, self).Time) },
            { "getTimezoneOffset", 0, (run, self, _) => double.IsNaN(Date(run, self).Time) ? Boxed.NotANumber : Boxed.Of(-480) },
            { "setTime", 1, (run, self, a) => Set(Date(run, self), a.NumberAt(run, 0)) },
            { "toISOString", 0, (run, self, _) => double.IsNaN(Date(run, self).Time)
                ? throw run.RangeError("Invalid time value", "日期无效。")
                : DateText.Iso(Date(run, self).Time) },
            { "toJSON", 1, (run, self, _) => double.IsNaN(Date(run, self).Time) ? null : DateText.Iso(Date(run, self).Time) },
            { "toString", 0, (run, self, _) => Text(run, self, t => $"{DateText.LocalDate(t)} {DateText.LocalTime(t)}") },
            { "toDateString", 0, (run, self, _) => Text(run, self, DateText.LocalDate) },
            { "toTimeString", 0, (run, self, _) => Text(run, self, DateText.LocalTime) },
            { "toUTCString", 0, (run, self, _) => Text(run, self, DateText.Utc) },
            { "toLocaleDateString", 0, (run, self, a) => Local(run, self, a, DateText.ChineseDate) },
            { "toLocaleTimeString", 0, (run, self, a) => Local(run, self, a, DateText.ChineseTime) },
            { "toLocaleString", 0, (run, self, a) => Local(run, self, a, t => $"{DateText.ChineseDate(t)} {DateText.ChineseTime(t)}") },
        };
        AddClock(table, "", DateMath.LocalOffset);
        AddClock(table, "UTC", 0);
        return table;
    }

    private static void AddClock(MethodTable table, string zone, double offset)
    {
        Get("FullYear", p => p.Year);
        Get("Month", p => p.Month);
        Get("Date", p => p.Day);
        Get("Day", p => p.Weekday);
        Get("Hours", p => p.Hour);
        Get("Minutes", p => p.Minute);
        Get("Seconds", p => p.Second);
        Get("Milliseconds", p => p.Millisecond);
        Set("FullYear", 0, 3);
        Set("Month", 1, 2);
        Set("Date", 2, 1);
        Set("Hours", 3, 4);
        Set("Minutes", 4, 3);
        Set("Seconds", 5, 2);
        Set("Milliseconds", 6, 1);

        void Get(string part, Func<DateParts, double> read) => table.Add($"get{zone}{part}", 0, (run, self, _) =>
        {
            var time = Date(run, self).Time;
            return double.IsNaN(time) ? Boxed.NotANumber : Boxed.Of(read(DateMath.Split(time + offset)));
        });

        void Set(string part, int first, int most) => table.Add($"set{zone}{part}", most, (run, self, a) =>
            SetParts(run, Date(run, self), offset, first, most, a));
    }

    private static object SetParts(Run run, JsDate date, double offset, int first, int most, ReadOnlySpan<object?> a)
    {
        var given = new double[Math.Max(1, Math.Min(most, a.Length))];
        for (var i = 0; i < given.Length; i++)
        {
            given[i] = a.NumberAt(run, i);
        }

        if (double.IsNaN(date.Time) && first > 0)
        {
            return Boxed.NotANumber;
        }

        var p = DateMath.Split((double.IsNaN(date.Time) ? 0 : date.Time + offset));
        double[] parts = [p.Year, p.Month, p.Day, p.Hour, p.Minute, p.Second, p.Millisecond];
        given.CopyTo(parts, first);
        return Set(date, DateMath.Join(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]) - offset);
    }

    private static object Set(JsDate date, double time)
    {
        date.Time = DateMath.Clip(time);
        return Boxed.Of(date.Time);
    }

    private static JsDate Date(Run run, object? self) => self as JsDate
        ?? throw run.TypeError("this is not a Date object.", "该方法只能用于日期。");

    private static string Text(Run run, object? self, Func<double, string> write) =>
        double.IsNaN(Date(run, self).Time) ? "Invalid Date" : write(Date(run, self).Time);

    private static string Local(Run run, object? self, ReadOnlySpan<object?> a, Func<double, string> write)
    {
        LocalText.CheckLocale(run, a.At(0));
        return a.At(1) is Undefined
            ? Text(run, self, write)
            : throw run.RangeError("Formatting options for dates are not supported", "不支持日期格式选项。");
    }
}
