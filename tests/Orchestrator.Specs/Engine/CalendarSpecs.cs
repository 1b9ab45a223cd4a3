using Orchestrator.Engine.Calendar;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Engine;

public sealed class CalendarSpecs
{
    private static readonly WorkingCalendar Now = WorkingCalendar.National;

    [Theory]
    [InlineData("2019-01-11", 10, "2019-01-25")]
    [InlineData("2019-01-11", 14, "2019-01-31")]
    [InlineData("2020-10-26", 5, "2020-11-02")]
    [InlineData("2020-09-30", 1, "2020-10-09")]
    [InlineData("2020-09-28", 5, "2020-10-12")]
    [InlineData("2020-04-24", 1, "2020-04-26")]
    [InlineData("2018-12-28", 1, "2018-12-29")]
    [InlineData("2024-02-09", 1, "2024-02-18")]
    [InlineData("2023-09-28", 3, "2023-10-09")]
    [InlineData("2022-12-30", 1, "2023-01-03")]
    [InlineData("2025-01-24", 5, "2025-02-07")]
    [InlineData("2026-02-13", 3, "2026-02-25")]
    [InlineData("2026-09-24", 5, "2026-10-09")]
    public void Working_days_after_a_day(string from, int days, string expected) =>
        Now.AddWorkingDays(Day(from), days).ShouldBe(Day(expected));

    [Theory]
    [InlineData("2020-08-10", "2020-08-31", 15)]
    [InlineData("2020-08-31", "2020-09-08", 6)]
    [InlineData("2020-09-08", "2020-09-15", 5)]
    [InlineData("2020-10-20", "2020-10-25", 3)]
    [InlineData("2020-10-25", "2020-10-29", 4)]
    public void Working_days_between_two_days_leave_out_the_first(string after, string until, int expected)
    {
        Now.WorkingDaysBetween(Day(after), Day(until)).ShouldBe(expected);
        Now.WorkingDaysBetween(Day(until), Day(after)).ShouldBe(-expected);
    }

    [Theory]
    [InlineData(2018, 250)]
    [InlineData(2019, 250)]
    [InlineData(2020, 249)]
    [InlineData(2021, 250)]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void Every_year_has_its_number_of_working_days(int year, int expected) =>
        Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Count(i => Now.IsWorkingDay(new DateOnly(year, 1, 1).AddDays(i))).ShouldBe(expected);

    [Fact]
    public void Calendar_days_count_every_day() =>
        Deadline.Read(Of("{\"kind\":\"CalendarDays\",\"days\":79}"))!.Due(At("2019-01-10 09:00"), Now).ShouldBe(At("2019-03-30 18:00"));

    [Fact]
    public void A_Sunday_deadline_stays_on_Sunday_unless_it_is_told_to_roll()
    {
        Now.IsWorkingDay(Day("2020-10-25")).ShouldBeFalse();
        Due("{\"kind\":\"FixedDate\",\"date\":\"2020-10-25\"}").ShouldBe(At("2020-10-25 18:00"));
        Due("{\"kind\":\"FixedDate\",\"date\":\"2020-10-25\",\"roll\":\"NextWorkingDay\"}").ShouldBe(At("2020-10-26 18:00"));
        Due("{\"kind\":\"FixedDate\",\"date\":\"2020-10-25\",\"roll\":\"PreviousWorkingDay\",\"cut\":\"12:00\"}").ShouldBe(At("2020-10-23 12:00"));
    }

    [Fact]
    public void Weekly_is_the_next_such_day_today_included()
    {
        Deadline.Read(Of("{\"kind\":\"Weekly\",\"day\":\"Friday\",\"cut\":\"15:00\"}"))!.Due(At("2020-10-23 09:00"), Now).ShouldBe(At("2020-10-23 15:00"));
        Deadline.Read(Of("{\"kind\":\"Weekly\",\"day\":\"Friday\"}"))!.Due(At("2020-10-24 09:00"), Now).ShouldBe(At("2020-10-30 18:00"));
    }

    [Fact]
    public void A_period_counts_from_the_local_day_not_from_the_universal_one() =>
        Deadline.Read(Of("{\"kind\":\"WorkingDays\",\"days\":1}"))!.Due(new DateTimeOffset(2020, 8, 3, 17, 0, 0, TimeSpan.Zero), Now).ShouldBe(At("2020-08-05 18:00"));

    [Fact]
    public void A_moment_named_with_its_time_is_that_moment() =>
        Deadline.Read("2020-08-10T12:30:00+08:00")!.Due(At("2020-08-03 09:00"), Now).ShouldBe(At("2020-08-10 12:30"));

    [Theory]
    [InlineData("{\"kind\":\"Someday\"}")]
    [InlineData("{\"kind\":\"WorkingDays\",\"days\":1.5}")]
    [InlineData("{\"kind\":\"WorkingDays\",\"days\":-1}")]
    [InlineData("{\"kind\":\"WorkingDays\"}")]
    [InlineData("{\"kind\":\"FixedDate\",\"date\":\"2020-02-30\"}")]
    [InlineData("{\"kind\":\"FixedDate\",\"date\":\"2020-08-10\",\"cut\":\"25:00\"}")]
    [InlineData("{\"kind\":\"FixedDate\",\"date\":\"2020-08-10\",\"roll\":\"Sideways\"}")]
    [InlineData("{\"kind\":\"Weekly\",\"day\":\"Freitag\"}")]
    [InlineData("{\"kind\":\"Weekly\",\"day\":\"17\"}")]
    [InlineData("[]")]
    public void A_deadline_that_makes_no_sense_is_a_format_error(string json) =>
        Should.Throw<FormatException>(() => Deadline.Read(Of(json)));

