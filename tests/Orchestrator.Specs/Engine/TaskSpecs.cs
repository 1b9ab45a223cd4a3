using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

public sealed class TaskSpecs
{
    // National Day 2020: 10-01 to 10-08 are off, 09-27 and 10-10 are worked.
    private static readonly DateTimeOffset BeforeHoliday = At("2020-09-24 10:00");

    [Fact]
    public void A_task_asks_for_everything_its_form_and_assignment_need()
    {
        var player = Player.Start(
            Document(Flowchart("t:Ok -> x; t:No -> x", Task(
                "t", "Ok No", ("title", Js("`审核：${getInput('name')}`")), ("form", Literal("reviews/intake")), ("unit", Literal("BB")),
                ("role", Literal("BB-JB")), ("persons", Js("['p1','p2']")), ("excluded", Js("['p3']")), ("payload", Js("({caseId: 'c1', round: 2})"))), Line("x"))).Read(),
            JsObject.Of(("name", "三定")));

        var task = player.Asked<OpenTask>().ShouldHaveSingleItem();
        (task.Title, task.Form, task.Assignment.Unit, task.Assignment.Role).ShouldBe(("审核：三定", "reviews/intake", "BB", "BB-JB"));
        task.Assignment.Persons.ShouldBe(["p1", "p2"]);
        task.Assignment.Excluded.ShouldBe(["p3"]);
        JsonText.Write(task.Payload).ShouldBe("{\"caseId\":\"c1\",\"round\":2}");
        task.DueAt.ShouldBeNull();
        player.Asked<StartTimer>().ShouldBeEmpty();
    }

    [Fact]
    public void An_outcome_that_the_task_does_not_offer_is_refused()
    {
        var player = Simple();

        player.Decide("t", "Maybe");

        player.Last.Refusal.ShouldBe("“Maybe”不是该任务的可选结果，可选：Done。");
        player.Last.Requests.ShouldBeEmpty();
        player.WaitingFor.ShouldBe("t");
    }

    [Fact]
    public void A_person_who_is_excluded_is_refused()
    {
        var player = Player.Start(Document(Flowchart("t -> x", Task("t", "Done", ("excluded", Js("['p3']"))), Line("x"))).Read());

        player.Decide("t", actor: "p3");
        player.Last.Refusal.ShouldNotBeNull().ShouldContain("职责分离");
        player.Decide("t", actor: "p4").Said.ShouldBe("x");
    }

    [Fact]
    public void Result_outcome_and_actor_go_where_the_definition_binds_them()
    {
        var player = Player.Start(Document(
            Flowchart("t:Ok -> x", Task("t", "Ok", ("result", To("r")), ("outcome", To("o")), ("actor", To("a"))), Say("x", "`${getR().note} ${getO()} ${getA()}`")), "r", "o", "a").Read());

        player.Decide("t", "Ok", JsObject.Of(("note", "同意")), "p7").Said.ShouldBe("同意 Ok p7");
        player.Asked<CloseTask>().ShouldHaveSingleItem().Actor.ShouldBe("p7");
    }

    [Fact]
    public void The_ladder_climbs_over_working_days_and_keeps_one_timer()
    {
        // Due 09-30 18:00. T-2 = 09-28 (Monday), T-1 = 09-29; T+1 = 10-09 after the holiday, T+2 = 10-10 (a worked Saturday), T+3 = 10-12.
        var player = WithDue("{\"kind\":\"FixedDate\",\"date\":\"2020-09-30\"}");
        var seen = new List<string>();

        while (player.Asked<StartTimer>().SingleOrDefault() is { } timer)
        {
            player.Asked<StartTimer>().Count().ShouldBe(1);
            player.Now = timer.DueAt;
            player.Resume(new TimerFired(timer.TimerId));
            seen.Add($"{timer.DueAt.ToOffset(TimeSpan.FromHours(8)):MM-dd HH:mm} {player.Asked<NotifyTask>().Single().Level}");
        }

        seen.ShouldBe(
        [
            "09-28 09:00 remind", "09-29 09:00 remind", "09-30 09:00 remind", "09-30 18:00 overdue",
            "10-09 09:00 urge", "10-10 09:00 supervise", "10-12 09:00 interview",
        ]);
        player.WaitingFor.ShouldBe("t");
    }

    [Fact]
    public void Rungs_that_are_past_when_the_task_opens_are_skipped()
    {
        var player = WithDue("{\"kind\":\"FixedDate\",\"date\":\"2020-09-24\"}", At("2020-09-24 10:00"));

        player.Asked<NotifyTask>().ShouldBeEmpty();
        player.Asked<StartTimer>().ShouldHaveSingleItem().DueAt.ShouldBe(At("2020-09-24 18:00"));
    }

    [Fact]
    public void A_task_that_opens_after_its_deadline_is_overdue_at_once()
    {
        var player = WithDue("{\"kind\":\"FixedDate\",\"date\":\"2020-09-23\"}", At("2020-09-24 10:00"));

        player.Asked<NotifyTask>().ShouldHaveSingleItem().Level.ShouldBe("overdue");
        player.Asked<StartTimer>().ShouldHaveSingleItem().DueAt.ShouldBe(At("2020-09-25 09:00"));
    }

