using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Commands;
using Orchestrator.Stores.Storage;

namespace Orchestrator.Stores.Runtime;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class TestClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2020, 8, 10, 1, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}

/// <summary>A service of the tests: one table, a form that writes it, a command that writes it, a handler that writes it.</summary>
public sealed class LedgerDb(DbContextOptions<LedgerDb> options) : DbContext(options)
{
    public DbSet<Entry> Entries => Set<Entry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Entry>(entry =>
    {
        entry.ToTable("test_entries");
        entry.Property(e => e.Id).HasColumnName("id");
        entry.Property(e => e.Text).HasColumnName("text");
        entry.Property(e => e.At).HasColumnName("at");
    });

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreMomentsAsUtcTicks();
}

public sealed class Entry
{
    public required string Id { get; init; }

    public required string Text { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>What a test tells the plugged-in parts to do.</summary>
public sealed class Script
{
    public Func<TaskSubmission, UnitOfWork, Task<Outcome<JsObject?>>>? Form { get; set; }

    public Func<CommandCall, UnitOfWork, Task<Refusal?>>? Command { get; set; }

    public Func<TaskOverdue, UnitOfWork, Task<Refusal?>>? Overdue { get; set; }

    public Func<InstanceStep, UnitOfWork, Task>? Observer { get; set; }

    public ConcurrentQueue<InstanceStep> Steps { get; } = [];
}

public sealed class ScriptedForm(Script script) : ITaskForm
{
    public string Form => "test/first";

    public Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work) =>
        script.Form?.Invoke(submission, work) ?? Task.FromResult<Outcome<JsObject?>>((JsObject?)null);
}

public sealed class ScriptedCommand(Script script) : IWorkflowCommand
{
    public string Name => "test.command";

    public Task<Refusal?> Run(CommandCall call, UnitOfWork work) => script.Command?.Invoke(call, work) ?? Task.FromResult<Refusal?>(null);
}

public sealed class ScriptedHandler(Script script) : IMessageHandler<TaskOverdue>
{
    public string Name => "test-overdue";

    public Task<Refusal?> Handle(TaskOverdue message, UnitOfWork work) => script.Overdue?.Invoke(message, work) ?? Task.FromResult<Refusal?>(null);
}

public sealed class ScriptedObserver(Script script) : IStepObserver
{
    public async Task Observe(InstanceStep step, UnitOfWork work)
    {
        if (script.Observer is { } observe)
        {
            await observe(step, work);
        }

        work.AfterCommit(() => script.Steps.Enqueue(step));
    }
}

/// <summary>Whoever is named works there.</summary>
public sealed class EveryColleague : IColleagues
{
    public Task<IReadOnlyList<Colleague>> OfUnit(string unitId, CancellationToken ct) => Task.FromResult<IReadOnlyList<Colleague>>([]);

    public Task<IReadOnlyList<Colleague>> Find(IReadOnlyCollection<string> ids, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Colleague>>([.. ids.Select(id => new Colleague(id, "姓名" + id, ["BM-JB"], "D1"))]);
}

internal sealed class Faults : ICommitFaults
{
    public Action<string>? Before { get; set; }

    public Action<string>? After { get; set; }

    public void BeforeCommit(string commandId) => Before?.Invoke(commandId);

    public void AfterCommit(string commandId) => After?.Invoke(commandId);
}

/// <summary>A host without web: the runtime with the tests' service, on a database of its own.</summary>
public sealed class Office : IAsyncDisposable
{
    private readonly List<ServiceProvider> _hosts = [];
    private readonly TestDatabase _database;
    private readonly bool _ownsDatabase;

    private Office(TestDatabase database, bool ownsDatabase, Script script, TestClock clock)
    {
        _database = database;
        _ownsDatabase = ownsDatabase;
        Script = script;
        Clock = clock;
    }

    public Script Script { get; }

    public TestClock Clock { get; }

    public RuntimeOptions Options => _database.Options;

    internal Faults Faults { get; } = new();

    public IServiceProvider Services => _hosts[0];

    public CommandRunner Runner => Get<CommandRunner>();

    public TaskQueries Tasks => Get<TaskQueries>();

    public BackgroundWork Background => Get<BackgroundWork>();

