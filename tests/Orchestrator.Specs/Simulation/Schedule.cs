using System.Collections.Frozen;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Storage.InMemory;
using Shouldly;

namespace Orchestrator.Specs.Simulation;

/// <summary>
/// One history from one seed: two hosts on one store, people who decide tasks, timers, events, messages that are lost,
/// doubled and overtaken, clocks that jump, hosts that die at a commit or between. The same seed gives the same history.
/// </summary>
internal sealed class Schedule : IAsyncDisposable
{
    private static readonly FrozenSet<string> Roles = FrozenSet.Create("BM-JB");

    private static readonly string[] Kinds = ["sim.review", "sim.parent", "sim.gather"];

    private readonly Random _random;
    private readonly MemoryStore _store = new();
    private readonly SimulatedClock _clock = new();
    private readonly SimulatedHost[] _hosts;
    private readonly List<Deed> _unanswered = [];
    private readonly List<Deed> _answered = [];
    private readonly List<(string Id, object Message)> _seen = [];
    private int _commands;
    private int _instances;

    public Schedule(int seed)
    {
        _random = new(seed);
        _hosts = [new(_store, _clock), new(_store, _clock)];
    }

    public List<string> Log { get; } = [];

    /// <summary>Plays it; returns what does not hold.</summary>
    public async Task<List<string>> Play(int steps)
    {
        foreach (var document in Definitions.All)
        {
            var imported = await _hosts[0].Get<DefinitionStore>().Import(document);
            imported.Version.ShouldNotBeNull(string.Join('\n', imported.Problems));
        }

        for (var n = 0; n < 3; n++)
        {
            await Start();
        }

        for (var n = 0; n < steps; n++)
        {
            await Step();
            if (Invariants.Always(_store.Committed).ToList() is { Count: > 0 } broken)
            {
                return broken;
            }
        }

        await Rest();
        var problems = await Invariants.AtRest(_store, _hosts[0], _answered);
        return problems.Count > 0 ? problems : await Finish();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await _store.DisposeAsync();
    }

    private async Task Step()
    {
        var host = _hosts[_random.Next(_hosts.Length)];
        var fault = _random.Next(5);
        if (fault < 2)
        {
            host.Arm(after: fault == 1);
        }

        var what = _random.Next(100);
        Log.Add($"{what} on {Array.IndexOf(_hosts, host)}{(fault == 0 ? ", dies before" : fault == 1 ? ", dies after" : "")}");
        try
        {
            await (what switch
            {
                < 40 => Decide(host),
                < 46 => Again(host),
                < 52 => Event(host),
                < 60 => host.Get<TimerPump>().FireDue(),
                < 66 => host.Get<WorkPump>().RunDue(default),
                < 74 => host.Relay(),
                < 84 => Message(host),
                < 89 => Jump(),
                < 92 => Hold(host),
                < 95 => Release(host),
                < 97 => Start(),
                _ => Restart(host),
            });
        }
        catch (SimulatedFault)
        {
            // Whatever was under way has died with its process.
            await Restart(host);
        }

        host.Disarm();
    }

    private Task Decide(SimulatedHost host)
    {
        var open = _store.Committed.Tasks.Values.Where(task => task.Status == TaskRowStatus.Open).OrderBy(task => task.Id, StringComparer.Ordinal).ToList();
        if (open.Count == 0)
        {
            return Task.CompletedTask;
        }

        var task = open[_random.Next(open.Count)];
        // Going round for ever is no test: the further a history is, the likelier it goes on.
        var outcome = task.Outcomes.Contains("Again") && _random.Next(3) > 0 ? "Done" : task.Outcomes[_random.Next(task.Outcomes.Count)];
        var revision = _random.Next(10) == 0 ? task.Revision + 1 : task.Revision;
        return Send(host, task.Id, async work =>
        {
            var done = await work.Workflows.CompleteTask(task.Id, revision, outcome, new JsObject());
            return done.Refusal is { } refusal ? refusal : done.Value!.Status;
        });
    }

    private Task Start()
    {
        var id = $"i{_instances++}";
        var kind = Kinds[_instances % Kinds.Length];
        return Send(_hosts[_random.Next(_hosts.Length)], null, work => work.Workflows.Start(new(kind, id, id, null, new JsObject())));
    }

    private Task Event(SimulatedHost host) => Send(host, null, async work => $"{(await work.Workflows.PublishEvent("go", null, null, null)).Value}");

    private Task Hold(SimulatedHost host) => OnSome(host, work => id => work.Workflows.Hold(id, "模拟"));

    private Task Release(SimulatedHost host) => OnSome(host, work => id => work.Workflows.Release(id));

