namespace Orchestrator.Specs.Simulation;

/// <summary>
/// Who goes on. Everything runs on one thread: an act stands still where it waits here, and goes on when the seed says so.
/// A host that dies takes what waits with it: that never goes on.
/// </summary>
internal sealed class Turns(Random random)
{
    private readonly List<Waiting> _waiting = [];

    public Act? Running { get; private set; }

    /// <summary>Acts that stand still, in the order in which they stopped.</summary>
    public IEnumerable<Act> Standing => _waiting.Select(waiting => waiting.Act);

    public void Begin(Act act, Func<Task> body)
    {
        Running = act;
        act.Task = body();
        Running = null;
    }

    /// <summary>Lets others come in between, now and then.</summary>
    public Task Pass() => Running!.Hesitates && random.Next(3) == 0 ? Wait(null) : Task.CompletedTask;

    public Task Wait(Func<bool>? ready)
    {
        var waiting = new Waiting(Running!, ready, new());
        _waiting.Add(waiting);
        return waiting.Turn.Task;
    }

    /// <summary>Somebody goes on; null when nobody can.</summary>
    public Act? Resume()
    {
        var able = _waiting.FindAll(waiting => !waiting.Act.Host.Frozen && waiting.Ready?.Invoke() != false);
        if (able.Count == 0)
        {
            return null;
        }

        var next = able[random.Next(able.Count)];
        _waiting.Remove(next);
        Running = next.Act;
        next.Turn.SetResult();
        Running = null;
        return next.Act;
    }

    public void Forget(SimulatedHost host) => _waiting.RemoveAll(waiting => waiting.Act.Host == host);

    private sealed record Waiting(Act Act, Func<bool>? Ready, TaskCompletionSource Turn);
}
