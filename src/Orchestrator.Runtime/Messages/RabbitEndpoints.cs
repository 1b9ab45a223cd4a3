using MassTransit;
using Orchestrator.Contracts;

namespace Orchestrator.Runtime.Messages;

/// <summary>
/// Queues of RabbitMQ. They are quorum queues, which survive the loss of a node of a cluster; every message is confirmed by
/// the broker before the outbox counts it as sent.
/// </summary>
internal static class RabbitEndpoints
{
    // Each message is a transaction of the database: more at once would only wait there.
    private const ushort AtOnce = 16;

    public static void Configure(IRabbitMqBusFactoryConfigurator bus, BrokerOptions broker, MessageDelivery delivery)
    {
        bus.Host(broker.Server, host =>
        {
            host.Username(broker.User);
            host.Password(broker.Password);
            host.PublisherConfirmation = true;
            if (broker.Encrypted)
            {
                host.UseSsl();
            }
        });
        Endpoints.Name(bus, broker.Prefix);
        foreach (var (name, subscription) in delivery.Subscriptions)
        {
            bus.ReceiveEndpoint(broker.Prefix + name, endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.PrefetchCount = AtOnce;
                Endpoints.Receive(endpoint, name, subscription, delivery);
                endpoint.Bind(broker.Prefix + WireNames.Of(subscription.Message));
            });
        }
    }
}
