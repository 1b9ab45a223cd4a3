namespace Orchestrator.Engine.Execution;

/// <summary>The actor of a step acts for somebody else (代理).</summary>
/// <param name="Principal">Whose task it is.</param>
/// <param name="Unit">The actor's own unit; with <paramref name="Roles"/> it tells which seats of a step are his own.</param>
public sealed record StandingIn(string Principal, string? Unit, IReadOnlySet<string> Roles);
