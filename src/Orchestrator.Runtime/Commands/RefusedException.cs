namespace Orchestrator.Runtime;

/// <summary>A no from deep inside a unit of work, where it cannot be returned: the transaction rolls back and the refusal
/// reaches whoever caused it. In the background it becomes an incident.</summary>
public sealed class RefusedException(Refusal refusal) : Exception($"{refusal.Code}: {refusal.Message}")
{
    public Refusal Refusal { get; } = refusal;
}
