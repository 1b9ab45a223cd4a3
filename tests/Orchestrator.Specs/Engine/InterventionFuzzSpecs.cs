using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Interventions;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Engine;

/// <summary>Operators jump and migrate at any moment of any flow: what is open is always what the state waits for.</summary>
public sealed class InterventionFuzzSpecs
{
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("ORCHESTRATOR_SEED"), out var given) ? given : 20_201_122;

    [Fact]
    public void After_any_jump_what_is_open_is_what_the_instance_waits_for()
    {
        var (jumped, refused) = (0, 0);
        foreach (var document in Documents())
        {
            var workflow = Read(document, 1);
            for (var round = 0; round < 40; round++)
            {
                var random = new Random(Seed + round);
                Named(round, () =>
                {
                    var walk = new Walk(workflow);
                    for (var step = 0; step < 12 && walk.Goes; step++)
                    {
                        if (random.Next(3) > 0)
                        {
                            walk.Take(Some(walk.State, random));
                            continue;
                        }

                        var targets = Inspection.Of(workflow, walk.State, walk.Context).Targets;
                        var target = targets[random.Next(targets.Count)];
                        var taken = walk.Take(new JumpTo(target.ActivityId, "试"));
                        (taken.Refusal is null).ShouldBe(target.Refusal is null, target.ActivityId);
                        _ = taken.Refusal is null ? jumped++ : refused++;
                    }
                });
            }
        }

        jumped.ShouldBeGreaterThan(100);
        refused.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_version_that_is_the_same_goes_on_exactly_as_the_old_one_from_any_moment()
    {
        foreach (var document in Documents())
        {
            var (one, two) = (Read(document, 1), Read(document, 2));
            for (var round = 0; round < 25; round++)
            {
                var random = new Random(Seed + round);
                Named(round, () =>
                {
                    var walk = new Walk(one);
                    for (var step = random.Next(10); step > 0 && walk.Goes; step--)
                    {
                        walk.Take(Some(walk.State, random));
                    }

                    if (walk.State.Status is InstanceStatus.Finished or InstanceStatus.Cancelled)
                    {
                        return;
                    }

                    var moved = Migration.Of(one, walk.State, two, MigrationMap.Same, walk.Context);
                    moved.Findings.ShouldBeEmpty();
                    var other = new Walk(two, WorkflowState.Load(moved.Step!.State.Save(), two));
                    for (var step = 0; step < 10 && walk.Goes; step++)
                    {
                        var stimulus = Some(walk.State, random);
                        var (left, right) = (walk.Take(stimulus), other.Take(stimulus));
                        right.Requests.Select(Printed.Of).ShouldBe(left.Requests.Select(Printed.Of));
                    }
                });
            }
        }
    }

    [Fact]
    public void A_version_with_something_more_or_less_is_refused_or_goes_on_without_getting_stuck()
    {
        var (moved, refused) = (0, 0);
        foreach (var document in Documents().Skip(1))
        {
            var one = Read(document, 1);
            for (var round = 0; round < 120; round++)
            {
                var random = new Random(Seed + round);
                if (Changed(document, random) is not { } two)
                {
                    continue;
                }

                Named(round, () =>
                {
                    var walk = new Walk(one);
                    for (var step = random.Next(8); step > 0 && walk.Goes; step--)
                    {
                        walk.Take(Some(walk.State, random));
                    }

                    if (!walk.Goes)
                    {
                        return;
                    }

                    var answer = Migration.Of(one, walk.State, two, MigrationMap.Same, walk.Context);
                    if (answer.Step is not { } step2)
                    {
                        refused++;
                        return;
                    }

                    moved++;
                    step2.State.Bookmarks.Select(wait => wait.Id).ShouldBe(walk.State.Bookmarks.Select(wait => wait.Id), ignoreOrder: true);
                    var on = new Walk(two, WorkflowState.Load(step2.State.Save(), two));
                    for (var step = 0; step < 10 && on.Goes; step++)
                    {
                        on.Take(Some(on.State, random));
                    }
                });
            }
        }

        moved.ShouldBeGreaterThan(20);
        refused.ShouldBeGreaterThan(5);
    }

    private static void Named(int round, Action play)
    {
        try
        {
            play();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {Seed}, round {round}: {e.Message}", e);
        }
    }

    private static Stimulus Some(WorkflowState state, Random random)
    {
        var wait = state.Bookmarks[random.Next(state.Bookmarks.Count)];
        return wait.Kind switch
        {
            BookmarkKind.Task => new TaskCompleted(wait.Id, random.Next(2) == 0 ? "Done" : "SendBack", null),
            BookmarkKind.Event => new EventArrived(wait.Id, null),
            BookmarkKind.Child => new ChildFinished(wait.Id, "c", "Finished", null),
            BookmarkKind.Barrier => new BarrierOpened(wait.Id, null),
            _ => new TimerFired(wait.Id),
        };
    }

    // The shipped process, and small flows with joins, loops and branches.
    private static IEnumerable<JsonObject> Documents()
    {
        yield return (JsonObject)JsonNode.Parse(File.ReadAllBytes(Directory.EnumerateFiles(ShippedWorkflowSpecs.Folder(), "two-up-two-down.json", SearchOption.AllDirectories).First()))!;
        yield return Document(Flowchart(
            "s -> a -> j; s -> b -> c -> j; s -> d -> k; j -> k; k:Done -> end; k:SendBack -> s",
            Activity("Start", "s"), Work("a"), Work("b"), Work("c"), Work("d"), Join("j", "WaitAllActive"), Work("k"), Work("end")));
        yield return Document(Flowchart(
            "s -> a -> j; s -> b -> j; j -> p; p -> end; end:SendBack -> s",
            Activity("Start", "s"), Work("a"), Work("b"), Join("j", "WaitAll"), Container("Parallel", "p", Sequence("p1", Work("x"), Work("y")), Work("z")), Work("end")));
        yield return Document(Sequence(
            "s", Work("a"), Activity("ForEach", "each", ("items", Js("[1,2,3]")), ("body", Sequence("body", Work("t"), Work("u")))),
            Flowchart("f1 -> f2; f1 -> f3; f2 -> j; f3 -> j", Work("f1"), Work("f2"), Work("f3"), Join("j", "WaitAny")), Work("end")));
    }

    private static JsonObject Work(string id) => Task(id, "Done SendBack");

    private static Workflow Read(JsonObject document, int version) =>
        document.DeepClone().AsObject().With("id", $"{document["definitionId"]}:{version}").With("version", version).Read();

    // Another version: one connection less, one activity less, or one activity more on a connection.
    private static Workflow? Changed(JsonObject document, Random random)
    {
        var made = document.DeepClone().AsObject().With("id", "def-1:2").With("version", 2);
        var flows = Inside(made["root"]!.AsObject()).Where(one => one["connections"] is JsonArray { Count: > 0 }).ToList();
        var flow = flows[random.Next(flows.Count)];
        var (activities, connections) = (flow["activities"]!.AsArray(), flow["connections"]!.AsArray());
        switch (random.Next(3))
        {
            case 0:
                connections.RemoveAt(random.Next(connections.Count));
                break;
            case 1:
                var gone = (string)activities[random.Next(activities.Count)]!["id"]!;
                activities.Remove(activities.First(one => (string)one!["id"]! == gone));
                foreach (var touching in connections.Where(one => (string)one!["source"]!["activity"]! == gone || (string)one["target"]!["activity"]! == gone).ToList())
                {
                    connections.Remove(touching);
                }

                break;
            default:
                var split = connections[random.Next(connections.Count)]!;
                activities.Add(Work("more"));
                connections.Add(new JsonObject { ["source"] = new JsonObject { ["activity"] = "more", ["port"] = "Done" }, ["target"] = split["target"]!.DeepClone() });
                split["target"] = new JsonObject { ["activity"] = "more", ["port"] = "In" };
                break;
        }

        return Workflow.Read(Encoding.UTF8.GetBytes(made.ToJsonString())).Workflow;
    }

    private static IEnumerable<JsonObject> Inside(JsonObject activity) => (activity["activities"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(Inside).Append(activity);

    /// <summary>An instance that is played on, with what is open kept as the runtime would.</summary>
    private sealed class Walk(Workflow workflow)
    {
        private readonly HashSet<string> _tasks = [];

        public Walk(Workflow workflow, WorkflowState state)
            : this(workflow)
        {
            State = state;
            _tasks.UnionWith(state.Bookmarks.Where(wait => wait.Kind == BookmarkKind.Task).Select(wait => wait.Id));
        }

        public StepContext Context { get; } = new(new(2020, 8, 3, 1, 0, 0, TimeSpan.Zero), "op", WorkingCalendar.National, _ => null) { ActivityBudget = 2_000 };

        public WorkflowState State { get => field ??= Begin(); private set; }

        public bool Goes => State.Bookmarks.Count > 0;

        public Step Take(Stimulus stimulus)
        {
            var step = WorkflowEngine.Resume(workflow, State, stimulus, Context);
            if (step is { Matched: true, Refusal: null })
            {
                State = Kept(step);
            }

            return step;
        }

        private WorkflowState Begin() => Kept(WorkflowEngine.Start(workflow, new("i1", CaseInput.Make()), Context));

        private WorkflowState Kept(Step step)
        {
            foreach (var request in step.Requests)
            {
                if (request is OpenTask open)
                {
                    _tasks.Add(open.TaskId).ShouldBeTrue("a task is opened once");
                }
                else if (request is CloseTask close)
                {
                    _tasks.Remove(close.TaskId).ShouldBeTrue("a task is closed once");
                }
            }

            var state = WorkflowState.Load(step.State.Save(), workflow);
            var waiting = state.Status is InstanceStatus.Finished or InstanceStatus.Cancelled ? [] : state.Bookmarks;
            _tasks.Order().ShouldBe(waiting.Where(wait => wait.Kind == BookmarkKind.Task).Select(wait => wait.Id).Order(), "I2: what is open is waited for");
            (state.Status is InstanceStatus.Finished or InstanceStatus.Cancelled || waiting.Count > 0 || state.OpenIncidents > 0).ShouldBeTrue("I3: something wakes it, or an incident says why not");
            state.OpenIncidentList.ShouldAllBe(incident => !incident.Message.Contains("nothing left to wait for"), "no join waits for what can never come");
            return state;
        }
    }
}
