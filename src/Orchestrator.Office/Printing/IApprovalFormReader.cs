using Orchestrator.Runtime;

namespace Orchestrator.Office.Printing;

/// <summary>Reads 审批单 of one kind of thing through the queries of its pages, so that it shows what they show and hides what they hide.</summary>
public interface IApprovalFormReader
{
    /// <returns>Null when there is no such thing or the actor may not know of it.</returns>
    Task<ApprovalForm?> Read(string id, Actor actor, CancellationToken ct);
}
