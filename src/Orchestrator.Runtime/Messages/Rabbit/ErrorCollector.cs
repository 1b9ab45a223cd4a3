using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts;
using Orchestrator.Runtime.Live;
using Orchestrator.Runtime.Messages.DeadLetters;
using Orchestrator.Runtime.Operations;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Runtime.Messages.Rabbit;

/// <summary>
/// Moves what the bus could not read from the error queues of this program's handlers into work rows, where operators see it.
/// Moved, not looked at: a message that is read and put back is hidden from others meanwhile, loses its place, and a quorum
/// queue drops it when that happens too often; a row is locked, mended and audited like everything else. It is stored before
/// the broker may forget it; when the process dies in between it comes once more and is recognised.
/// </summary>
internal sealed class ErrorCollector(MessageDelivery delivery, CommandRunner runner, RuntimeOptions options, ILogger<ErrorCollector> log)
{
    private const string Consumer = "dead-letters";

    /// <summary>Returns how many were stored; 0 without a broker, and while it cannot be reached.</summary>
    public async Task<int> Collect(CancellationToken ct)
    {
        if (options.Broker is not { } broker)
        {
            return 0;
        }

        try
        {
            await using var connection = await BrokerConnection.Open(broker, ct);
            var count = 0;
            foreach (var (handler, subscription) in delivery.Subscriptions)
            {
                count += await Collect(connection, ErrorQueue.Of(broker.Prefix + handler), handler, WireNames.Of(subscription.Message), ct);
            }

            return count;
        }
        catch (Exception away) when (away is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException)
        {
            log.LogDebug(away, "The broker cannot be asked for what was not read");
            return 0;
        }
    }

    private async Task<int> Collect(IConnection connection, string queue, string handler, string type, CancellationToken ct)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        uint left;
        try
        {
            left = (await channel.QueueDeclarePassiveAsync(queue, ct)).MessageCount;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // Nothing was ever unreadable.
            return 0;
        }

        var count = 0;
        for (; left > 0 && await channel.BasicGetAsync(queue, autoAck: false, ct) is { } found; left--)
        {
            count += await Keep(found, queue, handler, type, ct) ? 1 : 0;
            await channel.BasicAckAsync(found.DeliveryTag, multiple: false, ct);
        }

        return count;
    }

    private Task<bool> Keep(BasicGetResult found, string queue, string handler, string type, CancellationToken ct)
    {
        // No database takes a NUL in a text; other bytes that are no UTF-8 become U+FFFD.
        var body = Encoding.UTF8.GetString(found.Body.Span).Replace('\0', '\uFFFD');
        var mark = Mark(found, queue);
        var id = Guid.TryParse(found.BasicProperties.MessageId, out var given) ? given.ToString() : mark.ToString();
        var reason = Header(found, "MT-Fault-Message") is { Length: > 0 } told ? told : "The message could not be read.";
        return runner.RunBackground(
            $"collect:{mark}",
            async work =>
            {
                if (!await work.Transaction.EnterInbox(Consumer, mark.ToString(), work.Now, work.Cancellation))
                {
                    return false;
                }

                // Its one attempt fails with the reason and makes the incident, as for all background work.
                var message = new FailedMessage(handler, id, type, body, reason, Unread: true);
                work.Transaction.AddWork(new(0, MessageDelivery.WorkKind, "", handler, message.Write(), WorkPump.Attempts - 1, work.Now, reason, work.Now));
                work.Wakes |= Wakes.Work;
                work.Changed("operations");
                return true;
            }, ct);
    }

    // The same message that failed at two times is two messages.
    private static Guid Mark(BasicGetResult found, string queue)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{queue}\n{found.BasicProperties.MessageId}\n{Header(found, "MT-Fault-Timestamp")}\n"));
        return new(SHA256.HashData([.. head, .. found.Body.Span]).AsSpan(0, 16));
    }

    private static string? Header(BasicGetResult found, string name) =>
        found.BasicProperties.Headers?.TryGetValue(name, out var value) == true ? value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) : null;
}
