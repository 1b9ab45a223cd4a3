using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Runtime.Messages;

/// <summary>
/// MassTransit: inside one process on its in-memory transport, between processes on RabbitMQ. Exchanges have the messages'
/// wire names, and each handler has a queue. The databases stay the truth: what the transport loses is handed over again
/// from the outbox.
/// </summary>
internal sealed class MessageBus(MessageDelivery delivery, RuntimeOptions options, ILogger<MessageBus> log) : IMessagePort, IHostedService, IDisposable
{
    // The broker confirms a message within milliseconds. What takes this long has lost its connection.
    private static readonly TimeSpan Confirmed = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private IBusControl? _bus;
    private Task _starting = Task.CompletedTask;

    /// <summary>Whether there is any use in handing over messages now.</summary>
    public bool Ready => _bus is { } bus && _starting.IsCompletedSuccessfully && (options.Broker is null || bus.CheckHealth().Status == BusHealthStatus.Healthy);

    /// <summary>Whether the broker can be reached; null where there is none.</summary>
    public bool? Connected => options.Broker is null ? null : Ready;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _bus = options.Broker is { } broker
            ? Bus.Factory.CreateUsingRabbitMq(bus => RabbitEndpoints.Configure(bus, broker, delivery))
            : Bus.Factory.CreateUsingInMemory(bus => MemoryEndpoints.Configure(bus, delivery));
        _starting = _bus.StartAsync(_stopping.Token);
        if (options.Broker is null)
        {
            await _starting.WaitAsync(cancellationToken);
            return;
        }

        // A broker that is away keeps nobody from working: messages wait in the outbox until it is back.
        _ = _starting.ContinueWith(
            started => log.LogError(started.Exception, "The message broker cannot be used"), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        try
        {
            await _starting.WaitAsync(cancellationToken);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            // It never started: there is nothing to stop.
            return;
        }

        await (_bus?.StopAsync(cancellationToken) ?? Task.CompletedTask);
    }

    public async Task Publish(string messageId, object message, CancellationToken ct)
    {
        if (_bus is not { } bus)
        {
            throw new InvalidOperationException("The bus has not started.");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Confirmed);
        try
        {
            await bus.Publish(message, message.GetType(), context => context.MessageId = Guid.Parse(messageId), patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"The broker did not confirm the message within {Confirmed.TotalSeconds:0} s.");
        }
    }

    public void Dispose() => _stopping.Dispose();
}
