namespace Orchestrator.Submission.Versions;

public enum SubmissionStatus
{
    /// <summary>On its way or under review: nothing else may be submitted in the round (T-08).</summary>
    Open,

    /// <summary>Sent back in the same round, to be corrected.</summary>
    Returned,

    /// <summary>The round is over: reviewed and fed back, or passed on to the meeting.</summary>
    Closed,

    Withdrawn,
}

/// <summary>What became of a frozen version.</summary>
public sealed class OpenSubmission
{
    public required string CaseId { get; init; }

    public required string Version { get; init; }

    public required int Round { get; init; }

    public required string DocumentCode { get; init; }

    public required SubmissionStatus Status { get; set; }

    /// <summary>When it was due; null when there was no deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }

    public void Close(SubmissionStatus status, DateTimeOffset now) => (Status, ClosedAt) = (status, now);
}
