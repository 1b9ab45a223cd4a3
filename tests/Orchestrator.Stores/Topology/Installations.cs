using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Orchestrator.Stores.Transfers;
using Xunit;

namespace Orchestrator.Stores.Topology;

/// <summary>Something that runs and that browsers can speak to, whatever it consists of.</summary>
internal interface IInstallation : IAsyncDisposable
{
    Uri Address { get; }

    /// <summary>Its databases, opened anew.</summary>
    Books OpenBooks();

    /// <summary>For the message of a failing test.</summary>
    string Logs();
}

/// <summary>An installation with units, people who are signed in, and the books of three units.</summary>
public abstract class InhabitedInstallation : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Identity__HashRounds"] = "1000", ["Identity__SignInsPerMinute"] = "1000", ["Logging__LogLevel__Default"] = "Error", ["Transfers__AnswerWithinSeconds"] = "2",
    };

    private static readonly (string User, string Unit, string[] Roles)[] People =
    [
        ("d1.jb", "D1", ["BM-JB"]), ("d1.fz", "D1", ["BM-FZ"]), ("zz.fz", "ZZ", ["BM-FZ"]), ("zf.fz", "ZF", ["BM-FZ"]), ("d2.fz", "D2", ["BM-FZ"]),
        ("bb.jb", "BB", ["BB-JB"]), ("bb.zr", "BB", ["BB-ZR", "BM-FZ"]), ("sa", "BB", ["SA"]), ("au", "BB", ["AU"]),
    ];

    private readonly Dictionary<string, Visitor> _visitors = [];

    private protected IInstallation Installation { get; private set; } = null!;

    internal DoorCounter Counter { get; private set; } = null!;

    internal Visitor this[string user] => _visitors[user];

    /// <summary>As it is now; what was read before is not kept.</summary>
    internal TransferCity City() => Installation.OpenBooks().City(Counter, Math.Max(60, FaultPlan.FromEnvironment().Transfers));

    /// <inheritdoc cref="IInstallation.OpenBooks"/>
    internal Books Books() => Installation.OpenBooks();

    internal string Logs() => Installation.Logs();

    public async ValueTask InitializeAsync()
    {
        Installation = await Start(Settings);
        var books = Installation.OpenBooks();
        await books.AddUnits("BB", "ZZ", "ZF", "D1", "D2", "D3");
        foreach (var (user, unit, roles) in People)
        {
            await books.AddPerson(user, unit, roles);
            _visitors[user] = new Visitor(Installation.Address);
            (await _visitors[user].SignIn(user, RunningHost.PersonPassword)).ShouldAnswer(200);
        }

        Counter = new DoorCounter(this["bb.jb"], this["bb.zr"], TimeSpan.FromMinutes(2));
        await City().Open();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors.Values)
        {
            visitor.Dispose();
        }

        await Installation.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<IInstallation> Start(IReadOnlyDictionary<string, string> settings);
}

/// <summary>All services in one process with SQLite and messages in memory: what runs when nothing is said.</summary>
public sealed class OneProcess : InhabitedInstallation
{
    private protected override async Task<IInstallation> Start(IReadOnlyDictionary<string, string> settings) =>
        new Running(await RunningHost.Start(StoreKind.Sqlite, settings.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value))));

    private sealed class Running(RunningHost host) : IInstallation
    {
        public Uri Address => host.Address;

        public Books OpenBooks() => new(host.Services, host.Services, host.Services, host.Services);

        public string Logs() => "";

        public ValueTask DisposeAsync() => host.DisposeAsync();
    }
}

/// <summary>The processes of the compose file.</summary>
public sealed class SevenProcesses : InhabitedInstallation
{
    internal ComposedCity Composed => (ComposedCity)Installation;

    private protected override async Task<IInstallation> Start(IReadOnlyDictionary<string, string> settings) => await ComposedCity.Start(settings);
}

/// <summary>The classes that share one installation of processes, one test after the other.</summary>
[CollectionDefinition]
public sealed class Apart : ICollectionFixture<SevenProcesses>;
