using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Definitions;

namespace Orchestrator.Engine.Execution;

/// <summary>Everything a step may know of the world outside definition, state and stimulus.</summary>
/// <param name="Now">The only clock.</param>
/// <param name="Actor">The person who acts, null for the system.</param>
/// <param name="Calendar">The working-day calendar of the instance's region.</param>
/// <param name="Definitions">Finds a published definition that is used as an activity, by activity type or definition
/// id; a running instance asks by version id, so that it stays on the version it began with. Null when there is none.</param>
public sealed record StepContext(
    DateTimeOffset Now, string? Actor, WorkingCalendar Calendar, Func<string, Workflow?> Definitions)
{
    /// <summary>For whom the actor acts (代理); null when for himself.</summary>
    public StandingIn? For { get; init; }

    /// <summary>Whose the deed is: what is claimed or comes back belongs to this person.</summary>
    public string? Principal => For?.Principal ?? Actor;

    /// <summary>Who is in charge of a unit (分管领导) at this moment, by the id of the unit; null when nobody is. What a step makes of
    /// it is written into the task that it opens, and stays.</summary>
    public Func<string, string?> LeaderOf { get; init; } = _ => null;

    /// <summary>How many activities may run in one step. A step that needs more stops with an incident.</summary>
    public int ActivityBudget { get; init; } = 20_000;
}
