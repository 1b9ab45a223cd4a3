using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>One document of one unit, as boards and lists show it: a projection of the workflow instance of the same id.</summary>
public sealed class CaseRow
{
    public required string Id { get; set; }

    public required string CampaignId { get; set; }

    public required string UnitId { get; set; }

    public required string DocumentCode { get; set; }

    public required string Title { get; set; }

    public string Stage { get; set; } = CaseStage.NotStarted;

    public int Round { get; set; }

    public int Rounds { get; set; }

    public int MaxRounds { get; set; }

    /// <summary>The newest frozen version, for example <c>v1.0</c>.</summary>
    public string? Version { get; set; }

    public string? VersionHash { get; set; }

    /// <summary>The person who wrote the version (T-04).</summary>
    public string? DrafterId { get; set; }

    /// <summary>For whom that person wrote it (代理); null when for himself.</summary>
    public string? DrafterForId { get; set; }

    /// <summary>The earliest deadline of the open tasks.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>An open task is past its deadline now.</summary>
    public bool Overdue { get; set; }

    public bool Late { get; set; }

    public bool Extended { get; set; }

    public bool Disputed { get; set; }

    public bool FormSilence { get; set; }

    public DateTimeOffset? HeldSince { get; set; }

    /// <summary>The instance has been started.</summary>
    public bool Started { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Whether the version is the person's, or that of somebody for whom he acts, by hand or by name.</summary>
    public bool DraftedBy(Actor actor) => actor.Is(DrafterId) || actor.Is(DrafterForId);

    /// <summary>The flags of the case as codes: what is beside the stage, not a stage.</summary>
    public IReadOnlyList<string> Flags()
    {
        var flags = new List<string>();
        void Add(bool set, string code)
        {
            if (set)
            {
                flags.Add(code);
            }
        }

        Add(Overdue || Late, "Overdue");
        Add(Extended, "Extended");
        Add(HeldSince is not null, "OnHold");
        Add(Disputed, "Dispute");
        Add(FormSilence, "FormSilence");
        return flags;
    }
}

/// <summary>When a round was due and when the unit first submitted in it.</summary>
public sealed class CaseRound
{
    public required string CaseId { get; set; }

    public int Round { get; set; }

    public DateTimeOffset? DueAt { get; set; }

    public DateTimeOffset? SubmittedAt { get; set; }

    public bool? OnTime { get; set; }
}

/// <summary>An open task of a case; gone when the task closes.</summary>
public sealed class CaseTask
{
    public required string TaskId { get; set; }

    public required string CaseId { get; set; }

    public required string Step { get; set; }

    public required string Title { get; set; }

    public string? UnitId { get; set; }

    public string? Role { get; set; }

    /// <summary>Who has it by name (<see cref="Deeds.PersonIds"/>); null when whoever has the post may take it.</summary>
    public string? PersonIds { get; set; }

    /// <summary>Of somebody who was added to the step (加签), the outcome by which he agrees: what he decides is not the step's
    /// decision. Null for the step itself.</summary>
    public string? Agreeing { get; set; }

    public int Round { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset? DueAt { get; set; }

    public bool Overdue { get; set; }

    /// <summary>Revision of the working-day calendar that <see cref="DueAt"/> was last reckoned with.</summary>
    public int CalendarRevision { get; set; }

    /// <summary>Back for correction in the same round: the deadline is that of the correction.</summary>
    public bool Correction { get; set; }
}

/// <summary>This person has or had a task of the case by name: he may read it.</summary>
public sealed class CasePerson
{
    public required string CaseId { get; set; }

    public required string PersonId { get; set; }
}

/// <summary>Persons of this unit with this role have or had a task on the case: they may read it. An empty role means any.</summary>
public sealed class CaseParticipant
{
    public required string CaseId { get; set; }

    public required string UnitId { get; set; }

    public required string Role { get; set; }
}

/// <summary>One line of 办理过程: who did what when. <see cref="Step"/> and <see cref="Outcome"/> are codes for clients,
/// <see cref="Text"/> is the Chinese sentence.</summary>
public sealed class CaseEntry
{
    public required string CaseId { get; set; }

    public int Seq { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Kind { get; set; }

    public string? Step { get; set; }

    public string? Outcome { get; set; }

    public string? Stage { get; set; }

    public int Round { get; set; }

    public string? TaskId { get; set; }

    public required string ActorId { get; set; }

    public required string ActorName { get; set; }

    public string? UnitId { get; set; }

    public string? UnitName { get; set; }

    public required string Text { get; set; }

    public string? Comment { get; set; }

    /// <summary>Hash of the signature image that the person had when he decided.</summary>
    public string? Signature { get; set; }
}
