using System.Text.Json.Nodes;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;
using Office = Orchestrator.Stores.Runtime.Office;

namespace Orchestrator.Stores.Runtime;

/// <summary>What an administrator does to one running instance.</summary>
public abstract partial class RuntimeBehaviour
{
    private const string Why = "补正材料";

    private InterventionQueries Interventions => _office.Get<InterventionQueries>();

    private async Task<long> RevisionOf(string id) => (await _office.Get<InstanceQueries>().Find(id))!.Revision;

    [Fact]
    public async Task A_repaired_variable_is_seen_by_the_retry_and_audited_with_before_and_after()
    {
        await _office.Publish(Flows.Document("broken", ["amount"], Flows.Task("first"), Flows.Script("calc", "variables.amount.total.toFixed(2)"), Flows.Task("second")));
        await _office.Start("broken", "c1");
        await _office.Complete(await _office.OpenTask("c1"));
        var inside = (await Interventions.Inside("c1"))!;
        var incident = inside.Incidents.ShouldHaveSingleItem();
        var variable = inside.Variables.ShouldHaveSingleItem();
        (variable.Scope, variable.Name, variable.Value).ShouldBe((0, "amount", null));

        var repair = new RepairVariable(variable.Scope, "amount", JsObject.Of(("total", 12d)), Why);
        (await _office.Do(w => w.RepairVariable("c1", inside.Row.Revision, repair), commandId: "fix")).Required();
        (await _office.Do(w => w.RepairVariable("c1", inside.Row.Revision, repair), commandId: "fix")).Replayed.ShouldBeTrue();
        (await _office.Do(w => w.Retry(incident.Id))).Required();

        (await _office.OpenTask("c1")).Step.ShouldBe("second");
        var row = (await _office.Get<HistoryQueries>().OfInstance("c1")).Single(h => h.Event == "VariableRepaired");
        (row.Outcome, row.Data, row.ActorId).ShouldBe(("amount", "\"补正材料\"", "operator"));
        var audit = (await _office.Get<OperationQueries>().Audit(new(Action: "Instances.VariableRepaired"))).Items.ShouldHaveSingleItem();
        audit.Details.ShouldNotBeNull().ShouldContain("\"before\":\"null\"");
        audit.Details.ShouldContain("total");
        (await _office.Get<OperationQueries>().VerifyAudit()).Broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_intervention_on_what_has_moved_on_or_without_a_reason_changes_nothing()
    {
        await StartedTwoStep();
        var seen = await RevisionOf("c1");
        await _office.Complete(await _office.OpenTask("c1"));

        var stale = await _office.Do(w => w.Jump("c1", seen, new("first", Why)));
        (stale.Refusal!.Code, stale.Refusal.Kind, stale.Refusal.CurrentRevision).ShouldBe(("instance.stale", RefusalKind.Conflict, seen + 1));
        (await _office.Do(w => w.RepairVariable("c1", seen, new(0, "x", null, Why)))).Refusal!.Code.ShouldBe("instance.stale");
        (await _office.Do(w => w.Jump("c1", seen + 1, new("first", " ")))).Refusal!.Problems.Single().Path.ShouldBe("reason");
        (await _office.Do(w => w.Jump("none", 1, new("first", Why)))).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await _office.Do(w => w.Jump("c1", seen + 1, new("nowhere", Why)))).Refusal!.ShouldSatisfyAllConditions(
            no => no.Code.ShouldBe("jump.unknown-activity"), no => no.Kind.ShouldBe(RefusalKind.Invalid), no => no.Problems.Single().Path.ShouldBe("activityId"));
        (await _office.Do(w => w.RepairVariable("c1", seen + 1, new(0, "none", null, Why)))).Refusal!.Code.ShouldBe("variable.unknown");

        (await RevisionOf("c1")).ShouldBe(seen + 1);
        (await _office.OpenTask("c1")).Step.ShouldBe("second");
        await _office.Complete(await _office.OpenTask("c1"), actor: Office.Person("q1", "BB", "BB-JB"));
        (await _office.Do(w => w.Jump("c1", seen + 2, new("first", Why)))).Refusal!.Code.ShouldBe("instance.ended");
    }

