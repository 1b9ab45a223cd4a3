using System.Diagnostics.Metrics;

namespace Orchestrator.Host.Jobs;

/// <summary>How the last run of each recurring job went that this process carried out.</summary>
internal static class JobMetrics
{
    public const string Name = "Orchestrator.Host";

    private static readonly Meter Meter = new(Name);

    private static readonly Gauge<int> Succeeded = Meter.CreateGauge<int>("orchestrator.job.succeeded", description: "Whether the last run of a recurring job in this process went well: 1 or 0");

    private static readonly Gauge<long> Ended = Meter.CreateGauge<long>("orchestrator.job.ended", "s", "When the last run of a recurring job in this process ended, in seconds since 1970");

    public static void Show(string job, bool succeeded, DateTimeOffset ended)
    {
        var tag = new KeyValuePair<string, object?>("job", job);
        Succeeded.Record(succeeded ? 1 : 0, tag);
        Ended.Record(ended.ToUnixTimeSeconds(), tag);
    }
}
