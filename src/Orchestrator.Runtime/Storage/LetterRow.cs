using Orchestrator.Runtime.Messages.DeadLetters;

namespace Orchestrator.Runtime.Storage;

/// <summary>What operators did to a message that failed; see the schema.</summary>
internal sealed record LetterRow(
    long WorkId, string Handler, string MessageId, string MessageType, bool Unread, string Original, string Body, int Attempts, string? Error, DateTimeOffset FailedAt,
    int Revision, DateTimeOffset ChangedAt, string? MendedBy, string? DiscardedBy, string? Reason);

internal sealed record LetterFilter(DeadLetterState? State, long? Id, string? Text);

/// <summary>A message that failed: its work row while it waits, and what was done to it, at least one of them.</summary>
internal sealed record LetterEntry(WorkRow? Work, LetterRow? Letter)
{
    public long Id => Work?.Id ?? Letter!.WorkId;

    public DateTimeOffset FailedAt => Work?.CreatedAt ?? Letter!.FailedAt;

    public DeadLetterState State =>
        Work is { } work ? work.NextAt == DateTimeOffset.MaxValue ? DeadLetterState.GivenUp : DeadLetterState.Failing
        : Letter!.DiscardedBy is null ? DeadLetterState.TakenIn : DeadLetterState.Discarded;

    public string Body => Work is { } work ? FailedMessage.Of(work).Body : Letter!.Body;

    public DeadLetter View()
    {
        var error = CoveredText.Scrub(Work is null ? Letter!.Error : Work.Error);
        var (revision, mended, discarded, reason, changed) = (Letter?.Revision ?? 0, Letter?.MendedBy, Letter?.DiscardedBy, Letter?.Reason, Letter?.ChangedAt);
        if (Work is not { } work)
        {
            return new(Id, State, Letter!.Handler, Letter.MessageId, Letter.MessageType, Letter.Unread, Letter.Attempts, FailedAt, null, error, revision, mended, discarded, reason, changed);
        }

        var message = FailedMessage.Of(work);
        return new(
            Id, State, message.Handler, message.MessageId, message.Type, message.Unread, work.Attempts, FailedAt, State == DeadLetterState.Failing ? work.NextAt : null, error,
            revision, mended, discarded, reason, changed);
    }
}
