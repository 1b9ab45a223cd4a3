using System.Diagnostics;
using System.Diagnostics.Metrics;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks;

/// <summary>What a process spends between two moments.</summary>
internal sealed class Measurement : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly BenchDatabase _database;
    private readonly Process _process = Process.GetCurrentProcess();
    private long _statements;
    private long _size;
    private long _log;
    private IReadOnlyDictionary<string, long> _tables = new Dictionary<string, long>();
    private long _allocated;
    private TimeSpan _cpu;
    private long _started;

    private Measurement(BenchDatabase database)
    {
        _database = database;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Telemetry.Name && instrument.Name == "orchestrator.statements")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _statements, count));
        _listener.Start();
    }

    public Latencies Completions { get; } = new();

    public static async Task<Measurement> Begin(BenchDatabase database)
    {
        var measurement = new Measurement(database) { _size = await database.Size() };
        GC.Collect();
        GC.WaitForPendingFinalizers();
        measurement._tables = await database.Tables();
        measurement._log = await database.LogBytes();
        measurement._allocated = GC.GetTotalAllocatedBytes(precise: true);
        measurement._cpu = measurement._process.TotalProcessorTime;
        measurement._statements = 0;
        measurement._started = Stopwatch.GetTimestamp();
        return measurement;
    }

    /// <summary>Runs one command and keeps its latency.</summary>
    public Task Time(Func<Task> command) => Completions.Time(command);

    public async Task<Report> End(Arguments arguments, int instances)
    {
        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - _allocated;
        _process.Refresh();
        var cpu = _process.TotalProcessorTime - _cpu;
        var statements = _statements;
        var log = await _database.LogBytes() - _log;
        var size = await _database.Size() - _size;
        var tables = (await _database.Tables()).Select(now => (now.Key, Value: (now.Value - _tables.GetValueOrDefault(now.Key)) / instances)).Where(grown => grown.Value > 0).ToDictionary(grown => grown.Key, grown => grown.Value);
        double count = Math.Max(Completions.Count, 1);
        return new(arguments.Workload, arguments.Store.ToString(), arguments.Concurrency, instances)
        {
            Existing = arguments.Existing,
            Seconds = Math.Round(seconds, 3),
            InstancesPerSecond = Math.Round(instances / seconds, 1),
            CompletionsPerSecond = Math.Round(Completions.Count / seconds, 1),
            P50 = Math.Round(Completions.At(50), 2),
            P95 = Math.Round(Completions.At(95), 2),
            P99 = Math.Round(Completions.At(99), 2),
            AllocatedPerCompletion = Math.Round(allocated / count),
            AllocatedPerInstance = Math.Round((double)allocated / instances),
            StatementsPerCompletion = Math.Round(statements / count, 2),
            DatabaseBytesPerInstance = Math.Round((double)size / instances),
            LogBytesPerInstance = Math.Round((double)log / instances),
            CpuMillisecondsPerInstance = Math.Round(cpu.TotalMilliseconds / instances, 3),
            TableBytesPerInstance = tables.Count > 0 ? tables : null,
            PeakMegabytes = Math.Round(_process.PeakWorkingSet64 / 1048576.0, 1),
        };
    }

    public void Dispose()
    {
        _listener.Dispose();
        _process.Dispose();
    }
}
