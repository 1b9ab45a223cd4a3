namespace Orchestrator.Office.Matters;

public enum SeatState
{
    /// <summary>Not asked yet: later in the sequence, or heard when the one before has agreed.</summary>
    Waiting,
    Open,

    /// <summary>Closed until others are heard or something earlier is corrected; then asked again.</summary>
    Deferred,
    Decided,
    Expired,

    /// <summary>Need not decide any more.</summary>
    Cancelled,

    /// <summary>减签.</summary>
    Removed,
}

/// <summary>Somebody who decides a step of a matter: the same row from the moment it is known that he will be asked.</summary>
public sealed class MatterSeat
{
    public required string MatterId { get; set; }

    /// <summary>In the order in which they became known, over the whole matter.</summary>
    public int Number { get; set; }

    public string? TaskId { get; set; }

    public required string Activity { get; set; }

    public required string Step { get; set; }

    /// <summary>How often the step had been begun.</summary>
    public int Pass { get; set; }

    /// <summary>Who was meant to decide: a unit, a role or persons.</summary>
    public required string Name { get; set; }

    /// <summary>The persons who have the task, when it is not offered to a whole unit.</summary>
    public string? Holder { get; set; }

    public string? UnitId { get; set; }

    public string? Role { get; set; }

    /// <summary>Ids separated by blanks; null when the task is offered to whoever has the role.</summary>
    public string? PersonIds { get; set; }

    public int Weight { get; set; }

    public bool Veto { get; set; }

    /// <summary>The seat that this one was added to (加签).</summary>
    public int? AddedTo { get; set; }

    /// <summary>Before, After or Parallel.</summary>
    public string? AddedHow { get; set; }

    /// <summary>It corrects a text for those who wait for it (退回直达).</summary>
    public bool Straight { get; set; }

    public SeatState State { get; set; }

    public DateTimeOffset? OpenedAt { get; set; }

    public DateTimeOffset? DueAt { get; set; }

    public bool Overdue { get; set; }

    public string? Outcome { get; set; }

    public string? Opinion { get; set; }

    public string? ActorName { get; set; }

    /// <summary>Hash of the signature image that the person had when he decided.</summary>
    public string? Signature { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The version of the text that it was decided on.</summary>
    public int Version { get; set; }

    public bool Asks(string? unit, string? role, IReadOnlyList<string> persons) => UnitId == unit && Role == role && PersonIds == Deeds.PersonIds.Join(persons);
}
