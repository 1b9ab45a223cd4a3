namespace Orchestrator.Runtime;

/// <summary>Somebody for whom an actor stands in (代理), as long as the actor's request lasts.</summary>
/// <param name="Person">With the unit and roles of this moment.</param>
/// <param name="DefinitionId">Only tasks of this process; null for all.</param>
/// <param name="SubjectUnitId">Only matters of this unit; null for all.</param>
public sealed record Principal(Actor Person, string? DefinitionId = null, string? SubjectUnitId = null)
{
    /// <summary>Whether the task is one that the actor may take care of, if the person may.</summary>
    public bool Covers(TaskRow task) =>
        (DefinitionId is null || DefinitionId == task.DefinitionId) && (SubjectUnitId is null || SubjectUnitId == task.Subject || SubjectUnitId == task.ForUnit);
}
