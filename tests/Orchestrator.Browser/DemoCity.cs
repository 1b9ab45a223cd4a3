using System.Text.Json;
using Xunit;

[assembly: AssemblyFixture(typeof(Orchestrator.Browser.DemoCity))]

namespace Orchestrator.Browser;

/// <summary>The demonstration city on a host of its own, ready once its 64 cases stand where they should.</summary>
public sealed class DemoCity : IAsyncLifetime
{
    public const string Password = "Yanshi#2020-Chujiang";

    public HostProcess Host { get; } = new("--demo");

    public async ValueTask InitializeAsync()
    {
        await Host.Start();
        using var client = new HttpClient { BaseAddress = Host.Address };
        for (var attempt = 0; attempt < 1200; attempt++)
        {
            using var session = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/v1/session", UriKind.Relative)));
            var demo = session.RootElement.GetProperty("demo");
            if (!demo.TryGetProperty("progress", out var progress) || progress.ValueKind != JsonValueKind.Number || progress.GetDouble() >= 1)
            {
                return;
            }

            await Task.Delay(250);
        }

        throw new InvalidOperationException($"The demonstration was not ready within five minutes:\n{Host.Log}");
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
