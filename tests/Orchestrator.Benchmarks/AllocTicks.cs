using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
namespace Orchestrator.Benchmarks;
internal sealed class AllocTicks : EventListener
{
    public static readonly ConcurrentDictionary<string, long> Bytes = new();
    protected override void OnEventSourceCreated(EventSource s) { if (s.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(s, EventLevel.Verbose, (EventKeywords)1); }
    protected override void OnEventWritten(EventWrittenEventArgs e)
    {
        if (e.EventName is { } n && n.StartsWith("GCAllocationTick", StringComparison.Ordinal))
        { Bytes.AddOrUpdate((string)e.Payload![5]!, Convert.ToInt64(e.Payload[3]), (_, b) => b + Convert.ToInt64(e.Payload[3])); }
    }
}
