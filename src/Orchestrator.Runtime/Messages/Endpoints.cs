using System.Runtime.ExceptionServices;
using System.Runtime.Serialization;
using System.Text.Json;
using MassTransit;
using MassTransit.Middleware;
using Orchestrator.Contracts;

namespace Orchestrator.Runtime.Messages;

/// <summary>Names and receive endpoints, the same on every transport.</summary>
internal static class Endpoints
{
    /// <param name="prefix">Before every exchange's name; empty where the installation has the broker, or a virtual host of it, to itself.</param>
    public static void Name(IBusFactoryConfigurator bus, string prefix)
    {
        // The plain JSON of a message, without an envelope: no type of this program is part of what goes over the wire.
        bus.UseRawJsonSerializer(RawSerializerOptions.AnyMessageType, isDefault: true);
        foreach (var (wireName, type) in WireNames.All)
        {
            ((IName)Activator.CreateInstance(typeof(NameOf<>).MakeGenericType(type))!).Set(bus, prefix + wireName);
        }
    }

    /// <summary>The queue of a handler; the caller binds it to the exchange of its message.</summary>
    public static void Receive(IReceiveEndpointConfigurator endpoint, string handler, Subscription subscription, MessageDelivery delivery)
    {
        endpoint.ConfigureConsumeTopology = false;
        // Nobody listens to them, and a body cannot be written: that failure would hide what went wrong.
        endpoint.PublishFaults = false;
        // Only an unreachable database gets here; a handler's own failures are kept as work rows.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Ignore<SerializationException>();
            retry.Exponential(10, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(500));
        });
        endpoint.ConfigureError(pipe =>
        {
            pipe.UseFilter(new BackToTheQueue());
            pipe.UseFilter(new ErrorTransportFilter());
        });
        endpoint.Handler<MessageBody>(context => context.MessageId is { } id
            ? delivery.Deliver(handler, id.ToString(), context.Message.Read(subscription.Message), context.CancellationToken)
            : throw new SerializationException("The message has no id: it cannot be told from its repetitions."));
    }

    private interface IName
    {
        void Set(IBusFactoryConfigurator bus, string exchange);
    }

    private sealed class NameOf<T> : IName
        where T : class
    {
        public void Set(IBusFactoryConfigurator bus, string exchange) => bus.Message<T>(message => message.SetEntityName(exchange));
    }

    /// <summary>What cannot be read goes to the error queue; everything else was an outage, and the broker keeps the message until it is over.</summary>
    private sealed class BackToTheQueue : IFilter<ExceptionReceiveContext>
    {
        public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
        {
            if (!Unreadable(context.Exception))
            {
                ExceptionDispatchInfo.Throw(context.Exception);
            }

            return next.Send(context);
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("outage");

        private static bool Unreadable(Exception? failed) =>
            failed is SerializationException or JsonException || (failed?.InnerException is { } inner && Unreadable(inner));
    }
}
