using System.Text;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Live;

/// <summary>Tells a browser what to read again, as server-sent events. Nothing but topic names goes over this line.</summary>
public static class LiveEndpoints
{
    public static void MapLive(this IEndpointRouteBuilder api) =>
        api.MapGet("/events", Stream).AllowSignedIn().WithTags("live").WithName("ListenEvents")
            .Produces<string>(contentType: "text/event-stream").WithSummary("变化通知（SSE）");

    private static async Task Stream(HttpContext http, Actor actor, ILiveFeed feed, TopicFilter filter, IHostApplicationLifetime lifetime, LiveSettings settings)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        ending.CancelAfter(settings.Longest);
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var topics = feed.Listen(ending.Token).GetAsyncEnumerator(ending.Token);
        try
        {
            // Starting to listen comes before the greeting: what changes after the greeting is certainly told.
            var next = topics.MoveNextAsync().AsTask();
            await Write(http, "retry: 3000\nevent: ready\ndata: {}\n\n", ending.Token);
            while (true)
            {
                if (await Task.WhenAny(next, Task.Delay(settings.Heartbeat, ending.Token)) != next)
                {
                    ending.Token.ThrowIfCancellationRequested();
                    await Write(http, ": alive\n\n", ending.Token);
                    continue;
                }

                if (!await next)
                {
                    return;
                }

                if (await filter.MayKnow(topics.Current, actor, ending.Token))
                {
                    await Write(http, $"event: changed\ndata: {{\"topic\":\"{topics.Current}\"}}\n\n", ending.Token);
                }

                next = topics.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException)
        {
            // The browser left or the host stops.
        }
    }

    private static async Task Write(HttpContext http, string text, CancellationToken ct)
    {
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
        await http.Response.Body.FlushAsync(ct);
    }
}

/// <param name="Heartbeat">Silence after which a comment is sent, so that proxies keep the line open.</param>
/// <param name="Longest">The line closes then; the browser opens it again, and the person's rights are asked anew.</param>
public sealed record LiveSettings(TimeSpan Heartbeat, TimeSpan Longest);
