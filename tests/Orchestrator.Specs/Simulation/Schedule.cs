using Orchestrator.Engine.Definitions;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Storage.InMemory;

namespace Orchestrator.Specs.Simulation;

/// <summary>
/// One history from one seed: two hosts on one database, people who decide tasks, timers, events, messages that are lost,
/// doubled and overtaken, clocks that jump, connections that break, hosts that stand still or die between any two
/// operations. The same seed gives the same history.
/// </summary>
internal sealed partial class Schedule : IAsyncDisposable
{
    private readonly Random _random;
    private readonly Turns _turns;
    private readonly SimulatedDatabase _database;
    private readonly SimulatedClock _clock = new();
    private readonly SimulatedHost[] _hosts;
    private readonly IReadOnlyList<Workflow> _compiled;
    private readonly List<Act> _acts = [];
    private readonly Watch _watch = new();
    private readonly List<SimulatedHost> _dead = [];
    private DateTimeOffset _latest;

    private Schedule(int seed, Defect defect, MemoryData rows, IReadOnlyList<Workflow> compiled)
    {
        _random = new(seed);
        _turns = new(_random);
        _database = new(rows, _turns, defect, _watch.See);
        _compiled = compiled;
        _latest = _clock.Now;
        _hosts = [Host(0), Host(1)];
    }

    /// <summary>What was done, in order.</summary>
    public List<string> Log { get; } = [];

    /// <summary>What came of it: the end of the audit chain, which hangs on every command before it.</summary>
    public string End => _database.Committed.Audit is [.., var last] ? $"{last.Seq} {last.Hash}" : "";

    private MemoryData Data => _database.Committed;

    public static async Task<Schedule> Of(int seed, Defect defect = Defect.None)
    {
        var (rows, compiled) = await Definitions.Imported;
        return new(seed, defect, rows, compiled);
    }

