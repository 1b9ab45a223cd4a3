namespace Orchestrator.Runtime;

/// <summary>Who may read a flow though he has nothing to do in it, because it was shown to him. The office provides it.</summary>
public interface IFlowReaders
{
    /// <param name="rootId">The case id.</param>
    Task<bool> MayRead(string rootId, Actor actor, CancellationToken ct);
}
