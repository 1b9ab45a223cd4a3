using System.Globalization;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Dates as texts.</summary>
internal static class DateText
{
    private static readonly string[] Weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static string Iso(double time)
    {
        var p = DateMath.Split(time);
        var year = p.Year is >= 0 and <= 9999
            ? Digits(p.Year, 4)
            : (p.Year < 0 ? "-" : "+") + Digits(Math.Abs(p.Year), 6);
        return $"{year}-{Digits(p.Month + 1, 2)}-{Digits(p.Day, 2)}T{Clock(p)}.{Digits(p.Millisecond, 3)}Z";
    }

    public static string LocalDate(double time)
    {
        var p = DateMath.Split(time + DateMath.LocalOffset);
        return $"{Weekdays[p.Weekday]} {Months[p.Month]} {Digits(p.Day, 2)} {Year(p)}";
    }

    public static string LocalTime(double time) => $"{Clock(DateMath.Split(time + DateMath.LocalOffset))} GMT+0800 (China Standard Time)";

    public static string Utc(double time)
    {
        var p = DateMath.Split(time);
        return $"{Weekdays[p.Weekday]}, {Digits(p.Day, 2)} {Months[p.Month]} {Year(p)} {Clock(p)} GMT";
    }

    /// <summary>As people write it in China: 2026/3/1.</summary>
    public static string ChineseDate(double time)
    {
        var p = DateMath.Split(time + DateMath.LocalOffset);
        return string.Create(CultureInfo.InvariantCulture, $"{p.Year}/{p.Month + 1}/{p.Day}");
    }

    public static string ChineseTime(double time) => Clock(DateMath.Split(time + DateMath.LocalOffset));

    public static int Month(string name) =>
        Array.FindIndex(Months, m => name.Length >= 3 && name.StartsWith(m, StringComparison.OrdinalIgnoreCase));

    private static string Clock(DateParts p) => $"{Digits(p.Hour, 2)}:{Digits(p.Minute, 2)}:{Digits(p.Second, 2)}";

    private static string Year(DateParts p) => p.Year < 0 ? "-" + Digits(-p.Year, 6) : Digits(p.Year, 4);

    private static string Digits(double number, int count) => ((long)number).ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');
}
