namespace Orchestrator.Runtime;

/// <summary>
/// Reacts to a message of another service (or of its own). Runs once per message for its effect: the inbox row that
/// remembers the message commits with what the handler writes. A refusal or an exception is retried with growing pauses
/// and then shown to operators as an incident.
/// </summary>
public interface IMessageHandler<in T>
{
    /// <summary>Stable name; part of the inbox key and of the queue's name: <c>notices-task-overdue</c>.</summary>
    string Name { get; }

    Task<Refusal?> Handle(T message, UnitOfWork work);
}
