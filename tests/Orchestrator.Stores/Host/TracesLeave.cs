using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>Traces go to the receiver that is named, and nowhere when none is.</summary>
public sealed class TracesLeave
{
    [Fact]
    public async Task Traces_reach_the_receiver_that_the_setting_names()
    {
        var received = new TaskCompletionSource<(string Path, long Bytes)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var receiver = builder.Build();
        receiver.MapFallback(async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            received.TrySetResult((http.Request.Path, body.Length));
        });
        await receiver.StartAsync();

        await using (var host = await RunningHost.Start(settings: [new("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Urls.Single()), new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]))
        {
            using var visitor = host.NewVisitor();
            await visitor.SetUp();
        }

        var (path, bytes) = await received.Task.WaitAsync(TimeSpan.FromMinutes(1));
        path.ShouldBe("/v1/traces");
        bytes.ShouldBeGreaterThan(100);
    }
}
