using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Host;
using Orchestrator.Host.CommandLine;
using Orchestrator.Host.Roles;
using Orchestrator.Host.Identity;
using Orchestrator.Runtime;
using Orchestrator.Stores.Storage;

namespace Orchestrator.Stores.Host;

/// <summary>The real host on a real socket with a database of its own, in this process.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    public const string PersonPassword = "Correct-Horse-7";

    private readonly string _folder;
    private readonly TestDatabase? _database;

    private RunningHost(WebApplication app, string folder, TestDatabase? database)
    {
        Application = app;
        _folder = folder;
        _database = database;
        Address = new Uri(app.Urls.Single());
    }

    public WebApplication Application { get; }

    public Uri Address { get; }

    public IServiceProvider Services => Application.Services;

    public static async Task<RunningHost> Start(
        StoreKind kind = StoreKind.Sqlite, IEnumerable<KeyValuePair<string, string?>>? settings = null, Action<IServiceCollection>? replace = null,
        HostRole role = HostRole.All, bool demo = false, string? office = null)
    {
        var database = kind != StoreKind.Postgres ? null : demo ? await TestDatabase.Create(kind) : await PreparedDatabase.OnPostgres();
        return await Start(database, database?.Options.ConnectionString, settings, replace, role, demo, office);
    }

    /// <summary>One more host on a PostgreSQL database that somebody else owns.</summary>
    public static Task<RunningHost> Join(string database, IEnumerable<KeyValuePair<string, string?>>? settings = null, Action<IServiceCollection>? replace = null) =>
        Start(null, database, settings, replace, HostRole.All, demo: false);

    private static async Task<RunningHost> Start(
        TestDatabase? own, string? database, IEnumerable<KeyValuePair<string, string?>>? settings, Action<IServiceCollection>? replace, HostRole role, bool demo,
        string? office = null)
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-host-").FullName;
        if (database is null && !demo && role.KnowsPeople())
        {
            await PreparedDatabase.CopyInto(folder);
        }

        var app = HostApplication.Build(
            new Serve(role, demo, folder, database, "http://127.0.0.1:0", Neighbours: Neighbours.Read(name => name == "ORCHESTRATOR_OFFICE" ? office : null)),
            configuration =>
            {
                configuration.AddInMemoryCollection([
                    new("Logging:LogLevel:Default", "Warning"),
                    new("Logging:LogLevel:Orchestrator.Host", "Critical"),
                    new("Identity:HashRounds", "1000"), // tests sign in hundreds of times
                    new("Identity:SignInsPerMinute", "100000"),
                ]);
                configuration.AddInMemoryCollection(settings ?? []);
            },
            replace);
        await HostApplication.Prepare(app);
        await app.StartAsync();
        return new(app, folder, own);
    }

    public Visitor NewVisitor() => new(Address);

    /// <summary>A person with an account made behind the API, as the demonstration makes them.</summary>
    public Task<string> CreatePerson(string userName, string[] roles, string? unitId = null) => CreatePerson(Services, userName, roles, unitId);

    /// <param name="office">Any host, running or not, on the database of the accounts.</param>
    public static async Task<string> CreatePerson(IServiceProvider office, string userName, string[] roles, string? unitId)
    {
        await using var scope = office.CreateAsyncScope();
        var hash = scope.ServiceProvider.GetRequiredService<Passwords>().Hash(PersonPassword);
        var clock = office.GetRequiredService<IdentityClock>();
        var made = new NewAccount(userName, userName, userName, unitId, hash, roles, MustChangePassword: false);
        var created = await office.GetRequiredService<CommandRunner>().Run<Done>(
            new(Guid.NewGuid().ToString("N"), "Tests.CreatePerson", Actor.System),
            async work => (await new AccountRegister(work, clock).Create(made)).Refusal is { } refusal ? refusal : Done.Value);
        created.Required();
        return userName;
    }

    public async Task<Visitor> SignedIn(string userName)
    {
        var visitor = NewVisitor();
        (await visitor.SignIn(userName, PersonPassword)).ShouldAnswer(200);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await Application.StopAsync();
        await Application.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
