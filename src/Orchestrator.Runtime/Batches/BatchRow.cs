using Orchestrator.Engine.Execution;

namespace Orchestrator.Runtime;

/// <summary>What is done to each instance of a batch.</summary>
public enum BatchKind
{
    /// <summary>Stop the clock (暂停).</summary>
    Hold,

    /// <summary>Start the clock again.</summary>
    Release,

    /// <summary>End it with its children.</summary>
    Cancel,

    /// <summary>Run its open incidents again.</summary>
    Retry,

    /// <summary>Move it to another version of its definition.</summary>
    Migrate,

    /// <summary>Give a task of somebody who leaves to somebody else (移交).</summary>
    HandOver,
}

public enum BatchItemStatus
{
    Waiting,
    Done,

    /// <summary>The instance does not allow it now; nothing of it was changed.</summary>
    Refused,

    /// <summary>It failed on the way; nothing of it was changed.</summary>
    Failed,

    /// <summary>The batch was stopped before its turn came.</summary>
    Stopped,
}

/// <summary>Which instances: those named, or all that fit. What fits is decided once, when the batch begins.</summary>
/// <param name="InstanceIds">Null for all that fit the rest. With ids the rest is ignored.</param>
/// <param name="Status">Null for all that have not ended.</param>
/// <param name="Text">Part of the name or id.</param>
public sealed record BatchSelection(
    IReadOnlyList<string>? InstanceIds = null, string? DefinitionId = null, int? Version = null, InstanceStatus? Status = null, bool? WithIncidents = null, string? Text = null)
{
    /// <summary>Neither names anything nor narrows anything.</summary>
    internal bool IsEverything() => InstanceIds is null && DefinitionId is null && Status is null && WithIncidents is null && string.IsNullOrWhiteSpace(Text);
}

/// <param name="Activities">Old activity id → new one; those not named keep their id.</param>
public sealed record MigrationOrder(string DefinitionId, int FromVersion, int ToVersion, IReadOnlyDictionary<string, string> Activities);

/// <summary>Whose tasks become whose.</summary>
public sealed record HandOverOrder(string FromId, string FromName, string ToId, string ToName);

/// <param name="Total">How many instances, or tasks, it began with.</param>
/// <param name="StoppedAt">When somebody stopped it.</param>
/// <param name="FinishedAt">When nothing was left to do; null while it runs.</param>
public sealed record BatchRow(
    string Id, BatchKind Kind, string Reason, BatchSelection Selection, MigrationOrder? Migration, int Total, DateTimeOffset CreatedAt, string CreatedBy, string CreatedByName,
    string? CreatedByUnit, DateTimeOffset? StoppedAt, DateTimeOffset? FinishedAt)
{
    /// <summary>Only of <see cref="BatchKind.HandOver"/>.</summary>
    public HandOverOrder? HandOver { get; init; }
}

/// <param name="Code">Of the refusal or failure; null otherwise.</param>
/// <param name="Message">The reason, a Chinese sentence.</param>
public sealed record BatchItemRow(
    string BatchId, int Seq, string InstanceId, BatchItemStatus Status, string? Code, string? Message, DateTimeOffset? At)
{
    /// <summary>The task that is meant; null when it is the whole instance.</summary>
    public string? TaskId { get; init; }

    public string? TaskTitle { get; init; }
}

/// <summary>How far a batch has come.</summary>
public sealed record BatchProgress(BatchRow Batch, int Waiting, int Done, int Refused, int Failed, int Stopped);
