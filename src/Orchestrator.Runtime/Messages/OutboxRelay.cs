using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Messages;

/// <summary>Where the relay hands messages to.</summary>
internal interface IMessagePort
{
    /// <summary>Whether there is any use in handing over messages now. What fails while there is none is not the message's fault.</summary>
    bool Ready { get; }

    Task Publish(string messageId, object message, CancellationToken ct);
}

/// <summary>
/// Takes pending messages in the order of their commit and hands them over with the id they were written with. One relay
/// works at a time, whatever the number of hosts. A message that cannot be handed over comes again with growing pauses
/// (others overtake it then) and is <c>Failed</c> in the end, with the reason, until an operator sends it again.
/// </summary>
internal sealed class OutboxRelay(CommandRunner runner, MessageDelivery delivery, ILogger<OutboxRelay> log)
{
    private const int Batch = 100;
    private const int Attempts = 10;

    /// <summary>Hands over everything that is pending now; returns how many rows were touched.</summary>
    public async Task<int> Send(IMessagePort port, CancellationToken ct)
    {
        var total = 0;
        for (var sent = -1; sent != 0; total += sent)
        {
            sent = await runner.RunBackground("relay", work => SendBatch(port, work, ct), ct);
        }

        return total;
    }

    /// <summary>
    /// The same without a bus: commits first, then calls the handlers. A crash in between is mended by
    /// <see cref="Redeliver"/> at the next start.
    /// </summary>
    public async Task<int> SendDirectly(CancellationToken ct)
    {
        var total = 0;
        while (true)
        {
            var kept = new Kept();
            var sent = await runner.RunBackground("relay", work => { kept.Messages.Clear(); return SendBatch(kept, work, ct); }, ct);
            foreach (var (id, message) in kept.Messages)
            {
                await Deliver(id, message, ct);
            }

            if (sent == 0)
            {
                return total;
            }

            total += sent;
        }
    }

    /// <summary>Messages that were sent but that a handler has not taken in and that do not wait for another attempt: the process died with them in its memory.</summary>
    public async Task<int> Redeliver(IStore store, DateTimeOffset since, DateTimeOffset until, CancellationToken ct)
    {
        var count = 0;
        foreach (var (name, subscription) in delivery.Subscriptions)
        {
            foreach (var row in await store.Reads.NotTakenIn(name, WireNames.Of(subscription.Message), since, until, ct))
            {
                await delivery.Deliver(name, row.MessageId, Read(row), ct);
                count++;
            }
        }

        return count;
    }

    private async Task Deliver(string messageId, object message, CancellationToken ct)
    {
        foreach (var (name, subscription) in delivery.Subscriptions)
        {
            if (subscription.Message == message.GetType())
            {
                await delivery.Deliver(name, messageId, message, ct);
            }
        }
    }

    private async Task<int> SendBatch(IMessagePort port, UnitOfWork work, CancellationToken ct)
    {
        if (!port.Ready)
        {
            return 0;
        }

        var rows = await work.Transaction.TakeOutbox(work.Now, Batch, ct);
        // All are on their way before the first is confirmed: a broker confirms many at the cost of one.
        var away = false;
        var sending = rows.Select(row => (Row: row, Sent: Publish(port, row, ct))).ToList();
        foreach (var (row, sent) in sending)
        {
            try
            {
                await sent;
                work.Transaction.MarkOutbox(row.Id, "Sent", row.Attempts + 1, work.Now, null, work.Now);
                work.AfterCommit(() =>
                {
                    Telemetry.MessagesSent.Add(1);
                    Telemetry.OutboxLag.Record((work.Now - row.CreatedAt).TotalSeconds);
                });
            }
            catch (Exception failed) when (!ct.IsCancellationRequested)
            {
                log.LogError(failed, "Message {MessageId} could not be sent", row.MessageId);
                if (!port.Ready)
                {
                    // It waits as it is for the broker.
                    away = true;
                    continue;
                }

                var attempts = row.Attempts + 1;
                work.Transaction.MarkOutbox(
                    row.Id, attempts >= Attempts ? "Failed" : "Pending", attempts, work.Now + TimeSpan.FromSeconds(Math.Min(1 << attempts, 300)), failed.Message, null);
                work.Changed("operations");
            }
        }

        return away ? 0 : rows.Count;
    }

    private static async Task Publish(IMessagePort port, OutboxRow row, CancellationToken ct) => await port.Publish(row.MessageId, Read(row), ct);

    private static object Read(OutboxRow row) =>
        WireNames.All.TryGetValue(row.MessageType, out var type)
            ? JsonSerializer.Deserialize(row.Body, type, RuntimeJson.Options)!
            : throw new InvalidOperationException($"This program does not know the message {row.MessageType}.");

    private sealed class Kept : IMessagePort
    {
        public List<(string Id, object Message)> Messages { get; } = [];

        public bool Ready => true;

        public Task Publish(string messageId, object message, CancellationToken ct)
        {
            Messages.Add((messageId, message));
            return Task.CompletedTask;
        }
    }
}
