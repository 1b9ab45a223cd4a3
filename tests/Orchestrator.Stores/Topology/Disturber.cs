using System.Threading.Channels;
using Orchestrator.Stores.Transfers;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Stores.Topology;

/// <summary>
/// Stands between every exchange of the transfers and its queue: each message goes on twice, and each copy after a wait of
/// its own, so that hardly any comes in the order in which it was sent.
/// </summary>
internal sealed class Disturber(string broker, int seed) : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1.5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Random _random = new(seed);
    private Task _work = Task.CompletedTask;
    private int _doubled;

    public int Doubled => _doubled;

    public void Start() => _work = Task.Run(async () =>
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Disturb();
            }
            catch (Exception away) when (away is OperationInterruptedException or BrokerUnreachableException or AlreadyClosedException or IOException or TimeoutException or ChannelClosedException)
            {
                // The broker is being restarted, or has forgotten everything: the next attempt finds what the services have declared again.
                await Task.Delay(300, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                // Stopped, or a confirm that does not come because the connection is gone.
            }
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var (exchange, queue) in TransferQueues.All)
        {
            await channel.ExchangeBindAsync(queue, exchange, "");
            await channel.QueueDeleteAsync($"disturbed.{queue}");
        }
    }

    private async Task Disturb()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker), AutomaticRecoveryEnabled = false }.CreateConnectionAsync(_stop.Token);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), _stop.Token);
        await channel.BasicQosAsync(0, 500, global: false, _stop.Token);
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) =>
        {
            lost.TrySetResult();
            return Task.CompletedTask;
        };
        foreach (var (exchange, queue) in TransferQueues.All)
        {
            await channel.ExchangeDeclarePassiveAsync(exchange, _stop.Token);
            await channel.QueueDeclareAsync($"disturbed.{queue}", durable: true, exclusive: false, autoDelete: false, cancellationToken: _stop.Token);
            await channel.QueueBindAsync($"disturbed.{queue}", exchange, "", cancellationToken: _stop.Token);
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, message) =>
            {
                _ = Forward(channel, queue, message.DeliveryTag, new BasicProperties(message.BasicProperties), message.Body.ToArray());
                return Task.CompletedTask;
            };
            await channel.BasicConsumeAsync($"disturbed.{queue}", autoAck: false, consumer, _stop.Token);
        }

        // A service that starts binds its queue again.
        while (!lost.Task.IsCompleted)
        {
            foreach (var (exchange, queue) in TransferQueues.All)
            {
                await channel.ExchangeUnbindAsync(queue, exchange, "", cancellationToken: _stop.Token);
            }

            await Task.WhenAny(lost.Task, Task.Delay(200, _stop.Token));
            _stop.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task Forward(IChannel channel, string queue, ulong tag, BasicProperties properties, byte[] body)
    {
        try
        {
            await Task.WhenAll(Copy(), Copy());
            await channel.BasicAckAsync(tag, multiple: false);
            Interlocked.Increment(ref _doubled);
        }
        catch (Exception gone) when (gone is OperationInterruptedException or AlreadyClosedException or PublishException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Not acknowledged: the broker gives it to us again.
        }

        async Task Copy()
        {
            await Task.Delay(Wait());
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, body);
        }
    }

    private TimeSpan Wait()
    {
        lock (_random)
        {
            return _random.NextDouble() * Longest;
        }
    }
}
