namespace Orchestrator.Engine.Interventions;

/// <summary>Why an operator's wish cannot be carried out: a stable code and a Chinese sentence.</summary>
internal sealed record Denial(string Code, string Message);
