using Orchestrator.Runtime;
using Orchestrator.Stores.Host;

namespace Orchestrator.Stores.Topology;

/// <summary>Something that runs and that browsers can speak to, whatever it consists of.</summary>
internal interface IInstallation : IAsyncDisposable
{
    Uri Address { get; }

    Books Books { get; }

    /// <summary>For the message of a failing test.</summary>
    string Logs();
}

/// <summary>All services in one process with SQLite and messages in memory: what runs when nothing is said.</summary>
internal sealed class OneProcess(RunningHost host) : IInstallation
{
    public Uri Address => host.Address;

    public Books Books { get; } = new(host.Services, host.Services, host.Services, host.Services);

    public static async Task<IInstallation> Start(IReadOnlyDictionary<string, string> settings) =>
        new OneProcess(await RunningHost.Start(StoreKind.Sqlite, settings.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value))));

    public string Logs() => "";

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
