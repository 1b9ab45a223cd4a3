using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime;

public abstract partial class RuntimeBehaviour
{
    [Fact]
    public async Task A_timer_starts_one_instance_per_interval_however_many_hosts_there_are()
    {
        await _office.Publish(Flows.Document("rounds", Starts(Flows.Timer("every", "01:00:00")), Flows.Task("first")));
        await _office.Background.Settle();
        (await Begun("rounds")).ShouldBe(0);
        var hosts = new[] { _office.Services, _office.AddHost(), _office.AddHost(), _office.AddHost() };
        for (var round = 1; round <= 3; round++)
        {
            _office.Clock.Advance(TimeSpan.FromHours(1));
            await Task.WhenAll(hosts.Select(host => Task.Run(() => host.GetRequiredService<BackgroundWork>().Settle())));
            await _office.Background.Settle();
            (await Begun("rounds")).ShouldBe(round);
        }

        var made = (await _office.Get<InstanceQueries>().List(new(DefinitionId: "rounds"))).Items[0];
        (await _office.OpenTask(made.Id)).Step.ShouldBe("first");
        (await _office.Get<HistoryQueries>().OfCase(made.Id)).ShouldContain(h => h.ActivityId == "every" && h.Event == "Completed");
    }

    [Fact]
    public async Task Occurrences_missed_while_no_host_ran_start_one_instance_and_the_rhythm_stays()
    {
        await _office.Publish(Flows.Document("rounds", Starts(Flows.Timer("every", "01:00:00")), Flows.Task("first")));
        var first = (await Schedules()).Single().DueAt!.Value;
        await _office.Restart();
        _office.Clock.Advance(TimeSpan.FromHours(30.5));
        await _office.Background.Settle();

        (await Begun("rounds")).ShouldBe(1);
        (await Schedules()).Single().DueAt.ShouldBe(first.AddHours(30));
        await _office.Restart();
        await _office.Background.Settle();
        (await Begun("rounds")).ShouldBe(1);
    }

    [Fact]
    public async Task A_cron_trigger_starts_instances_at_its_times_in_Chinese_time()
    {
        await _office.Publish(Flows.Document("daily", Starts(Flows.Activity("Elsa.Cron", "nine", ("cronExpression", Flows.Literal("0 0 9 * * *")))), Flows.Task("first")));
        var due = (await Schedules()).Single().DueAt!.Value;
        due.ToOffset(TimeSpan.FromHours(8)).TimeOfDay.ShouldBe(TimeSpan.FromHours(9));
        _office.Clock.Advance(due - _office.Clock.GetUtcNow());
        await _office.Background.Settle();

        (await Begun("daily")).ShouldBe(1);
        (await Schedules()).Single().DueAt.ShouldBe(due.AddDays(1));
    }

    [Fact]
    public async Task A_moment_in_the_past_starts_one_instance_at_once_and_none_when_the_next_version_has_it_too()
    {
        await _office.Publish(Flows.Document("once", Starts(StartAt("2019-01-01T09:00:00+08:00")), Flows.Task("first")));
        await _office.Background.Settle();
        (await Begun("once")).ShouldBe(1);

        await _office.Publish(Flows.Document("once", Starts(StartAt("2019-01-01T09:00:00+08:00")), Flows.Task("second")));
        await _office.Background.Settle();
        (await Begun("once")).ShouldBe(1);

        await _office.Publish(Flows.Document("once", Starts(StartAt("2019-02-01T09:00:00+08:00")), Flows.Task("second")));
        await _office.Background.Settle();
        (await Begun("once")).ShouldBe(2);
    }