    [Fact]
    public void After_a_long_pause_of_the_service_overtaken_reminders_are_not_sent()
    {
        var player = WithDue("{\"kind\":\"FixedDate\",\"date\":\"2020-09-30\"}");

        player.FireAt("t", At("2020-10-09 12:00"));

        player.Asked<NotifyTask>().Select(notice => notice.Level).ShouldBe(["overdue", "urge"]);
        player.Asked<StartTimer>().ShouldHaveSingleItem().DueAt.ShouldBe(At("2020-10-10 09:00"));
    }

    [Fact]
    public void A_timer_that_fires_too_early_is_set_again()
    {
        var player = WithDue("{\"kind\":\"FixedDate\",\"date\":\"2020-09-30\"}");

        player.FireAt("t", At("2020-09-27 09:00"));

        player.Asked<NotifyTask>().ShouldBeEmpty();
        player.Asked<StartTimer>().ShouldHaveSingleItem().DueAt.ShouldBe(At("2020-09-28 09:00"));
    }

    [Fact]
    public void A_ladder_of_its_own_replaces_the_default()
    {
        var player = WithDue(
            "{\"kind\":\"FixedDate\",\"date\":\"2020-09-30\"}", BeforeHoliday,
            ("ladder", Json("[{\"at\":\"T-1 15:30\",\"level\":\"remind\"},{\"at\":\"T\",\"level\":\"overdue\"}]")));

        player.Asked<StartTimer>().Single().DueAt.ShouldBe(At("2020-09-29 15:30"));
        player.FireAt("t", At("2020-09-29 15:30")).Asked<StartTimer>().Single().DueAt.ShouldBe(At("2020-09-30 18:00"));
        player.FireAt("t", At("2020-09-30 18:00")).Asked<StartTimer>().ShouldBeEmpty();
    }

    [Fact]
    public void A_task_that_expires_is_closed_with_the_outcome_of_its_policy()
    {
        var player = Player.Start(
            Document(Flowchart(
                "t:Submit -> s; t:Silent -> q",
                Task("t", "Submit Silent", ("due", Json("{\"kind\":\"WorkingDays\",\"days\":1}")), ("onExpiry", Literal("Silent")), ("ladder", Json("[]"))),
                Line("s"), Line("q"))).Read(),
            now: BeforeHoliday);

        player.Asked<StartTimer>().Single().DueAt.ShouldBe(At("2020-09-25 18:00"));
        player.Actor = null;
        player.FireAt("t", At("2020-09-25 18:00")).Said.ShouldBe("q");
        player.Asked<CloseTask>().ShouldHaveSingleItem().ShouldBe(new CloseTask("i1:2", TaskClosure.Expired, "Silent", null, null));
    }

    [Fact]
    public void A_decision_takes_the_timer_away()
    {
        var player = WithDue("{\"kind\":\"FixedDate\",\"date\":\"2020-09-30\"}");

        player.Decide("t");

        player.Asked<CancelTimer>().ShouldHaveSingleItem().TimerId.ShouldBe("i1:2:t");
    }

    [Fact]
    public void An_extension_moves_the_deadline_and_the_ladder()
    {
        var player = WithDue("{\"kind\":\"FixedDate\",\"date\":\"2020-09-25\"}");
        player.FireAt("t", At("2020-09-25 09:00"));

        player.Resume(new ExtendTask(player.IdOf("t"), At("2020-09-30 18:00")));

        player.Asked<MoveTaskDeadline>().ShouldHaveSingleItem().DueAt.ShouldBe(At("2020-09-30 18:00"));
        player.Asked<StartTimer>().ShouldHaveSingleItem().DueAt.ShouldBe(At("2020-09-28 09:00"));
        player.Waiting.ShouldHaveSingleItem().DueAt.ShouldBe(At("2020-09-30 18:00"));
    }

