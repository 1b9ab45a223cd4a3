using MassTransit;
using Orchestrator.Contracts;

namespace Orchestrator.Runtime.Messages;

/// <summary>The transport of one process alone.</summary>
internal static class MemoryEndpoints
{
    public static void Configure(IInMemoryBusFactoryConfigurator bus, MessageDelivery delivery)
    {
        Endpoints.Name(bus, "");
        foreach (var (name, subscription) in delivery.Subscriptions)
        {
            bus.ReceiveEndpoint(name, endpoint =>
            {
                Endpoints.Receive(endpoint, name, subscription, delivery);
                endpoint.Bind(WireNames.Of(subscription.Message));
            });
        }
    }
}
