using System.Collections.Frozen;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Specs.Simulation;

/// <summary>What people and messages do.</summary>
internal sealed partial class Schedule
{
    private static readonly FrozenSet<string> Roles = FrozenSet.Create("BM-JB");

    private readonly List<Deed> _unanswered = [];
    private readonly List<Deed> _answered = [];
    private readonly List<(string Id, object Message)> _seen = [];
    private int _commands;
    private int _instances;

    private static Actor Person(int n) => new($"p{n}", $"p{n}", "D1", "D1", Roles);

    private Task Decide(SimulatedHost host)
    {
        var open = Data.Tasks.Values.Where(task => task.Status == TaskRowStatus.Open).OrderBy(task => task.Id, StringComparer.Ordinal).ToList();
        if (open.Count == 0)
        {
            return Task.CompletedTask;
        }

        var task = open[_random.Next(open.Count)];
        // Going round for ever is no test: the further a history is, the likelier it goes on.
        var outcome = task.Outcomes.Contains("Again") && _random.Next(3) > 0 ? "Done" : task.Outcomes[_random.Next(task.Outcomes.Count)];
        var revision = _random.Next(10) == 0 ? task.Revision + 1 : task.Revision;
        return Decide(host, task, revision, outcome);
    }

    private Task Decide(SimulatedHost host, TaskRow task, long revision, string outcome) => Send(host, task.Id, async work =>
    {
        var done = await work.Workflows.CompleteTask(task.Id, revision, outcome, new JsObject());
        return done.Refusal is { } refusal ? refusal : done.Value!.Status;
    });

    private Task Start(SimulatedHost host, string kind)
    {
        var id = $"i{_instances++}";
        return Send(host, null, work => work.Workflows.Start(new(kind, id, id, null, new JsObject())));
    }

    private Task Event(SimulatedHost host) => Send(host, null, async work => $"{(await work.Workflows.PublishEvent("go", null, null, null)).Value}");

    private Task Hold(SimulatedHost host) => OnSome(host, work => id => work.Workflows.Hold(id, "模拟"));

    private Task Release(SimulatedHost host) => OnSome(host, work => id => work.Workflows.Release(id));

    private Task OnSome(SimulatedHost host, Func<UnitOfWork, Func<string, Task<Outcome<Done>>>> deed)
    {
        var running = Data.Instances.Values.Where(i => !i.Row.Ended && i.Row.ParentId is null).Select(i => i.Row.Id).Order(StringComparer.Ordinal).ToList();
        if (running.Count == 0)
        {
            return Task.CompletedTask;
        }

        var id = running[_random.Next(running.Count)];
        return Send(host, null, async work => (await deed(work)(id)).Refusal is { } refusal ? refusal : "done");
    }

    /// <summary>A client that had no answer asks again, at whichever host; or one that had an answer, by mistake.</summary>
    private Task Again(SimulatedHost host) =>
        _unanswered.Count > 0 ? Ask(host, _unanswered[_random.Next(_unanswered.Count)])
        : _answered.Count > 0 ? Ask(host, _answered[_random.Next(_answered.Count)])
        : Task.CompletedTask;

    private Task Send(SimulatedHost host, string? taskId, Func<UnitOfWork, Task<Outcome<string>>> body)
    {
        var deed = new Deed($"c{_commands++}", Person(_random.Next(3)), taskId, body);
        _unanswered.Add(deed);
        return Ask(host, deed);
    }

    private async Task Ask(SimulatedHost host, Deed deed)
    {
        var outcome = await host.Runner.Run(new CommandHead(deed.CommandId, "Simulated", deed.Actor, deed.TaskId is null ? null : "task", deed.TaskId), deed.Body);
        if (_unanswered.Remove(deed))
        {
            _answered.Add(deed);
        }

        if (deed.Done && outcome.Refusal is not null)
        {
            _watch.Problems.Add($"I1: {deed.CommandId} was done and is now refused: {outcome.Refusal.Code}");
        }

        deed.Done |= outcome.Refusal is null;
    }

    /// <summary>One of the messages under way arrives: any of them, perhaps once more later.</summary>
    private async Task Message(SimulatedHost host)
    {
        if (host.Transport.Count > 0)
        {
            var at = _random.Next(host.Transport.Count);
            var (id, message) = host.Transport[at];
            host.Transport.RemoveAt(at);
            _seen.Add((id, message));
            try
            {
                await host.Deliver(id, message);
            }
            catch (SimulatedOutage)
            {
                // Not even kept for later: the bus has it still.
                host.Transport.Add((id, message));
            }
        }
        else if (_seen.Count > 0)
        {
            var (id, message) = _seen[_random.Next(_seen.Count)];
            await host.Deliver(id, message);
        }
    }
}
