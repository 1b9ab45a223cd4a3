using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

public sealed class StateSpecs
{
    [Fact]
    public void A_state_of_format_1_loads_and_goes_on()
    {
        var saved = Encoding.UTF8.GetBytes(File.ReadAllText(Golden()).TrimEnd());
        var workflow = Everything().Read();

        var state = WorkflowState.Load(saved, workflow);

        state.Save().ShouldBe(saved, "the format must not change without a new version");
        (state.InstanceId, state.CorrelationId, state.Stage, state.Round, state.Status).ShouldBe(("case-1", "camp-1", "JointReview", 2, InstanceStatus.Suspended));
        state.Bookmarks.Select(bookmark => $"{bookmark.Kind} {bookmark.ActivityId} {bookmark.Name}").ShouldBe(
            ["Task review review", "Task review review", "Timer pause Elsa.Delay", "Event withdraw withdraw", "Child child other", "Barrier gate template:1"]);
        var context = new StepContext(new DateTimeOffset(2020, 8, 12, 9, 0, 0, TimeSpan.FromHours(8)), "u2", WorkingCalendar.National, _ => null);
        var step = WorkflowEngine.Resume(workflow, state, new TaskCompleted(state.Bookmarks[0].Id, "Submit", "同意"), context);
        step.Requests.OfType<CloseTask>().ShouldHaveSingleItem();
        step.State.Bookmarks.Count.ShouldBe(5);
    }

    [Fact]
    public void The_golden_state_is_what_the_engine_writes_today()
    {
        var player = MakeGolden();

        Encoding.UTF8.GetString(player.State.Save()).ShouldBe(File.ReadAllText(Golden()).TrimEnd());
    }

