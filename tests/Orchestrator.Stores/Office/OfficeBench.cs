using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orchestrator.Engine.Values;
using Orchestrator.Host.Tasks.Forms;
using Orchestrator.Office;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Correspondence;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Reviews;
using Orchestrator.Office.Units;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Commands;
using Orchestrator.Stores.Runtime;
using Orchestrator.Submission;
using Orchestrator.Submission.Attachments;
using Orchestrator.Submission.Drafts;
using Orchestrator.Submission.Versions;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Office;

/// <summary>A clock that stands until it is set.</summary>
public sealed class StandingClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2020, 7, 27, 9, 0, 0, TimeSpan.FromHours(8));

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}

/// <summary>Office and submission on the real runtime with a database of its own; no web, no background threads.</summary>
public abstract class OfficeBench(StoreKind kind) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-office-");
    private readonly List<ServiceProvider> _hosts = [];
    private RuntimeOptions _options = null!;
    private string? _database;
    private int _commands;

    public StandingClock Clock { get; } = new();

    /// <summary>Whom notices can be sent to; nobody unless a test says so.</summary>
    public RegisteredPersons Persons { get; } = new();

    public CommandRunner Runner => Get<CommandRunner>();

    public TaskQueries Tasks => Get<TaskQueries>();

    internal Faults Faults { get; } = new();

    /// <summary>How notices leave the application; null when they do not.</summary>
    protected virtual NoticeSettings? Notices => null;

    protected virtual RuntimeOptions Adjust(RuntimeOptions options) => options;

    /// <summary>What runs beside office and submission.</summary>
    protected virtual void AddServices(IServiceCollection services)
    {
    }

    public T Get<T>()
        where T : notnull => _hosts[0].GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        _options = (kind == StoreKind.Postgres ? RuntimeOptions.Postgres(await CreateDatabase()) : RuntimeOptions.Sqlite(Path.Combine(_folder.FullName, "office.db"))) with { Pumps = false };
        _options = Adjust(_options);
        AddHost();
        await Get<Migrator>().Migrate();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Workflows, "reviews"), "*.json"))
        {
            (await Get<DefinitionStore>().Import(await File.ReadAllBytesAsync(file))).Problems.ShouldBeEmpty(file);
        }

        await Run(Person("SA", "SA"), async work =>
        {
            foreach (var (id, name, sort) in Places)
            {
                (await UnitOperations.Add(new AddUnit("-", id, name, id[0] == 'D' ? UnitKind.District : UnitKind.CityOrgan, null, sort), work)).Required();
            }

            return (Outcome<Done>)Done.Value;
        });
    }

    /// <summary>Another host on the same database.</summary>
    public ServiceProvider AddHost()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<ICommitFaults>(Faults);
        services.AddRuntime(_options);
        services.AddOffice(new OfficeOptions(Workflows) { StartsCampaigns = false }, Notices);
        services.AddSubmission(new AttachmentOptions(Path.Combine(_folder.FullName, "attachments")));
        services.AddSingleton<IFormSchemas>(new RuntimeForms(FormCatalog.Load(Workflows)));
        services.AddSingleton<IColleagues, ThreePerUnit>();
        services.AddSingleton<IAddressBook>(Persons);
        AddServices(services);
        var host = services.BuildServiceProvider();
        _hosts.Add(host);
        return host;
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        if (_database is not null)
        {
            await Execute(Server, $"drop database if exists {_database} with (force)");
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A person of a unit: the id tells both.</summary>
    public static Actor Person(string unit, params string[] roles) => new(
        $"u-{unit}-{string.Join('+', roles)}", $"{unit}{roles[0]}", unit, Places.FirstOrDefault(place => place.Id == unit).Name ?? unit, roles.ToHashSet());

    public async Task<Outcome<T>> Run<T>(Actor actor, Func<UnitOfWork, Task<Outcome<T>>> body, string? commandId = null) =>
        await Runner.Run(new CommandHead(commandId ?? $"cmd-{Interlocked.Increment(ref _commands)}", "Test", actor), body);

    public async Task<T> Read<T>(Func<OfficeDb, Task<T>> query)
    {
        await using var scope = _hosts[0].CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<OfficeDb>());
    }

    /// <summary>The kinds of what he is told about a case.</summary>
    public async Task<string[]> Bell(Actor actor, string caseId) =>
        [.. (await Read(db => NoticeEndpoints.Page(db, actor, 1, 200, default))).Items.Where(notice => notice.CaseId == caseId).Select(notice => notice.Kind)];

    public FlowMembers Members(OfficeDb db) => new(Tasks, Get<InstanceQueries>(), db);

    public Task<CaseRow> Case(string id) => Read(db => CaseOf(db, id));

    public async Task<TaskRow> Open(string caseId, string step, string? unit = null) =>
        (await Tasks.OfCase(caseId, openOnly: true)).Where(task => task.Step == step && (unit is null || task.ForUnit == unit))
            .ShouldHaveSingleItem($"{caseId} {step} {unit}: open are {string.Join(", ", (await Tasks.OfCase(caseId, openOnly: true)).Select(task => $"{task.Step}@{task.ForUnit}"))}");

    /// <summary>Decides the one open task of that step, as the person it is for.</summary>
    public async Task<Outcome<TaskDone>> Try(string caseId, string step, string outcome, JsObject? data = null, string? unit = null, Actor? actor = null)
    {
        var task = await Open(caseId, step, unit);
        return await Run(actor ?? Person(task.ForUnit!, task.ForRole!), work => work.Workflows.CompleteTask(task.Id, task.Revision, outcome, data ?? new JsObject()));
    }

    public async Task Decide(string caseId, string step, string outcome, JsObject? data = null, string? unit = null, Actor? actor = null)
    {
        var done = await Try(caseId, step, outcome, data, unit, actor);
        done.Refusal.ShouldBeNull($"{step}: {done.Refusal?.Message} {string.Join("; ", done.Refusal?.Problems.Select(problem => $"{problem.Path}: {problem.Message}") ?? [])}");
        await Get<BackgroundWork>().Settle();
    }

    public async Task Write(string caseId, string text, string explanation = "起草说明")
    {
        var content = new DraftContent("实施办法", [new("一、总则", text), new("二、职责", "街道依照清单履行职责。")], explanation).Normalised();
        var writer = Person((await Case(caseId)).UnitId, "BM-JB");
        await using var scope = _hosts[0].CreateAsyncScope();
        var revision = (await scope.ServiceProvider.GetRequiredService<SubmissionDb>().Drafts.FindAsync(caseId))?.Revision ?? 0;
        (await Run(writer, work => StoreDraft.Over(revision, caseId, CanonicalVersion.Write(content, []), work))).Required();
    }

    /// <summary>Plans and starts a campaign; returns its id.</summary>
    public async Task<string> Campaign(CampaignPlan plan, string id)
    {
        (await Run(Person("ZB", "ZB"), work => CampaignOperations.Plan(plan, work, id))).Required();
        (await Run(Person("ZB", "ZB"), work => CampaignOperations.Start(id, work))).Required();
        (await Get<CampaignStarter>().StartPending()).ShouldBe(plan.Units!.Count * plan.Documents!.Count);
        return id;
    }

    /// <summary>The shipped plan with fewer units and documents.</summary>
    public CampaignPlan Plan(IReadOnlyList<string> units, params string[] documents)
    {
        var shipped = Get<CampaignTemplates>().All.Single(template => template.Id == "street-reform-2020");
        return new CampaignPlan(
            shipped.Id, shipped.Name, shipped.Start, units, [.. shipped.Documents.Where(document => documents.Length == 0 || documents.Contains(document.Code))],
            shipped.Rounds, shipped.MaxRounds, shipped.Deadlines);
    }

    private static async Task<CaseRow> CaseOf(OfficeDb db, string id) => (await db.Cases.FindAsync(id)).ShouldNotBeNull();

    private static readonly (string Id, string Name, int Sort)[] Places =
    [
        ("BB", "市委编办", 1), ("ZB", "改革专班", 2), ("ZZ", "市委组织部", 3), ("ZF", "市委政法委", 4), ("CZ", "市财政局", 5), ("RS", "市人社局", 6), ("SF", "市司法局", 7),
        ("WB", "市委办公室", 8), ("CW", "市委常委会", 9), ("D1", "澄湖区", 11), ("D2", "望楚区", 12), ("D3", "麓川区", 13), ("D4", "青屿区", 14), ("D5", "临渡区", 15),
        ("D6", "柘林区", 16), ("D7", "枫浦区", 17), ("D8", "楠江市", 18),
    ];

    private static string Workflows => Path.Combine(AppContext.BaseDirectory, "workflows");

    private static string Server => Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_POSTGRES") is { Length: > 0 } server
        ? server
        : throw new InvalidOperationException("No PostgreSQL server for tests (ORCHESTRATOR_TEST_POSTGRES is not set): run tests through: bash tests/run");

    private async Task<string> CreateDatabase()
    {
        _database = $"test_{Guid.NewGuid():N}";
        await Execute(Server, $"create database {_database}");
        return new NpgsqlConnectionStringBuilder(Server) { Database = _database }.ToString();
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Every unit has its clerk, its head and one more person.</summary>
internal sealed class ThreePerUnit : IColleagues
{
    public Task<IReadOnlyList<Colleague>> OfUnit(string unitId, CancellationToken ct) => Task.FromResult<IReadOnlyList<Colleague>>(
        [new(OfficeBench.Person(unitId, "BM-JB").Id, "经办", ["BM-JB"]), new(OfficeBench.Person(unitId, "BM-FZ").Id, "负责人", ["BM-FZ"]), new($"u-{unitId}-other", "另一人", [])]);

    public Task<IReadOnlyList<Colleague>> Find(IReadOnlyCollection<string> ids, CancellationToken ct) => Task.FromResult<IReadOnlyList<Colleague>>([]);
}

/// <summary>Persons with addresses, as a host's accounts are.</summary>
public sealed class RegisteredPersons : IAddressBook
{
    private readonly List<(string Unit, string? Role, Addressee Person)> _persons = [];

    /// <summary>Adds the person of a unit and role, or gives him another address.</summary>
    public Addressee Put(string unit, string role, string? address)
    {
        var id = OfficeBench.Person(unit, role).Id;
        var person = new Addressee(id, $"{unit}.{role}".ToLowerInvariant(), $"{unit}{role}", address);
        Remove(id);
        _persons.Add((unit, role, person));
        return person;
    }

    public void Remove(string id) => _persons.RemoveAll(row => row.Person.Id == id);

    public Task<IReadOnlyList<Addressee>> OfUnit(string unitId, string? role, CancellationToken ct) => Task.FromResult<IReadOnlyList<Addressee>>(
        [.. _persons.Where(row => row.Unit == unitId && (role is null || row.Role == role)).Select(row => row.Person)]);

    public Task<Addressee?> Find(string personId, CancellationToken ct) => Task.FromResult(_persons.Select(row => row.Person).FirstOrDefault(person => person.Id == personId));
}

public sealed class SqliteOffice() : OfficeBench(StoreKind.Sqlite);

public sealed class PostgresOffice() : OfficeBench(StoreKind.Postgres);
