using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;
using Office = Orchestrator.Stores.Runtime.Office;

namespace Orchestrator.Stores.Runtime;

/// <summary>The runtime with a real engine and a real database; each test has a database of its own.</summary>
public abstract partial class RuntimeBehaviour(StoreKind kind) : IAsyncLifetime
{
    private Office _office = null!;

    public async ValueTask InitializeAsync() => _office = await Office.Open(kind);

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<TaskRow> StartedTwoStep(string id = "c1")
    {
        await _office.Publish(Flows.Document("two", Flows.Stage("s1", "Drafting"), Flows.Task("first"), Flows.Stage("s2", "Intake"), Flows.Task("second", "BB-JB", "BB")));
        await _office.Start("two", id);
        return await _office.OpenTask(id);
    }

    [Fact]
    public async Task What_the_answer_says_is_in_the_next_persons_list_at_once()
    {
        var task = await StartedTwoStep();
        var next = Office.Person("q1", "BB", "BB-JB");
        (await _office.Tasks.List(new(), next)).Total.ShouldBe(0);

        var done = (await _office.Complete(task, data: JsObject.Of(("note", "请审")))).Required();

        done.ShouldBe(new TaskDone(task.Id, "c1", "Suspended"));
        var item = (await _office.Tasks.List(new(), next)).Items.Single();
        (item.Step, item.CaseId, item.CaseTitle, item.CampaignId, item.Stage, item.SubjectUnitId).ShouldBe(("second", "c1", "案卷c1", "campaign", "Intake", "D1"));
        (await _office.Tasks.List(new(), Office.Person("p1"))).Total.ShouldBe(0);
        var mine = (await _office.Tasks.List(new(TaskView.Done), Office.Person("p1"))).Items.Single();
        (mine.Id, mine.Outcome, mine.ClosedByName).ShouldBe((task.Id, "Done", "姓名p1"));
        ((JsObject)(await _office.Tasks.Find(task.Id, Office.Person("p1")))!.Result!)["note"].ShouldBe("请审");
    }

    [Fact]
    public async Task The_same_command_again_gets_the_first_answer_and_does_nothing()
    {
        var task = await StartedTwoStep();
        var first = await _office.Complete(task, commandId: "cmd");
        var again = await _office.Complete(task, commandId: "cmd");

        first.Replayed.ShouldBeFalse();
        again.Replayed.ShouldBeTrue();
        again.Value.ShouldBe(first.Value);
        (await _office.Get<HistoryQueries>().OfCase("c1")).Count(h => h is { ActivityId: "first", Event: "Completed" }).ShouldBe(1);
        (await _office.Get<OperationQueries>().Audit(new(Action: "Tasks.Complete"))).Total.ShouldBe(1);
    }

    [Fact]
    public async Task Another_body_under_a_used_command_id_is_refused()
    {
        var task = await StartedTwoStep();
        await _office.Complete(task, commandId: "cmd");
        var other = await _office.Complete(task, "SendBack", commandId: "cmd");
        other.Refusal!.Code.ShouldBe("command.reused");
        other.Refusal.Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Fact]
    public async Task A_second_decision_is_refused_with_the_current_revision_and_the_name_of_the_first()
    {
        var task = await StartedTwoStep();
        await _office.Complete(task, actor: Office.Person("p1"));
        var late = await _office.Complete(task, actor: Office.Person("p2"));
        (late.Refusal!.Code, late.Refusal.Kind, late.Refusal.CurrentRevision).ShouldBe(("task.already-decided", RefusalKind.Conflict, task.Revision + 1));
        late.Refusal.Message.ShouldContain("姓名p1");
    }

