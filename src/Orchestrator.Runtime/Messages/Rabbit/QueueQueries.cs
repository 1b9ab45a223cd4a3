using Orchestrator.Contracts;
using Orchestrator.Runtime.Messages;
using Orchestrator.Runtime.Messages.Rabbit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Runtime;

/// <summary>The queues of this program's handlers. It only looks: what is missing is made by the bus of a host, not here.</summary>
public sealed class QueueQueries
{
    private readonly MessageDelivery _delivery;
    private readonly RuntimeOptions _options;

    internal QueueQueries(MessageDelivery delivery, RuntimeOptions options)
    {
        _delivery = delivery;
        _options = options;
    }

    /// <summary>The same numbers are gauges from then on.</summary>
    public async Task<QueueReport> Look(CancellationToken ct = default)
    {
        var report = await Ask(ct);
        foreach (var queue in report.Queues)
        {
            Telemetry.Show(queue);
        }

        return report;
    }

    private async Task<QueueReport> Ask(CancellationToken ct)
    {
        if (_options.Broker is not { } broker)
        {
            return new(null, null, Handlers(""));
        }

        var handlers = Handlers(broker.Prefix);
        try
        {
            await using var connection = await BrokerConnection.Open(broker, ct);
            var queues = new List<QueueState>();
            foreach (var handler in handlers)
            {
                queues.Add(await Look(connection, handler, broker.Prefix + handler.Message, ct));
            }

            return new(broker.ToString(), null, queues);
        }
        catch (Exception failed) when (failed is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or TimeoutException or IOException)
        {
            return new(broker.ToString(), failed.InnerException?.Message ?? failed.Message, handlers);
        }
    }

    private List<QueueState> Handlers(string prefix) =>
        [.. _delivery.Subscriptions.Select(s => new QueueState(prefix + s.Name, s.Name, WireNames.Of(s.Subscription.Message), _delivery.InHand(s.Name), null, null, null, []))
            .OrderBy(queue => queue.Name, StringComparer.Ordinal)];

    private static async Task<QueueState> Look(IConnection connection, QueueState handler, string exchange, CancellationToken ct)
    {
        var queue = await Declared(connection, channel => channel.QueueDeclarePassiveAsync(handler.Name, ct), ct);
        var errors = await Declared(connection, channel => channel.QueueDeclarePassiveAsync(ErrorQueue.Of(handler.Name), ct), ct);
        var published = await Declared(connection, async channel => { await channel.ExchangeDeclarePassiveAsync(exchange, ct); return exchange; }, ct);
        var troubles = new List<QueueTrouble>();
        if (queue is null)
        {
            troubles.Add(QueueTrouble.QueueMissing);
        }
        else if (queue.ConsumerCount == 0)
        {
            troubles.Add(QueueTrouble.NoConsumer);
        }

        if (published is null)
        {
            troubles.Add(QueueTrouble.ExchangeMissing);
        }

        return handler with { Ready = queue?.MessageCount, Consumers = (int?)queue?.ConsumerCount, Errors = errors?.MessageCount ?? 0, Troubles = troubles };
    }

    // A question about what does not exist costs the channel: each has its own.
    private static async Task<T?> Declared<T>(IConnection connection, Func<IChannel, Task<T>> ask, CancellationToken ct)
        where T : class
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        try
        {
            return await ask(channel);
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }
}
