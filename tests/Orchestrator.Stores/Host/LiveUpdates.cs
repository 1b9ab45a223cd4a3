using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Host.Live;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

public sealed class LiveUpdates
{
    [Fact]
    public async Task A_committed_change_reaches_an_open_line()
    {
        await using var host = await RunningHost.Start();
        using var visitor = await host.SignedIn(await host.CreatePerson("clerk", ["BM-JB"]));
        await using var line = await Line.Open(visitor);
        (await line.Next()).ShouldBe("ready {}");

        await Change(host, "tasks");

        (await line.Next()).ShouldBe("""changed {"topic":"tasks"}""");
    }

    [Fact]
    public async Task A_refused_command_tells_nobody()
    {
        await using var host = await RunningHost.Start();
        using var visitor = await host.SignedIn(await host.CreatePerson("clerk", ["BM-JB"]));
        await using var line = await Line.Open(visitor);
        await line.Next();

        await host.Services.GetRequiredService<CommandRunner>().Run<Done>(Head(), work =>
        {
            work.Changed("tasks");
            return Task.FromResult<Outcome<Done>>(Refusal.Conflict("no", "不行"));
        });
        await Change(host, "notices");

        (await line.Next()).ShouldBe("""changed {"topic":"notices"}""");
    }

    [Fact]
    public async Task Topics_go_only_to_those_who_may_know()
    {
        await using var host = await RunningHost.Start();
        using var clerk = await host.SignedIn(await host.CreatePerson("clerk", ["BM-JB"]));
        using var office = await host.SignedIn(await host.CreatePerson("office", ["ZB"]));
        await using var clerks = await Line.Open(clerk);
        await using var offices = await Line.Open(office);
        await clerks.Next();
        await offices.Next();

        foreach (var topic in new[] { "operations", "case:c-1", "tasks" })
        {
            await Change(host, topic);
        }

        (await clerks.Next()).ShouldBe("""changed {"topic":"tasks"}""");
        string[] heard = [await offices.Next(), await offices.Next(), await offices.Next()];
        heard.Order().ShouldBe(["""changed {"topic":"case:c-1"}""", """changed {"topic":"operations"}""", """changed {"topic":"tasks"}"""]);
    }

    [Fact]
    public async Task A_silent_line_is_kept_alive()
    {
        await using var host = await RunningHost.Start(replace: s => s.AddSingleton(new LiveSettings(TimeSpan.FromMilliseconds(20), TimeSpan.FromMinutes(1))));
        using var visitor = await host.SignedIn(await host.CreatePerson("clerk", ["BM-JB"]));
        await using var line = await Line.Open(visitor);

        (await line.NextLine(l => l.StartsWith(':'))).ShouldBe(": alive");
    }

    [Fact]
    public async Task Stopping_the_host_ends_open_lines()
    {
        var host = await RunningHost.Start();
        using var visitor = await host.SignedIn(await host.CreatePerson("clerk", ["BM-JB"]));
        await using var line = await Line.Open(visitor);
        await line.Next();

        await host.DisposeAsync();

        (await line.Ended()).ShouldBeTrue();
    }

    private static CommandHead Head() => new(Guid.NewGuid().ToString("N"), "Tests.Change", Actor.System);

    private static async Task Change(RunningHost host, string topic) => await host.Services.GetRequiredService<CommandRunner>().Run<Done>(Head(), work =>
    {
        work.Changed(topic);
        return Task.FromResult<Outcome<Done>>(Done.Value);
    });

    private sealed class Line(HttpResponseMessage response, StreamReader reader) : IAsyncDisposable
    {
        public static async Task<Line> Open(Visitor visitor)
        {
            var response = await visitor.Http.GetAsync("events", HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
            return new(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
        }

        public async Task<string> Next()
        {
            var name = await NextLine(l => l.StartsWith("event: ", StringComparison.Ordinal));
            var data = await NextLine(l => l.StartsWith("data: ", StringComparison.Ordinal));
            return name["event: ".Length..] + " " + data["data: ".Length..];
        }

        public async Task<string> NextLine(Func<string, bool> wanted)
        {
            while (true)
            {
                var line = (await reader.ReadLineAsync()).ShouldNotBeNull("the line ended");
                if (wanted(line))
                {
                    return line;
                }
            }
        }

        public async Task<bool> Ended()
        {
            try
            {
                while (await reader.ReadLineAsync() is not null)
                {
                }
            }
            catch (IOException)
            {
                // Also an end.
            }

            return true;
        }

        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
