using Orchestrator.Engine.Calendar;

namespace Orchestrator.Host.Demo.Script;

/// <summary>The days on which a document's stations are reached.</summary>
/// <param name="Draft">First day on which a first draft is submitted; the districts spread over three days.</param>
/// <param name="Review">First day on which opinions of round 1 are written; they spread over three days.</param>
internal sealed record DocumentDays(
    DateOnly Draft, DateOnly Review, DateOnly Template, DateOnly Feedback, DateOnly Revise, DateOnly SecondReview, DateOnly Pass,
    DateOnly Legal, DateOnly Propose, DateOnly Agenda, DateOnly Meeting, DateOnly Archive);

/// <summary>When each deed of the script is done. Depends only on the case, the step and when the task was opened.</summary>
internal sealed class Timetable(Func<DeskCase?, string, DocumentDays> days, DemoOutcomes plan, Func<DeskTask, DeskCase?, string, bool>? leftUndone = null)
{
    private static readonly TimeOnly[] Slots = [new(9, 30), new(11, 0), new(14, 30), new(16, 0), new(17, 0)];
    private static readonly WorkingCalendar Calendar = WorkingCalendar.National;

    /// <summary>Null when the script leaves the task undone.</summary>
    /// <param name="document">The code of the document, also for the tasks of its template.</param>
    public DateTimeOffset? When(DeskTask task, DeskCase? of, string document)
    {
        if (leftUndone?.Invoke(task, of, document) == true)
        {
            return null;
        }

        var on = days(of, document);
        DateTimeOffset? planned = task.Step switch
        {
            "Draft" when task.Payload?["correction"] is null => of is not null && plan.Submission.Late.Contains(new(of.Unit, of.Document))
                ? At(new DateOnly(2020, 8, of.Document == "4" ? 11 : 12), 0)
                : Spread(on.Draft, 3, task, of, slots: 3),
            "Draft" => NextDay(task, 1),
            "Revise" => Spread(on.Revise, 3, task, of, slots: 3),
            "InternalApproval" => At(Calendar.LocalDate(task.OpenedAt), 3),
            "Intake" => of is not null && Corrects(task, of) ? At(new DateOnly(2020, 8, 10), 4) : NextDay(task, 1),
            "Review" => Silent(task, of) ? null : Spread(task.Round == 1 ? on.Review : on.SecondReview, 3, task, of, slots: 4),
            "ReviewSign" => At(Calendar.LocalDate(task.OpenedAt), 4),
            "Consolidate" => task.Round == 1 ? NextDay(task, 2) : At(on.Pass, 1),
            "Negotiate" or "Written" or "CoordinationMeeting" or "Ruling" => NextDay(task, 1),
            "TemplateCutOff" => NextDay(task, 0),
            "Template" => At(on.Template, 0),
            "Feedback" => At(on.Feedback, 2),
            "Legal" => At(on.Legal, 1),
            "Propose" => At(on.Propose, 1),
            "Agenda" => At(on.Agenda, 2),
            "Decide" => At(on.Meeting, 3),
            "Archive" => At(on.Archive, 2),
            "Deferral" => null,
            _ => NextDay(task, 1),
        };
        return planned is not { } moment ? null : moment > task.OpenedAt ? moment : Later(task.OpenedAt);
    }

    public bool Corrects(DeskTask task, DeskCase of) =>
        task is { Step: "Intake", Round: 1 } && plan.Intake.Corrected.Contains(new(of.Unit, of.Document)) && task.Payload?["version"] as string == "v1.0";

    public static DateTimeOffset At(DateOnly day, int slot) => Calendar.At(day, Slots[slot]);

    private bool Silent(DeskTask task, DeskCase? of) =>
        of is not null && task.Round == 1 && plan.Silent.Contains(new(of.Unit, of.Document, task.Unit ?? ""));

    // The next slot of the day, or the first of the next working day.
    private static DateTimeOffset Later(DateTimeOffset opened)
    {
        var day = Calendar.LocalDate(opened);
        foreach (var slot in Slots)
        {
            if (Calendar.IsWorkingDay(day) && Calendar.At(day, slot) is var moment && moment > opened)
            {
                return moment;
            }
        }

        return At(Calendar.AddWorkingDays(day, 1), 0);
    }

    private static DateTimeOffset NextDay(DeskTask task, int slot) => At(Calendar.AddWorkingDays(Calendar.LocalDate(task.OpenedAt), 1), slot);

    private static DateTimeOffset Spread(DateOnly from, int width, DeskTask task, DeskCase? of, int slots)
    {
        var day = Seeded.Below(width, of?.Unit ?? "", of?.Document ?? "", task.Step, task.Unit ?? "", task.Round);
        var slot = Seeded.Below(slots, of?.Unit ?? "", of?.Document ?? "", task.Step, task.Unit ?? "", task.Round, "slot");
        return At(day == 0 ? Calendar.NextWorkingDayOnOrAfter(from) : Calendar.AddWorkingDays(from, day), slot);
    }
}
