using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Benchmarks;

/// <summary>
/// One run. Rates are per second of wall time; milliseconds are those of one command as its caller sees it, commit included.
/// What a workload cannot tell is null.
/// </summary>
internal sealed record Report(string Workload, string Store, int Concurrency, int Instances)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public long Existing { get; init; }

    public double Seconds { get; init; }

    public double? InstancesPerSecond { get; init; }

    public double? CompletionsPerSecond { get; init; }

    public double? P50 { get; init; }

    public double? P95 { get; init; }

    public double? P99 { get; init; }

    /// <summary>Managed bytes allocated per completion, by the whole process.</summary>
    public double? AllocatedPerCompletion { get; init; }

    public double? AllocatedPerInstance { get; init; }

    public double? StatementsPerCompletion { get; init; }

    /// <summary>Growth of tables and indexes.</summary>
    public double? DatabaseBytesPerInstance { get; init; }

    /// <summary>The same by table (PostgreSQL).</summary>
    public IReadOnlyDictionary<string, long>? TableBytesPerInstance { get; init; }

    public double? LogBytesPerInstance { get; init; }

    /// <summary>CPU of this process; the database server's is not in it.</summary>
    public double? CpuMillisecondsPerInstance { get; init; }

    public double PeakMegabytes { get; init; }

    /// <summary>Completions per second of the same rows written with plain prepared SQL, and the ratio to it.</summary>
    public double? CeilingPerSecond { get; init; }

    public double? RatioToCeiling { get; init; }

    /// <summary>What only this workload tells.</summary>
    public IReadOnlyDictionary<string, object>? More { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Format);
}
