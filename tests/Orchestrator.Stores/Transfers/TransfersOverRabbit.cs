using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Finance;
using Orchestrator.HumanResources;
using Orchestrator.Office.Transfers;
using Orchestrator.Organization;
using Orchestrator.Runtime;
using Orchestrator.Stores.Office;
using Orchestrator.Stores.Storage;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Transfers;

/// <summary>Office and three authorities on databases of their own; RabbitMQ is all they share, and it is not kind to them.</summary>
public sealed class TransfersOverRabbit : OfficeBench
{
    private static readonly string[] Queues = [.. TransferQueues.All.Select(pair => pair.Queue)];

    private readonly Service[] _services = [new(services => services.AddOrganization()), new(services => services.AddFinance()), new(services => services.AddHumanResources())];
    private readonly BrokerOptions _broker;
    private IReadOnlyList<IHostedService> _hosted = [];

    public TransfersOverRabbit()
        : base(StoreKind.Postgres)
    {
        var address = Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_RABBITMQ");
        _broker = BrokerOptions.Parse(
            string.IsNullOrEmpty(address) ? throw new InvalidOperationException("No RabbitMQ server for tests (ORCHESTRATOR_TEST_RABBITMQ is not set): run tests through: bash tests/run") : address,
            $"t{Guid.NewGuid():N}.");
    }

    [Fact]
    public async Task All_end_and_the_books_agree_although_services_die_and_queues_are_emptied()
    {
        var random = new Random(5);
        foreach (var service in _services)
        {
            await service.Open(_broker);
        }

        _hosted = await Orchestrator.Stores.Runtime.Office.StartHosted(Get<IServiceProvider>());
        await City().Open();
        await LoseWhatWasAskedOfFinance(random);
        var patience = DateTimeOffset.UtcNow.AddMinutes(3);
        for (var round = 0; await City().Decide(random) > 0; round++)
        {
            DateTimeOffset.UtcNow.ShouldBeLessThan(patience, "they do not end");
            if (round < 12)
            {
                await _services[random.Next(_services.Length)].Restart();
                await Empty(Queues[random.Next(Queues.Length)]);
            }

            await Task.Delay(250);
        }

        var (done, released) = await City().Sound();
        (done + released).ShouldBe(60);
        done.ShouldBeGreaterThan(5);
        released.ShouldBeGreaterThan(5);
    }

    public override async ValueTask DisposeAsync()
    {
        await Orchestrator.Stores.Runtime.Office.StopHosted(_hosted);
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }

        await OnChannel(async channel =>
        {
            foreach (var name in Queues.SelectMany(queue => new[] { queue, $"{queue}_error" }))
            {
                await channel.QueueDeleteAsync(_broker.Prefix + name);
                await channel.ExchangeDeleteAsync(_broker.Prefix + name);
            }

            foreach (var name in WireNames.All.Keys)
            {
                await channel.ExchangeDeleteAsync(_broker.Prefix + name);
            }
        });
        await base.DisposeAsync();
    }

    protected override RuntimeOptions Adjust(RuntimeOptions options) => options with { Pumps = true, Broker = _broker };

    protected override void AddServices(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(TimeProvider.System);
        services.AddSingleton(new TransferSettings(TimeSpan.FromSeconds(1)));
    }

    // All that the office asks while 财政 is away is lost with its queue, and asked again when it is back.
    private async Task LoseWhatWasAskedOfFinance(Random random)
    {
        const string queue = "finance-transfer.orchestrator.reserve-funds.v1";
        await _services[1].Restart(async () =>
        {
            await City().Begin(60, random);
            await Until(async () => await Depth(queue) >= 60);
            await Empty(queue);
        });
        await Until(async () => await Read(db => db.TransferLegs.AllAsync(leg => leg.State != LegState.Asked)));
        (await Read(db => db.TransferLegs.CountAsync(leg => leg.Authority == TransferAuthority.Finance && leg.Asks > 1))).ShouldBe(60);
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var end = DateTimeOffset.UtcNow.AddMinutes(1); !await holds(); await Task.Delay(100))
        {
            DateTimeOffset.UtcNow.ShouldBeLessThan(end, "it does not come");
        }
    }

    private async Task<uint> Depth(string queue)
    {
        var depth = 0u;
        await OnChannel(async channel => depth = (await channel.QueueDeclarePassiveAsync(_broker.Prefix + queue)).MessageCount);
        return depth;
    }

    private TransferCity City() => new(new DeskCounter(Get<IServiceProvider>()), Get<IServiceProvider>(), _services[0].Host, _services[1].Host, _services[2].Host);

    private Task Empty(string queue) => OnChannel(async channel =>
    {
        try
        {
            await channel.QueuePurgeAsync(_broker.Prefix + queue);
        }
        catch (OperationInterruptedException)
        {
            // Its service is just starting and has not declared it yet.
        }
    });

    private static async Task OnChannel(Func<IChannel, Task> work)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_RABBITMQ")!) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await work(channel);
    }

    /// <summary>One authority: a host with a database of its own.</summary>
    private sealed class Service(Action<IServiceCollection> add) : IAsyncDisposable
    {
        private TestDatabase? _database;
        private ServiceProvider? _host;
        private IReadOnlyList<IHostedService> _hosted = [];
        private BrokerOptions? _broker;

        public IServiceProvider Host => _host!;

        public async Task Open(BrokerOptions broker)
        {
            (_broker, _database) = (broker, await TestDatabase.Create(StoreKind.Postgres));
            Build();
            await _host!.GetRequiredService<Migrator>().Migrate();
            _hosted = await Orchestrator.Stores.Runtime.Office.StartHosted(Host);
        }

        public async Task Restart(Func<Task>? whileAway = null)
        {
            await Orchestrator.Stores.Runtime.Office.StopHosted(_hosted);
            await _host!.DisposeAsync();
            await (whileAway?.Invoke() ?? Task.CompletedTask);
            Build();
            _hosted = await Orchestrator.Stores.Runtime.Office.StartHosted(Host);
        }

        public async ValueTask DisposeAsync()
        {
            if (_host is not null)
            {
                await Orchestrator.Stores.Runtime.Office.StopHosted(_hosted);
                await _host.DisposeAsync();
                await _database!.DisposeAsync();
            }
        }

        private void Build()
        {
            var services = new ServiceCollection();
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
            services.AddRuntime(_database!.Options with { Pumps = true, Broker = _broker });
            add(services);
            _host = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        }
    }
}
