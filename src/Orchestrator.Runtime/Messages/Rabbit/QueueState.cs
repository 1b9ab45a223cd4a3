namespace Orchestrator.Runtime;

/// <summary>What is wrong with how a queue is set up.</summary>
public enum QueueTrouble
{
    /// <summary>The handler has no queue: what is published meanwhile is lost to it until the outbox repeats it.</summary>
    QueueMissing,

    /// <summary>Nobody takes messages out.</summary>
    NoConsumer,

    /// <summary>The exchange of its message does not exist: nothing can arrive.</summary>
    ExchangeMissing,
}

/// <summary>One handler's queue, as far as AMQP tells: how many messages wait and how many connections take them out. How many
/// were taken out and are not confirmed it does not tell; <paramref name="InHand"/> is what this process knows of them.</summary>
/// <param name="Name">Of the queue at the broker, with the prefix of the installation.</param>
/// <param name="Message">The wire name of what arrives there.</param>
/// <param name="InHand">Messages that this process is handling.</param>
/// <param name="Ready">Messages that wait; null without a broker and when there is no such queue.</param>
/// <param name="Errors">Messages in the queue's error queue; 0 when there is none, null without a broker.</param>
public sealed record QueueState(
    string Name, string Handler, string Message, int InHand, long? Ready, int? Consumers, long? Errors, IReadOnlyList<QueueTrouble> Troubles);

/// <param name="Broker">Its address without user and password; null where messages stay in this process.</param>
/// <param name="Failure">Why the broker could not be asked; null when it could, or when there is none.</param>
public sealed record QueueReport(string? Broker, string? Failure, IReadOnlyList<QueueState> Queues);
