using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Contracts;
using Orchestrator.Engine.Definitions;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Messages;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Specs.Simulation;

/// <summary>The runtime of one process on the store that all share; what it has in memory dies with it.</summary>
internal sealed class SimulatedHost : IAsyncDisposable, IMessagePort
{
    private readonly ServiceProvider _services;

    public SimulatedHost(int number, IStore store, SimulatedClock clock, IEnumerable<Workflow> compiled)
    {
        Number = number;
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<TimeProvider>(clock);
        services.AddRuntime(RuntimeOptions.Memory() with { Pumps = false });
        services.AddSingleton(store);
        services.AddMessageHandler<WorkflowMessage, Echo>();
        _services = services.BuildServiceProvider();
        foreach (var workflow in compiled)
        {
            Get<DefinitionStore>().Know(workflow);
        }
    }

    public int Number { get; }

    /// <summary>Suspended as a whole: nothing in it goes on, and it does not know.</summary>
    public bool Frozen { get; set; }

    public bool Dead { get; private set; }

    public Action<SimulatedHost>? Died { get; init; }

    /// <summary>Messages handed over and not yet delivered.</summary>
    public List<(string Id, object Message)> Transport { get; } = [];

    public CommandRunner Runner => Get<CommandRunner>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Die()
    {
        Dead = true;
        Died?.Invoke(this);
    }

    public bool Ready => true;

    public Task Relay() => Get<OutboxRelay>().Send(this, default);

    public async Task Deliver(string id, object message)
    {
        foreach (var (name, subscription) in Get<MessageDelivery>().Subscriptions.Where(pair => pair.Subscription.Message == message.GetType()))
        {
            await Get<MessageDelivery>().Deliver(name, id, message, default);
        }
    }

    public Task Publish(string messageId, object message, CancellationToken ct)
    {
        Transport.Add((messageId, message));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class Echo : IMessageHandler<WorkflowMessage>
    {
        public string Name => "echo";

        public Task<Refusal?> Handle(WorkflowMessage message, UnitOfWork work)
        {
            work.Audit("Echo", "message", $"{message.InstanceId} {message.Payload}");
            return Task.FromResult<Refusal?>(null);
        }
    }
}
