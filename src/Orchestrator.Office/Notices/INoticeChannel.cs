using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices;

/// <summary>A notice as it leaves the application: nothing of what people wrote in a case goes along.</summary>
/// <param name="DeliveryId">The same at every attempt, so that receivers can drop repetitions.</param>
/// <param name="Campaign">Null for cases outside a campaign.</param>
/// <param name="DueAt">Of the task that the notice is about, as long as it is open.</param>
/// <param name="Link">Where it is worked on; needs signing in.</param>
/// <param name="Settings">Where the person chooses what he gets.</param>
public sealed record OutgoingNotice(
    string DeliveryId, string Kind, string Title, string? Campaign, DateTimeOffset? DueAt, DateTimeOffset At, Uri Link, Uri Settings, Addressee To);

/// <summary>A way out of the application that this installation has configured. Thread-safe.</summary>
public interface INoticeChannel
{
    ChannelCode Code { get; }

    /// <summary>Null when the person cannot be reached by it; otherwise the address that a delivery is recorded with, or an empty text.</summary>
    string? AddressOf(Addressee person);

    /// <summary>Hands the notice over. Returns when the other side has taken it; throws <see cref="ErrandRefusedException"/> when it
    /// never will, anything else when it may later. The message of the exception is for people.</summary>
    Task Send(OutgoingNotice notice, CancellationToken ct);
}
