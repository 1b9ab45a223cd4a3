using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Commands;
using Orchestrator.Runtime.Messages;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Storage.InMemory;

namespace Orchestrator.Specs.Simulation;

/// <summary>The process dies, or the database does not answer, at a commit.</summary>
internal sealed class SimulatedFault(bool committed) : Exception(committed ? "committed, but nobody heard" : "died before the commit");

internal sealed class SimulatedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2020, 8, 10, 1, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>The runtime of one process on the store that all share; what it has in memory dies with it.</summary>
internal sealed class SimulatedHost : IAsyncDisposable, ICommitFaults, IMessagePort
{
    private readonly ServiceProvider _services;
    private (bool Armed, bool After) _fault;

    public SimulatedHost(MemoryStore store, SimulatedClock clock)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<TimeProvider>(clock);
        services.AddRuntime(RuntimeOptions.Memory() with { Pumps = false });
        services.AddSingleton<IStore>(store);
        services.AddSingleton<ICommitFaults>(this);
        services.AddMessageHandler<WorkflowMessage, Echo>();
        _services = services.BuildServiceProvider();
    }

    /// <summary>Messages handed over and not yet delivered.</summary>
    public List<(string Id, object Message)> Transport { get; } = [];

    public CommandRunner Runner => Get<CommandRunner>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The next commit of this host fails: before it is done, or after.</summary>
    public void Arm(bool after) => _fault = (true, after);

    public void Disarm() => _fault = default;

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

    public void BeforeCommit(string commandId) => Fail(after: false);

    public void AfterCommit(string commandId) => Fail(after: true);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private void Fail(bool after)
    {
        if (_fault == (true, after))
        {
            _fault = default;
            throw new SimulatedFault(after);
        }
    }

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
