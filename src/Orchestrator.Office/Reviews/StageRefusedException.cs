namespace Orchestrator.Office.Reviews;

/// <summary>A workflow definition made a case skip a stage or a round. The step is not stored; an operator sees why.</summary>
public sealed class StageRefusedException(string caseId, string from, string to, string reason)
    : InvalidOperationException($"{reason}（事项 {caseId}，{from} → {to}）")
{
    public string CaseId { get; } = caseId;
}
