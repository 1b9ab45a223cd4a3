using Orchestrator.Engine.Activities;

namespace Orchestrator.Runtime;

public enum TaskRowStatus
{
    Open,

    /// <summary>A person decided.</summary>
    Completed,

    /// <summary>The flow went on without it.</summary>
    Cancelled,

    /// <summary>The deadline passed and the task's policy decided.</summary>
    Expired,
}

/// <summary>A human task as stored.</summary>
/// <param name="Id">Equals the engine's bookmark id.</param>
/// <param name="RootId">The case id.</param>
/// <param name="CorrelationId">The campaign id.</param>
/// <param name="InstanceName">Name of the root instance when the task opened.</param>
/// <param name="Subject">The unit that the case is about.</param>
/// <param name="Payload">JSON text, read-only data for the form; null when there is none.</param>
/// <param name="Draft">JSON text a person saved before deciding.</param>
/// <param name="Result">JSON text of what was decided, after completion.</param>
/// <param name="OverdueLevel">Highest rung of the reminder ladder reached: remind, overdue, urge, supervise, interview.</param>
/// <param name="HeldSince">The clock of the instance is stopped since then.</param>
public sealed record TaskRow(
    string Id, string InstanceId, string RootId, string? CorrelationId, string? InstanceName, string? Subject,
    string Step, string? Stage, int Round, string Title, string Form, string? Unit, string? Role,
    IReadOnlyList<string> Persons, IReadOnlyList<string> Excluded, IReadOnlyList<string> Outcomes,
    string? Payload, string? Draft, TaskRowStatus Status, string? Outcome, string? Result,
    DateTimeOffset OpenedAt, DateTimeOffset? DueAt, bool Overdue, string? OverdueLevel, DateTimeOffset? HeldSince,
    DateTimeOffset? ClosedAt, string? ClosedBy, string? ClosedByName, long Revision)
{
    /// <summary>Of the task's instance. Rows that a command has locked do not have it: the instance beside them does.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>The unit and the post that the task is done for (承办单位、岗位), whoever has taken it or got it: not changed by
    /// 领取, 转办 and 委派. Null for what is done by a person as such.</summary>
    public string? ForUnit { get; init; }

    public string? ForRole { get; init; }

    /// <summary>JSON text of what the step changes about its form (<see cref="FieldRules"/>); null for nothing.</summary>
    public string? Fields { get; init; }

    /// <summary>Whether the task may become somebody's by name (转办、移交): what a unit does stays with it, in the post for which it
    /// was meant; who only signs or answers does so for himself.</summary>
    public bool MayBecome(string? unitId, IEnumerable<string> roles) =>
        ForUnit is null || Form is PeopleForms.Sign or PeopleForms.Answer || (unitId == ForUnit && (ForRole is null || roles.Contains(ForRole)));

    /// <summary>Has the task, or stands in for somebody who has.</summary>
    public bool MayDecide(Actor actor) => Holder(actor) is not null;

    /// <summary>As who the actor has the task: as himself, or as somebody for whom he stands in; null when he has it not. A
    /// task from which either of them is excluded cannot be decided for the other.</summary>
    public Actor? Holder(Actor actor)
    {
        if (Has(actor))
        {
            return actor;
        }

        foreach (var principal in actor.StandsInFor)
        {
            if (!Excluded.Contains(actor.Id) && principal.Covers(this) && Has(principal.Person))
            {
                return actor.For(principal.Person);
            }
        }

        return null;
    }

    // Named, or of the right unit and role; never when excluded.
    private bool Has(Actor actor) =>
        !Excluded.Contains(actor.Id)
        && actor.Id != Actor.System.Id
        && (Persons.Contains(actor.Id)
            || ((Unit is not null || Role is not null)
                && (Unit is null || Unit == actor.UnitId)
                && (Role is null || actor.Has(Role))));
}
