using System.Collections.Concurrent;
using System.Runtime.Serialization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts;
using Orchestrator.Runtime.Instances;
using Orchestrator.Runtime.Live;
using Orchestrator.Runtime.Messages.DeadLetters;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Messages;

/// <summary>A registered handler: its name, what it listens to, how to call it.</summary>
internal sealed record Subscription(Type Message, Type Handler, Func<IServiceProvider, string> NameOf, Func<object, UnitOfWork, Task<Refusal?>> Handle);

/// <summary>
/// Hands messages to their handlers, each once for its effect: the inbox row commits with what the handler writes. When it
/// fails the message becomes a work row, whose retries and incident are those of all background work.
/// </summary>
internal sealed class MessageDelivery(CommandRunner runner, IServiceScopeFactory scopes, IEnumerable<Subscription> subscriptions, ILogger<MessageDelivery> log)
{
    public const string WorkKind = "message";

    private readonly ConcurrentDictionary<string, int> _inHand = new();

    private readonly Lazy<IReadOnlyList<(string Name, Subscription Subscription)>> _named = new(() =>
    {
        using var scope = scopes.CreateScope();
        List<(string, Subscription)> named = [.. subscriptions.Select(subscription => ($"{subscription.NameOf(scope.ServiceProvider)}.{WireNames.Of(subscription.Message)}", subscription))];
        return named.DistinctBy(pair => pair.Item1).Count() == named.Count
            ? named
            : throw new InvalidOperationException($"A message has two handlers of the same name: {string.Join(", ", named.Select(pair => pair.Item1))}");
    });

    public IReadOnlyList<(string Name, Subscription Subscription)> Subscriptions => _named.Value;

    /// <summary>How many messages of a handler this process is working on.</summary>
    public int InHand(string handler) => _inHand.GetValueOrDefault(handler);

    public async Task Deliver(string handler, string messageId, object message, CancellationToken ct)
    {
        _inHand.AddOrUpdate(handler, 1, (_, count) => count + 1);
        try
        {
            await runner.RunBackground($"{handler}:{messageId}", async work => { await Handle(handler, messageId, message, work); return true; }, ct);
        }
        catch (Exception failed) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(failed, "Handler {Handler} failed on message {MessageId}; it will be repeated", handler, messageId);
            await KeepForLater(handler, messageId, message, failed, ct);
        }
        finally
        {
            _inHand.AddOrUpdate(handler, 0, (_, count) => count - 1);
        }
    }

    public async Task Deliver(WorkRow row, UnitOfWork work)
    {
        var failed = FailedMessage.Of(row);
        if (failed.Hold is { } hold)
        {
            throw new SerializationException(hold);
        }

        var type = WireNames.All.GetValueOrDefault(failed.Type) ?? throw new SerializationException($"This program does not know the message {failed.Type}.");
        var message = JsonSerializer.Deserialize(failed.Body, type, RuntimeJson.Options) ?? throw new SerializationException($"The message is null, and not a {type.Name}.");
        await Handle(failed.Handler, failed.MessageId, message, work);
    }

    private async Task Handle(string handler, string messageId, object message, UnitOfWork work)
    {
        var (_, subscription) = Subscriptions.First(pair => pair.Name == handler);
        if (await work.Transaction.EnterInbox(handler, messageId, work.Now, work.Cancellation))
        {
            if (await subscription.Handle(message, work) is { } refusal)
            {
                throw new RefusedException(refusal);
            }

            work.AfterCommit(() => Telemetry.MessagesHandled.Add(1, new KeyValuePair<string, object?>("consumer", handler)));
        }
    }

    private Task KeepForLater(string handler, string messageId, object message, Exception failed, CancellationToken ct) =>
        runner.RunBackground(
            $"keep:{handler}:{messageId}",
            work =>
            {
                var payload = new FailedMessage(handler, messageId, WireNames.Of(message.GetType()), JsonSerializer.Serialize(message, message.GetType(), RuntimeJson.Options));
                work.Transaction.AddWork(new(0, WorkKind, "", handler, payload.Write(), 1, work.Now + TimeSpan.FromSeconds(1), failed.Message, work.Now));
                work.Wakes |= Wakes.Work;
                return Task.FromResult(true);
            }, ct);
}