    [Fact]
    public void The_labour_day_of_2019_was_a_single_day_off_until_the_notice_of_March()
    {
        WorkingCalendar.AsKnownOn(Day("2019-03-21")).IsWorkingDay(Day("2019-05-02")).ShouldBeTrue();
        WorkingCalendar.AsKnownOn(Day("2019-03-22")).IsWorkingDay(Day("2019-05-02")).ShouldBeFalse();
        WorkingCalendar.AsKnownOn(Day("2019-03-22")).IsWorkingDay(Day("2019-05-05")).ShouldBeTrue("a Sunday that is worked instead");
    }

    [Fact]
    public void The_spring_festival_of_2020_was_extended_by_the_notice_of_January()
    {
        WorkingCalendar.AsKnownOn(Day("2020-01-26")).IsWorkingDay(Day("2020-01-31")).ShouldBeTrue();
        WorkingCalendar.AsKnownOn(Day("2020-01-27")).IsWorkingDay(Day("2020-01-31")).ShouldBeFalse();
        WorkingCalendar.AsKnownOn(Day("2020-01-27")).AddWorkingDays(Day("2020-01-23"), 1).ShouldBe(Day("2020-02-03"));
    }

    [Fact]
    public void Before_the_first_notice_the_first_revision_is_used() =>
        WorkingCalendar.AsKnownOn(Day("2010-01-01")).ShouldBeSameAs(WorkingCalendar.Revisions[0]);

    [Fact]
    public void A_year_without_a_notice_works_Monday_to_Friday()
    {
        Now.IsWorkingDay(Day("2031-10-01")).ShouldBeTrue();
        Now.IsWorkingDay(Day("2031-10-04")).ShouldBeFalse();
    }

    [Fact]
    public void A_region_lays_its_own_days_over_the_national_ones()
    {
        var hubei = Now.With("CN-42", 1, [Day("2020-02-03")], [Day("2020-02-08")]);

        hubei.IsWorkingDay(Day("2020-02-03")).ShouldBeFalse();
        hubei.IsWorkingDay(Day("2020-02-08")).ShouldBeTrue();
        hubei.IsWorkingDay(Day("2020-10-10")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("0 30 17 ? * FRI", "2020-10-20 09:00", "2020-10-23 17:30")]
    [InlineData("0 0 9 1 * ?", "2020-10-20 09:00", "2020-11-01 09:00")]
    [InlineData("*/10 * * * * *", "2020-10-20 09:00", "2020-10-20 09:00:10")]
    [InlineData("0 9-17/4 * * 1-5", "2020-10-23 13:00", "2020-10-23 17:00")]
    [InlineData("0 0 0 29 2 *", "2021-01-01 00:00", "2024-02-29 00:00")]
    [InlineData("0 0 18 L * ?", "2020-02-10 00:00", "2020-02-29 18:00")]
    [InlineData("0 0 18 L-1 * ?", "2020-02-10 00:00", "2020-02-28 18:00")]
    [InlineData("0 0 18 LW * ?", "2020-02-10 00:00", "2020-02-28 18:00")]
    [InlineData("0 0 9 15W * ?", "2020-08-01 00:00", "2020-08-14 09:00")]
    [InlineData("0 0 9 1W * ?", "2020-08-01 00:00", "2020-08-03 09:00")]
    [InlineData("0 0 9 31W * ?", "2020-09-01 00:00", "2020-10-30 09:00")]
    [InlineData("0 0 9 ? * 5L", "2020-08-01 00:00", "2020-08-28 09:00")]
    [InlineData("0 0 9 ? * MON#1,FRIL", "2020-08-03 10:00", "2020-08-28 09:00")]
    [InlineData("0 0 9 1,15W * ?", "2020-08-02 00:00", "2020-08-14 09:00")]
    [InlineData("0 0 9 ? * FRI-MON", "2020-08-04 00:00", "2020-08-07 09:00")]
    [InlineData("0 0 22-1 * * *", "2020-08-03 22:30", "2020-08-03 23:00")]
    public void Cron_finds_the_next_occurrence(string expression, string after, string expected) =>
        CronSchedule.Parse(expression).Next(At(after), Now.Zone).ShouldBe(At(expected));

    [Theory]
    [InlineData("")]
    [InlineData("* * *")]
    [InlineData("60 * * * * *")]
    [InlineData("* * * * 13 *")]
    [InlineData("* * * * * FOO")]
    [InlineData("*/0 * * * * *")]
    [InlineData("5-60 * * * * *")]
    [InlineData("0 0 0 0W * *")]
    [InlineData("0 0 0 * * MON#6")]
    [InlineData("0 0 0 * * XYZL")]
    [InlineData("0 0 0 L L *")]
    public void A_bad_cron_expression_is_a_format_error(string expression) => Should.Throw<FormatException>(() => CronSchedule.Parse(expression));

    private static DateTimeOffset Due(string json) => Deadline.Read(Of(json))!.Due(At("2020-10-20 09:00"), Now);

    private static object? Of(string json) => Orchestrator.Engine.Values.JsonText.Parse(json);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    private static DateTimeOffset At(string text) =>
        new(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
