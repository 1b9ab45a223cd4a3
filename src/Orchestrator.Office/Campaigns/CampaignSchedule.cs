using System.Text.Json;
using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Office.Campaigns;

/// <summary>One deadline of a plan on the calendar.</summary>
/// <param name="Key">The place in the plan, for example <c>deadlines.submit.1</c>.</param>
/// <param name="WorkingDays">Working days from the milestone before it.</param>
public sealed record Milestone(string Key, string Name, DateOnly Date, DateTimeOffset DueAt, bool IsWorkingDay, string WeekDay, int WorkingDays);

/// <summary>Lays a plan's deadlines on the working-day calendar (T-01): in order, each counted from the one before it.</summary>
public static class CampaignSchedule
{
    private static readonly string[] WeekDays = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];

    /// <summary>The milestones of the planned rounds; unreadable deadlines are findings.</summary>
    public static (IReadOnlyList<Milestone> Milestones, IReadOnlyList<Finding> Findings) Of(CampaignPlan plan, WorkingCalendar calendar)
    {
        var milestones = new List<Milestone>();
        var found = new List<Finding>();
        var from = calendar.At(plan.Start, TimeOnly.MinValue);
        foreach (var (key, name, spec) in Specs(plan))
        {
            if (spec is null)
            {
                found.Add(Finding.Block("T-01", key, $"缺少“{name}”的时限。"));
            }
            else if (Resolve(spec, from, calendar, key, name, found) is { } due)
            {
                var (day, before) = (calendar.LocalDate(due), calendar.LocalDate(from));
                milestones.Add(new Milestone(key, name, day, due, calendar.IsWorkingDay(day), WeekDays[(int)day.DayOfWeek], calendar.WorkingDaysBetween(before, day)));
                if (due < from)
                {
                    found.Add(Finding.Block("T-01", key, $"“{name}”（{day:yyyy-MM-dd}）早于前一时限（{before:yyyy-MM-dd}）。"));
                }

                from = due;
            }
        }

        foreach (var (key, name, spec) in Rest(plan))
        {
            if (spec is not null)
            {
                Resolve(spec, from, calendar, key, name, found);
            }
        }

        return (milestones, found);
    }

    public static Deadline Deadline(DeadlineSpec spec) =>
        Engine.Calendar.Deadline.Read(JsonText.FromElement(JsonSerializer.SerializeToElement(spec, CampaignPlan.Json)) as JsObject)
        ?? throw new FormatException("An empty deadline.");

    private static DateTimeOffset? Resolve(DeadlineSpec spec, DateTimeOffset from, WorkingCalendar calendar, string key, string name, List<Finding> found)
    {
        try
        {
            return Deadline(spec).Due(from, calendar);
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or OverflowException)
        {
            found.Add(Finding.Block("T-01", key, $"“{name}”的时限写法不对（类型“{spec.Kind}”，日期“{spec.Date}”，天数“{spec.Days}”）。"));
            return null;
        }
    }

    private static IEnumerable<(string Key, string Name, DeadlineSpec? Spec)> Specs(CampaignPlan plan)
    {
        var deadlines = plan.Deadlines;
        for (var round = 1; round <= Math.Min(plan.Rounds, 5); round++)
        {
            yield return ($"deadlines.submit.{round}", $"第{round}轮报送（{Ordinal(round)}上）", Of(deadlines?.Submit, round));
            yield return ($"deadlines.review.{round}", $"第{round}轮会审", Of(deadlines?.Review, round));
            yield return ($"deadlines.consolidate.{round}", $"第{round}轮意见汇总", Of(deadlines?.Consolidate, round));
            if (round == 1 && plan.Documents?.Any(document => document.Template) == true)
            {
                yield return ("deadlines.templateCutOff", "模板截止", deadlines?.TemplateCutOff);
                yield return ("deadlines.template", "统一模板", deadlines?.Template);
            }

            yield return ($"deadlines.feedback.{round}", $"第{round}轮反馈（{Ordinal(round)}下）", Of(deadlines?.Feedback, round));
        }

        yield return ("deadlines.proposal", "提请审议", deadlines?.Proposal);
    }

    private static IEnumerable<(string Key, string Name, DeadlineSpec? Spec)> Rest(CampaignPlan plan)
    {
        var deadlines = plan.Deadlines;
        yield return ("deadlines.intake", "受理审查", deadlines?.Intake);
        yield return ("deadlines.correction", "补正", deadlines?.Correction);
        yield return ("deadlines.legal", "合法性审查", deadlines?.Legal);
        yield return ("deadlines.postMeeting", "会后修改", deadlines?.PostMeeting);
        yield return ("deadlines.issue", "印发", deadlines?.Issue);
        yield return ("deadlines.archive", "归档", deadlines?.Archive);
        foreach (var (level, spec) in deadlines?.Dispute ?? new Dictionary<string, DeadlineSpec>())
        {
            yield return ($"deadlines.dispute.{level}", $"争议处理{level}", spec);
        }
    }

    internal static DeadlineSpec? Of(IReadOnlyDictionary<string, DeadlineSpec>? byRound, int round) =>
        byRound?.GetValueOrDefault(round.ToString(System.Globalization.CultureInfo.InvariantCulture)) ?? byRound?.GetValueOrDefault("default");

    private static string Ordinal(int round) => "〇一二三四五"[round].ToString();
}