    [Fact]
    public async Task Fifty_clicks_of_one_button_are_one_decision_with_one_answer()
    {
        var task = await StartedTwoStep();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => _office.Complete(task, commandId: "click"))));
        answers.Select(answer => answer.Required()).Distinct().ShouldHaveSingleItem();
        answers.Count(answer => !answer.Replayed).ShouldBe(1);
        (await _office.Tasks.OfCase("c1")).Count(t => t.Step == "second").ShouldBe(1);
    }

    [Fact]
    public async Task Of_twenty_people_who_decide_at_once_one_wins_and_the_others_are_told()
    {
        var task = await StartedTwoStep();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => _office.Complete(task, actor: Office.Person($"p{n}")))));
        answers.Count(answer => answer.Refusal is null).ShouldBe(1);
        answers.Where(answer => answer.Refusal is not null).ShouldAllBe(answer => answer.Refusal!.Kind == RefusalKind.Conflict);
        (await _office.Tasks.OfCase("c1")).Count(t => t.Step == "second").ShouldBe(1);
        (await _office.Get<InstanceQueries>().Find("c1"))!.Revision.ShouldBe(2);
    }

    [Fact]
    public async Task Who_may_not_decide_or_comes_with_the_wrong_thing_changes_nothing()
    {
        var task = await StartedTwoStep();
        (await _office.Complete(task, actor: Office.Person("x", "D2"))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _office.Complete(task, actor: Office.Person("x", "D1", "BM-FZ"))).Refusal!.Code.ShouldBe("task.not-yours");
        (await _office.Complete(task, actor: Actor.System)).Refusal!.Code.ShouldBe("task.not-yours");
        (await _office.Complete(task with { Id = "no-such:1" })).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await _office.Complete(task, "Approve")).Refusal!.Problems.Single().Path.ShouldBe("outcome");
        (await _office.Complete(task, revision: task.Revision + 5)).Refusal!.Code.ShouldBe("task.stale");
        (await _office.Complete(task, commandId: "")).Refusal!.Problems.Single().Path.ShouldBe("commandId");

        (await _office.OpenTask("c1")).ShouldBe(task, new TaskComparer());
        (await _office.Get<OperationQueries>().Audit(new(Action: "Tasks.Complete"))).Items.Select(a => a.Result)
            .ShouldBe(["task.not-yours", "task.not-yours", "task.not-yours", "task.unknown", "task.unknown-outcome", "task.stale"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_crash_before_the_commit_leaves_nothing_and_the_retry_works()
    {
        var task = await StartedTwoStep();
        _office.Faults.Before = _ => throw new IOException("crash");
        await Should.ThrowAsync<IOException>(() => _office.Complete(task, commandId: "cmd"));
        _office.Faults.Before = null;

        (await _office.OpenTask("c1")).Id.ShouldBe(task.Id);
        (await _office.Complete(task, commandId: "cmd")).Replayed.ShouldBeFalse();
        (await _office.OpenTask("c1")).Step.ShouldBe("second");
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_answered_by_the_retry()
    {
        var task = await StartedTwoStep();
        _office.Faults.After = _ => throw new TimeoutException("the answer was lost");
        await Should.ThrowAsync<TimeoutException>(() => _office.Complete(task, commandId: "cmd"));
        _office.Faults.After = null;
        await _office.Restart();

        var again = await _office.Complete(task, commandId: "cmd");
        again.Replayed.ShouldBeTrue();
        again.Required().Status.ShouldBe("Suspended");
        (await _office.Get<HistoryQueries>().OfCase("c1")).Count(h => h is { ActivityId: "first", Event: "Completed" }).ShouldBe(1);
    }

    [Fact]
    public async Task A_form_refuses_with_the_place_and_nothing_but_the_attempt_is_kept()
    {
        var task = await StartedTwoStep();
        _office.Script.Form = (submission, work) =>
        {
            Office.Write(work, "不应保留");
            return Task.FromResult<Outcome<JsObject?>>(Refusal.Invalid("draft.empty", "文稿为空。", new FieldProblem("data.sections[2].text", "不能为空", 3)));
        };
        var refused = await _office.Complete(task);

        refused.Refusal!.Problems.ShouldBe([new FieldProblem("data.sections[2].text", "不能为空", 3)]);
        (await _office.OpenTask("c1")).Step.ShouldBe("first");
        (await _office.Entries()).ShouldBe(0);
        var audit = (await _office.Get<OperationQueries>().Audit(new(Action: "Tasks.Complete"))).Items.Single();
        audit.Result.ShouldBe("draft.empty");
        audit.Details!.ShouldContain("文稿为空");
    }

    [Fact]
    public async Task A_forms_rows_and_result_commit_with_the_decision_and_injected_contexts_are_the_same_ones()
    {
        var task = await StartedTwoStep();
        _office.Script.Form = async (submission, work) =>
        {
            Office.Write(work, "办理");
            await Task.CompletedTask;
            return JsObject.Of(("version", "v1.1"), ("by", submission.Actor.Id));
        };
        var sawRow = false;
        _office.Script.Observer = (_, work) =>
        {
            sawRow = work.Db<LedgerDb>().Entries.Any(entry => entry.Text == "办理");
            ReferenceEquals(work.Services.GetRequiredService<LedgerDb>(), work.Db<LedgerDb>()).ShouldBeTrue();
            return Task.CompletedTask;
        };
        (await _office.Complete(task)).Required();

        sawRow.ShouldBeTrue();
        (await _office.Entries("办理")).ShouldBe(1);
        ((JsObject)JsonText.Parse((await _office.Tasks.Row(task.Id))!.Result!)!)["version"].ShouldBe("v1.1");
    }

    [Fact]
    public async Task An_observer_that_fails_rolls_the_whole_step_back()
    {
        var task = await StartedTwoStep();
        _office.Script.Observer = (step, work) =>
        {
            Office.Write(work, "观察");
            throw new InvalidOperationException("guard");
        };
        await Should.ThrowAsync<InvalidOperationException>(() => _office.Complete(task));
        _office.Script.Observer = null;
        (await _office.Entries()).ShouldBe(0);
        (await _office.OpenTask("c1")).Step.ShouldBe("first");
    }

    [Fact]
    public async Task Observers_see_every_step_with_the_row_before_and_after()
    {
        var task = await StartedTwoStep();
        await _office.Complete(task);
        var steps = _office.Script.Steps.ToList();
        steps.Count.ShouldBe(2);
        (steps[0].Before, steps[0].After.Stage, steps[0].StageChanged).ShouldBe((null, "Drafting", true));
        (steps[1].Before!.Stage, steps[1].After.Stage, steps[1].After.Revision).ShouldBe(("Drafting", "Intake", 2));
        steps[1].Stimulus.ShouldBeOfType<TaskCompleted>();
        steps[1].Requests.OfType<OpenTask>().Single().Step.ShouldBe("second");
    }

    [Fact]
    public async Task A_draft_of_a_task_waits_for_its_person()
    {
        var task = await StartedTwoStep();
        var person = Office.Person("p1");
        Task<Outcome<Done>> Save(Actor actor, long revision, JsObject data) => _office.Runner.Save(actor, "Tasks.SaveDraft", work => work.Workflows.SaveTaskDraft(task.Id, revision, data));
        (await Save(person, task.Revision, JsObject.Of(("note", "未完")))).Required();
        (await Save(Office.Person("x", "D2"), task.Revision, new JsObject())).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        var stale = (await Save(person, task.Revision + 1, new JsObject())).Refusal!;
        (stale.Code, stale.CurrentRevision).ShouldBe(("task.stale", task.Revision));
        var detail = (await _office.Tasks.Find(task.Id, person))!;
        ((JsObject)detail.Draft!)["note"].ShouldBe("未完");
        detail.CanDecide.ShouldBeTrue();
        (await _office.Complete(task)).Required();
        (await Save(person, task.Revision, new JsObject())).Refusal!.Code.ShouldBe("task.already-decided");
    }

    [Fact]
    public async Task Typing_leaves_no_row_in_the_audit_trail_and_no_stored_answer_but_deciding_does()
    {
        var task = await StartedTwoStep();
        var before = (await _office.Get<OperationQueries>().VerifyAudit()).Rows;
        for (var n = 0; n < 25; n++)
        {
            (await _office.Runner.Save(Office.Person("p1"), "Tasks.SaveDraft", work => work.Workflows.SaveTaskDraft(task.Id, task.Revision, JsObject.Of(("note", $"第{n}字"))))).Required();
        }

        (await _office.Runner.Save(Office.Person("x", "D2"), "Tasks.SaveDraft", work => work.Workflows.SaveTaskDraft(task.Id, task.Revision, new JsObject()))).Refusal.ShouldNotBeNull();

        (await _office.Get<OperationQueries>().VerifyAudit()).Rows.ShouldBe(before);
        _office.Clock.Advance(TimeSpan.FromDays(400));
        (await _office.Background.Forget(TimeSpan.FromDays(365))).ShouldBe(1, "the command that started the instance");
        (await _office.Complete(task)).Required();
        (await _office.Get<OperationQueries>().VerifyAudit()).Rows.ShouldBe(before + 1);
    }

    [Fact]
    public async Task Starting_an_instance_twice_or_without_definition_is_refused()
    {
        await StartedTwoStep();
        var twice = await _office.Do(w => w.Start(new("two", "c1", "再来", null, new JsObject())));
        twice.Refusal!.Code.ShouldBe("instance.exists");
        (await _office.Do(w => w.Start(new("none", "c2", "没有", null, new JsObject())))).Refusal!.Code.ShouldBe("definition.unknown");
        (await _office.Get<InstanceQueries>().List(new())).Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_held_instance_lets_nobody_decide_and_its_deadline_moves()
    {
        await _office.Publish(Flows.Document("due", Flows.Task("first", more: ("due", Flows.Wrap("Object", """{"kind":"WorkingDays","days":2}""")))));
        await _office.Start("due", "c1");
        var before = await _office.OpenTask("c1");
        (await _office.Do(w => w.Hold("c1", "等待上级意见"))).Required();
        (await _office.Do(w => w.Hold("c1", "再次"))).Refusal!.Code.ShouldBe("instance.held");
        var held = await _office.OpenTask("c1");
        held.HeldSince.ShouldBe(_office.Clock.GetUtcNow());
        (await _office.Complete(held)).Refusal!.Code.ShouldBe("task.held");
        (await _office.Tasks.List(new(), Office.Person("p1"))).Items.Single().DueState.ShouldBe("held");

        _office.Clock.Advance(TimeSpan.FromDays(7));
        (await _office.Get<TimerPump>().FireDue()).ShouldBe(0);
        (await _office.Do(w => w.Release("c1"))).Required();
        var after = await _office.OpenTask("c1");
        after.HeldSince.ShouldBeNull();
        after.DueAt.ShouldBe(before.DueAt!.Value.AddDays(7));
        (await _office.Complete(after)).Required().Status.ShouldBe("Finished");
        (await _office.Do(w => w.Hold("c1", "已完"))).Refusal!.Code.ShouldBe("instance.ended");
    }

    [Fact]
    public async Task An_extension_moves_the_deadline_and_a_cancelled_instance_closes_everything()
    {
        await _office.Publish(Flows.Document("due", Flows.Task("first", more: ("due", Flows.Wrap("Object", """{"kind":"WorkingDays","days":2}""")))));
        await _office.Start("due", "c1");
        var task = await _office.OpenTask("c1");
        var later = task.DueAt!.Value.AddDays(3);
        (await _office.Do(w => w.ExtendTask(task.Id, later))).Required();
        (await _office.OpenTask("c1")).DueAt.ShouldBe(later);
        (await _office.Do(w => w.ExtendTask(task.Id, task.OpenedAt.AddDays(-1)))).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);

        (await _office.Do(w => w.Cancel("c1", "撤回"))).Required();
        (await _office.StatusOf("c1")).ShouldBe("Cancelled");
        (await _office.Tasks.OfCase("c1")).Single().Status.ShouldBe(TaskRowStatus.Cancelled);
        (await _office.Get<OperationQueries>().Timers()).Total.ShouldBe(0);
        (await _office.Do(w => w.Cancel("c1", "再撤"))).Refusal!.Code.ShouldBe("instance.ended");
        (await _office.Complete(task)).Refusal!.Code.ShouldBe("task.already-decided");
    }

    private sealed class TaskComparer : IEqualityComparer<TaskRow>
    {
        public bool Equals(TaskRow? x, TaskRow? y) => (x!.Id, x.Revision, x.Status, x.Step) == (y!.Id, y.Revision, y.Status, y.Step);

        public int GetHashCode(TaskRow obj) => obj.Id.GetHashCode(StringComparison.Ordinal);
    }
}

public sealed class SqliteRuntime() : RuntimeBehaviour(StoreKind.Sqlite);

public sealed class PostgresRuntime() : RuntimeBehaviour(StoreKind.Postgres);
