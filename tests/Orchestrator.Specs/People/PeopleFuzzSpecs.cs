using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.People;

/// <summary>
/// Random flows of parallel and nested reviews, random operations on their tasks: after each of them the engine's open tasks
/// are those of the model. A failure is made as short as it can be and printed as it would be told.
/// </summary>
public sealed class PeopleFuzzSpecs
{
    private static readonly int Steps = int.TryParse(Environment.GetEnvironmentVariable("ORCHESTRATOR_STEPS"), out var steps) ? steps : 120_000;
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("ORCHESTRATOR_SEED"), out var seed) ? seed : 1;

    [Fact]
    public void Engine_and_model_agree_after_every_operation()
    {
        var done = 0;
        for (var seed = Seed; done < Steps; seed++)
        {
            var (count, failure) = Run(seed, null);
            done += count;
            if (failure is not null)
            {
                var shortest = Shrink(seed, count);
                Assert.Fail($"ORCHESTRATOR_SEED={seed}\n{Run(seed, shortest).Failure}");
            }
        }
    }

    // Operations are drawn by their number alone, so that leaving one out leaves the others as they were.
    private static HashSet<int> Shrink(int seed, int count)
    {
        var kept = Enumerable.Range(0, count + 1).ToHashSet();
        for (var again = true; again;)
        {
            again = false;
            foreach (var one in kept.Order().ToList())
            {
                var fewer = kept.Where(number => number != one).ToHashSet();
                if (Run(seed, fewer).Failure is not null)
                {
                    kept = fewer;
                    again = true;
                }
            }
        }

        return kept;
    }

    private static (int Count, string? Failure) Run(int seed, HashSet<int>? only)
    {
        var flow = new PeopleFlow(new Random(seed));
        var log = new List<string> { flow.Told };
        var (model, desk) = (new PeopleModel(flow.Root), new Desk(flow.Workflow));
        var number = 0;
        if (Different(model, desk) is { } atOnce)
        {
            return (0, Told(log, atOnce));
        }

        for (; number < 60 && !model.Finished; number++)
        {
            if (only?.Contains(number) == false)
            {
                continue;
            }

            var draw = new Random((seed * 1_000) + number);
            var open = model.Open.OrderBy(seat => $"{seat.Sitting.Step.Key}:{seat.Holder}", StringComparer.Ordinal).ToList();
            var seat = open[draw.Next(open.Count)];
            var name = $"{seat.Sitting.Step.Key}:{seat.Holder}";
            var task = desk.Tasks.Where(task => task.Value == name).OrderBy(task => task.Key.Length).ThenBy(task => task.Key, StringComparer.Ordinal).First().Key;
            // Who stands in leaves the task the other's, whatever he does with it.
            desk.Deputy = number % 3 == 0 ? $"d{number}" : null;
            string told;
            try
            {
                told = Operate(model, desk, seat, task, draw, $"n{number}");
            }
            catch (Exception failed)
            {
                return (number, Told(log, $"{number}. {name}: {failed}"));
            }

            log.Add($"{number}. {name} {told}");
            if (Different(model, desk) is { } difference)
            {
                return (number, Told(log, difference));
            }
        }

        return (number, null);
    }

    private static string Told(List<string> log, string end) => string.Join('\n', [.. log, end]);

    private static string Operate(PeopleModel model, Desk desk, Seat seat, string task, Random draw, string fresh)
    {
        switch (draw.Next(16))
        {
            case 12 or 13 when model.Deciders.Where(one => one.Task is not null).ToList() is { Count: > 0 } deciders:
                var (decider, withdraw) = (deciders[^(1 + draw.Next(Math.Min(4, deciders.Count)))], draw.Next(2) == 0);
                var (mine, can) = (decider.Task!, model.CallBack(decider, withdraw));
                desk.Deputy = null;
                desk.Do(decider.Holder, new CallBack(mine, withdraw, "还要修改"), can);
                return $"looks on while {decider.Sitting.Step.Key}:{decider.Holder} {(withdraw ? "withdraws" : "takes back")}{(can ? "" : ", which is refused")}";
            case 0:
                var kind = (AddedSign)draw.Next(3);
                PeopleModel.Add(seat, kind, fresh);
                desk.Do(seat.Holder, new AddSigners(task, kind, [To(fresh)], "请一并会签"));
                return $"adds {fresh} {kind}";
            case 1:
                var may = model.Remove(seat);
                desk.Do("chair", new RemoveSigner(task, "不再需要", ByOperator: true), may);
                return $"is taken off{(may ? "" : ", which is refused")}";
            case 2:
                desk.Do(seat.Holder, new PassOn(task, To(fresh), false, "转办"));
                seat.Holder = fresh;
                return $"passes on to {fresh}";
            case 3:
                desk.Do(seat.Holder, new PassOn(task, To(fresh), true, "请先研究"));
                seat.Owners.Add(seat.Holder);
                seat.Holder = fresh;
                return $"asks {fresh}";
            case 14:
                // Whoever has a seat of the step already receives none beside it.
                var beside = draw.Next(3) == 0 ? seat.Sitting.All.FirstOrDefault(other => other.Open && other.Holder != seat.Holder)?.Holder : null;
                desk.Deputy = null;
                desk.Do("operator", new HandOver(task, seat.Holder, beside ?? fresh, null, new HashSet<string>(), "调离"), beside is null);
                seat.Holder = beside is null ? fresh : seat.Holder;
                return $"leaves; {beside ?? fresh} receives it{(beside is null ? "" : ", which is refused")}";
            case 15:
                var changed = model.Any(draw);
                string[]? people = draw.Next(4) == 0 ? null : [.. Enumerable.Range(0, changed.IsTable ? 1 + draw.Next(3) : 1).Select(one => $"{fresh}{(char)('a' + one)}")];
                var possible = people is not null || changed.Changed is not null;
                desk.Deputy = null;
                desk.Do("operator", new ChangeHandlers(changed.Key, [.. (people ?? []).Select(To)], "分工调整"), possible);
                changed.Changed = people;
                return $"looks on while {changed.Key} is to ask {(people is null ? "whom the definition names" : string.Join(' ', people))}{(possible ? "" : ", which is refused")}";
            case 4 or 5 or 6 when model.Earlier(seat) is { Count: > 0 } earlier:
                var target = earlier[draw.Next(earlier.Count)];
                var (straight, siblings) = (draw.Next(2) == 0, draw.Next(3) == 0);
                desk.Do(seat.Holder, new ReturnTask(task, target.Key, straight, "请补充依据", siblings));
                if (straight)
                {
                    model.Straight(seat, target, siblings);
                }
                else
                {
                    model.Rework(seat, target);
                }

                return $"returns to {target.Key}{(straight ? siblings ? " straight, the others go on" : " straight" : "")}";
            default:
                var outcome = draw.Next(4) == 0 ? "Reject" : "Approve";
                desk.Do(seat.Holder, new TaskCompleted(task, outcome, null));
                // What was decided for somebody else is not called back.
                model.Decide(seat, outcome, desk.Deputy is null ? task : null);
                return outcome;
        }
    }

    private static Assignment To(string person) => new([person], null, null, []);

    private static string? Different(PeopleModel model, Desk desk)
    {
        var (expected, found) = (model.Shown, desk.Tasks.Values.Order(StringComparer.Ordinal).ToList());
        return !expected.SequenceEqual(found) ? $"expected [{string.Join(' ', expected)}]\nbut found [{string.Join(' ', found)}]"
            : model.Finished != (desk.State.Status == InstanceStatus.Finished) ? $"expected finished {model.Finished}, found {desk.State.Status}"
            : !model.Finished && desk.State.Status != InstanceStatus.Suspended ? $"the instance is {desk.State.Status}: {string.Join("; ", desk.State.OpenIncidentList)}"
            : null;
    }

    /// <summary>The engine with the open tasks as its requests tell them; the state is saved and loaded after every step.</summary>
    private sealed class Desk
    {
        private readonly Workflow _workflow;

        public Desk(Workflow workflow)
        {
            _workflow = workflow;
            Take(WorkflowEngine.Start(workflow, new("i", new()), Context("initiator")));
        }

        public WorkflowState State { get; private set; } = null!;

        public Dictionary<string, string> Tasks { get; } = [];

        public string? Deputy { get; set; }

        public void Do(string actor, Stimulus stimulus, bool may = true)
        {
            var context = Deputy is { } deputy ? Context(deputy) with { For = new(actor, null, new HashSet<string>()) } : Context(actor);
            var step = WorkflowEngine.Resume(_workflow, State, stimulus, context, consume: true);
            (step.Matched, step.Refusal is null).ShouldBe((true, may), step.Refusal);
            if (may)
            {
                Take(step);
            }
            else
            {
                State = WorkflowState.Load(step.State.Save(), _workflow);
            }
        }

        private static StepContext Context(string actor) => new(new(2020, 8, 3, 9, 0, 0, TimeSpan.FromHours(8)), actor, WorkingCalendar.National, _ => null);

        private void Take(Step step)
        {
            State = WorkflowState.Load(step.State.Save(), _workflow);
            foreach (var request in step.Requests)
            {
                switch (request)
                {
                    case OpenTask open: Tasks.Add(open.TaskId, $"{open.ActivityId}:{open.Assignment.Persons.Single()}"); break;
                    case ReassignTask reassign: Tasks[reassign.TaskId] = $"{Tasks[reassign.TaskId].Split(':')[0]}:{reassign.Assignment.Persons.Single()}"; break;
                    case CloseTask close: Tasks.Remove(close.TaskId).ShouldBeTrue($"{close.TaskId} was closed and was not open"); break;
                }
            }
        }
    }
}
