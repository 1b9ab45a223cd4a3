using Microsoft.EntityFrameworkCore;

namespace Orchestrator.Runtime;

/// <summary>
/// What one command may touch, in one transaction. Lives as long as the command's body; not thread-safe.
/// </summary>
public sealed class UnitOfWork
{
    internal UnitOfWork(Actor actor, DateTimeOffset now, string commandId)
    {
        Actor = actor;
        Now = now;
        CommandId = commandId;
    }

    public Actor Actor { get; }

    /// <summary>The clock when the command began; one moment for everything it writes.</summary>
    public DateTimeOffset Now { get; }

    public string CommandId { get; }

    public CancellationToken Cancellation { get; }

    public WorkflowOperations Workflows => throw new NotSupportedException();

    /// <summary>
    /// A service's context on this connection and transaction (registered by <c>AddServiceDb</c>). Changes are saved
    /// before the commit, and before the engine reads or a step observer runs; a context may also save by itself.
    /// </summary>
    public T Db<T>()
        where T : DbContext => throw new NotSupportedException();

    /// <summary>An audit row beside the command's own.</summary>
    /// <param name="details">Any JSON-serialisable object.</param>
    public void Audit(string action, string objectType, string objectId, object? details = null) => throw new NotSupportedException();

    /// <summary>Puts a message into the outbox; its type must be listed in <c>Orchestrator.Contracts.WireNames</c>.</summary>
    public void Send<T>(T message)
        where T : class => throw new NotSupportedException();

    /// <summary>Tells live readers after the commit; see <see cref="ILiveFeed"/>.</summary>
    public void Changed(string topic) => throw new NotSupportedException();

    /// <summary>Runs after the commit, in this process only; not at all when the process dies in between.</summary>
    public void AfterCommit(Action action) => throw new NotSupportedException();
}
