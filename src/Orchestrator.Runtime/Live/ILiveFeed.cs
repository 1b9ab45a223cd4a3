namespace Orchestrator.Runtime;

/// <summary>
/// Topics that changed, after their commit: <c>tasks</c>, <c>case:{id}</c>, <c>campaign:{id}</c>, <c>operations</c>,
/// <c>notices</c>. Hints to read again, not facts: a slow reader may miss repeats of a topic, never the last one.
/// </summary>
public interface ILiveFeed
{
    /// <summary>Topics from now on, until cancelled. Repeats of a topic that wait for the reader are merged.</summary>
    IAsyncEnumerable<string> Listen(CancellationToken ct);

    /// <summary>Tells the listeners of every host.</summary>
    void Publish(IReadOnlyCollection<string> topics);
}
