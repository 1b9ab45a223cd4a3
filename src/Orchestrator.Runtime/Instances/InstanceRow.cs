using Orchestrator.Engine.Execution;

namespace Orchestrator.Runtime;

/// <summary>One workflow instance as lists and observers see it. The engine's own state is not part of it.</summary>
/// <param name="Id">Equals the case id for instances of a case.</param>
/// <param name="VersionId">Of the definition version it runs on; an operator may move it to another one.</param>
/// <param name="RootId">The instance at the top of the parent chain; itself when it has no parent.</param>
/// <param name="CorrelationId">The campaign id.</param>
/// <param name="Subject">The unit that the instance is about (for lists); null when there is none.</param>
/// <param name="Revision">Grows by one with every step.</param>
public sealed record InstanceRow(
    string Id, string DefinitionId, string VersionId, int Version, string RootId, string? ParentId, string? ParentBookmark,
    InstanceStatus Status, string? Stage, int Round, string? Name, string? CorrelationId, string? Subject, long Revision,
    DateTimeOffset? HeldSince, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt,
    string? CreatedBy, int OpenIncidents)
{
    /// <summary>Nothing can happen any more. A faulted instance has not ended: its incident can be retried.</summary>
    public bool Ended => Status is InstanceStatus.Finished or InstanceStatus.Cancelled;
}