    [Fact]
    public async Task A_jump_does_what_its_preview_said()
    {
        await _office.Publish(Flows.Document("inner", Flows.Task("first")));
        await _office.Publish(Flows.Document(
            "wide", Flows.Activity("Elsa.Parallel", "p", ("activities", new JsonArray(Flows.Task("first"), Flows.Delay("nap", "01:00:00"), Flows.Event("wait", "go"), Flows.Child("run", "inner")))),
            Flows.Task("second", "BB-JB", "BB")));
        await _office.Start("wide", "c1");
        await _office.Background.Settle();
        var before = (await _office.Tasks.OfCase("c1", openOnly: true)).Single(t => t.InstanceId == "c1");

        var preview = (await Interventions.PreviewJump("c1", "second")).Required();
        preview.Tasks.ShouldHaveSingleItem().Id.ShouldBe(before.Id);
        preview.Plan.Cancelled.Select(wait => wait.Kind).ShouldBe([BookmarkKind.Task, BookmarkKind.Timer, BookmarkKind.Event, BookmarkKind.Child], ignoreOrder: true);
        var child = preview.Plan.CancelledChildren.ShouldHaveSingleItem();
        preview.Plan.Tasks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(task => task.Step.ShouldBe("second"), task => task.Assignment.Unit.ShouldBe("BB"));
        (await RevisionOf("c1")).ShouldBe(preview.Revision, "a preview changes nothing");

        (await _office.Do(w => w.Jump("c1", preview.Revision, new("second", Why)), commandId: "jump")).Required();
        (await _office.Do(w => w.Jump("c1", preview.Revision, new("second", Why)), commandId: "jump")).Replayed.ShouldBeTrue();
        await _office.Background.Settle();

        var open = await _office.OpenTask("c1");
        (open.Step, open.Id).ShouldBe(("second", preview.Plan.Opened.Single().Id));
        (await _office.Tasks.OfCase("c1")).Single(t => t.Id == before.Id).Status.ShouldBe(TaskRowStatus.Cancelled);
        (await _office.StatusOf(child)).ShouldBe("Cancelled");
        (await _office.Get<OperationQueries>().Timers("c1")).Total.ShouldBe(0);
        (await _office.Do(w => w.PublishEvent("go", null, null, null))).Required().ShouldBe(0);
        var history = await _office.Get<HistoryQueries>().OfInstance("c1");
        history.Single(h => h.Event == "Jumped").ActivityId.ShouldBe("second");
        history.Count(h => h.Event == "Canceled").ShouldBeGreaterThanOrEqualTo(4);
        (await _office.Get<OperationQueries>().Audit(new(Action: "Instances.Jumped"))).Total.ShouldBe(1);
        (await _office.Get<Sweeper>().Sweep()).ShouldBe(0);

        (await _office.Complete(open, actor: Office.Person("q1", "BB", "BB-JB"))).Required().Status.ShouldBe("Finished");
    }

    [Fact]
    public async Task Of_a_decision_and_a_jump_at_once_one_wins_and_the_other_is_told()
    {
        var task = await StartedTwoStep();
        var revision = await RevisionOf("c1");
        var deciding = Task.Run(() => _office.Complete(task));
        var jumping = Task.Run(() => _office.Do(w => w.Jump("c1", revision, new("second", Why))));
        var (decided, jumped) = (await deciding, await jumping);

        (decided.Refusal is null ^ jumped.Refusal is null).ShouldBeTrue();
        (decided.Refusal ?? jumped.Refusal)!.Kind.ShouldBe(RefusalKind.Conflict);
        (await _office.OpenTask("c1")).Step.ShouldBe("second");
    }

    [Fact]
    public async Task A_running_instance_goes_on_with_its_version_while_new_ones_take_the_published_one()
    {
        await _office.Publish(Flows.Document("side", Flows.Task("first"), Flows.Task("second")));
        await _office.Start("side", "old");
        await _office.Publish(Flows.Document("side", Flows.Task("first"), Flows.Task("other")));
        await _office.Start("side", "new");
        await _office.Restart();

        foreach (var (id, version, step) in (IEnumerable<(string, int, string)>)[("old", 1, "second"), ("new", 2, "other")])
        {
            await _office.Complete(await _office.OpenTask(id));
            ((await _office.Get<InstanceQueries>().Find(id))!.Version, (await _office.OpenTask(id)).Step).ShouldBe((version, step));
        }

        (await _office.Get<InstanceQueries>().List(new("side", Version: 1))).Items.Single().Id.ShouldBe("old");
    }

    [Fact]
    public async Task A_version_taken_back_starts_nothing_and_what_runs_goes_on()
    {
        var start = Flows.Timer("tick", "01:00:00");
        start["canStartWorkflow"] = true;
        start["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        await _office.Publish(Flows.Document("taken", start, Flows.Task("first")));
        await _office.Start("taken", "c1");
        (await _office.Get<OperationQueries>().Schedules()).ShouldHaveSingleItem().DueAt.ShouldNotBeNull();

        var store = _office.Get<DefinitionStore>();
        (await _office.Runner.Run(Office.Head(Office.Person("operator"), "Definitions.Retract"), work => store.Retract("taken", 1, work))).Required().Status.ShouldBe("Retired");
        (await _office.Runner.Run(Office.Head(Office.Person("operator"), "Definitions.Retract"), work => store.Retract("taken", 1, work))).Refusal!.Code.ShouldBe("definition.not-published");

        (await _office.Get<OperationQueries>().Schedules()).ShouldBeEmpty();
        (await _office.Do(w => w.Start(new("taken", "c2", "案卷", null, new JsObject())))).Refusal!.Code.ShouldBe("definition.unknown");
        (await _office.StatusOf("c1")).ShouldBe("Suspended");
        (await _office.Get<InstanceQueries>().Detail("c1")).ShouldNotBeNull();
    }
}
