using Orchestrator.Engine.Calendar;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Supervisions;

/// <summary>The day by which a supervised task is to be done: the end of that working day, or of the next one.</summary>
internal static class SupervisionDay
{
    private const int MostDays = 366;

    /// <param name="after">The day that is put off; null for the first one.</param>
    public static (DateTimeOffset DueAt, FieldProblem? Problem) Check(DateOnly? day, DateTimeOffset? after, DateTimeOffset now)
    {
        var calendar = WorkingCalendar.National;
        var today = calendar.LocalDate(now);
        if (day is not { } wanted)
        {
            return (default, new("dueOn", "请填写办结期限。"));
        }

        if (wanted <= today || wanted > today.AddDays(MostDays))
        {
            return (default, new("dueOn", wanted <= today ? "办结期限最早为明天。" : "办结期限最晚为一年以内。"));
        }

        var due = calendar.At(calendar.NextWorkingDayOnOrAfter(wanted), Deadline.DefaultCut);
        return (due, after is { } before && due <= before ? new("dueOn", $"新的办结期限须晚于原期限（{Text(before)}）。") : null);
    }

    public static string Text(DateTimeOffset at)
    {
        var day = WorkingCalendar.National.LocalDate(at);
        return $"{day.Year}年{day.Month}月{day.Day}日";
    }
}