    public static async Task<Office> Open(StoreKind kind)
    {
        var office = new Office(await TestDatabase.Create(kind), true, new(), new());
        office.AddHost();
        await office.Get<Migrator>().Migrate();
        if (kind != StoreKind.Memory)
        {
            using var scope = office.Services.CreateScope();
            var db = scope.ServiceProvider.GetRequiredService<LedgerDb>();
            await db.Database.ExecuteSqlRawAsync("create table test_entries (id text not null primary key, text text not null, at bigint not null)");
        }

        return office;
    }

    /// <summary>Another host on the same database; its services.</summary>
    /// <param name="listens">Whether it has the handler of the tests.</param>
    public ServiceProvider AddHost(bool pumps = false, TimeProvider? clock = null, BrokerOptions? broker = null, bool listens = true)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
        services.AddSingleton<TimeProvider>(clock ?? Clock);
        services.AddSingleton(Script);
        services.AddSingleton<ICommitFaults>(Faults);
        services.AddRuntime(_database.Options with { Pumps = pumps, Broker = broker });
        services.AddSingleton<IColleagues, EveryColleague>();
        services.AddTaskForm<ScriptedForm>().AddWorkflowCommand<ScriptedCommand>().AddStepObserver<ScriptedObserver>();
        services.AddServiceDb<LedgerDb>();
        if (listens)
        {
            services.AddMessageHandler<TaskOverdue, ScriptedHandler>();
        }

        var host = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        _hosts.Add(host);
        return host;
    }

    /// <summary>Ends a host as a crash would leave the database, and begins a new one.</summary>
    public async Task Restart()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        _hosts.Clear();
        AddHost();
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public static async Task<IReadOnlyList<IHostedService>> StartHosted(IServiceProvider host)
    {
        var hosted = host.GetServices<IHostedService>().ToList();
        foreach (var service in hosted)
        {
            await service.StartAsync(default);
        }

        return hosted;
    }

    public static async Task StopHosted(IReadOnlyList<IHostedService> hosted)
    {
        foreach (var service in hosted.Reverse())
        {
            await service.StopAsync(default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        if (_ownsDatabase)
        {
            await _database.DisposeAsync();
        }
    }

    // What tests do all the time
    public static Actor Person(string id, string unit = "D1", params string[] roles) =>
        new(id, "姓名" + id, unit, "单位" + unit, (roles.Length == 0 ? ["BM-JB"] : roles).ToFrozenSet());

    public static CommandHead Head(Actor actor, string name, string? commandId = null, object? body = null) =>
        new(commandId ?? Guid.NewGuid().ToString(), name, actor, "test", "1", null, body);

    public async Task Publish(byte[] document)
    {
        var uploaded = await Get<DefinitionStore>().Import(document);
        if (uploaded.Version is null)
        {
            throw new InvalidOperationException(string.Join("; ", uploaded.Problems));
        }
    }

    public async Task<string> Start(string definitionId, string instanceId, JsObject? input = null, string? campaign = "campaign")
    {
        var outcome = await Runner.Run(Head(Person("starter"), "Test.Start"), work => work.Workflows.Start(new(definitionId, instanceId, "案卷" + instanceId, campaign, input ?? new JsObject(), "D1")));
        return outcome.Required();
    }

    public Task<Outcome<T>> Do<T>(Func<WorkflowOperations, Task<Outcome<T>>> action, Actor? actor = null, string? commandId = null) =>
        Runner.Run(Head(actor ?? Person("operator"), "Test.Do", commandId), work => action(work.Workflows));

    public async Task<TaskRow> OpenTask(string instanceId) => (await Tasks.OfCase(instanceId, openOnly: true)).Single();

    public Task<Outcome<TaskDone>> Complete(TaskRow task, string outcome = "Done", Actor? actor = null, string? commandId = null, JsObject? data = null, long? revision = null) =>
        Runner.Run(
            Head(actor ?? Person("p1"), "Tasks.Complete", commandId, new { task.Id, outcome, data }),
            work => work.Workflows.CompleteTask(task.Id, revision ?? task.Revision, outcome, data ?? new JsObject()));

    public async Task<string> StatusOf(string instanceId) => (await Get<InstanceQueries>().Find(instanceId))!.Status.ToString();

    public async Task<int> Entries(string? text = null)
    {
        using var scope = Services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<LedgerDb>().Entries.CountAsync(entry => text == null || entry.Text == text);
    }

    public static void Write(UnitOfWork work, string text) => work.Db<LedgerDb>().Entries.Add(new() { Id = Guid.NewGuid().ToString(), Text = text, At = work.Now });
}
