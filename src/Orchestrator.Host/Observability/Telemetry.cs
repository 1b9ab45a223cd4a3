using System.Net;
using System.Text.Encodings.Web;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orchestrator.Host.CommandLine;
using Orchestrator.Host.Jobs;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Observability;

/// <summary>Traces and metrics from the meters and sources that the parts already have. Traces leave the process only when
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a receiver (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>: <c>grpc</c>, the default, or
/// <c>http/protobuf</c>); metrics can always be read at <c>/metrics</c>.</summary>
public static class Telemetry
{
    private static readonly string[] Sources = ["Orchestrator.Runtime", "Microsoft.AspNetCore", "MassTransit", "Npgsql"];
    private static readonly string[] Meters = ["Orchestrator.Runtime", JobMetrics.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "MassTransit", "Npgsql"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // Chinese stays readable in logs written as JSON (Logging__Console__FormatterName=json).
        builder.Logging.AddJsonConsole(json => json.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff ";
        });
        // Routine of the framework that reads like trouble: tokens override the cache header that is already strict; the
        // cookie keys lie in the database, whose protection is that of everything else in it.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);
        // Addresses of requests name people's cases: they are for traces, not for the log.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        var resource = ResourceBuilder.CreateDefault().AddService("orchestrator", serviceVersion: ProgramVersion.Text);
        builder.Services.AddSingleton<MetricsPage>(_ => new(resource, Meters));
        if (Receiver(builder.Configuration) is { } receiver)
        {
            builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter(receiver).Build());
        }
    }

    // The exporter itself only reads the environment; here every source of configuration counts.
    private static Action<OtlpExporterOptions>? Receiver(ConfigurationManager configuration)
    {
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 } text)
        {
            return null;
        }

        var http = configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] == "http/protobuf";
        if (!Uri.TryCreate(http ? text.TrimEnd('/') + "/v1/traces" : text, UriKind.Absolute, out var endpoint))
        {
            throw new UsageException($"OTEL_EXPORTER_OTLP_ENDPOINT 不是有效的地址：“{text}”。");
        }

        return options => (options.Endpoint, options.Protocol) = (endpoint, http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc);
    }

    /// <summary>Creates the providers, which listen from then on, and maps the page.</summary>
    public static void MapTelemetry(this WebApplication app)
    {
        app.Services.GetService<TracerProvider>();
        app.Services.GetRequiredService<MetricsPage>();
        app.MapGet("/metrics", Show).AllowAnonymous().ExcludeFromDescription();
    }

    // Figures about the machine are for its administrators: from the machine itself, or signed in as one.
    private static IResult Show(HttpContext http, MetricsPage page) =>
        (http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)) || http.Features.Get<Actor>()?.Has("SA") == true
            ? TypedResults.Text(page.Collect(), "text/plain; version=0.0.4; charset=utf-8")
            : TypedResults.StatusCode(403);
}

/// <summary>Collects on demand; two readers at once take turns.</summary>
internal sealed class MetricsPage : IDisposable
{
    private readonly PrometheusText _text = new();
    private readonly BaseExportingMetricReader _reader;
    private readonly MeterProvider _meters;
    private readonly Lock _turn = new();

    public MetricsPage(ResourceBuilder resource, string[] meters)
    {
        _reader = new(_text);
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(meters).AddReader(_reader).Build();
    }

    public string Collect()
    {
        lock (_turn)
        {
            _reader.Collect();
            return _text.Text;
        }
    }

    public void Dispose() => _meters.Dispose();
}
