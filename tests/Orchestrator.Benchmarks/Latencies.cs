using System.Diagnostics;

namespace Orchestrator.Benchmarks;

/// <summary>Every latency of a run, in milliseconds; percentiles by nearest rank. Thread-safe.</summary>
internal sealed class Latencies
{
    private readonly List<double> _all = [];
    private bool _sorted;

    public int Count => _all.Count;

    public void Add(double milliseconds)
    {
        lock (_all)
        {
            _all.Add(milliseconds);
            _sorted = false;
        }
    }

    public async Task Time(Func<Task> what)
    {
        var before = Stopwatch.GetTimestamp();
        await what();
        Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
    }

    public double At(double percentile)
    {
        lock (_all)
        {
            if (!_sorted)
            {
                _all.Sort();
                _sorted = true;
            }

            return _all.Count == 0 ? 0 : _all[Math.Clamp((int)Math.Ceiling(percentile / 100 * _all.Count) - 1, 0, _all.Count - 1)];
        }
    }
}
