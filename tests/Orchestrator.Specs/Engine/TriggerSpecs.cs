using System.Text.Json.Nodes;
using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Definitions;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

public sealed class TriggerSpecs
{
    private static readonly TimeZoneInfo Zone = WorkingCalendar.National.Zone;
    private static readonly DateTimeOffset Now = new(2020, 8, 3, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_timer_keeps_its_rhythm_and_skips_what_was_missed()
    {
        var timer = new Trigger("t", "Elsa.Timer", "01:00:00");

        TriggerSchedule.First(timer, Now, Zone).ShouldBe(Now.AddHours(1));
        TriggerSchedule.Next(timer, Now, Now, Zone).ShouldBe(Now.AddHours(1));
        TriggerSchedule.Next(timer, Now, Now.AddMinutes(59), Zone).ShouldBe(Now.AddHours(1));
        TriggerSchedule.Next(timer, Now, Now.AddHours(30.5), Zone).ShouldBe(Now.AddHours(31));
        TriggerSchedule.First(new Trigger("t", "Elsa.Timer", ""), Now, Zone).ShouldBe(Now.AddMinutes(1));
    }

    [Fact]
    public void A_cron_expression_goes_on_from_now_in_the_zone_of_the_calendar()
    {
        var cron = new Trigger("t", "Elsa.Cron", "0 0 9 * * *");

        TriggerSchedule.First(cron, Now, Zone).ShouldBe(Now.AddDays(1));
        TriggerSchedule.Next(cron, Now, Now.AddDays(3).AddHours(1), Zone).ShouldBe(Now.AddDays(4));
    }

    [Fact]
    public void A_moment_comes_once_also_when_it_has_passed()
    {
        var once = new Trigger("t", "Elsa.StartAt", "2019-01-01T00:00:00.0000000+00:00");

        TriggerSchedule.First(once, Now, Zone).ShouldBe(new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero));
        TriggerSchedule.Next(once, Now, Now, Zone).ShouldBeNull();
        TriggerSchedule.Has(new Trigger("t", "Elsa.Event", "x")).ShouldBeFalse();
    }

    public static TheoryData<string, string, JsonNode?, string> Literals => new()
    {
        { "Timer", "interval", "PT1H", "01:00:00" },
        { "Timer", "interval", 60_000, "00:01:00" },
        { "Timer", "interval", null, "" },
        { "StartAt", "dateTime", "2020-08-10T09:00:00", "2020-08-10T01:00:00.0000000+00:00" },
        { "StartAt", "dateTime", 1_577_836_800_000, "2020-01-01T00:00:00.0000000+00:00" },
        { "Cron", "cronExpression", "0 0 9 * * *", "0 0 9 * * *" },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public void A_trigger_carries_its_schedule_in_one_form_however_it_is_written(string type, string input, JsonNode? value, string expected)
    {
        var start = Activity(type, "t", (input, value is null ? null : Literal(value.DeepClone())));
        start["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };

        var trigger = Document(Flowchart("t -> a", start, Line("a"))).Read().Triggers.ShouldHaveSingleItem();

        trigger.ShouldBe(new Trigger("t", "Elsa." + type, expected));
        TriggerSchedule.First(trigger, Now, Zone).ShouldNotBeNull();
    }
}
