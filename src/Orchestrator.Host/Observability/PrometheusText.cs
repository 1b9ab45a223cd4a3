using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Orchestrator.Host.Observability;

/// <summary>Writes collected metrics in the Prometheus text format 0.0.4.</summary>
internal sealed class PrometheusText : BaseExporter<Metric>
{
    /// <summary>The text of the last collection.</summary>
    public string Text { get; private set; } = "";

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new StringBuilder();
        foreach (var metric in batch)
        {
            Write(text, metric);
        }

        Text = text.ToString();
        return ExportResult.Success;
    }

    private static void Write(StringBuilder text, Metric metric)
    {
        var counter = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
        var name = Name(metric.Name) + (metric.Unit is { Length: > 0 } unit && char.IsAsciiLetter(unit[0]) ? "_" + Name(unit == "s" ? "seconds" : unit) : "") + (counter ? "_total" : "");
        if (metric.Description is { Length: > 0 } description)
        {
            text.Append("# HELP ").Append(name).Append(' ').Append(description.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        }

        var histogram = metric.MetricType == MetricType.Histogram;
        text.Append("# TYPE ").Append(name).Append(' ').Append(histogram ? "histogram" : counter ? "counter" : "gauge").Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = Labels(point.Tags);
            switch (metric.MetricType)
            {
                case MetricType.LongSum or MetricType.LongSumNonMonotonic: Line(text, name, labels, point.GetSumLong()); break;
                case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic: Line(text, name, labels, point.GetSumDouble()); break;
                case MetricType.LongGauge: Line(text, name, labels, point.GetGaugeLastValueLong()); break;
                case MetricType.DoubleGauge: Line(text, name, labels, point.GetGaugeLastValueDouble()); break;
                case MetricType.Histogram: Histogram(text, name, labels, in point); break;
            }
        }
    }

    private static void Histogram(StringBuilder text, string name, string labels, in MetricPoint point)
    {
        var total = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            total += bucket.BucketCount;
            var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : bucket.ExplicitBound.ToString(CultureInfo.InvariantCulture);
            Line(text, name + "_bucket", (labels.Length == 0 ? "" : labels + ",") + $"le=\"{bound}\"", total);
        }

        Line(text, name + "_sum", labels, point.GetHistogramSum());
        Line(text, name + "_count", labels, point.GetHistogramCount());
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Labels(ReadOnlyTagCollection tags)
    {
        var labels = new List<string>();
        foreach (var (key, value) in tags)
        {
            var shown = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Add($"{Name(key)}=\"{shown.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"");
        }

        return string.Join(',', labels);
    }

    private static string Name(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c == ':' ? c : '_'));
}
