namespace Orchestrator.Benchmarks.Workloads;

/// <summary>A closed loop: so many callers, each with the next piece of work as soon as its last one is done.</summary>
internal static class Closed
{
    public static Task Loop(int callers, int count, Func<int, Task> piece)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < count; n = Interlocked.Increment(ref next))
            {
                await piece(n);
            }
        })));
    }
}
