using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Messages;
using Orchestrator.Stores.Runtime;
using Orchestrator.Stores.Storage;
using Xunit;

namespace Orchestrator.Stores.Transfers;

/// <summary>One authority alone on a database of its own: commands as they come from the queue, answers as they stand in its outbox.</summary>
/// <param name="handler">Name of its handler.</param>
public abstract class AuthorityBench(StoreKind kind, string handler) : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private readonly List<ServiceProvider> _hosts = [];
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Create(kind);
        await AddHost().GetRequiredService<Migrator>().Migrate();
        await Open();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected ServiceProvider Host => _hosts[0];

    /// <summary>Registers the authority.</summary>
    protected abstract void Add(IServiceCollection services);

    /// <summary>What it knows before the first transfer.</summary>
    protected abstract Task Open();

    /// <summary>Another host on the same database.</summary>
    protected ServiceProvider AddHost()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
        services.AddSingleton<TimeProvider>(_clock);
        services.AddRuntime(_database.Options with { Pumps = false });
        Add(services);
        var host = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        _hosts.Add(host);
        return host;
    }

    protected static About About(string transfer) => new(null, transfer, 0, null, transfer, $"{transfer}:command");

    protected Task<Outcome<Done>> Run(Func<UnitOfWork, Task<Outcome<Done>>> body) => Host.GetRequiredService<CommandRunner>().Run(new(Guid.NewGuid().ToString(), "Test", Actor.System), body);

    protected Task Deliver<T>(T message, ServiceProvider? host = null)
        where T : class => (host ?? Host).GetRequiredService<MessageDelivery>().Deliver($"{handler}.{WireNames.Of(typeof(T))}", Guid.NewGuid().ToString(), message, default);

    /// <summary>Deliveries that lost a race are work rows: these are done as well.</summary>
    protected async Task Settle()
    {
        for (var n = 0; n < 5; n++)
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            await Host.GetRequiredService<BackgroundWork>().Settle();
        }
    }

    protected async Task<IReadOnlyList<TransferAnswered>> Answers() =>
        [.. (await Host.GetRequiredService<OperationQueries>().Outbox(null, 1, 200)).Items.OrderBy(row => row.Id).Select(row => JsonSerializer.Deserialize<TransferAnswered>(row.Body, RuntimeJson.Options)!)];
}
