using System.Collections.Frozen;
using System.Text.Json;

namespace Orchestrator.Engine.Calendar;

/// <summary>
/// Which days a region works, as known at one moment. Holiday notices are amended in mid-year, so a calendar has
/// numbered revisions; <see cref="AsKnownOn"/> gives the one in force on a date. Days without a notice fall back to
/// Monday to Friday. Immutable and thread-safe. Source: the State Council's yearly notices 2018–2026.
/// </summary>
public sealed class WorkingCalendar
{
    private static readonly Lazy<IReadOnlyList<WorkingCalendar>> China = new(ReadChina);

    private readonly FrozenSet<DateOnly> _off;
    private readonly FrozenSet<DateOnly> _work;

    private WorkingCalendar(string region, int revision, DateOnly effectiveFrom, TimeZoneInfo zone, IEnumerable<DateOnly> off, IEnumerable<DateOnly> work)
    {
        Region = region;
        Revision = revision;
        EffectiveFrom = effectiveFrom;
        Zone = zone;
        _off = off.ToFrozenSet();
        _work = work.ToFrozenSet();
    }

    /// <summary>The latest revision of the national calendar.</summary>
    public static WorkingCalendar National => China.Value[^1];

    public static IReadOnlyList<WorkingCalendar> Revisions => China.Value;

    public string Region { get; }

    public int Revision { get; }

    /// <summary>The day on which the notice that made this revision was issued.</summary>
    public DateOnly EffectiveFrom { get; }

    /// <summary>The zone in which days begin and end.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The national calendar as an office knew it on that day.</summary>
    public static WorkingCalendar AsKnownOn(DateOnly day) =>
        Revisions.LastOrDefault(revision => revision.EffectiveFrom <= day) ?? Revisions[0];

    /// <summary>The same calendar with regional days off and days of work laid over it.</summary>
    public WorkingCalendar With(string region, int revision, IEnumerable<DateOnly> off, IEnumerable<DateOnly> work)
    {
        DateOnly[] moreOff = [.. off];
        DateOnly[] moreWork = [.. work];
        return new WorkingCalendar(
            region, revision, EffectiveFrom, Zone, _off.Except(moreWork).Union(moreOff), _work.Except(moreOff).Union(moreWork));
    }

    public bool IsWorkingDay(DateOnly day) =>
        !_off.Contains(day) && (_work.Contains(day) || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>The n-th working day after <paramref name="day"/>; the day itself does not count. A negative n counts back.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int n)
    {
        var direction = Math.Sign(n);
        for (var left = Math.Abs(n); left > 0;)
        {
            day = day.AddDays(direction);
            left -= IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }

    /// <summary>The working days in (<paramref name="after"/>, <paramref name="until"/>]; negative when until is before after.</summary>
    public int WorkingDaysBetween(DateOnly after, DateOnly until)
    {
        if (until < after)
        {
            return -WorkingDaysBetween(until, after);
        }

        var count = 0;
        for (var day = after.AddDays(1); day <= until; day = day.AddDays(1))
        {
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    public DateOnly NextWorkingDayOnOrAfter(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    public DateOnly LastWorkingDayOnOrBefore(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    public DateOnly LocalDate(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    private static List<WorkingCalendar> ReadChina()
    {
        using var stream = typeof(WorkingCalendar).Assembly.GetManifestResourceStream("cn-working-days.json")!;
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(root.GetProperty("timeZone").GetString()!);
        var years = new Dictionary<string, JsonElement>();
        var made = new List<WorkingCalendar>();
        foreach (var revision in root.GetProperty("revisions").EnumerateArray())
        {
            foreach (var year in revision.GetProperty("years").EnumerateObject())
            {
                years[year.Name] = year.Value;
            }

            made.Add(new WorkingCalendar(
                root.GetProperty("region").GetString()!,
                revision.GetProperty("version").GetInt32(),
                Day(revision.GetProperty("effectiveFrom")),
                zone,
                years.Values.SelectMany(year => year.GetProperty("off").EnumerateArray().Select(Day)),
                years.Values.SelectMany(year => year.GetProperty("work").EnumerateArray().Select(Day))));
        }

        return made;
    }

    private static DateOnly Day(JsonElement text) => DateOnly.ParseExact(text.GetString()!, "yyyy-MM-dd");
}
