namespace Orchestrator.Runtime;

public enum DeadLetterState
{
    /// <summary>Will be tried again by itself.</summary>
    Failing,

    /// <summary>Waits for an operator.</summary>
    GivenUp,

    /// <summary>Mended by an operator and then handled.</summary>
    TakenIn,

    /// <summary>An operator decided that it is not to be handled.</summary>
    Discarded,
}

/// <summary>A message that one handler could not handle. Nothing in it is a person's: citizen numbers and names are covered,
/// person keys cut short.</summary>
/// <param name="Handler">The queue without the installation's prefix: the handler's name, a dot, the message's wire name.</param>
/// <param name="Unread">It could not be read and came from the error queue.</param>
/// <param name="FailedAt">When it failed first, or was taken from the error queue.</param>
/// <param name="NextAt">The next attempt; null unless <see cref="DeadLetterState.Failing"/>.</param>
/// <param name="Revision">Rises with every mending; 0 before the first.</param>
/// <param name="MendedBy">Who mended it last, by name.</param>
/// <param name="Reason">Why it was discarded.</param>
public sealed record DeadLetter(
    long Id, DeadLetterState State, string Handler, string MessageId, string MessageType, bool Unread, int Attempts, DateTimeOffset FailedAt, DateTimeOffset? NextAt,
    string? Error, int Revision, string? MendedBy, string? DiscardedBy, string? Reason, DateTimeOffset? ChangedAt);

/// <param name="Body">What the handler gets at the next attempt, or got last; JSON with line breaks when it is JSON at all.</param>
/// <param name="Original">What came; null when it was never mended.</param>
/// <param name="Covered">How many passages of <paramref name="Body"/> are covered.</param>
public sealed record DeadLetterContent(DeadLetter Letter, string Body, string? Original, int Covered);
