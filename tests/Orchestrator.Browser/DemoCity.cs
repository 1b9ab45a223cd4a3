using System.Text.Json;
using Orchestrator.Stores.Notices;
using Xunit;

[assembly: AssemblyFixture(typeof(Orchestrator.Browser.DemoCity))]

namespace Orchestrator.Browser;

/// <summary>The demonstration city on a host of its own, ready once its 64 cases stand where they should.</summary>
public sealed class DemoCity : IAsyncLifetime
{
    public const string Password = "Yanshi#2020-Chujiang";

    public HostProcess Host { get; } = new("--demo") { Settings = { ["Identity__SignInsPerMinute"] = "10000" } };

    /// <summary>The mail server of the city. Nobody there has given an address until a test does.</summary>
    public MailSink Mail { get; } = new();

    /// <summary>A campaign of its own in the same city, for tests that change cases.</summary>
    public Preparation Cases { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host.Settings["Notices__PublicAddress"] = Host.Address.ToString();
        Host.Settings["Notices__Mail__Host"] = "127.0.0.1";
        Host.Settings["Notices__Mail__Port"] = $"{Mail.Port}";
        Host.Settings["Notices__Mail__Tls"] = "false";
        Host.Settings["Notices__Mail__From"] = "notice@example.gov.cn";
        await Host.Start();
        await Ready(Host);
        Cases = new Preparation(Host.Address);
    }

    /// <summary>Waits until the city of a host started with <c>--demo</c> has its people and its history.</summary>
    public static async Task Ready(HostProcess host)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
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

        throw new InvalidOperationException($"The demonstration was not ready within five minutes:\n{host.Log}");
    }

    public async ValueTask DisposeAsync()
    {
        Cases?.Dispose();
        await Host.DisposeAsync();
        await Mail.DisposeAsync();
    }
}
