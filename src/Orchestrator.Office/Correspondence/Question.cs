namespace Orchestrator.Office.Correspondence;

public enum AskedState
{
    Open,
    Answered,

    /// <summary>The task was decided, or ended otherwise, before an answer came.</summary>
    Unanswered,

    /// <summary>The asker took the question back.</summary>
    TakenBack,
}

/// <summary>沟通: what the person who has a task asks others about it. The flow does not wait for it.</summary>
public sealed class Question
{
    public required string Id { get; set; }

    public required string TaskId { get; set; }

    /// <summary>The case, or the flow, that the task belongs to.</summary>
    public required string RootId { get; set; }

    public string? CampaignId { get; set; }

    public required string FlowTitle { get; set; }

    public required string TaskTitle { get; set; }

    public required string Step { get; set; }

    public required string AskerId { get; set; }

    public required string AskerName { get; set; }

    public string? AskerUnitName { get; set; }

    public required string Text { get; set; }

    public DateTimeOffset AskedAt { get; set; }
}

/// <summary>One of those who were asked.</summary>
public sealed class AskedPerson
{
    public required string QuestionId { get; set; }

    public required string PersonId { get; set; }

    public required string PersonName { get; set; }

    public string? UnitName { get; set; }

    public required string TaskId { get; set; }

    /// <summary>May not decide the task (职责分离): the answer is information, and everybody sees from whom it comes.</summary>
    public bool Excluded { get; set; }

    public AskedState State { get; set; }

    /// <summary>From then on the answer stays as it is: the task has ended, or the question was taken back.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>An answer, or what corrects the one before. Rows are never changed.</summary>
public sealed class AnswerRow
{
    public required string QuestionId { get; set; }

    public required string PersonId { get; set; }

    /// <summary>From 1; the highest one counts.</summary>
    public int Number { get; set; }

    public required string Text { get; set; }

    public DateTimeOffset At { get; set; }
}
