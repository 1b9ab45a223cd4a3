namespace Orchestrator.Engine.Execution;

internal sealed partial class Simulation
{
    public void OpenBarrier(string key, object? payload)
    {
        var barrier = BarrierOf(key);
        (barrier.IsOpen, barrier.Payload) = (true, payload);
        foreach (var (instance, bookmark) in barrier.Waiting)
        {
            _work.Enqueue(() => Quietly(instance, new BarrierOpened(bookmark, payload)));
        }

        barrier.Waiting.Clear();
        Work();
    }

    private void Arrive(Instance instance, ArriveAtBarrier arrival)
    {
        var barrier = BarrierOf(arrival.Key);
        if (barrier.IsOpen)
        {
            _work.Enqueue(() => Quietly(instance, new BarrierOpened(arrival.BookmarkId, barrier.Payload)));
            return;
        }

        barrier.Waiting.Add((instance, arrival.BookmarkId));
        barrier.Expected = arrival.Expected ?? barrier.Expected;
        barrier.AutoOpen |= arrival.AutoOpen;
        Count(arrival.Key, barrier);
    }

    private void Leave(Instance instance, string key)
    {
        var barrier = BarrierOf(key);
        barrier.Left++;
        barrier.Waiting.RemoveAll(waiting => waiting.Instance == instance);
        Count(key, barrier);
    }

    private void Count(string key, BarrierState barrier)
    {
        if (barrier is { Gathered: false, IsOpen: false, Expected: { } expected } && barrier.Waiting.Count + barrier.Left >= expected)
        {
            barrier.Gathered = true;
            _work.Enqueue(() => Publish($"barrier-gathered:{key}", null, null, null));
            if (barrier.AutoOpen)
            {
                _work.Enqueue(() => OpenBarrier(key, null));
            }
        }
    }

    private BarrierState BarrierOf(string key)
    {
        if (!_barriers.TryGetValue(key, out var barrier))
        {
            _barriers[key] = barrier = new BarrierState();
        }

        return barrier;
    }

    private sealed class BarrierState
    {
        public List<(Instance Instance, string Bookmark)> Waiting { get; } = [];

        public int? Expected { get; set; }

        public bool AutoOpen { get; set; }

        public int Left { get; set; }

        public bool Gathered { get; set; }

        public bool IsOpen { get; set; }

        public object? Payload { get; set; }
    }
}
