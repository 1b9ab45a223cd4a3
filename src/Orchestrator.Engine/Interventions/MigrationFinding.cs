using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Interventions;

/// <summary>What stands against moving an instance, or what one should know before.</summary>
/// <param name="Code">Stable, for programs: <c>migrate.no-counterpart</c>.</param>
/// <param name="Refuses">False for a mere notice.</param>
/// <param name="ActivityId">Of the old version.</param>
/// <param name="Message">A Chinese sentence.</param>
public sealed record MigrationFinding(string Code, bool Refuses, string? ActivityId, string Message);

/// <param name="Step">The state on the new version; null when something refuses.</param>
public sealed record Migrated(Step? Step, IReadOnlyList<MigrationFinding> Findings);
