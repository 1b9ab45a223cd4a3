using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Commands;

namespace Orchestrator.Benchmarks;

/// <summary>The runtime as a host has it, without web: commands with stored answers, audit and history.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    public static readonly Actor Clerk = Person("d1.jb", "D1", "BM-JB");
    public static readonly Actor Reviewer = Person("bb.jb", "D1", "BB-JB");

    private readonly ServiceProvider _services;

    private BenchHost(RuntimeOptions options, TimeProvider clock, Action<IServiceCollection>? more)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
        services.AddSingleton(this);
        services.AddSingleton(clock);
        services.AddRuntime(options);
        services.AddStepObserver<OpenTasks>();
        more?.Invoke(services);
        _services = services.BuildServiceProvider();
        Runner = _services.GetRequiredService<CommandRunner>();
    }

    public IServiceProvider Services => _services;

    public CommandRunner Runner { get; }

    /// <summary>Open tasks by instance, as commits announce them.</summary>
    public ConcurrentDictionary<string, string> Opened { get; } = new();

    /// <summary>Told of every task after the commit that opened it.</summary>
    public Action<OpenTask>? OnOpened { get; set; }

    public static Task<BenchHost> Open(BenchDatabase database, params string[] definitions) => Open(database.Options, definitions);

    public static Task<BenchHost> Open(RuntimeOptions options, params string[] definitions) => Open(options, TimeProvider.System, definitions);

    public static async Task<BenchHost> Open(RuntimeOptions options, TimeProvider clock, params string[] definitions)
    {
        var host = await Open(options, clock, (Action<IServiceCollection>?)null);
        foreach (var name in definitions)
        {
            await host.Import(await Document(name));
        }

        return host;
    }

    /// <param name="more">What a service registers beside the runtime.</param>
    public static async Task<BenchHost> Open(RuntimeOptions options, TimeProvider clock, Action<IServiceCollection>? more)
    {
        var host = new BenchHost(options, clock, more);
        await host._services.GetRequiredService<Migrator>().Migrate();
        return host;
    }

    /// <summary>Publishes the definition once more: the same flow as the next version.</summary>
    public async Task PublishNext(string name) => await Import([.. await Document(name), (byte)'\n']);

    public async Task Start(string definitionId, string instanceId, JsObject? input = null) => Must(await Runner.Run(
        new CommandHead("start-" + instanceId, "Instances.Start", Clerk, "instance", instanceId),
        work => work.Workflows.Start(new(definitionId, instanceId, "演示单位延伸派驻机构下放工作方案", "bench", input ?? new JsObject(), "D1"))));

    public async Task Complete(Actor actor, string taskId, string outcome, JsObject data) => Must(await TryComplete(actor, taskId, outcome, data));

    public Task<Outcome<TaskDone>> TryComplete(Actor actor, string taskId, string outcome, JsObject data) => Runner.Run(
        new CommandHead("complete-" + taskId, "Tasks.Complete", actor, "task", taskId),
        work => work.Workflows.CompleteTask(taskId, 1, outcome, data));

    public async Task<string?> Status(string instanceId) => (await _services.GetRequiredService<InstanceQueries>().Find(instanceId))?.Status.ToString();

    /// <summary>The pumps of a host, as they run beside its commands.</summary>
    public async Task StartBackground()
    {
        foreach (var service in _services.GetServices<Microsoft.Extensions.Hosting.IHostedService>())
        {
            await service.StartAsync(default);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public static Actor Person(string id, string unit, params string[] roles) => new(id, "姓名" + id, unit, "单位" + unit, roles.ToFrozenSet());

    private static async Task<byte[]> Document(string name)
    {
        await using var resource = typeof(BenchHost).Assembly.GetManifestResourceStream(name + ".json") ?? throw new InvalidOperationException($"No definition {name}.");
        var document = new byte[resource.Length];
        await resource.ReadExactlyAsync(document);
        return document;
    }

    // Publishes what it imports.
    private async Task Import(byte[] document)
    {
        var imported = await _services.GetRequiredService<DefinitionStore>().Import(document);
        _ = imported.Version ?? throw new InvalidOperationException(string.Join('\n', imported.Problems));
    }

    private static void Must<T>(Outcome<T> outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");
        }
    }

    private sealed class OpenTasks(BenchHost host) : IStepObserver
    {
        public Task Observe(InstanceStep step, UnitOfWork work)
        {
            foreach (var open in step.Requests.OfType<OpenTask>())
            {
                work.AfterCommit(() =>
                {
                    host.Opened[step.After.Id] = open.TaskId;
                    host.OnOpened?.Invoke(open);
                });
            }

            return Task.CompletedTask;
        }
    }
}