    [Fact]
    public void An_extension_into_the_past_is_refused()
    {
        var player = WithDue("{\"kind\":\"FixedDate\",\"date\":\"2020-09-25\"}");

        player.Resume(new ExtendTask(player.IdOf("t"), At("2020-09-23 18:00"))).Last.Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void While_held_nothing_is_decided_and_no_timer_fires()
    {
        var player = WithDue("{\"kind\":\"FixedDate\",\"date\":\"2020-09-30\"}");

        player.Resume(new HoldInstance("政策调整"));
        player.Asked<CancelTimer>().ShouldHaveSingleItem();
        player.Asked<WriteHistory>().ShouldContain(row => row.Event == "WorkflowHeld" && (string?)row.Data == "政策调整");
        player.State.HeldSince.ShouldBe(BeforeHoliday);
        player.State.Status.ShouldBe(InstanceStatus.Suspended);
        player.Decide("t").Last.Refusal.ShouldNotBeNull();
        player.Fire("t").Last.Matched.ShouldBeFalse();
        player.Resume(new HoldInstance("再次")).Last.Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void A_release_moves_every_deadline_by_the_working_days_that_were_held()
    {
        // Held from Thursday 09-24 to Monday 09-28: 09-25, 09-27 (worked Sunday) and 09-28 are three working days.
        var player = WithDue("{\"kind\":\"FixedDate\",\"date\":\"2020-09-30\"}");
        player.Resume(new HoldInstance("x"));
        player.Now = At("2020-09-28 10:00");

        player.Resume(new ReleaseInstance());

        player.Asked<MoveTaskDeadline>().ShouldHaveSingleItem().DueAt.ShouldBe(At("2020-10-12 18:00"));
        player.Asked<StartTimer>().ShouldHaveSingleItem().DueAt.ShouldBe(At("2020-10-09 09:00"));
        player.State.HeldSince.ShouldBeNull();
        player.Decide("t").State.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public void A_hold_within_one_day_moves_nothing_and_the_timer_comes_back()
    {
        var player = WithDue("{\"kind\":\"FixedDate\",\"date\":\"2020-09-30\"}");
        player.Resume(new HoldInstance("x"));
        player.Now = At("2020-09-24 17:00");

        player.Resume(new ReleaseInstance());

        player.Asked<MoveTaskDeadline>().ShouldHaveSingleItem().DueAt.ShouldBe(At("2020-09-30 18:00"));
        player.Asked<StartTimer>().ShouldHaveSingleItem().DueAt.ShouldBe(At("2020-09-28 09:00"));
    }

    [Fact]
    public void A_missed_deadline_stays_missed_after_a_hold_but_its_ladder_waits()
    {
        var player = WithDue("{\"kind\":\"FixedDate\",\"date\":\"2020-09-24\"}");
        player.FireAt("t", At("2020-09-24 18:00")).Asked<NotifyTask>().Single().Level.ShouldBe("overdue");
        player.Now = At("2020-09-24 20:00");
        player.Resume(new HoldInstance("x"));
        player.Now = At("2020-09-28 20:00");

        player.Resume(new ReleaseInstance());

        player.Asked<MoveTaskDeadline>().ShouldBeEmpty();
        player.Waiting.Single().DueAt.ShouldBe(At("2020-09-24 18:00"));
        player.Asked<StartTimer>().ShouldHaveSingleItem().DueAt.ShouldBe(At("2020-09-29 09:00"));
    }

    [Fact]
    public void A_task_that_opens_while_held_starts_its_clock_at_the_release()
    {
        var player = Player.Start(
            Document(Flowchart("e -> t", Activity("Event", "e", ("eventName", Literal("go"))), Task("t", "Done", ("due", Json("{\"kind\":\"FixedDate\",\"date\":\"2020-09-30\"}"))))).Read(),
            now: BeforeHoliday);
        player.Resume(new HoldInstance("x"));
        player.Now = At("2020-09-27 10:00");
        player.Resume(new EventArrived(player.IdOf("e"), null));
        player.Asked<OpenTask>().ShouldHaveSingleItem();
        player.Asked<StartTimer>().ShouldBeEmpty();
        player.Now = At("2020-09-28 10:00");

        player.Resume(new ReleaseInstance());

        player.Asked<MoveTaskDeadline>().ShouldHaveSingleItem().DueAt.ShouldBe(At("2020-10-09 18:00"), "one working day was held after it opened");
    }

    [Fact]
    public void A_working_day_deadline_counts_from_the_moment_the_task_opens()
    {
        WithDue("{\"kind\":\"WorkingDays\",\"days\":5}", At("2020-09-28 23:30")).Asked<OpenTask>().Single().DueAt.ShouldBe(At("2020-10-12 18:00"));
    }

    [Fact]
    public void A_deadline_that_cannot_be_read_is_an_incident_not_a_task()
    {
        var player = Player.Start(Document(Flowchart("t -> x", Task("t", "Done", ("due", Js("({kind:'Someday'})"))), Line("x"))).Read());

        player.Asked<OpenTask>().ShouldBeEmpty();
        player.Asked<RaiseIncident>().ShouldHaveSingleItem().Message.ShouldContain("Someday");
    }

    [Fact]
    public void Run_task_gives_the_expected_key_or_the_whole_input()
    {
        Workflow().Decide("t", "Done", JsObject.Of(("RunTaskInput", "x"))).Said.ShouldBe("\"x\"");
        Workflow().Decide("t", "Done", JsObject.Of(("other", 1.0))).Said.ShouldBe("{\"other\":1}");

        static Player Workflow() => Player.Start(Document(
            Flowchart("t -> l", Activity("RunTask", "t", ("taskName", Literal("Sign")), ("result", To("r"))), Say("l", "toJson(getR())")), "r").Read());
    }

    private static Player Simple() => Player.Start(Document(Flowchart("t -> x", Task("t"), Line("x"))).Read());

    private static Player WithDue(string due, DateTimeOffset? now = null, params (string, System.Text.Json.Nodes.JsonNode?)[] more) =>
        Player.Start(Document(Flowchart("t -> x", Task("t", "Done", [("due", Json(due)), .. more]), Line("x"))).Read(), now: now ?? BeforeHoliday);

    private static DateTimeOffset At(string text) =>
        new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
