using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Stores.Notices;

public sealed record ReceivedCall(IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>A receiver of the signed calls on loopback, as an office would write one.</summary>
public sealed class CallSink : IAsyncDisposable
{
    private readonly WebApplication _app;

    public CallSink()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(Receive);
        ((IHost)_app).Start();
    }

    public Uri Address => new(_app.Urls.Single() + "/adapter");

    public ConcurrentQueue<ReceivedCall> Calls { get; } = new();

    /// <summary>What the next calls are answered with; 204 when it is empty.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Receive(HttpContext http)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        Calls.Enqueue(new(http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
        http.Response.StatusCode = Answers.TryDequeue(out var status) ? status : StatusCodes.Status204NoContent;
        if (http.Response.StatusCode == StatusCodes.Status302Found)
        {
            http.Response.Headers.Location = "/elsewhere";
        }
    }
}