    /// <summary>Plays it; returns what does not hold.</summary>
    public async Task<List<string>> Play(int acts)
    {
        // Every third history has a crowd at the gate.
        var kinds = _random.Next(3) == 0 ? ["sim.gather", "sim.gather", "sim.gather", "sim.review"] : Definitions.Ids;
        foreach (var kind in kinds)
        {
            Begin(_hosts[0], "start", null, hesitates: false, host => Start(host, kind));
        }

        for (var n = 0; n < acts && _watch.Problems.Count == 0; n++)
        {
            Something();
            for (var more = _random.Next(4); more > 0 && _acts.Count > 0; more--)
            {
                GoOn();
            }
        }

        if (_watch.Problems.Count > 0)
        {
            return _watch.Problems;
        }

        await Rest();
        var problems = await Invariants.AtRest(_database, _hosts[0], _answered);
        problems.AddRange(_watch.Problems);
        return problems.Count > 0 ? problems : await Finish();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts.Concat(_dead))
        {
            await host.DisposeAsync();
        }
    }

    private SimulatedHost Host(int number) => new(number, new SimulatedStore(_database), _clock, _compiled) { Died = Died };

    private void Something()
    {
        var host = _hosts[_random.Next(_hosts.Length)];
        if (host.Frozen && _random.Next(2) == 0)
        {
            Thaw(host);
        }

        var what = _random.Next(100);
        switch (what)
        {
            case < 8:
                Jump();
                break;
            case < 11:
                Freeze(host);
                break;
            case < 16:
                GiveUp();
                break;
            case < 19:
                host.Die();
                break;
            case < 21:
                Wear();
                break;
            default:
                Undertake(what, host.Frozen ? _hosts[1 - host.Number] : host);
                break;
        }
    }

    /// <summary>A new act; with a fault at some operation, and standing still between operations, as the seed says.</summary>
    private void Undertake(int what, SimulatedHost host)
    {
        if (host.Frozen)
        {
            return;
        }

        var fault = _random.Next(5) >= 2 ? null : new Fault(Math.Max(0, _random.Next(14) - 3), _random.Next(2) == 0, _random.Next(3) > 0);
        var hesitates = _random.Next(2) == 0;
        (string Name, Func<SimulatedHost, Task> Body) deed = what switch
        {
            < 51 => ("decide", Decide),
            < 56 => ("again", Again),
            < 61 => ("event", Event),
            < 68 => ("timers", on => on.Get<TimerPump>().FireDue()),
            < 74 => ("work", on => on.Get<Runtime.Operations.WorkPump>().RunDue(default)),
            < 80 => ("relay", on => on.Relay()),
            < 90 => ("message", Message),
            < 92 => ("hold", Hold),
            < 94 => ("release", Release),
            < 96 => ("start", on => Start(on, Definitions.Ids[_random.Next(Definitions.Ids.Count)])),
            < 98 => ("sweep", on => on.Get<Sweeper>().Sweep()),
            _ => ("redeliver", on => on.Get<BackgroundWork>().Redeliver()),
        };
        Begin(host, deed.Name, fault, hesitates, deed.Body);
    }

    private void Begin(SimulatedHost host, string name, Fault? fault, bool hesitates, Func<SimulatedHost, Task> body)
    {
        Log.Add($"{name} on {host.Number}{(fault is null ? "" : $", {fault}")}");
        var act = new Act(host, name, fault, hesitates);
        _acts.Add(act);
        _turns.Begin(act, () => body(host));
        Reap(act);
    }

    private bool GoOn()
    {
        if (_turns.Resume() is not { } act)
        {
            return false;
        }

        Log.Add($"… {act.Name} on {act.Host.Number}");
        Reap(act);
        return true;
    }

    /// <summary>An error that reaches a person or a pump's loop is seen and tried again; anything else is a fault of ours.</summary>
    private void Reap(Act act)
    {
        if (act.Task.IsCompleted)
        {
            _acts.Remove(act);
            if (act.Task.Exception?.InnerException is { } failed and not SimulatedOutage && !(failed is LostRaceException && _database.Defect == Defect.NoInstanceLocks))
            {
                throw new InvalidOperationException($"{act.Name} on {act.Host.Number} failed: {failed.Message}", failed);
            }
        }
    }

    private void Died(SimulatedHost host)
    {
        Log.Add($"host {host.Number} dies");
        _database.Forget(host);
        _acts.RemoveAll(act => act.Host == host);
        _dead.Add(host);
        _hosts[host.Number] = Host(host.Number);
    }

    private void Jump()
    {
        _clock.Now += _random.Next(12) switch
        {
            0 => -TimeSpan.FromHours(1),
            1 => -TimeSpan.FromDays(1),
            2 => TimeSpan.FromDays(1),
            3 => -TimeSpan.FromMinutes(_random.Next(30)),
            _ => TimeSpan.FromMinutes(_random.Next(180)),
        };
        _latest = _clock.Now > _latest ? _clock.Now : _latest;
        Log.Add($"it is {_clock.Now:MM-dd HH:mm}");
    }

    /// <summary>Whatever waits has failed so often that the next failure is its last.</summary>
    private void Wear()
    {
        Log.Add("all that waits is at its last attempt");
        _database.Rows.Committed = Data with
        {
            Timers = Data.Timers.SetItems(Data.Timers.Select(pair => KeyValuePair.Create(pair.Key, pair.Value with { Attempts = Math.Max(pair.Value.Attempts, 4) }))),
            Work = Data.Work.SetItems(Data.Work.Select(pair => KeyValuePair.Create(pair.Key, pair.Value with { Attempts = Math.Max(pair.Value.Attempts, 5), Error = pair.Value.Error ?? "worn" }))),
        };
    }

    private void Freeze(SimulatedHost host)
    {
        if (!_hosts.Any(other => other.Frozen))
        {
            Log.Add($"host {host.Number} stands still");
            host.Frozen = true;
        }
    }

    private void Thaw(SimulatedHost host)
    {
        Log.Add($"host {host.Number} goes on");
        host.Frozen = false;
    }

    /// <summary>The database ends a transaction whose client stands still: others take over, and later it wakes up.</summary>
    private void GiveUp()
    {
        if (_database.Idle.ToList() is { Count: > 0 } idle)
        {
            var session = idle[_random.Next(idle.Count)];
            Log.Add($"{session.Act.Name} on {session.Act.Host.Number} is given up");
            session.GiveUp(transient: _random.Next(3) > 0);
        }
    }
}