    private Task OnSome(SimulatedHost host, Func<UnitOfWork, Func<string, Task<Outcome<Done>>>> deed)
    {
        var running = _store.Committed.Instances.Values.Where(i => !i.Row.Ended && i.Row.ParentId is null).Select(i => i.Row.Id).Order(StringComparer.Ordinal).ToList();
        if (running.Count == 0)
        {
            return Task.CompletedTask;
        }

        var id = running[_random.Next(running.Count)];
        return Send(host, null, async work => (await deed(work)(id)).Refusal is { } refusal ? refusal : "done");
    }

    /// <summary>A client that had no answer asks again, at whichever host; or one that had an answer, by mistake.</summary>
    private Task Again(SimulatedHost host) =>
        _unanswered.Count > 0 ? Run(host, _unanswered[_random.Next(_unanswered.Count)])
        : _answered.Count > 0 ? Run(host, _answered[_random.Next(_answered.Count)])
        : Task.CompletedTask;

    private Task Send(SimulatedHost host, string? taskId, Func<UnitOfWork, Task<Outcome<string>>> body)
    {
        var deed = new Deed($"c{_commands++}", Person(_random.Next(3)), taskId, body);
        _unanswered.Add(deed);
        return Run(host, deed);
    }

    private async Task Run(SimulatedHost host, Deed deed)
    {
        var outcome = await host.Runner.Run(new CommandHead(deed.CommandId, "Simulated", deed.Actor, deed.TaskId is null ? null : "task", deed.TaskId), deed.Body);
        if (_unanswered.Remove(deed))
        {
            deed.Done = outcome.Refusal is null;
            _answered.Add(deed);
        }
        else if (deed.Done && outcome.Refusal is not null)
        {
            throw new InvalidOperationException($"I1: {deed.CommandId} was done and is now refused: {outcome.Refusal.Code}");
        }
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
            await host.Deliver(id, message);
        }
        else if (_seen.Count > 0)
        {
            var (id, message) = _seen[_random.Next(_seen.Count)];
            await host.Deliver(id, message);
        }
    }

    private Task Jump()
    {
        // Mostly forward, sometimes back, as clocks do when they are set.
        _clock.Now += _random.Next(6) == 0 ? -TimeSpan.FromMinutes(_random.Next(30)) : TimeSpan.FromMinutes(_random.Next(180));
        return Task.CompletedTask;
    }

    private async Task Restart(SimulatedHost host)
    {
        var at = Array.IndexOf(_hosts, host);
        await host.DisposeAsync();
        _hosts[at] = new(_store, _clock);
        await _hosts[at].Get<BackgroundWork>().Redeliver();
    }

    /// <summary>No more faults: everybody gets an answer, everything that is due runs.</summary>
    private async Task Rest()
    {
        foreach (var host in _hosts)
        {
            host.Disarm();
        }

        foreach (var deed in _unanswered.ToList())
        {
            await Run(_hosts[0], deed);
        }

        foreach (var held in _store.Committed.Instances.Values.Where(i => i.Row.HeldSince is not null && i.Row.ParentId is null).Select(i => i.Row.Id).ToList())
        {
            await Send(_hosts[0], null, async work => (await work.Workflows.Release(held)).Refusal is { } refusal ? refusal : "done");
        }

        for (var round = 0; round < 20; round++)
        {
            _clock.Now += TimeSpan.FromMinutes(10);
            foreach (var host in _hosts)
            {
                await host.Get<BackgroundWork>().Settle();
                foreach (var (id, message) in host.Transport.ToList())
                {
                    await host.Deliver(id, message);
                }

                host.Transport.Clear();
            }
        }

        await _hosts[0].Get<BackgroundWork>().Redeliver();
    }

    /// <summary>Everything that was begun can be brought to its end.</summary>
    private async Task<List<string>> Finish()
    {
        for (var n = 0; n < 300; n++)
        {
            if (_store.Committed.Tasks.Values.FirstOrDefault(task => task.Status == TaskRowStatus.Open) is { } task)
            {
                await Send(_hosts[0], task.Id, async work =>
                {
                    var done = await work.Workflows.CompleteTask(task.Id, task.Revision, "Done", new JsObject());
                    return done.Refusal is { } refusal ? refusal : done.Value!.Status;
                });
            }
            else
            {
                _clock.Now += TimeSpan.FromHours(1);
                await Event(_hosts[0]);
            }

            await _hosts[0].Get<BackgroundWork>().Settle();
        }

        // Those that wait for a third at the gate wait rightly.
        var gate = _store.Committed.Parties.Values.Count(party => party.Key == "gate");
        var left = new List<string>();
        foreach (var row in _store.Committed.Instances.Values.Select(i => i.Row).Where(row => !row.Ended && !(row.DefinitionId == "sim.gather" && gate < 3)))
        {
            var waiting = (await _hosts[0].Get<InstanceQueries>().Detail(row.Id))!.Waiting;
            left.Add($"{row.Id} ({row.DefinitionId}, {row.Status}) cannot be brought to its end; it waits for {string.Join(", ", waiting)}");
        }

        return left;
    }

    private static Actor Person(int n) => new($"p{n}", $"p{n}", "D1", "D1", Roles);
}
