using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Definitions;

namespace Orchestrator.Engine.Execution;

/// <summary>Everything a step may know of the world outside definition, state and stimulus.</summary>
/// <param name="Now">The only clock.</param>
/// <param name="Actor">The person who acts, null for the system.</param>
/// <param name="Calendar">The working-day calendar of the instance's region.</param>
/// <param name="Definitions">Finds a published definition that is used as an activity; null when there is none.</param>
public sealed record StepContext(
    DateTimeOffset Now, string? Actor, WorkingCalendar Calendar, Func<string, Workflow?> Definitions);