    [Fact]
    public async Task Publishing_another_version_replaces_the_schedules_in_the_same_transaction()
    {
        await _office.Publish(Flows.Document("rounds", Starts(Flows.Timer("every", "01:00:00")), Flows.Task("first")));
        var due = (await Schedules()).Single().DueAt;
        _office.Clock.Advance(TimeSpan.FromMinutes(30));
        await _office.Publish(Flows.Document("rounds", Starts(Flows.Timer("every", "01:00:00")), Flows.Task("second")));
        (await Schedules()).Single().ShouldSatisfyAllConditions(t => t.DueAt.ShouldBe(due, "an unchanged schedule goes on"), t => t.VersionId.ShouldBe("rounds:2"));
        _office.Clock.Advance(TimeSpan.FromMinutes(30));
        await _office.Background.Settle();
        (await _office.OpenTask((await _office.Get<InstanceQueries>().List(new(DefinitionId: "rounds"))).Items.Single().Id)).Step.ShouldBe("second");

        await _office.Publish(Flows.Document("rounds", Flows.Task("third")));
        _office.Clock.Advance(TimeSpan.FromDays(1));
        await _office.Background.Settle();
        (await Begun("rounds")).ShouldBe(1);
        (await Schedules()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bad_cron_expression_is_refused_with_its_place()
    {
        var bad = Flows.Document("bad", Starts(Flows.Activity("Elsa.Cron", "nine", ("cronExpression", Flows.Literal("0 0 25 * * *")))), Flows.Task("first"));

        var uploaded = await _office.Get<DefinitionStore>().Import(bad);

        uploaded.Version.ShouldBeNull();
        uploaded.Problems.ShouldHaveSingleItem().Path.ShouldBe("$.root.activities[0].cronExpression");
        (await Schedules()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_singleton_one_instance_runs_whatever_wants_to_start_it()
    {
        await _office.Publish(WithOption(
            "activationStrategyType", "Singleton",
            Flows.Document("only", Starts(Flows.Timer("every", "01:00:00")), Flows.Task("first"))));
        await _office.Publish(WithOption("activationStrategyType", "SingletonStrategy", Flows.Document("heard", Starts(Flows.Event("begin", "go")), Flows.Task("first"))));
        var together = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Task.Run(() => _office.Do(w => w.Start(new("heard", $"h{n}", "案卷", "K", new JsObject()))))));
        together.Count(outcome => outcome.Refusal is null).ShouldBe(1);
        together.Where(outcome => outcome.Refusal is not null).ShouldAllBe(outcome => outcome.Refusal!.Code == "instance.occupied");
        (await _office.Do(w => w.PublishEvent("go", null, null, null))).Required();
        (await Begun("heard")).ShouldBe(1);

        for (var round = 0; round < 3; round++)
        {
            _office.Clock.Advance(TimeSpan.FromHours(1));
            await _office.Background.Settle();
        }

        (await Begun("only")).ShouldBe(1);
        var running = (await _office.Get<InstanceQueries>().List(new(DefinitionId: "only"))).Items.Single();
        (await _office.Complete(await _office.OpenTask(running.Id))).Required();
        _office.Clock.Advance(TimeSpan.FromHours(1));
        await _office.Background.Settle();
        (await Begun("only")).ShouldBe(2);
        (await _office.Get<OperationQueries>().Incidents("Open")).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Correlated_strategies_count_only_instances_of_the_same_correlation()
    {
        await _office.Publish(WithOption("activationStrategyType", "CorrelatedSingleton", Flows.Document("per", Flows.Task("first"))));
        await _office.Publish(WithOption("activationStrategyType", "Correlation", Flows.Document("alone", Flows.Task("first"))));

        (await TryStart("per", "a1", "A")).ShouldBeNull();
        (await TryStart("per", "a2", "A")).ShouldBe("instance.occupied");
        (await TryStart("per", "b1", "B")).ShouldBeNull();
        (await TryStart("per", "n1", null)).ShouldBeNull();
        (await TryStart("per", "n2", null)).ShouldBe("instance.occupied");
        (await TryStart("alone", "x1", "A")).ShouldBe("instance.occupied", "an instance of another definition has the correlation id");
        (await TryStart("alone", "x2", "C")).ShouldBeNull();
        (await TryStart("alone", "x3", "C")).ShouldBe("instance.occupied");
        (await TryStart("alone", "x4", null)).ShouldBeNull();
    }

    [Fact]
    public async Task A_child_that_may_not_begin_yet_begins_when_the_other_has_ended()
    {
        await _office.Publish(WithOption("activationStrategyType", "Singleton", Flows.Document("only", Flows.Task("first"))));
        await _office.Publish(Flows.Document("parent", Flows.Child("run", "only")));
        await _office.Start("only", "other");
        await _office.Start("parent", "p");
        await _office.Background.Settle();
        (await Begun("only")).ShouldBe(1);

        (await _office.Complete(await _office.OpenTask("other"))).Required();
        _office.Clock.Advance(TimeSpan.FromMinutes(5));
        await _office.Background.Settle();
        (await _office.Complete(await _office.OpenTask("p"))).Required();
        (await _office.StatusOf("p")).ShouldBe("Finished");
    }

    [Fact]
    public async Task Executing_without_waiting_tells_how_far_the_child_has_come()
    {
        await _office.Publish(Flows.Document("quick", Flows.Activity("Elsa.SetOutput", "o", ("outputName", Flows.Literal("answer")), ("outputValue", Flows.Literal(42)))));
        await _office.Publish(Flows.Document("slow", Flows.Task("first")));
        foreach (var (child, expected) in new[] { ("quick", "Finished Finished 42"), ("slow", "Running Suspended ") })
        {
            var run = Flows.Activity("Elsa.ExecuteWorkflow", "run", ("workflowDefinitionId", Flows.Literal(child)), ("result", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v-r" } }));
            await _office.Publish(Flows.Document(
                "parent-" + child, ["r"], run, Flows.Activity("Elsa.SetName", "n", ("value", Flows.Wrap("JavaScript", "`${getR().status} ${getR().subStatus} ${getR().output.answer ?? ''}`")))));
            await _office.Start("parent-" + child, "p-" + child);
            await _office.Background.Settle();

            var parent = (await _office.Get<InstanceQueries>().Find("p-" + child))!;
            (parent.Status.ToString(), parent.Name).ShouldBe(("Finished", expected));
        }
    }

    [Fact]
    public async Task An_event_reaches_an_instance_by_the_correlation_id_that_it_has_now()
    {
        await _office.Publish(Flows.Document(
            "two", Flows.Activity(
                "Elsa.Parallel", "p",
                ("activities", new JsonArray(
                    Flows.Event("wait", "go"),
                    Flows.Activity("Elsa.Sequence", "s", ("activities", new JsonArray(Flows.Task("first"), Flows.Activity("Elsa.Correlate", "c", ("correlationId", Flows.Literal("new")))))))))));
        await _office.Start("two", "i", campaign: "old");
        (await _office.Complete(await _office.OpenTask("i"))).Required();

        (await _office.Do(w => w.PublishEvent("go", "old", null, null))).Required().ShouldBe(0);
        (await _office.Do(w => w.PublishEvent("go", "new", null, null))).Required().ShouldBe(1);
        (await _office.StatusOf("i")).ShouldBe("Finished");
    }

    [Theory]
    [InlineData(null, null, "第2版")]
    [InlineData("part:1", null, "第1版")]
    [InlineData(null, 1, "第1版")]
    [InlineData(null, 3, "第3版")]
    [InlineData("part:99", 9, "第2版")]
    public async Task A_definition_used_as_an_activity_is_the_version_that_the_activity_names_else_the_published_one(string? versionId, int? number, string said)
    {
        foreach (var version in new[] { 1, 2 })
        {
            await _office.Publish(Part(version));
        }

        await _office.Runner.Run(Office.Head(Office.Person("a"), "Definitions.Upload"), async work => Outcome.Of(await _office.Get<DefinitionStore>().Upload(Part(3), work)));
        var use = Flows.Activity("流程part", "use");
        use["version"] = number;
        use["workflowDefinitionId"] = "part";
        use["workflowDefinitionVersionId"] = versionId;
        await _office.Publish(Flows.Document("user", use));
        await _office.Start("user", "i");

        (await _office.Get<InstanceQueries>().Find("i"))!.Name.ShouldBe(said);
    }

    [Fact]
    public async Task A_published_version_that_updates_its_consumers_is_taken_by_new_instances_of_them()
    {
        await _office.Publish(Part(1));
        var use = Flows.Activity("流程part", "use");
        use["workflowDefinitionId"] = "part";
        await _office.Publish(Flows.Document("user", use));
        await _office.Publish(WithOption("autoUpdateConsumingWorkflows", true, Part(2)));
        await _office.Start("user", "i");

        (await _office.Get<InstanceQueries>().Find("i"))!.Name.ShouldBe("第2版");
    }

    private static byte[] Part(int version) =>
        WithOption("usableAsActivity", true, Flows.Document("part", Flows.Activity("Elsa.SetName", "n", ("value", Flows.Literal($"第{version}版")))));

    private static byte[] WithOption(string name, JsonNode value, byte[] document)
    {
        var parsed = JsonNode.Parse(document)!;
        parsed["options"]![name] = value;
        return Encoding.UTF8.GetBytes(parsed.ToJsonString());
    }

    private static JsonObject StartAt(string moment) => Flows.Activity("Elsa.StartAt", "at", ("dateTime", Flows.Literal(moment)));

    private static JsonObject Starts(JsonObject activity)
    {
        activity["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return activity;
    }

    private async Task<int> Begun(string definitionId) => (await _office.Get<InstanceQueries>().List(new(DefinitionId: definitionId))).Total;

    private Task<IReadOnlyList<TriggerRow>> Schedules() => _office.Get<IStore>().Reads.Triggers(default);

    private async Task<string?> TryStart(string definitionId, string instanceId, string? correlationId) =>
        (await _office.Do(w => w.Start(new(definitionId, instanceId, "案卷", correlationId, new JsObject())))).Refusal?.Code;
}
