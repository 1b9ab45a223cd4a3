using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;

namespace Orchestrator.Specs.Simulation;

/// <summary>How a history ends: the faults stop, and everything that was begun must come to its end.</summary>
internal sealed partial class Schedule
{
    /// <summary>Everybody gets an answer, everything that is due runs.</summary>
    private async Task Rest()
    {
        Log.Add("the faults stop");
        foreach (var host in _hosts.Where(host => host.Frozen))
        {
            Thaw(host);
        }

        _acts.ForEach(act => act.Fault = null);
        while (GoOn())
        {
            // Those that stand still go on.
        }

        if (_acts.Count > 0)
        {
            throw new InvalidOperationException($"{_acts[0].Name} on {_acts[0].Host.Number} waits for ever");
        }

        foreach (var deed in _unanswered.ToList())
        {
            await Calm($"{deed.CommandId} again", host => Ask(host, deed));
        }

        foreach (var held in Data.Instances.Values.Where(i => i.Row.HeldSince is not null && i.Row.ParentId is null).Select(i => i.Row.Id).Order(StringComparer.Ordinal).ToList())
        {
            await Calm("release", host => Send(host, null, async work => (await work.Workflows.Release(held)).Refusal is { } refusal ? refusal : "done"));
        }

        // What failed so often that it waits for an operator.
        foreach (var incident in Data.Incidents.Values.Where(incident => incident.Status == "Open").Select(incident => incident.Id).Order(StringComparer.Ordinal).ToList())
        {
            await Calm("retry", host => Send(host, null, async work => (await work.Workflows.Retry(incident)).Refusal is { } refusal ? refusal : "done"));
        }

        // What was put off while the clock was ahead waits until the right time has come there.
        _clock.Now = _latest > _clock.Now ? _latest : _clock.Now;
        for (var round = 0; round < 40 && (round == 0 || Unrest); round++)
        {
            _clock.Now += TimeSpan.FromMinutes(10);
            foreach (var at in _hosts)
            {
                await Calm("settle", async _ =>
                {
                    await at.Get<BackgroundWork>().Settle();
                    foreach (var (id, message) in at.Transport.ToList())
                    {
                        await at.Deliver(id, message);
                    }

                    at.Transport.Clear();
                });
            }
        }

        await Calm("sweep", host => host.Get<Sweeper>().Sweep());
        await Calm("redeliver", host => host.Get<BackgroundWork>().Redeliver());
    }

    private bool Unrest =>
        Data.Work.Count > 0 || Data.Outbox.Values.Any(message => message.Row.Status == "Pending") || Data.Timers.Values.Any(timer => timer.NextAt <= _clock.Now)
        || _hosts.Any(host => host.Transport.Count > 0);

    /// <summary>Everything that was begun can be brought to its end.</summary>
    private async Task<List<string>> Finish()
    {
        for (var n = 0; n < 300 && Left().Any(); n++)
        {
            if (Data.Tasks.Values.Where(task => task.Status == TaskRowStatus.Open).MinBy(task => task.Id, StringComparer.Ordinal) is { } task)
            {
                await Calm("finish", host => Decide(host, task, task.Revision, "Done"));
            }
            else
            {
                _clock.Now += TimeSpan.FromHours(1);
                await Calm("event", Event);
            }

            if (Unrest)
            {
                await Calm("settle", host => host.Get<BackgroundWork>().Settle());
            }
        }

        var left = new List<string>(_watch.Problems);
        foreach (var row in Left())
        {
            var waiting = (await _hosts[0].Get<InstanceQueries>().Detail(row.Id))!.Waiting;
            left.Add($"{row.Id} ({row.DefinitionId}, {row.Status}) cannot be brought to its end; it waits for {string.Join(", ", waiting)}");
        }

        return left;
    }

    // Those that wait for a third at the gate wait rightly.
    private IEnumerable<InstanceRow> Left()
    {
        var gate = Data.Parties.Values.Count(party => party.Key == "gate");
        return Data.Instances.Values.Select(i => i.Row)
            .Where(row => !row.Ended && (row.DefinitionId != "sim.gather" || gate >= 3 || Data.Tasks.Values.Any(task => task.InstanceId == row.Id && task.Status == TaskRowStatus.Open)));
    }

    private async Task Calm(string name, Func<SimulatedHost, Task> body)
    {
        var act = new Act(_hosts[0], name, null, hesitates: false);
        _turns.Begin(act, () => body(_hosts[0]));
        await act.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
