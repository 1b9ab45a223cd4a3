using System.Net;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>A host that has more to do than it can answers fast that it has.</summary>
public sealed class Overload
{
    [Fact]
    public async Task Beyond_what_is_allowed_at_once_a_request_is_told_to_come_again_and_later_served()
    {
        await using var host = await RunningHost.Start(settings: [new("Limits:RequestsAtOnce", "1"), new("Limits:RequestsWaiting", "0")]);
        using var visitor = host.NewVisitor();
        await visitor.SetUp();
        using var slow = new HeldBody();
        var held = visitor.Send(HttpMethod.Put, "session/password", slow, waitForPermission: true);
        await slow.Began;

        var refused = (await visitor.Get("tasks")).ShouldAnswer(429, "too-many");

        refused.Headers.RetryAfter.ShouldNotBeNull();
        refused.Text.ShouldContain("请求过于频繁");
        slow.End();
        (await held).Status.ShouldBe(422);
        (await visitor.Get("tasks")).ShouldAnswer(200);
    }

    /// <summary>A body that begins when the server asks for it (100 Continue: the request is being worked on), and ends when the test says so.</summary>
    private sealed class HeldBody : HttpContent
    {
        private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldBody() => Headers.ContentType = new("application/json");

        public Task Began => _began.Task;

        public void End() => _end.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("""{"currentPassword":"x","""u8.ToArray());
            await stream.FlushAsync();
            _began.TrySetResult();
            await _end.Task;
            await stream.WriteAsync(""" "newPassword":"y"}"""u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
