using MassTransit;
using Microsoft.Extensions.Hosting;
using Orchestrator.Contracts;

namespace Orchestrator.Runtime.Messages;

/// <summary>
/// MassTransit on its in-memory transport: one queue per handler, exchanges with the messages' wire names. The database
/// stays the truth: what the transport loses with the process is delivered again from the outbox at the next start.
/// </summary>
internal sealed class MessageBus(MessageDelivery delivery) : IMessagePort, IHostedService
{
    private IBusControl? _bus;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _bus = Bus.Factory.CreateUsingInMemory(bus =>
        {
            foreach (var (wireName, type) in WireNames.All)
            {
                ((IConfigureMessage)Activator.CreateInstance(typeof(ConfigureMessage<>).MakeGenericType(type))!).Name(bus, wireName);
            }

            foreach (var (name, subscription) in delivery.Subscriptions)
            {
                var configure = (IConfigureMessage)Activator.CreateInstance(typeof(ConfigureMessage<>).MakeGenericType(subscription.Message))!;
                bus.ReceiveEndpoint(name, endpoint =>
                {
                    // Only an unreachable database gets here; the handler's own failures are kept as work rows.
                    endpoint.UseMessageRetry(retry => retry.Exponential(10, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(500)));
                    configure.Receive(endpoint, name, delivery);
                });
            }
        });
        await _bus.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _bus?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public Task Publish(string messageId, object message, CancellationToken ct) =>
        _bus is { } bus
            ? bus.Publish(message, message.GetType(), context => context.MessageId = Guid.Parse(messageId), ct)
            : throw new InvalidOperationException("The bus has not started.");

    private interface IConfigureMessage
    {
        void Name(IInMemoryBusFactoryConfigurator bus, string wireName);

        void Receive(IReceiveEndpointConfigurator endpoint, string handler, MessageDelivery delivery);
    }

    private sealed class ConfigureMessage<T> : IConfigureMessage
        where T : class
    {
        public void Name(IInMemoryBusFactoryConfigurator bus, string wireName) => bus.Message<T>(message => message.SetEntityName(wireName));

        public void Receive(IReceiveEndpointConfigurator endpoint, string handler, MessageDelivery delivery) =>
            endpoint.Handler<T>(context => delivery.Deliver(handler, context.MessageId!.Value.ToString(), context.Message, context.CancellationToken));
    }
}
