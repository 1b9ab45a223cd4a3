namespace Orchestrator.Host.Demo.Script;

/// <summary>The two ways in which the campaign is played.</summary>
internal static class Timetables
{
    /// <summary>Every document keeps to the campaign's dates: 一上 8-10, 一下 8-31, 二上 9-8, 二下 9-15, meeting 9-18.</summary>
    public static Timetable AsPlanned(DemoOutcomes plan) => new((_, _) => Planned, plan);

    /// <summary>The documents go at different speed, so that on the day of the demonstration every stage can be seen.</summary>
    public static Timetable ForShow(DemoOutcomes plan) => new((of, document) => Shown(of?.Unit, document), plan, LeftUndone);

    // What is late or disputed on the day of the demonstration.
    private static bool LeftUndone(DeskTask task, DeskCase? of, string document) => (task.Step, of?.Unit, document) switch
    {
        ("CoordinationMeeting", "D3", "7") => true,
        ("TemplateCutOff", _, "8") => true,
        ("Resubmit", "D2", "8") => true,
        ("Revise", "D6" or "D8", "7") => true,
        ("Review", "D7", "8") => task.Unit == "BB",
        ("Consolidate", "D4", "8") => true,
        ("InternalApproval", "D1", "7") => task.Round > 1,
        _ => false,
    };

    private static DocumentDays Planned { get; } = new(
        Day(8, 5), Day(8, 11), Day(8, 31), Day(8, 31), Day(9, 3), Day(9, 9), Day(9, 15), Day(9, 16), Day(9, 17), Day(9, 17), Day(9, 18), Day(10, 20));

    private static DocumentDays Shown(string? unit, string document) => document switch
    {
        "1" => new(Day(7, 29), Day(8, 3), Day(8, 17), Day(8, 17), Day(8, 18), Day(8, 20), Day(8, 25), Day(8, 26), Day(8, 26), Day(8, 27), Day(8, 28), Day(9, 7)),
        "2" => new(Day(7, 30), Day(8, 4), Day(8, 24), Day(8, 24), Day(8, 25), Day(8, 27), Day(9, 1), Day(9, 2), Day(9, 2), Day(9, 3), Day(9, 4), Day(9, 21)),
        "3" => new(Day(7, 31), Day(8, 5), Day(8, 25), Day(8, 25), Day(8, 26), Day(8, 31), Day(9, 3), Day(9, 4), Day(9, 4), Day(9, 7), Day(9, 8), Day(9, 30)),
        "4" => new(Day(8, 3), Day(8, 6), Day(8, 26), Day(8, 26), Day(8, 27), Day(9, 1), Day(9, 4), Day(9, 7), Day(9, 7), Day(9, 8), Day(9, 9), Day(9, 30)),
        "5" => new(Day(8, 5), Day(8, 11), Day(8, 31), Day(8, 31), Day(9, 2), Day(9, 8), Day(9, 11), Day(9, 14), Day(9, 15), Day(9, 16), Day(9, 18), Day(10, 20)),
        "6" when unit is "D1" or "D2" or "D3" or "D4" =>
            new(Day(8, 4), Day(8, 7), Day(8, 26), Day(8, 26), Day(8, 27), Day(9, 1), Day(9, 4), Day(9, 7), Day(9, 7), Day(9, 8), Day(9, 9), Day(9, 30)),
        "6" => new(Day(8, 4), Day(8, 7), Day(8, 26), Day(8, 26), Day(8, 28), Day(9, 2), Day(9, 7), unit is "D7" or "D8" ? Day(9, 11) : Day(9, 8), unit is "D6" ? Day(9, 11) : Day(9, 8), Day(9, 9), Day(9, 18), Day(10, 20)),
        "7" => new(Day(8, 6), Day(8, 11), Day(8, 31), Day(8, 31), Day(9, 7), Day(9, 9), Day(9, 15), Day(9, 16), Day(9, 17), Day(9, 17), Day(9, 18), Day(10, 20)),
        _ => new(Day(8, 6), Day(8, 12), Day(9, 14), Day(9, 14), Day(9, 15), Day(9, 17), Day(9, 21), Day(9, 22), Day(9, 23), Day(9, 24), Day(9, 25), Day(10, 20)),
    };

    private static DateOnly Day(int month, int day) => new(2020, month, day);
}