    [Theory]
    [InlineData("{\"v\":2,\"i\":\"x\"}")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"v\":1}")]
    [InlineData("not json")]
    [InlineData("{\"v\":1,\"i\":\"x\",\"d\":\"d\",\"s\":1,\"n\":1,\"x\":[{\"n\":0},{\"n\":1,\"k\":\"gone\"}]}")]
    public void A_state_that_cannot_be_read_is_refused(string saved) =>
        Should.Throw<InvalidDataException>(() => WorkflowState.Load(Encoding.UTF8.GetBytes(saved), Everything().Read()));

    /// <summary>The player saves and loads after every step; this walk also keeps an instance that never leaves memory
    /// beside it, and both must stay the same.</summary>
    [Fact]
    public void Going_on_from_memory_equals_going_on_from_the_saved_state()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ORCHESTRATOR_SEED"), out var given) ? given : 1234;
        var random = new Random(seed);
        for (var walk = 0; walk < 60; walk++)
        {
            var workflow = (walk % 3) switch
            {
                0 => Everything().Read(),
                1 => Loop().Read(),
                _ => Shipped(),
            };
            var now = new DateTimeOffset(2020, 8, 3, 9, 0, 0, TimeSpan.FromHours(8));
            var start = new StartRequest("case-1", CaseInput.Make(), "camp-1");
            var memory = WorkflowEngine.Start(workflow, start, Context(now)).State;
            var saved = memory.Save();
            for (var i = 0; i < 25; i++)
            {
                now = now.AddHours(random.Next(1, 40));
                var stimulus = Choose(memory, workflow, now, random);
                var one = WorkflowEngine.Resume(workflow, memory, stimulus, Context(now));
                var two = WorkflowEngine.Resume(workflow, WorkflowState.Load(saved, workflow), stimulus, Context(now));
                one.State.Save().ShouldBe(two.State.Save(), $"seed {seed}, walk {walk}, step {i}: {stimulus}");
                one.Requests.Select(Printed.Of).ShouldBe(two.Requests.Select(Printed.Of), $"seed {seed}, walk {walk}, step {i}");
                CheckPromises(one, $"seed {seed}, walk {walk}, step {i}: {stimulus}");
                (memory, saved) = (one.State, two.State.Save());
            }
        }
    }

    [Fact]
    public void A_step_of_the_four_task_instance_allocates_little()
    {
        var workflow = Loop().Read();
        RunAll(workflow);
        var before = GC.GetAllocatedBytesForCurrentThread();

        RunAll(workflow);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
    }

    private static void RunAll(Workflow workflow)
    {
        var context = Context(new DateTimeOffset(2020, 8, 3, 9, 0, 0, TimeSpan.FromHours(8)));
        var saved = WorkflowEngine.Start(workflow, new StartRequest("i1", new JsObject()), context).State.Save();
        foreach (var outcome in new[] { "Done", "Reject", "Done", "Approve" })
        {
            var state = WorkflowState.Load(saved, workflow);
            saved = WorkflowEngine.Resume(workflow, state, new TaskCompleted(state.Bookmarks[0].Id, outcome, outcome), context).State.Save();
        }
    }

    // Nothing is lost silently: what waits was asked for, what ended asks for nothing, and nothing waits for nothing.
    private static void CheckPromises(Step step, string where)
    {
        var state = step.State;
        if (state.Status is InstanceStatus.Finished or InstanceStatus.Cancelled)
        {
            state.Bookmarks.ShouldBeEmpty(where);
        }

        if (state.Status == InstanceStatus.Suspended)
        {
            (state.Bookmarks.Count + state.OpenIncidents).ShouldBeGreaterThan(0, where);
        }

        state.Status.ShouldNotBe(InstanceStatus.Running, where);
        state.Bookmarks.Select(bookmark => bookmark.Id).Distinct().Count().ShouldBe(state.Bookmarks.Count, where);
    }

    private static Stimulus Choose(WorkflowState state, Workflow workflow, DateTimeOffset now, Random random)
    {
        var roll = random.Next(100);
        if (roll < 3 || state.Bookmarks.Count == 0)
        {
            return state.OpenIncidents > 0 ? new RetryActivity(state.OpenIncidentList[0].Id) : new TimerFired("case-1:999");
        }

        var bookmark = state.Bookmarks[random.Next(state.Bookmarks.Count)];
        return roll switch
        {
            < 8 => new HoldInstance("暂停"),
            < 16 => new ReleaseInstance(),
            < 18 => new CancelInstance("作废"),
            < 24 => new ExtendTask(bookmark.Id, now.AddDays(random.Next(-1, 5))),
            < 30 => new TimerFired(bookmark.Id + ":t"),
            _ => bookmark.Kind switch
            {
                BookmarkKind.Task => new TaskCompleted(bookmark.Id, OutcomeOf(workflow, bookmark, random), JsObject.Of(("version", "v1.0"), ("note", "甲"))),
                BookmarkKind.Timer => new TimerFired(bookmark.Id),
                BookmarkKind.Event => new EventArrived(bookmark.Id, JsObject.Of(("reason", "撤"))),
                BookmarkKind.Child => new ChildFinished(bookmark.Id, "x", random.Next(4) == 0 ? "Faulted" : "Finished", JsObject.Of(("ruled", true))),
                _ => new BarrierOpened(bookmark.Id, "开"),
            },
        };
    }

    private static string OutcomeOf(Workflow workflow, Bookmark bookmark, Random random)
    {
        var ports = WorkflowGraph.Of(workflow).Nodes.First(node => node.Id == bookmark.ActivityId).Ports;
        return ports[random.Next(ports.Count)];
    }

    private static Player MakeGolden()
    {
        var player = new Player(Everything().Read()) { Now = new DateTimeOffset(2020, 8, 3, 9, 0, 0, TimeSpan.FromHours(8)) };
        player.Begin(new StartRequest("case-1", JsObject.Of(("units", JsArray.Of("ZZ", "CZ", "RS"))), "camp-1", "演示"));
        return player.Decide("review", "Submit", JsObject.Of(("意见", "无")));
    }

    private static StepContext Context(DateTimeOffset now) => new(now, "u1", WorkingCalendar.National, _ => null);

    private static Workflow Shipped() =>
        Workflow.Read(File.ReadAllBytes(Path.Combine(ShippedWorkflowSpecs.Folder(), "reviews", "two-up-two-down.json"))).Workflow!;

    private static JsonObject Loop() => Document(
        Flowchart(
            "submit -> review; review:Approve -> end; review:Reject -> submit", Task("submit", "Done", ("result", To("draft"))),
            Task("review", "Approve Reject", ("result", To("decision"))), Line("end")),
        "draft", "decision");

    private static JsonObject Everything() => Document(
        Container(
            "Parallel", "all",
            Sequence("first", Activity("Orchestrator.Stage", "stage", ("stage", Literal("JointReview")), ("round", Literal(2))),
                Activity("ParallelForEach", "each", ("items", Js("getInput('units')")), ("body", Task(
                    "review", "Submit Silent", ("unit", Js("getVariable('CurrentValue')")), ("due", Json("{\"kind\":\"WorkingDays\",\"days\":5}")),
                    ("onExpiry", Literal("Silent")), ("excluded", Js("['u9']")), ("result", To("opinion")))))),
            Flowchart("pause -> late; pause -> withdraw2", Activity("Delay", "pause", ("timeSpan", Literal("1.00:00:00"))), Line("late"), Say("withdraw2", "getLastResult() ? '有' : '无'")),
            Activity("Event", "withdraw", ("eventName", Literal("withdraw"))),
            Activity("ExecuteWorkflow", "child", ("workflowDefinitionId", Literal("other")), ("waitForCompletion", Literal(true))),
            Activity("Orchestrator.Barrier", "gate", ("key", Literal("template:1")), ("expected", Literal(2)))),
        "opinion", "count:Int32=0");

    private static string Golden([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "state-v1.json");
}
