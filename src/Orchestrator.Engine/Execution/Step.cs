namespace Orchestrator.Engine.Execution;

/// <summary>The result of one burst of execution.</summary>
/// <param name="State">The new state; the old one is untouched.</param>
/// <param name="Requests">What to carry out, in order.</param>
/// <param name="Matched">False when the stimulus met nothing that waits for it (a lost race): state and requests are
/// then unchanged and empty.</param>
/// <param name="Refusal">Why a matching stimulus was refused: a Chinese sentence; null when accepted.</param>
public sealed record Step(WorkflowState State, IReadOnlyList<Request> Requests, bool Matched, string? Refusal = null)
{
    /// <summary>A stable code beside <see cref="Refusal"/> where an operator's wish was refused; null otherwise.</summary>
    public string? RefusalCode { get; init; }
}
